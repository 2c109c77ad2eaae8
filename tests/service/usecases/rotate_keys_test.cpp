// Keys of stored files are changed by two persons or by the host, never by one alone; each step is in the audit log,
// with public halves only; old keys go when every file has followed, and not before.
#include "service/usecases/rotate_keys.hpp"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/time.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::tests {
namespace {

using domain::Actor;
using domain::ActorKind;
using testing::ElementsAre;

/// Keys as a list of names.
class ListedKeys : public usecases::StorageKeys {
 public:
  bool is_recipient(const std::string& text) const override { return text.starts_with("age1"); }
  usecases::KeyStatus status() override { return now; }
  std::string rotate(const std::string& day) override {
    now.old.insert(now.old.begin(), now.service);
    return now.service = "age1of" + day;
  }
  void set_recovery(const std::vector<std::string>& recipients) override {
    for (const std::string& recipient : recipients) {
      if (!recipient.starts_with("age1")) throw std::invalid_argument("Not a recipient.");
    }
    now.recovery = recipients;
  }
  usecases::RewrapCounts rewrap(const std::function<bool(const usecases::RewrapCounts&)>& progress) override {
    usecases::RewrapCounts counts = result;
    counts.stopped = !progress(counts);
    return counts;
  }
  std::vector<std::string> destroy_old() override { return std::exchange(now.old, {}); }

  usecases::KeyStatus now{.service = "age1first", .old = {}, .recovery = {"age1anna"}};
  usecases::RewrapCounts result{.files = 3, .total = 3, .rewrapped = 2};
};

class RotateKeys : public ::testing::Test {
 protected:
  static Actor person(const char* id) {
    Actor actor;
    actor.kind = ActorKind::person;
    actor.id = {id};
    return actor;
  }
  const usecases::ConfirmedKeyChange host{Actor::host(), Actor::host()};

  std::vector<std::string> log() {
    std::vector<std::string> lines;
    place.store->read([&](usecases::Transaction& transaction) {
      for (const usecases::AuditRecord& record : transaction.audit().read({.limit = 100})) {
        const std::size_t begin = record.entry.find("\"action\":\"key.");
        if (begin == std::string::npos) continue;
        const std::size_t at = begin + 10;
        const std::size_t id = record.entry.find("age1", at);
        lines.push_back(record.entry.substr(at, record.entry.find('"', at) - at) + " " +
                        record.entry.substr(id, record.entry.find('"', id) - id));
      }
    });
    return lines;
  }

  Place place;
  ListedKeys keys;
};

bool go_on(const usecases::RewrapCounts&) { return true; }

TEST_F(RotateKeys, OnePersonAloneIsRefused) {
  const std::vector<usecases::ConfirmedKeyChange> wrong = {
      {person("a"), person("a")}, {person("a"), Actor::host()}, {Actor::host(), person("a")}, {Actor(), Actor()}};
  for (const auto& change : wrong) {
    EXPECT_EQ(usecases::rotate_keys(*place.store, keys, place.world, change).error().code,
              domain::RefusalCode::forbidden);
    EXPECT_FALSE(usecases::set_recovery_recipients(*place.store, keys, place.world, change, {}));
  }
  EXPECT_EQ(keys.now.service, "age1first");
  EXPECT_EQ(keys.now.recovery.size(), 1U);
  EXPECT_TRUE(log().empty());
}

TEST_F(RotateKeys, EachStepIsWrittenDown) {
  const std::string day = domain::to_text(place.world.present().today);
  EXPECT_EQ(usecases::rotate_keys(*place.store, keys, place.world, host).value(), "age1of" + day);
  const auto result = usecases::rewrap_files(*place.store, keys, place.world, go_on);
  EXPECT_TRUE(result.complete);
  EXPECT_THAT(result.destroyed, ElementsAre("age1first"));
  EXPECT_TRUE(usecases::set_recovery_recipients(*place.store, keys, place.world, host, {"age1bert"}));
  EXPECT_THAT(log(), ElementsAre("key.replace age1first", "key.use age1of" + day, "key.rewrap age1of" + day,
                                 "key.destroy age1first", "key.add_recovery age1bert", "key.remove_recovery age1anna"));
  EXPECT_EQ(usecases::set_recovery_recipients(*place.store, keys, place.world, host, {"bert"}).error().code,
            domain::RefusalCode::invalid);
}

TEST_F(RotateKeys, TheOldKeyStaysWhileAFileMayNeedIt) {
  keys.rotate("today");
  keys.result.failed = {"damaged"};
  EXPECT_TRUE(usecases::rewrap_files(*place.store, keys, place.world, go_on).destroyed.empty());
  EXPECT_THAT(keys.now.old, ElementsAre("age1first"));
  keys.result.failed.clear();
  const auto stopped =
      usecases::rewrap_files(*place.store, keys, place.world, [](const usecases::RewrapCounts&) { return false; });
  EXPECT_FALSE(stopped.complete);
  EXPECT_THAT(keys.now.old, ElementsAre("age1first"));
  EXPECT_THAT(usecases::rewrap_files(*place.store, keys, place.world, go_on).destroyed, ElementsAre("age1first"));
}

}  // namespace
}  // namespace formulary::tests
