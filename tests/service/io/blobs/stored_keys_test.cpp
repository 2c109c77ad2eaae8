// Other keys for files that are there: rotation, officers who come and go, files in the clear; killed at any moment,
// and while the service works.
#include "service/io/blobs/stored_keys.hpp"

#include <atomic>
#include <deque>
#include <set>
#include <signal.h>
#include <thread>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "service/io/age/bad_file.hpp"
#include "service/io/age/reader.hpp"
#include "tests/service/io/blobs/stored.hpp"

namespace formulary::test {
namespace {

using domain::Sha256;
using domain::UploadId;
using io::age::Identity;
using io::blobs::StoredKeys;
using usecases::RewrapCounts;

bool go_on(const RewrapCounts&) { return true; }

class StoredKeysTest : public ::testing::Test, protected StoredFolder {
 protected:
  bool opens(const std::filesystem::path& file, const Identity& identity) {
    const std::string bytes = read(file);
    const io::age::Source source{bytes.size(), [&](char* out, std::size_t size, std::uint64_t offset) {
                                   return offset < bytes.size() ? bytes.copy(out, size, offset) : 0;
                                 }};
    try {
      io::age::Reader(source, {&identity, 1}).read_all([](std::string_view) {});
      return true;
    } catch (const io::age::BadFile&) {
      return false;
    }
  }
  Identity service_key() { return ring->use()->service.front().identity; }

  StoredKeys keys{root(), ring};
};

TEST_F(StoredKeysTest, ARotationReplacesHeadersAndNothingElse) {
  const std::string bytes = some_bytes(200'000);
  const Sha256 name = store(1, bytes);
  const std::string before = read(blob(name));
  const Identity old = service_key();
  const std::string fresh = keys.rotate("2026-11-28");
  EXPECT_EQ(keys.status().service, fresh);
  EXPECT_EQ(keys.status().old, std::vector{old.recipient().text()});
  EXPECT_EQ(content(*blobs, name), bytes) << "before files follow";
  const Sha256 young = store(2, "young");
  EXPECT_FALSE(opens(blob(young), old)) << "what comes now is for the new key at once, in a store that was open before";

  const RewrapCounts counts = keys.rewrap(go_on);
  EXPECT_EQ(counts.total, 2U);
  EXPECT_EQ(counts.files, 2U);
  EXPECT_EQ(counts.rewrapped, 1U);
  const std::string after = read(blob(name));
  EXPECT_EQ(after.size(), before.size());
  EXPECT_NE(after.substr(0, 2048), before.substr(0, 2048));
  EXPECT_TRUE(after.substr(2048) == before.substr(2048));
  EXPECT_EQ(std::filesystem::status(blob(name)).permissions(), std::filesystem::perms::owner_read);
  EXPECT_FALSE(opens(blob(name), old));
  EXPECT_TRUE(opens(blob(name), service_key()));
  EXPECT_TRUE(opens(blob(name), ring.first_officer));

  EXPECT_EQ(keys.destroy_old(), std::vector{old.recipient().text()});
  EXPECT_TRUE(keys.status().old.empty());
  EXPECT_EQ(read(ring.file()).find(old.text()), std::string::npos) << "not in the keys file any more";
  EXPECT_EQ(content(*blobs, name), bytes);
  EXPECT_EQ(keys.rewrap(go_on).rewrapped, 0U);
}

TEST_F(StoredKeysTest, OfficersComeAndGo) {
  const Sha256 name = store(1, "hello");
  const Identity third = Identity::make();
  keys.set_recovery({ring.first_officer.recipient().text(), third.recipient().text()});
  EXPECT_FALSE(opens(blob(name), third));
  EXPECT_EQ(keys.rewrap(go_on).rewrapped, 1U);
  EXPECT_TRUE(opens(blob(name), third));
  EXPECT_TRUE(opens(blob(name), ring.first_officer));
  EXPECT_FALSE(opens(blob(name), ring.second_officer));
  EXPECT_THROW(keys.set_recovery({"age1nobody"}), std::invalid_argument);
  EXPECT_THROW(keys.set_recovery(std::vector<std::string>(9, third.recipient().text())), std::invalid_argument);
  EXPECT_EQ(keys.status().recovery.size(), 2U);
}

TEST_F(StoredKeysTest, FilesInTheClearAreEncrypted) {
  const std::string bytes = some_bytes(100'000);
  std::filesystem::path plain = blob(name_of(bytes));
  plain.replace_extension();
  write(plain, bytes);
  const std::string other = "not what its name says";
  std::filesystem::path wrong = blob(name_of("x"));
  wrong.replace_extension();
  write(wrong, other);
  const RewrapCounts counts = keys.rewrap(go_on);
  EXPECT_EQ(counts.encrypted, 1U);
  EXPECT_EQ(counts.failed, std::vector{name_of("x").hex});
  EXPECT_FALSE(std::filesystem::exists(plain));
  EXPECT_TRUE(std::filesystem::exists(wrong)) << "kept for whoever finds out what it is";
  EXPECT_EQ(content(*blobs, name_of(bytes)), bytes);
}

TEST_F(StoredKeysTest, UploadsOnTheirWayGoOnUnderTheNewKey) {
  const std::string bytes = some_bytes(150'000);
  const UploadId id{uuid(1)};
  blobs->begin(id);
  blobs->append(id, 0, std::string_view(bytes).substr(0, 100'000));
  const Identity old = service_key();
  keys.rotate("");
  EXPECT_EQ(keys.rewrap(go_on).rewrapped, 2U) << "the chunks and the tail";
  keys.destroy_old();
  for (const bool restarted : {false, true}) {
    if (restarted) reopen();
    blobs->append(id, 100'000, std::string_view(bytes).substr(100'000));
  }
  const Sha256 name = blobs->finish(id);
  EXPECT_EQ(content(*blobs, name), bytes);
  EXPECT_FALSE(opens(blob(name), old));
}

TEST_F(StoredKeysTest, ADamagedFileKeepsTheOldKey) {
  const Sha256 good = store(1, "good"), bad = store(2, "bad");
  std::string bytes = read(blob(bad));
  bytes[100] ^= 1;
  write(blob(bad), bytes);
  keys.rotate("");
  const RewrapCounts counts = keys.rewrap(go_on);
  EXPECT_EQ(counts.failed, std::vector{bad.hex + ".age"});
  EXPECT_EQ(content(*blobs, good), "good");
}

TEST_F(StoredKeysTest, AHeaderThatWasHalfWrittenIsMended) {
  const Sha256 name = store(1, "hello");
  const std::string before = read(blob(name));
  keys.rotate("");
  keys.rewrap(go_on);
  const std::string after = read(blob(name));
  // As a power cut leaves it: the new header beside the file, and of the file's own every mixture of old and new.
  for (const std::size_t cut : {0, 1, 700, 2047, 2048}) {
    std::filesystem::path head = blob(name);
    head += ".head";
    write(head, after.substr(0, 2048));
    write(blob(name), after.substr(0, cut) + before.substr(cut, 2048 - cut) + before.substr(2048));
    EXPECT_EQ(content(*blobs, name), "hello") << cut;
    EXPECT_EQ(blobs->size(name), 5U);
    keys.rewrap(go_on);
    EXPECT_FALSE(std::filesystem::exists(head));
    EXPECT_EQ(read(blob(name)), after) << cut;
  }
}

TEST_F(StoredKeysTest, CanBeStoppedAndKilledAtAnyMomentAndGoesOn) {
  std::set<Sha256> names;
  for (int number = 1; number <= 40; ++number)
    names.insert(store(number, some_bytes(3'000, static_cast<unsigned>(number))));
  int stopped_after = 0;
  keys.rotate("");
  const RewrapCounts part = keys.rewrap([&](const RewrapCounts&) { return ++stopped_after < 5; });
  EXPECT_EQ(part.files, 5U);
  EXPECT_EQ(part.total, 40U);
  for (int round = 0; round < 25; ++round) {
    if (round % 5 == 4) keys.rotate("");
    const pid_t child = ::fork();
    if (child == 0) {
      StoredKeys(root(), ring).rewrap(go_on);
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(500 + 900 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (const Sha256& name : names) ASSERT_EQ(name_of(content(*blobs, name)), name) << "after kill " << round;
  }
  const RewrapCounts counts = keys.rewrap(go_on);
  EXPECT_EQ(counts.files, 40U);
  EXPECT_TRUE(counts.failed.empty());
  EXPECT_FALSE(keys.destroy_old().empty());
  for (const Sha256& name : names) EXPECT_EQ(name_of(content(*blobs, name)), name);
  EXPECT_EQ(files(), 41U) << "the files, and the lock of the rewrap";
}

TEST_F(StoredKeysTest, WorksWhileTheServiceDoes) {
  std::atomic<bool> stop = false;
  std::atomic<int> number = 1, stored = 0;
  std::vector<std::jthread> people;
  for (int person = 0; person < 3; ++person) {
    people.emplace_back([&] {
      std::deque<Sha256> kept;
      while (!stop) {
        const int mine = number++;
        const std::string bytes = some_bytes(70'000, static_cast<unsigned>(mine));
        kept.push_back(store(mine, bytes));
        EXPECT_EQ(content(*blobs, kept.back()), bytes);
        if (kept.size() <= 4) continue;
        EXPECT_EQ(name_of(content(*blobs, kept.front())), kept.front()) << "stored under another key";
        blobs->remove(kept.front());
        kept.pop_front();
        ++stored;
      }
    });
  }
  EXPECT_NO_THROW({
    for (int turn = 0; turn < 6; ++turn) {
      keys.rotate("");
      const RewrapCounts counts = keys.rewrap(go_on);
      EXPECT_TRUE(counts.failed.empty()) << counts.failed.front();
      keys.destroy_old();
    }
  });
  stop = true;
  people.clear();
  EXPECT_GT(stored, 0);
  for (const Sha256& name : blobs->list()) EXPECT_EQ(name_of(content(*blobs, name)), name);
}

TEST_F(StoredKeysTest, KeysThatDoNotFitAreNoticed) {
  EXPECT_TRUE(keys.keys_fit()) << "there is nothing to open";
  EXPECT_FALSE(io::blobs::holds_encrypted_files(root()));
  store(1, "hello");
  EXPECT_TRUE(keys.keys_fit());
  EXPECT_TRUE(io::blobs::holds_encrypted_files(root()));
  io::age::write_keys_file(ring.file(), io::age::make_keys("", {}));
  EXPECT_FALSE(keys.keys_fit());
}

}  // namespace
}  // namespace formulary::test
