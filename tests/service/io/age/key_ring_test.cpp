// The keys file: what it says, who may read it, and that a service that runs notices a new one.
#include "service/io/age/key_ring.hpp"

#include <atomic>
#include <initializer_list>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "service/io/age/envelope.hpp"
#include "service/io/age/primitives.hpp"
#include "tests/service/io/temporary.hpp"

namespace formulary::test {
namespace {

namespace age = io::age;
using age::Identity;
using age::Keys;

const std::string service = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const std::string recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const std::string field = std::string(42, 'B') + "A";

TEST(KeysFile, SaysWhatWasWritten) {
  Keys keys = age::make_keys("2026-11-27", {Identity::make().recipient(), Identity::make().recipient()});
  keys.service.push_back({Identity::make(), "2025-01-02"});
  const Keys again = age::read_keys(age::to_text(keys));
  ASSERT_EQ(again.service.size(), 2U);
  EXPECT_EQ(again.service[0].identity.recipient(), keys.service[0].identity.recipient());
  EXPECT_EQ(again.service[1].day, "2025-01-02");
  EXPECT_EQ(again.recovery, keys.recovery);
  EXPECT_EQ(again.field.at(1).view(), keys.field.at(1).view());
  EXPECT_EQ(again.set_name(), keys.set_name());
  EXPECT_EQ(again.recipients().size(), 3U) << "the service key in use and two officers";
}

TEST(KeysFile, IsRefusedWithTheLineAndWithoutTheSecret) {
  const std::string good =
      "# remark\n\nservice " + service + " 2026-11-27\nrecovery " + recipient + "\nfield 1 " + field + "\n";
  EXPECT_NO_THROW(age::read_keys(good));
  for (const std::string& line : std::initializer_list<std::string>{
           "service " + recipient, std::string("service"), "recovery " + service, "recovery age1qqqq",
           "field 0 " + field, "field 256 " + field, "field 1 AAAA", "field " + field, "fields 1 " + field, recipient,
           "recovery " + recipient + " Anna"}) {
    try {
      age::read_keys(good + line + "\n");
      ADD_FAILURE() << "took: " << line;
    } catch (const age::BadKeys& problem) {
      const std::string said = problem.what();
      EXPECT_NE(said.find("line 6"), std::string::npos) << said;
      EXPECT_EQ(said.find("AGE-SECRET"), std::string::npos) << said;
      EXPECT_EQ(said.find(field), std::string::npos) << said;
    }
  }
  EXPECT_THROW(age::read_keys("recovery " + recipient + "\n"), age::BadKeys) << "no service key";
}

TEST(KeysFile, MayBeReadByItsOwnerAlone) {
  TemporaryFolder folder;
  EXPECT_THROW(age::read_keys_file(folder / "keys"), age::BadKeys);
  age::write_keys_file(folder / "keys", age::make_keys("", {}));
  EXPECT_NO_THROW(age::read_keys_file(folder / "keys"));
  EXPECT_EQ(std::filesystem::status(folder / "keys").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  ::chmod((folder / "keys").c_str(), 0400);
  EXPECT_NO_THROW(age::read_keys_file(folder / "keys")) << "as systemd gives credentials";
  for (const mode_t mode : {0640, 0604, 0660}) {
    ::chmod((folder / "keys").c_str(), mode);
    EXPECT_THROW(age::read_keys_file(folder / "keys"), age::BadKeys) << mode;
  }
  EXPECT_THROW(age::read_keys_file(folder.path()), age::BadKeys);
}

TEST(KeyRing, NoticesAnotherFileAndKeepsWhatItHasWhenTheFileIsGone) {
  TemporaryFolder folder;
  age::write_keys_file(folder / "keys", age::make_keys("", {}));
  age::KeyRing ring(folder / "keys", folder / "lock");
  const std::string before = ring.use()->set_name();
  Keys other = age::make_keys("", {});
  age::write_keys_file(folder / "keys", other);
  EXPECT_EQ(ring.use()->set_name(), other.set_name());
  EXPECT_NE(ring.use()->set_name(), before);
  std::filesystem::remove(folder / "keys");
  EXPECT_EQ(ring.use()->set_name(), other.set_name());
  EXPECT_THROW(age::KeyRing(folder / "keys", folder / "lock"), age::BadKeys);
}

TEST(KeyRing, AChangeWaitsForThoseWhoUseTheKeys) {
  TemporaryFolder folder;
  age::write_keys_file(folder / "keys", age::make_keys("", {}));
  age::KeyRing ring(folder / "keys", folder / "lock"), as_another_process(folder / "keys", folder / "lock");
  std::atomic<bool> changed = false;
  std::jthread changer;
  {
    const auto one = ring.use(), other = as_another_process.use();
    changer = std::jthread([&] {
      auto change = as_another_process.change();
      changed = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_FALSE(changed);
  }
  changer.join();
  EXPECT_TRUE(changed);
}

TEST(Envelope, IsAlwaysOfTheSameSizeAndSaysForWhomItIs) {
  const age::FileKey key;
  for (std::size_t officers = 0; officers <= age::most_recovery_recipients; ++officers) {
    std::vector<age::Recipient> recovery;
    for (std::size_t i = 0; i < officers; ++i) recovery.push_back(Identity::make().recipient());
    const Keys keys = age::make_keys("", recovery);
    const std::string envelope = age::make_envelope(key, keys);
    EXPECT_EQ(envelope.size(), age::envelope_size);
    const age::Header header = age::read_header(envelope);
    EXPECT_EQ(header.size, envelope.size());
    EXPECT_EQ(age::set_name_of(header), keys.set_name());
    EXPECT_EQ(age::unwrap(header, envelope, keys.identities()).view(), key.view());
  }
  const Keys keys = age::make_keys("", {});
  EXPECT_EQ(age::set_name_of(age::read_header(age::make_header(key, keys.recipients()))), "");
}

}  // namespace
}  // namespace formulary::test
