// Who publishes the log: what is signed continues what was signed, witnesses are waited for, and a log that is not what
// it was is never signed again.
#include "service/domain/tlog/cosignature.hpp"
#include "service/usecases/publish_checkpoint.hpp"
#include "tests/service/log/log_place.hpp"

namespace formulary::test {
namespace {

using ::testing::HasSubstr;

TEST_F(LogTest, WhatGrewIsPublishedAndNothingElse) {
  auto publish = publisher();
  EXPECT_EQ(publish.publish().size, 0);
  EXPECT_EQ(published(), "") << "an empty log says nothing";
  append(3);
  EXPECT_EQ(publish.publish().size, 3);
  const std::string first = published();
  const auto checkpoint = tlog::open_checkpoint(first, signer->key(), crypto.verify);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, 3U);
  read([&](Transaction& t) { EXPECT_EQ(checkpoint->root, t.audit().root(3)); });
  EXPECT_EQ(kept(), *checkpoint) << "also outside the database";
  EXPECT_EQ(publish.publish().size, 3);
  EXPECT_EQ(published(), first);
  append(4);
  EXPECT_EQ(publish.publish().size, 7);
  EXPECT_EQ(publisher().publish().size, 7) << "another start goes on";
  EXPECT_EQ(defect({kept()}), "");
  read([&](Transaction& t) {
    EXPECT_TRUE(t.audit().was_published(3, 4));
    EXPECT_FALSE(t.audit().was_published(4, 7));
    EXPECT_TRUE(t.audit().was_published(7, 8));
  });
}

TEST_F(LogTest, WhatCannotBeKeptOutsideIsNotPublished) {
  auto publish = publisher();
  append(1);
  memory.full = true;
  EXPECT_THROW(publish.publish(), std::runtime_error);
  EXPECT_EQ(published(), "");
  memory.full = false;
  EXPECT_EQ(publish.publish().size, 1);
}

TEST_F(LogTest, EnoughWitnessesHaveToSign) {
  NearWitnesses witnesses(3, signer->key());
  auto publish = publisher(&witnesses, 2);
  append(5);
  witnesses.away = {true, true, false};
  const auto waiting = publish.publish();
  EXPECT_EQ(waiting.size, 0);
  EXPECT_THAT(waiting.problem, HasSubstr("1 of the 2 witnesses"));
  EXPECT_EQ(waiting.contradiction, "");
  EXPECT_EQ(published(), "");
  witnesses.away = {false, true, false};
  append(2);
  EXPECT_EQ(publish.publish().problem, "");
  const auto note = tlog::parse_note(published());
  ASSERT_TRUE(note);
  ASSERT_EQ(note->signatures.size(), 3U);
  EXPECT_TRUE(tlog::cosigned_at(note->signatures[1], note->text, witnesses.keys()[0], crypto.verify));
  EXPECT_TRUE(tlog::cosigned_at(note->signatures[2], note->text, witnesses.keys()[2], crypto.verify));
  witnesses.away = {false, false, false};
  append(1);
  EXPECT_EQ(publisher(&witnesses, 3).publish().problem, "") << "one that was away catches up, also after a new start";
  EXPECT_EQ(tlog::parse_note(published())->signatures.size(), 4U);
  EXPECT_EQ(defect({kept()}), "");
}

TEST_F(LogTest, ADatabaseThatWasPutBackIsNoticedByTheWitness) {
  NearWitnesses witnesses(1, signer->key());
  append(5);
  publisher(&witnesses, 1).publish();
  store.reset();
  std::filesystem::copy_file(file(), folder / "older.db");
  open();
  append(5);
  publisher(&witnesses, 1).publish();
  const tlog::Checkpoint newest = kept();
  store.reset();
  for (const char* more : {"-wal", "-shm"}) std::filesystem::remove(file().string() + more);
  std::filesystem::copy_file(folder / "older.db", file(), std::filesystem::copy_options::overwrite_existing);
  open();
  EXPECT_EQ(defect(), "") << "it fits together by itself";
  EXPECT_THAT(defect({newest}), HasSubstr("put back to an older state")) << "what was kept outside says more";
  append(1);  // 6 entries; the witness has 10
  EXPECT_THAT(publisher(&witnesses, 1).publish().contradiction, HasSubstr("put back to an older state"));
}

TEST_F(LogTest, AnotherHistoryIsNoticedByTheWitness) {
  NearWitnesses witnesses(1, signer->key());
  append(5);
  publisher(&witnesses, 1).publish();
  const tlog::Checkpoint seen = kept();
  store.reset();
  std::filesystem::remove(file());
  open();
  add_people();
  append(8);
  EXPECT_THAT(publisher(&witnesses, 1).publish().contradiction, HasSubstr("another history was written"));
  EXPECT_THAT(defect({seen}), HasSubstr("another history was written"));
  EXPECT_EQ(published(), "");
}

// Only the log's own signature is believed: a witness that lies stops nothing but its own part.
TEST_F(LogTest, AWitnessThatLiesRaisesNoAlarm) {
  class Liar : public NearWitnesses {
   public:
    using NearWitnesses::NearWitnesses;
    std::vector<usecases::WitnessAnswer> add_checkpoint(const std::vector<std::string>& bodies) override {
      return std::vector<usecases::WitnessAnswer>(bodies.size(), {409, "1000000\n"});
    }
    usecases::WitnessAnswer last_checkpoint(std::size_t, std::string_view origin) override {
      const auto other = test_signer(std::string(origin), tlog::KeyKind::note, 99);
      const std::string text = tlog::to_text(tlog::Checkpoint{std::string(origin), 1'000'000, {}});
      return {200, tlog::to_text(tlog::Note{text, {{other->key().name, other->key().id, other->sign(text)}}})};
    }
  } witnesses(1, signer->key());
  append(3);
  const auto done = publisher(&witnesses, 1).publish();
  EXPECT_EQ(done.contradiction, "");
  EXPECT_THAT(done.problem, HasSubstr("0 of the 1"));
  EXPECT_EQ(publisher(&witnesses, 0).publish().size, 3);
}

TEST_F(LogTest, AnotherKeyDoesNotGoOnWithThisLog) {
  append(3);
  publisher().publish();
  signer = test_signer("test.example/audit", tlog::KeyKind::note, 2);
  append(1);
  EXPECT_THAT(publisher().publish().contradiction, HasSubstr("not signed with the key of this log"));
  EXPECT_THAT(defect(), HasSubstr("not what the log signed"));
}

TEST_F(LogTest, ClosedForWritingIsClosed) {
  append(1);
  store->close_for_writing("Because.");
  EXPECT_THROW(append(1), usecases::ReadOnly);
  store->account(entry("gate.query"));
  EXPECT_FALSE(store->healthy()) << "so the gate says yes to nobody";
  read([](Transaction& t) { EXPECT_EQ(t.audit().size(), 1); });
}

}  // namespace
}  // namespace formulary::test
