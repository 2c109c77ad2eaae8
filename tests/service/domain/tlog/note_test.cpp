// Keys, notes, checkpoints, cosignatures and proof files: the vectors byte for byte, and what is refused.
#include "service/domain/tlog/note.hpp"

#include <gmock/gmock.h>

#include "service/domain/base64.hpp"
#include "service/domain/tlog/add_checkpoint.hpp"
#include "service/domain/tlog/checkpoint.hpp"
#include "service/domain/tlog/cosignature.hpp"
#include "service/domain/tlog/proof.hpp"
#include "service/domain/tlog/proof_file.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "tests/service/domain/tlog/fixtures.hpp"

namespace formulary::test {
namespace {

using tlog::KeyKind;
using tlog::Signed;

constexpr tlog::VerifyEd25519 verify = &io::crypto::ed25519_verify;

tlog::VerifierKey key_in(const std::string& name) {
  return *tlog::parse_verifier_key(vector_line(name), &io::crypto::sha256_of);
}

/// The log's or the witness's key, from its seed.
std::unique_ptr<usecases::NoteSigner> signer(const std::string& seed, const std::string& name, KeyKind kind) {
  tlog::SignerKey key{.name = name, .kind = kind, .seed = key_bytes(vectors().at(seed).get<std::string>())};
  key.id = tlog::key_id(name, kind, io::crypto::ed25519_public_key(key.seed), &io::crypto::sha256_of);
  return io::crypto::note_signer(tlog::to_text(key));
}

TEST(Key, TheVectorsKeysAndTheirIds) {
  const auto log = key_in("vkey");
  EXPECT_EQ(log.name, "formulary.example/audit");
  EXPECT_EQ(log.kind, KeyKind::note);
  EXPECT_EQ(log.id, 0xe495002cU);
  EXPECT_EQ(tlog::to_text(log), vector_line("vkey"));
  EXPECT_EQ(signer("seed_log", "formulary.example/audit", KeyKind::note)->key(), log);
  EXPECT_EQ(signer("seed_witness", "witness.formulary.example/w1", KeyKind::cosignature)->key(),
            key_in("witness-vkey"));
}

// Keys that other programs publish for their tests.
TEST(Key, PublishedKeysAreRead) {
  for (const char* text : {"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                           "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"}) {
    const auto key = tlog::parse_verifier_key(text, &io::crypto::sha256_of);
    ASSERT_TRUE(key) << text;
    EXPECT_EQ(tlog::to_text(*key), text);
  }
}

TEST(Key, MalformedKeysAreRefused) {
  const std::string good = vector_line("vkey");
  for (const std::string& wrong : std::vector<std::string>{
           std::string(), good.substr(1), good + "=", good.substr(0, good.size() - 4), "x" + good, " " + good,
           std::string("a b+e495002c+ATvqyW+D1arndm++URxrEx/sAMW11tFo9js4AXbezlhY"),
           std::string("formulary.example/audit+E495002C+ATvqyW+D1arndm++URxrEx/sAMW11tFo9js4AXbezlhY"),
           std::string("formulary.example/audit+e495002c+AjvqyW+D1arndm++URxrEx/sAMW11tFo9js4AXbezlhY")}) {
    EXPECT_FALSE(tlog::parse_verifier_key(wrong, &io::crypto::sha256_of)) << wrong;
  }
  EXPECT_FALSE(tlog::parse_signer_key(good));
  EXPECT_THROW(io::crypto::note_signer("PRIVATE+KEY+" + good), std::runtime_error) << "the id is another key's";
}

TEST(Checkpoint, TheVectorsIsSignedAndCosignedToTheSameBytes) {
  GrowingLog log = log_of_vectors();
  const tlog::Checkpoint checkpoint{"formulary.example/audit", log.size(), tlog::root_of(hasher, log, log.size())};
  const auto key = signer("seed_log", checkpoint.origin, KeyKind::note);
  const auto witness = signer("seed_witness", "witness.formulary.example/w1", KeyKind::cosignature);
  tlog::Note note{tlog::to_text(checkpoint), {}};
  note.signatures.push_back({key->key().name, key->key().id, key->sign(note.text)});
  const std::string without = tlog::to_text(note);
  const auto seconds = vectors().at("cosign_time").get<std::uint64_t>();
  note.signatures.push_back(
      tlog::cosignature(witness->key(), seconds, witness->sign(tlog::cosigned_text(seconds, note.text))));
  EXPECT_EQ(tlog::to_text(note), vector_file("checkpoint"));

  const tlog::AddCheckpoint request{5, tlog::prove_consistency(hasher, log, 5, 7), without};
  EXPECT_EQ(tlog::to_text(request), vector_file("add-checkpoint"));
  const tlog::ProofFile proof{std::nullopt, 4, tlog::prove_inclusion(hasher, log, 4, 7), tlog::to_text(note)};
  EXPECT_EQ(tlog::to_text(proof), vector_file("clearance.tlog-proof"));
}

TEST(Checkpoint, TheVectorsIsReadAndVerified) {
  const auto note = tlog::parse_note(vector_file("checkpoint"));
  ASSERT_TRUE(note);
  EXPECT_EQ(check_note(*note, key_in("vkey"), verify), Signed::rightly);
  const auto checkpoint = tlog::open_checkpoint(*note, key_in("vkey"), verify);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, 7U);
  EXPECT_EQ(tlog::base64_of(checkpoint->root), vectors().at("roots").at("7"));
  const auto witness = key_in("witness-vkey");
  EXPECT_FALSE(tlog::cosigned_at(note->signatures.at(0), note->text, witness, verify));
  EXPECT_EQ(tlog::cosigned_at(note->signatures.at(1), note->text, witness, verify),
            vectors().at("cosign_time").get<std::uint64_t>());
  EXPECT_FALSE(tlog::cosigned_at(note->signatures.at(1), note->text + "x\n", witness, verify));
}

TEST(Checkpoint, OnlyThreeLinesInTheirOneForm) {
  const std::string root = tlog::base64_of(hasher.empty());
  EXPECT_TRUE(tlog::parse_checkpoint("o\n0\n" + root + "\n"));
  for (const std::string& wrong :
       std::vector<std::string>{std::string(), "o\n0\n" + root, "\n0\n" + root + "\n", "o\n00\n" + root + "\n",
                                "o\n-1\n" + root + "\n", "o\n9999999999999999999\n" + root + "\n",
                                "o\n1\n" + root + "\nextension\n", "o\n1\nAAAA\n", "o\n1 \n" + root + "\n"}) {
    EXPECT_FALSE(tlog::parse_checkpoint(wrong)) << wrong;
  }
}

// Go's note package signs this text in its own documentation with the key of PeterNeumann.
TEST(Note, APublishedNoteIsVerified) {
  const auto key = tlog::parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                                            &io::crypto::sha256_of);
  const std::string text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
      "\xe2\x80\x94 PeterNeumann "
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  const auto note = tlog::parse_note(text);
  ASSERT_TRUE(note);
  EXPECT_EQ(check_note(*note, *key, verify), Signed::rightly);
  EXPECT_EQ(tlog::to_text(*note), text);
}

TEST(Note, EveryChangedByteIsNoticed) {
  const std::string good = vector_file("checkpoint");
  const auto log = key_in("vkey");
  const auto witness = key_in("witness-vkey");
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int bit : {0, 3, 6}) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ 1 << bit);
      const auto note = tlog::parse_note(bad);
      const bool whole = note && note->signatures.size() == 2 && tlog::open_checkpoint(*note, log, verify) &&
                         tlog::cosigned_at(note->signatures[1], note->text, witness, verify);
      EXPECT_FALSE(whole) << at << " " << bit;
    }
  }
}

TEST(Note, MalformedNotesAreRefused) {
  const std::string line = "\xe2\x80\x94 a AAAAAAA=\n";
  EXPECT_TRUE(tlog::parse_note("text\n\n" + line));
  EXPECT_TRUE(tlog::parse_note("text\n\nmore\n\n" + line)) << "the last blank line counts";
  for (const std::string& wrong : std::vector<std::string>{
           std::string(), std::string("text\n"), std::string("text\n\n"), "text\n" + line, "\n\n" + line.substr(0, 8),
           "te\txt\n\n" + line, "te\rxt\n\n" + line, "te\xffxt\n\n" + line, "te\xc0\x80xt\n\n" + line,
           "te\xed\xa0\x80xt\n\n" + line, "text\n\n- a AAAAAAA=\n", "text\n\n\xe2\x80\x94  AAAAAAA=\n",
           "text\n\n\xe2\x80\x94 a+b AAAAAAA=\n", "text\n\n\xe2\x80\x94 a AAAA\n",
           "text\n\n\xe2\x80\x94 a AAAAAAA=", "text\n\n" + line + "\n", "text\n\n" + line + "more\n"}) {
    EXPECT_FALSE(tlog::parse_note(wrong)) << wrong;
  }
  std::string many = "text\n\n";
  for (int i = 0; i < 64; ++i) many += line;
  EXPECT_TRUE(tlog::parse_note(many));
  EXPECT_FALSE(tlog::parse_note(many + line));
}

TEST(Note, AWrongSignatureOfAKnownKeySpoilsTheNote) {
  auto note = *tlog::parse_note(vector_file("checkpoint"));
  const auto key = key_in("vkey");
  tlog::NoteSignature wrong = note.signatures[0];
  wrong.bytes[10] = static_cast<char>(wrong.bytes[10] ^ 1);
  note.signatures.push_back(wrong);
  EXPECT_EQ(check_note(note, key, verify), Signed::wrongly);
  wrong.id ^= 1;  // now it is by somebody unknown
  note.signatures.back() = wrong;
  EXPECT_EQ(check_note(note, key, verify), Signed::rightly);
  note.signatures.clear();
  EXPECT_EQ(check_note(note, key, verify), Signed::no);
}

TEST(AddCheckpoint, TheVectorsIsRead) {
  const auto request = tlog::parse_add_checkpoint(vector_file("add-checkpoint"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->old_size, 5U);
  EXPECT_EQ(request->proof, proof_in("consistency(5,7)"));
  EXPECT_EQ(tlog::to_text(*request), vector_file("add-checkpoint"));
  const std::string hash = tlog::base64_of(hasher.empty()) + "\n";
  std::string hashes;
  for (int i = 0; i < 63; ++i) hashes += hash;
  EXPECT_TRUE(tlog::parse_add_checkpoint("old 1\n" + hashes + "\nnote"));
  for (const std::string& wrong :
       std::vector<std::string>{std::string(), std::string("old 1\n"), std::string("old 1\n\n"),
                                std::string("old 01\n\nx"), std::string("new 1\n\nx"), std::string("old 1\nAAAA\n\nx"),
                                "old 1\n" + hashes + hash + "\nnote", "old 1\n" + hash}) {
    EXPECT_FALSE(tlog::parse_add_checkpoint(wrong)) << wrong.substr(0, 40);
  }
}

TEST(ProofFile, TheVectorsIsReadAndVerified) {
  const auto file = tlog::parse_proof_file(vector_file("clearance.tlog-proof"));
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->extra);
  EXPECT_EQ(tlog::to_text(*file), vector_file("clearance.tlog-proof"));
  const auto checkpoint = tlog::open_checkpoint(file->checkpoint, key_in("vkey"), verify);
  ASSERT_TRUE(checkpoint);
  const tlog::Hash leaf = hasher.leaf(vectors().at("entries").at(4).get<std::string>());
  EXPECT_TRUE(tlog::is_included(hasher, file->index, checkpoint->size, leaf, file->proof, checkpoint->root));
  EXPECT_FALSE(tlog::is_included(hasher, 3, checkpoint->size, leaf, file->proof, checkpoint->root));

  tlog::ProofFile with_extra = *file;
  with_extra.extra = "bytes";
  EXPECT_EQ(tlog::parse_proof_file(tlog::to_text(with_extra))->extra, "bytes");
  for (const char* wrong : {"", "c2sp.org/tlog-proof@v2\nindex 1\n\nx", "c2sp.org/tlog-proof@v1\nindex\n\nx",
                            "c2sp.org/tlog-proof@v1\nindex 1\nx\n\nx", "c2sp.org/tlog-proof@v1\nextra ?\nindex 1\n\nx",
                            "c2sp.org/tlog-proof@v1\nindex 1\n\n"}) {
    EXPECT_FALSE(tlog::parse_proof_file(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace formulary::test
