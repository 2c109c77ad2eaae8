// Documents, what their files say, and notices, in SQL.
#include <gmock/gmock.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

domain::Document agreement(int number = 1) {
  return {.id = {uuid(number, 20)},
          .submission = {uuid(1, 3)},
          .kind = "baa",
          .fields = {{"parties", "A and \"B\""}, {"termination_date", "2027-12-31"}},
          .file = domain::Sha256{digest(50 + number)},
          .file_name = "baa.pdf",
          .use_revision = 1,
          .person = submitter,
          .handed_in = {7000 + number},
          .revision = 1};
}

domain::DocumentOpinion accepted_by(const domain::PersonId& person) {
  return {.person = person, .accepted = true, .reason = "Seen.", .at = {9000}};
}

class DocumentsTest : public StoreTest {
 protected:
  DocumentsTest() {
    add_people();
    add_approved(1);
  }
};

TEST_F(DocumentsTest, TheLatestRevisionStandsWithItsOwnOpinion) {
  write([](Transaction& t) {
    t.documents().insert(agreement());
    t.documents().insert(agreement().id, 1, accepted_by(reviewer));
    t.documents().insert(agreement(2));
  });
  read([](Transaction& t) {
    const auto list = t.documents().of_submission({uuid(1, 3)});
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].fields, agreement().fields);
    EXPECT_EQ(list[0].file, agreement().file);
    EXPECT_TRUE(list[0].accepted());
    EXPECT_FALSE(list[1].opinion);
  });
  domain::Document next = agreement();
  next.revision = 2;
  next.handed_in = {8000};
  next.fields = {{"parties", "A and C"}};
  write([&](Transaction& t) { t.documents().insert(next); });
  read([](Transaction& t) {
    const auto document = t.documents().find(agreement().id);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->revision, 2);
    EXPECT_FALSE(document->opinion) << "nobody has accepted it yet";
    EXPECT_EQ(t.documents().revisions(agreement().id).size(), 2U);
    EXPECT_EQ(t.documents().of_submission({uuid(1, 3)}).front().id, agreement().id) << "it keeps its place";
    EXPECT_EQ(t.registry().gate_records({.sha256 = domain::Sha256{digest(1)}}).documents.size(), 2U);
  });
}

TEST_F(DocumentsTest, WhatAFileSaysIsKeptOnce) {
  const usecases::DocumentContent content{
      .facts = {{"sbom.format", "1.5", "CycloneDX", ""}, {"sbom.components", "", "1", ""}},
      .components = {{.keys = {"pkg:npm/a", "a"}, .version = "1.0"}, {.keys = {"a"}, .version = "2.0"}}};
  const domain::Sha256 file{digest(60)};
  for (int i = 0; i < 2; ++i) write([&](Transaction& t) { t.documents().keep(file, "sbom", content); });
  read([&](Transaction& t) {
    EXPECT_EQ(t.documents().facts(file, "sbom"), content.facts);
    EXPECT_THAT(t.documents().facts(file, "mds2"), IsEmpty());
    EXPECT_THAT(t.documents().listed_versions(file, {"pkg:npm/a"}), ElementsAre("1.0"));
    EXPECT_THAT(t.documents().listed_versions(file, {"a"}), ElementsAre("1.0", "2.0"));
    EXPECT_THAT(t.documents().listed_versions(file, {"b"}), IsEmpty());
  });
}

TEST_F(DocumentsTest, AFileOfADocumentIsInUse) {
  write([](Transaction& t) { t.documents().insert(agreement()); });
  read([](Transaction& t) {
    EXPECT_TRUE(t.submissions().in_use(*agreement().file));
    EXPECT_FALSE(t.submissions().in_use({digest(99)}));
  });
}

TEST_F(DocumentsTest, EachNoticeIsGivenOnce) {
  const usecases::ExpiryNotice notice{.what = domain::Ending::document,
                                      .object = agreement().id.value,
                                      .ends = day(2027, 12, 31),
                                      .days = 90,
                                      .submission = {uuid(1, 3)},
                                      .at = {9000}};
  usecases::ExpiryNotice later = notice;
  later.days = 60;
  write([&](Transaction& t) {
    EXPECT_TRUE(t.documents().insert(notice));
    EXPECT_FALSE(t.documents().insert(notice));
    EXPECT_TRUE(t.documents().insert(later));
  });
  read([](Transaction& t) {
    EXPECT_EQ(t.documents().notices(day(2027, 12, 31), day(2027, 12, 31), 10).size(), 2U);
    EXPECT_THAT(t.documents().notices(day(2027, 1, 1), day(2027, 12, 30), 10), IsEmpty());
  });
}

TEST_F(DocumentsTest, AnswersOfADossierComeBackInTheOrderOfTheQuestions) {
  domain::Dossier dossier;
  dossier.answers = {{"medical_purpose", {"diagnosis", "treatment"}}, {"function", {"wellness"}}};
  write([&](Transaction& t) { t.claims().replace({uuid(1, 3)}, dossier, submitter, {1}); });
  read([&](Transaction& t) { EXPECT_EQ(t.claims().dossier({uuid(1, 3)})->answers, dossier.answers); });
  dossier.answers.clear();
  write([&](Transaction& t) { t.claims().replace({uuid(1, 3)}, dossier, submitter, {2}); });
  read([&](Transaction& t) { EXPECT_THAT(t.claims().dossier({uuid(1, 3)})->answers, IsEmpty()); });
}

TEST_F(DocumentsTest, TheDatabaseRefusesWhatNobodyMayDo) {
  write([](Transaction& t) { t.documents().insert(agreement()); });
  const auto refused = [&](const auto& work) { EXPECT_THROW(write([&](Transaction& t) { work(t); }), std::exception); };
  refused([](Transaction& t) { t.documents().insert(agreement().id, 1, accepted_by(submitter)); });
  refused([](Transaction& t) { t.documents().insert(agreement().id, 2, accepted_by(reviewer)); });
  refused([](Transaction& t) {
    domain::Document jump = agreement();
    jump.revision = 3;
    t.documents().insert(jump);
  });
  refused([](Transaction& t) {
    domain::Document other = agreement();
    other.revision = 2;
    other.kind = "soc2";
    t.documents().insert(other);
  });
  store.reset();
  SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
  EXPECT_THROW(database.exec("UPDATE document SET fields = '[]'"), SQLite::Exception);
  EXPECT_THROW(database.exec("DELETE FROM document"), SQLite::Exception);
}

}  // namespace
}  // namespace formulary::test
