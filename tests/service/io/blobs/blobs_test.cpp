// What every blob backend promises.
#include "service/io/blobs/blobs.hpp"

#include <fcntl.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/service/io/temporary.hpp"
#include "tests/service/io/test_ring.hpp"

namespace formulary::test {
namespace {

using domain::Sha256;
using domain::UploadId;
using usecases::AppendOutcome;

const Sha256 of_hello{"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"};  // "hello"
const Sha256 of_nothing{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"};

std::string content(usecases::Blobs& blobs, const Sha256& name) {
  const int descriptor = blobs.open(name);
  std::string text(1 << 20, '\0');
  text.resize(static_cast<std::size_t>(::read(descriptor, text.data(), text.size())));
  ::close(descriptor);
  return text;
}

class BlobsContract : public ::testing::TestWithParam<std::string_view> {
 protected:
  void SetUp() override { reopen(); }
  void reopen() { blobs = io::blobs::open(GetParam(), folder / "artifacts", ring); }

  Sha256 store(int number, const std::string& bytes) {
    const UploadId upload{uuid(number)};
    blobs->begin(upload);
    EXPECT_EQ(blobs->append(upload, 0, bytes), AppendOutcome::done);
    return blobs->finish(upload);
  }

  const UploadId id{uuid(1)};
  TemporaryFolder folder;
  TestRing ring{folder.path()};
  std::unique_ptr<usecases::Blobs> blobs;
};

TEST_P(BlobsContract, AnUploadInPiecesBecomesABlobNamedByItsHash) {
  blobs->begin(id);
  EXPECT_EQ(blobs->append(id, 0, "he"), AppendOutcome::done);
  EXPECT_EQ(blobs->append(id, 2, ""), AppendOutcome::done);
  EXPECT_EQ(blobs->append(id, 2, "llo"), AppendOutcome::done);
  EXPECT_FALSE(blobs->contains(of_hello)) << "not before it is finished";
  EXPECT_EQ(blobs->finish(id), of_hello);
  EXPECT_TRUE(blobs->contains(of_hello));
  EXPECT_EQ(blobs->size(of_hello), 5U);
  EXPECT_EQ(content(*blobs, of_hello), "hello");
}

TEST_P(BlobsContract, AnUploadGoesOnAfterARestart) {
  blobs->begin(id);
  EXPECT_EQ(blobs->append(id, 0, "hel"), AppendOutcome::done);
  reopen();
  EXPECT_EQ(blobs->append(id, 3, "lo"), AppendOutcome::done);
  EXPECT_EQ(blobs->finish(id), of_hello);
}

TEST_P(BlobsContract, WhatLiesBeyondTheOffsetIsDropped) {
  blobs->begin(id);
  EXPECT_EQ(blobs->append(id, 0, "hexxxxxxxx"), AppendOutcome::done);
  EXPECT_EQ(blobs->append(id, 2, "llo"), AppendOutcome::done) << "the acknowledgement of the first chunk was lost";
  EXPECT_EQ(blobs->finish(id), of_hello);
}

TEST_P(BlobsContract, AHoleIsRefused) {
  blobs->begin(id);
  EXPECT_EQ(blobs->append(id, 0, "he"), AppendOutcome::done);
  EXPECT_EQ(blobs->append(id, 3, "lo"), AppendOutcome::wrong_offset);
  EXPECT_EQ(blobs->append(id, 2, "llo"), AppendOutcome::done);
  EXPECT_EQ(blobs->finish(id), of_hello);
}

TEST_P(BlobsContract, FinishingAgainGivesTheSameName) {
  EXPECT_EQ(store(1, "hello"), of_hello);
  reopen();
  EXPECT_EQ(blobs->finish(id), of_hello) << "as after a crash before the name was noted elsewhere";
  blobs->discard(id);
  EXPECT_THROW(blobs->finish(id), std::runtime_error);
  EXPECT_TRUE(blobs->contains(of_hello)) << "discarding the upload leaves the blob";
}

TEST_P(BlobsContract, TheSameBytesAreStoredOnce) {
  EXPECT_EQ(store(1, "hello"), of_hello);
  EXPECT_EQ(store(2, "hello"), of_hello);
  EXPECT_EQ(content(*blobs, of_hello), "hello");
}

TEST_P(BlobsContract, AnEmptyFileIsAFile) {
  blobs->begin(id);
  EXPECT_EQ(blobs->finish(id), of_nothing);
  EXPECT_EQ(blobs->size(of_nothing), 0U);
}

TEST_P(BlobsContract, ManyMegabytesHaveTheRightName) {
  blobs->begin(id);
  const std::string chunk(1 << 20, 'a');
  for (std::uint64_t n = 0; n < 5; ++n) {
    ASSERT_EQ(blobs->append(id, n * chunk.size(), chunk), AppendOutcome::done);
  }
  ASSERT_EQ(blobs->append(id, 5 * chunk.size(), "b"), AppendOutcome::done);
  const Sha256 name = blobs->finish(id);
  EXPECT_EQ(name.hex, "a848e269c0fe31590bcab777e4d9b1b5892e691102f3edc71f6d3898f38584de");
  EXPECT_EQ(blobs->size(name), 5U * 1024 * 1024 + 1);
}

TEST_P(BlobsContract, ADiscardedUploadIsGone) {
  blobs->begin(id);
  blobs->discard(id);
  blobs->discard(id);  // nothing happens when there is none
  EXPECT_THROW((void)blobs->append(id, 0, "x"), std::runtime_error);
  blobs->begin(id);
  EXPECT_EQ(blobs->append(id, 0, "hello"), AppendOutcome::done);
  EXPECT_EQ(blobs->finish(id), of_hello);
}

TEST_P(BlobsContract, AnUploadIsNotBegunTwice) {
  blobs->begin(id);
  EXPECT_THROW(blobs->begin(id), std::system_error);
}

TEST_P(BlobsContract, WhatIsNotThereIsAnError) {
  EXPECT_FALSE(blobs->contains(of_hello));
  EXPECT_THROW(blobs->size(of_hello), std::runtime_error);
  EXPECT_THROW(blobs->open(of_hello), std::runtime_error);
}

TEST_P(BlobsContract, ABlobCannotBeWrittenThroughItsDescriptor) {
  store(1, "hello");
  const int descriptor = blobs->open(of_hello);
  EXPECT_EQ(::write(descriptor, "x", 1), -1);
  EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
  ::close(descriptor);
}

TEST_P(BlobsContract, NamesThatAreNoneNeverReachTheFileSystem) {
  const std::string names[] = {"",
                               "..",
                               "../../etc/passwd",
                               "/etc/passwd",
                               std::string(36, '/'),
                               uuid(1) + "/x",
                               "01900000-0000-7000-8000-00000000000G"};
  for (const std::string& name : names) {
    EXPECT_THROW(blobs->begin({name}), std::invalid_argument) << name;
    EXPECT_THROW((void)blobs->append({name}, 0, "x"), std::invalid_argument) << name;
    EXPECT_THROW(blobs->finish({name}), std::invalid_argument) << name;
    EXPECT_THROW(blobs->discard({name}), std::invalid_argument) << name;
    EXPECT_THROW((void)blobs->contains({name}), std::invalid_argument) << name;
    EXPECT_THROW(blobs->open({name}), std::invalid_argument) << name;
    EXPECT_THROW(blobs->remove({name}), std::invalid_argument) << name;
  }
  std::string upper = of_hello.hex;
  upper[1] = 'C';
  EXPECT_THROW((void)blobs->contains({upper}), std::invalid_argument);
}

TEST_P(BlobsContract, ABlobIsListedOnceItsUploadIsDiscarded) {
  store(1, "hello");
  store(2, "");
  EXPECT_TRUE(blobs->list().empty()) << "nobody else may have noted the names yet";
  reopen();
  EXPECT_TRUE(blobs->list().empty());
  EXPECT_EQ(blobs->uploads().size(), 2U);
  blobs->discard({uuid(1)});
  EXPECT_EQ(blobs->list(), std::vector{of_hello});
  EXPECT_EQ(blobs->uploads(), std::vector{UploadId{uuid(2)}});
}

TEST_P(BlobsContract, ARemovedBlobIsGoneAndCanComeBack) {
  store(1, "hello");
  blobs->discard(id);
  blobs->remove(of_hello);
  blobs->remove(of_hello);  // nothing happens when there is none
  EXPECT_FALSE(blobs->contains(of_hello));
  EXPECT_TRUE(blobs->list().empty());
  EXPECT_EQ(store(1, "hello"), of_hello);
  EXPECT_EQ(content(*blobs, of_hello), "hello");
}

TEST_P(BlobsContract, TheSameBytesFromManyAtOnce) {
  std::vector<std::jthread> threads;
  for (int number = 1; number <= 8; ++number) {
    threads.emplace_back([&, number] { EXPECT_EQ(store(number, "hello"), of_hello); });
  }
  threads.clear();
  EXPECT_EQ(content(*blobs, of_hello), "hello");
}

INSTANTIATE_TEST_SUITE_P(EveryBackend, BlobsContract, ::testing::ValuesIn(io::blobs::kinds()),
                         [](const auto& kind) { return std::string(kind.param); });

TEST(Blobs, AnUnknownKindIsRefusedWithTheKnownOnes) {
  try {
    TemporaryFolder folder;
    TestRing ring{folder.path()};
    io::blobs::open("cloud", "/nowhere", ring);
    FAIL() << "opened";
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("dir"), std::string::npos);
  }
}

}  // namespace
}  // namespace formulary::test
