// The folder backend: everything in it is encrypted from its first byte on, for the service and two officers; pieces of
// every size, going back, a full disk, damage, and what an earlier version left.
#include <fcntl.h>
#include <random>
#include <signal.h>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "service/io/age/bad_file.hpp"
#include "service/io/blobs/arrival.hpp"
#include "service/io/blobs/layout.hpp"
#include "tests/service/io/blobs/stored.hpp"
#include "tests/support/program.hpp"

namespace formulary::test {
namespace {

using domain::Sha256;
using domain::UploadId;
using usecases::AppendOutcome;

const std::string secret = "the report of patient 4711 in the clear";

class DirBlobs : public ::testing::Test, protected StoredFolder {
 protected:
  const UploadId id{uuid(1)};
};

TEST_F(DirBlobs, AreReadOnlyFilesNamedByTheirContent) {
  const Sha256 name = store(1, "hello");
  EXPECT_EQ(name.hex, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  ASSERT_TRUE(std::filesystem::exists(blob(name)));
  EXPECT_EQ(std::filesystem::status(blob(name)).permissions(), std::filesystem::perms::owner_read);
  EXPECT_TRUE(read(blob(name)).starts_with("age-encryption.org/v1\n-> X25519 "));
  EXPECT_EQ(files(), 1U) << "nothing is left of the upload";
}

TEST_F(DirBlobs, NothingLiesThereInTheClearAtAnyMoment) {
  const std::string bytes = some_bytes(100'000) + secret + some_bytes(100'000, 2);
  blobs->begin(id);
  for (std::uint64_t offset = 0; offset < bytes.size(); offset += 30'011) {
    ASSERT_EQ(blobs->append(id, offset, std::string_view(bytes).substr(offset, 30'011)), AppendOutcome::done);
    EXPECT_FALSE(shows(secret)) << offset;
  }
  const Sha256 name = blobs->finish(id);
  EXPECT_FALSE(shows(secret));
  const int descriptor = blobs->open(name);
  EXPECT_FALSE(shows(secret)) << "the copy for the scanner has no name";
  EXPECT_EQ(bytes_behind(descriptor), bytes);
}

TEST_F(DirBlobs, TheCopyForTheScannerIsReadOnlyOnTheSameVolumeAndWithoutName) {
  const Sha256 name = store(1, secret);
  const int descriptor = blobs->open(name);
  struct stat copy {
  }, kept{};
  ASSERT_EQ(::fstat(descriptor, &copy), 0);
  ASSERT_EQ(::stat(blob(name).c_str(), &kept), 0);
  EXPECT_EQ(copy.st_nlink, 0U);
  EXPECT_EQ(copy.st_dev, kept.st_dev);
  EXPECT_EQ(copy.st_size, static_cast<off_t>(secret.size()));
  EXPECT_EQ(::write(descriptor, "x", 1), -1);
  EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
  ::close(descriptor);
  EXPECT_EQ(files(), 1U);
}

TEST_F(DirBlobs, PiecesOfEverySizeWithRestartsInBetween) {
  std::mt19937 random(7);
  const std::size_t sizes[] = {0, 1, 65'535, 65'536, 65'537, 131'072, 196'608, 200'000, 400'000};
  int number = 1;
  for (const std::size_t size : sizes) {
    for (const std::size_t piece :
         {std::size_t{1'000'000}, std::size_t{65'536}, std::size_t{50'000}, std::size_t{7'001}}) {
      SCOPED_TRACE(std::to_string(size) + " in pieces of " + std::to_string(piece));
      const std::string bytes = some_bytes(size, static_cast<unsigned>(number));
      const UploadId upload_id{uuid(number++)};
      blobs->begin(upload_id);
      for (std::uint64_t offset = 0; offset < size; offset += piece) {
        if (random() % 4 == 0) reopen();
        ASSERT_EQ(blobs->append(upload_id, offset, std::string_view(bytes).substr(offset, piece)), AppendOutcome::done);
      }
      if (random() % 2 == 0) reopen();
      const Sha256 name = blobs->finish(upload_id);
      EXPECT_EQ(name, name_of(bytes));
      EXPECT_EQ(blobs->finish(upload_id), name) << "again";
      EXPECT_EQ(blobs->size(name), size);
      EXPECT_EQ(blobs->content(name, size), bytes);
      EXPECT_EQ(content(*blobs, name), bytes);
      blobs->discard(upload_id);
    }
  }
}

TEST_F(DirBlobs, GoingBackSealsNothingTwice) {
  const std::string bytes = some_bytes(300'000);
  for (const std::uint64_t back : {0, 1, 65'536, 70'000, 131'072, 299'999}) {
    for (const bool restarted : {false, true}) {
      SCOPED_TRACE(back);
      blobs->begin(id);
      ASSERT_EQ(blobs->append(id, 0, bytes), AppendOutcome::done);
      const std::string before = read(upload(1, ".age"));
      if (restarted) reopen();
      const std::string other = some_bytes(100'000, 9);
      ASSERT_EQ(blobs->append(id, back, other), AppendOutcome::done);
      EXPECT_NE(read(upload(1, ".age")).substr(0, 2064), before.substr(0, 2064)) << "the same key for other bytes";
      const std::string wanted = bytes.substr(0, back) + other;
      EXPECT_EQ(blobs->content(blobs->finish(id), wanted.size()), wanted);
      blobs->discard(id);
    }
  }
}

TEST_F(DirBlobs, TheTailOfAnEarlierPieceThatComesBackAfterAPowerCutIsNotBelieved) {
  const std::string bytes = some_bytes(131'072);
  blobs->begin(id);
  ASSERT_EQ(blobs->append(id, 0, std::string_view(bytes).substr(0, 70'000)), AppendOutcome::done);
  const std::string tail = read(upload(1, ".tail"));
  ASSERT_EQ(blobs->append(id, 70'000, std::string_view(bytes).substr(70'000)), AppendOutcome::done);
  ASSERT_FALSE(std::filesystem::exists(upload(1, ".tail"))) << "two whole chunks";
  write(upload(1, ".tail"), tail);
  reopen();
  EXPECT_EQ(blobs->finish(id), name_of(bytes));
}

// The states in which a kill can leave an upload whose last chunk is whole and is being made the last one.
TEST_F(DirBlobs, AFinishThatWasInterruptedCanBeRepeated) {
  const std::string bytes = some_bytes(131'072);
  blobs->begin(id);
  ASSERT_EQ(blobs->append(id, 0, bytes), AppendOutcome::done);
  const std::string before = read(upload(1, ".age"));
  const io::blobs::Folders folders(root());
  EXPECT_EQ(io::blobs::Arrival::load(folders.uploads().descriptor(), uuid(1), ring).finish(), name_of(bytes));
  const std::string after = read(upload(1, ".age")), tail = read(upload(1, ".tail"));
  ASSERT_NE(before, after);
  const std::string half = after.substr(0, after.size() - 30'000) + before.substr(after.size() - 30'000);
  for (const std::string& state : {before, half, after, after.substr(0, after.size() - 100)}) {
    for (const std::string& more : {std::string(), std::string("more")}) {
      write(upload(1, ".age"), state);
      write(upload(1, ".tail"), tail);
      reopen();
      if (!more.empty()) {
        ASSERT_EQ(blobs->append(id, bytes.size(), more), AppendOutcome::done);
      }
      const Sha256 name = blobs->finish(id);
      EXPECT_EQ(name, name_of(bytes + more));
      EXPECT_TRUE(blobs->content(name, 200'000) == bytes + more);
      EXPECT_EQ(read(blob(name)) == after, more.empty()) << "the same bytes under the same number";
      blobs->discard(id);
      blobs->remove(name);
    }
  }
}

TEST_F(DirBlobs, AFullDiskLosesNothing) {
  blobs->begin(id);
  const std::string bytes = some_bytes(120'000);
  ASSERT_EQ(blobs->append(id, 0, std::string_view(bytes).substr(0, 3)), AppendOutcome::done);
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  for (const rlim_t most : {3'000, 10'000, 50'000, 68'000, 100'000}) {
    const rlimit limit{.rlim_cur = most, .rlim_max = before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_EQ(blobs->append(id, 3, some_bytes(200'000, 3)), AppendOutcome::no_space) << most;
    ::setrlimit(RLIMIT_FSIZE, &before);
    if (most == 50'000) reopen();
  }
  EXPECT_EQ(blobs->append(id, 3, std::string_view(bytes).substr(3)), AppendOutcome::done);
  EXPECT_EQ(blobs->finish(id), name_of(bytes));
}

TEST_F(DirBlobs, AnEncryptedFileInThePlaceOfAnotherIsNoticed) {
  const Sha256 one = store(1, "a package that was approved"), other = store(2, "a package that was rejected");
  write(blob(one), read(blob(other)));
  EXPECT_THROW(blobs->open(one), io::age::BadFile);
  EXPECT_THROW(blobs->content(one, 1000), io::age::BadFile);
  EXPECT_EQ(content(*blobs, other), "a package that was rejected");
}

TEST_F(DirBlobs, DamageIsNoticedAndNothingIsGivenOut) {
  const Sha256 name = store(1, some_bytes(150'000));
  const std::string good = read(blob(name));
  for (const std::size_t at : {std::size_t{5}, std::size_t{80}, std::size_t{600}, std::size_t{2'040},
                               std::size_t{2'050}, std::size_t{3'000}, std::size_t{70'000}, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 4);
    write(blob(name), bad);
    EXPECT_THROW(blobs->open(name), io::age::BadFile) << at;
    write(blob(name), good.substr(0, at));
    EXPECT_THROW(blobs->open(name), io::age::BadFile) << at;
  }
  write(blob(name), good);
  EXPECT_EQ(content(*blobs, name), some_bytes(150'000));
}

TEST_F(DirBlobs, WhatAnEarlierVersionLeftInTheClearGoesOnWorking) {
  const std::string old = some_bytes(100'000);
  const Sha256 name = name_of(old);
  std::filesystem::path plain = blob(name);
  plain.replace_extension();
  write(plain, old);
  write(root() / "uploads" / uuid(7), old.substr(0, 80'000));
  reopen();
  EXPECT_TRUE(blobs->contains(name));
  EXPECT_EQ(blobs->size(name), old.size());
  EXPECT_EQ(content(*blobs, name), old);
  EXPECT_EQ(blobs->list(), std::vector{name});
  const UploadId half{uuid(7)};
  EXPECT_EQ(blobs->uploads(), std::vector{half});
  ASSERT_EQ(blobs->append(half, 70'000, std::string_view(old).substr(70'000)), AppendOutcome::done);
  EXPECT_FALSE(std::filesystem::exists(root() / "uploads" / uuid(7))) << "encrypted when it goes on";
  EXPECT_EQ(blobs->finish(half), name);
  EXPECT_FALSE(std::filesystem::exists(plain)) << "the same file came again, and is kept encrypted";
  EXPECT_EQ(content(*blobs, name), old);
  blobs->discard(half);
  blobs->remove(name);
  EXPECT_EQ(files(), 0U);
}

TEST_F(DirBlobs, AnOfficerReadsThemWithDebiansAge) {
  if (!support::installed("age")) GTEST_SKIP() << "age is not installed";
  for (const std::size_t size : {40, 65'536, 200'000}) {
    const std::string bytes = some_bytes(size);
    const Sha256 name = store(static_cast<int>(size), bytes);
    for (const io::age::Identity* officer : {&ring.first_officer, &ring.second_officer}) {
      const std::string key = (folder / "officer").string(), out = (folder / "out").string();
      write(key, officer->text() + "\n");
      const auto outcome = support::run({"age", "-d", "-i", key, "-o", out, blob(name).string()});
      EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
      EXPECT_EQ(read(out), bytes) << size;
    }
  }
}

}  // namespace
}  // namespace formulary::test
