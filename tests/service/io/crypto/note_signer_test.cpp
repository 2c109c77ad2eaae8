// The key file of the log: made once, for its owner alone, and never silently another.
#include "service/io/crypto/note_signer.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "service/io/crypto/ed25519.hpp"
#include "tests/service/io/temporary.hpp"

namespace formulary::test {
namespace {

using domain::tlog::KeyKind;
using io::crypto::open_note_signer;

TEST(NoteSigner, TheFirstStartMakesAKeyThatStays) {
  TemporaryFolder folder;
  const auto file = folder / "audit.key";
  const auto first = open_note_signer(file, "hospital.example/audit", KeyKind::note);
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
  EXPECT_EQ(open_note_signer(file, "hospital.example/audit", KeyKind::note)->key(), first->key());
  EXPECT_NE(open_note_signer(folder / "other.key", "hospital.example/audit", KeyKind::note)->key(), first->key());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / ""), {}), 2) << "nothing else is left";
}

TEST(NoteSigner, WhatItSignsIsVerifiedWithItsKeyAlone) {
  TemporaryFolder folder;
  const auto signer = open_note_signer(folder / "a", "a", KeyKind::note);
  const auto other = open_note_signer(folder / "b", "a", KeyKind::note);
  const std::string signature = signer->sign("text");
  EXPECT_TRUE(io::crypto::ed25519_verify(signer->key().key, "text", signature));
  EXPECT_FALSE(io::crypto::ed25519_verify(signer->key().key, "texts", signature));
  EXPECT_FALSE(io::crypto::ed25519_verify(other->key().key, "text", signature));
  EXPECT_FALSE(io::crypto::ed25519_verify(signer->key().key, "text", signature.substr(1)));
}

TEST(NoteSigner, AFileThatIsNotItsOwnIsRefused) {
  TemporaryFolder folder;
  const auto file = folder / "key";
  open_note_signer(file, "a", KeyKind::note);
  EXPECT_THROW(open_note_signer(file, "b", KeyKind::note), std::runtime_error) << "another name";
  EXPECT_THROW(open_note_signer(file, "a", KeyKind::cosignature), std::runtime_error) << "another kind";
  EXPECT_THROW(open_note_signer(folder / "new", "a b", KeyKind::note), std::runtime_error) << "no name";
  ::chmod(file.c_str(), 0640);
  EXPECT_THROW(open_note_signer(file, "a", KeyKind::note), std::runtime_error) << "others may read it";
  ::chmod(file.c_str(), 0600);
  std::ofstream(file) << "PRIVATE+KEY+a+00000000+AQ==\n";
  EXPECT_THROW(open_note_signer(file, "a", KeyKind::note), std::runtime_error) << "malformed";
  EXPECT_THROW(open_note_signer(folder / "none" / "key", "a", KeyKind::note), std::runtime_error);
}

}  // namespace
}  // namespace formulary::test
