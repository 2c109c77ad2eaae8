// Data of authorities: staged, compared, merged, and looked up again.
#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using domain::AuthorityRecord;
using domain::ImportMode;
using domain::LinkKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using usecases::Merge;

AuthorityRecord clearance(const std::string& number, const std::string& holder) {
  AuthorityRecord record;
  record.kind = domain::RecordKind::authorization;
  record.key = number;
  record.scheme = "us-510k";
  record.number = number;
  record.holder = holder;
  record.name = "Pulse \xe2\x84\xa2";
  record.product_code = "DQK";
  record.status = "SESE";
  record.received = day(2024, 1, 2);
  record.decided = day(2024, 3, 4);
  record.text = "line\nline";
  record.links = {{LinkKind::submission, number}, {LinkKind::product_code, "DQK"}};
  record.content = R"({"KNUMBER":")" + number + R"(","APPLICANT":")" + holder + "\"}";
  return record;
}

domain::DatasetImport an_import(int number, ImportMode mode = ImportMode::whole) {
  domain::DatasetImport import;
  import.id = {uuid(number, 20)};
  import.number = number;
  import.dataset = "us-510k";
  import.kind = "us-510k";
  import.name = "FDA 510(k)";
  import.person = administrator;
  import.mode = mode;
  import.files = {{.name = "pmn96cur.zip", .sha256 = {digest(number)}, .bytes = 12 }};
  import.state = domain::ImportState::running;
  import.warnings = {"An unknown column."};
  import.created = {7000 + number};
  return import;
}

class DatasetsTest : public StoreTest {
 protected:
  DatasetsTest() { add_people(); }

  std::unique_ptr<usecases::Stage> staged(const std::vector<AuthorityRecord>& records) {
    auto stage = store->stage("us-510k");
    std::int64_t line = 1;
    for (const AuthorityRecord& record : records) stage->add(record, "pmn.txt", ++line);
    content = stage->seal();
    return stage;
  }

  usecases::StageChanges merge(int number, const std::vector<AuthorityRecord>& records,
                               ImportMode mode = ImportMode::whole) {
    const auto stage = staged(records);
    usecases::StageChanges changes;
    read([&](Transaction& t) { changes = t.datasets().compare(*stage, "us-510k", mode); });
    write([&](Transaction& t) {
      const domain::DatasetImport import = an_import(number, mode);
      t.datasets().insert(import);
      EXPECT_EQ(t.datasets().merge(*stage, in_force(number), import), Merge::done);
    });
    return changes;
  }

  static domain::Dataset in_force(int number) {
    return {.id = "us-510k",
            .name = "FDA 510(k)",
            .source_date = day(2026, 1, 12),
            .imported = {8000 + number},
            .sha256 = digest(number),
            .rows = 0};
  }

  std::vector<std::string> with_number(const std::string& number) {
    std::vector<std::string> holders;
    read([&](Transaction& t) {
      for (const auto& found : t.datasets().records_with_number(number, 10)) holders.push_back(found.record.holder);
    });
    return holders;
  }

  std::vector<std::string> linking(LinkKind kind, const std::string& value) {
    std::vector<std::string> keys;
    read([&](Transaction& t) {
      for (const auto& found : t.datasets().records_linking({kind, value}, 10)) keys.push_back(found.record.key);
    });
    return keys;
  }

  std::int64_t number_in(const std::string& query) {
    SQLite::Database database(file().string(), SQLite::OPEN_READONLY);
    return database.execAndGet(query).getInt64();
  }

  usecases::StageContent content;
};

TEST_F(DatasetsTest, a_record_comes_back_as_it_was_read) {
  AuthorityRecord record = clearance("K252054", "Harrison.ai");
  record.expires = day(2030, 5, 6);
  record.model = "2.1";
  record.catalogue = "C-7";
  record.device_class = "2";
  merge(1, {record});
  read([&](Transaction& t) {
    const auto found = t.datasets().find_record("us-510k", "K252054");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->dataset, "us-510k");
    EXPECT_EQ(found->import, 1);
    const AuthorityRecord& r = found->record;
    EXPECT_EQ(r.kind, record.kind);
    EXPECT_EQ(r.scheme, record.scheme);
    EXPECT_EQ(r.number, record.number);
    EXPECT_EQ(r.holder, record.holder);
    EXPECT_EQ(r.name, record.name);
    EXPECT_EQ(r.model, record.model);
    EXPECT_EQ(r.catalogue, record.catalogue);
    EXPECT_EQ(r.product_code, record.product_code);
    EXPECT_EQ(r.device_class, record.device_class);
    EXPECT_EQ(r.status, record.status);
    EXPECT_EQ(r.received, record.received);
    EXPECT_EQ(r.decided, record.decided);
    EXPECT_EQ(r.expires, record.expires);
    EXPECT_EQ(r.text, record.text);
    EXPECT_EQ(r.links, record.links);
    EXPECT_EQ(r.content, record.content);
    EXPECT_FALSE(t.datasets().find_record("us-510k", "K252055"));
    EXPECT_FALSE(t.datasets().find_record("us-pma", "K252054"));
  });
}

TEST_F(DatasetsTest, what_a_process_left_that_died_while_it_opened_a_stage_is_removed_at_the_next_start) {
  const std::filesystem::path left = file().parent_path() / "stage-09724944378bff72cf046684e0ba3de6";
  std::ofstream(left) << "half";
  reopen();
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(file()));
}

TEST_F(DatasetsTest, the_data_set_and_its_import_say_where_it_comes_from) {
  merge(1, {clearance("K1", "A"), clearance("K2", "B")});
  read([&](Transaction& t) {
    const auto found = t.datasets().find("us-510k");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, "us-510k");
    EXPECT_EQ(found->import.value, uuid(1, 20));
    EXPECT_EQ(found->dataset.rows, 2);
    EXPECT_EQ(found->dataset.source_date, day(2026, 1, 12));
    EXPECT_EQ(found->dataset.sha256, digest(1));
    const auto import = t.datasets().find_import({uuid(1, 20)});
    ASSERT_TRUE(import);
    EXPECT_EQ(import->person, administrator);
    ASSERT_EQ(import->files.size(), 1u);
    EXPECT_EQ(import->files[0].name, "pmn96cur.zip");
    EXPECT_THAT(import->warnings, ElementsAre("An unknown column."));
    EXPECT_EQ(t.datasets().next_import_number(), 2);
  });
}

TEST_F(DatasetsTest, a_whole_import_adds_changes_and_removes) {
  merge(1, {clearance("K1", "A"), clearance("K2", "B"), clearance("K3", "C")});
  AuthorityRecord changed = clearance("K2", "B Inc.");
  changed.links = {{LinkKind::product_code, "QIH"}};
  const auto changes = merge(2, {clearance("K4", "D"), changed, clearance("K1", "A")});
  EXPECT_EQ(changes.added, 1);
  EXPECT_EQ(changes.changed, 1);
  EXPECT_EQ(changes.removed, 1);
  EXPECT_EQ(changes.unchanged, 1);
  EXPECT_THAT(with_number("K2"), ElementsAre("B Inc."));
  EXPECT_THAT(with_number("K3"), IsEmpty());
  EXPECT_THAT(linking(LinkKind::product_code, "DQK"), ElementsAre("K1", "K4"));
  EXPECT_THAT(linking(LinkKind::product_code, "QIH"), ElementsAre("K2"));
  EXPECT_THAT(linking(LinkKind::submission, "K3"), IsEmpty());
  EXPECT_EQ(number_in("SELECT records FROM dataset"), 3);
  EXPECT_EQ(number_in("SELECT count(*) FROM authority_record"), 3);
  EXPECT_EQ(number_in("SELECT count(*) FROM authority_link"), 5);
}

TEST_F(DatasetsTest, additions_remove_nothing) {
  merge(1, {clearance("K1", "A"), clearance("K2", "B")});
  const auto changes = merge(2, {clearance("K3", "C")}, ImportMode::additions);
  EXPECT_EQ(changes.added, 1);
  EXPECT_EQ(changes.removed, 0);
  EXPECT_THAT(with_number("K1"), ElementsAre("A"));
  EXPECT_EQ(number_in("SELECT records FROM dataset"), 3);
}

TEST_F(DatasetsTest, the_same_import_again_writes_no_record) {
  merge(1, {clearance("K1", "A"), clearance("K2", "B")});
  const auto changes = merge(2, {clearance("K2", "B"), clearance("K1", "A")});
  EXPECT_EQ(changes.unchanged, 2);
  EXPECT_EQ(changes.added + changes.changed + changes.removed, 0);
  EXPECT_EQ(number_in("SELECT count(*) FROM authority_record WHERE import = 1"), 2) << "no record was written again";
}

TEST_F(DatasetsTest, the_later_of_two_rows_with_one_key_counts) {
  const auto stage = staged({clearance("K1", "A"), clearance("K1", "B"), clearance("K2", "C"), clearance("K2", "C")});
  EXPECT_EQ(content.records, 2);
  EXPECT_EQ(content.repeated, 2);
  ASSERT_EQ(content.notes.size(), 1u) << "a row that says the same twice is no mistake";
  EXPECT_EQ(content.notes[0].line, 2);
  EXPECT_THAT(content.notes[0].reason, HasSubstr("line 3"));
  merge(1, {clearance("K1", "A"), clearance("K1", "B")});
  EXPECT_THAT(with_number("K1"), ElementsAre("B"));
}

TEST_F(DatasetsTest, what_was_compared_with_an_older_state_is_not_merged) {
  merge(1, {clearance("K1", "A")});
  const auto late = staged({clearance("K1", "late")});
  read([&](Transaction& t) { t.datasets().compare(*late, "us-510k", ImportMode::whole); });
  merge(2, {clearance("K1", "B")});
  write([&](Transaction& t) {
    t.datasets().insert(an_import(3));
    EXPECT_EQ(t.datasets().merge(*late, in_force(3), an_import(3)), Merge::outdated);
  });
  EXPECT_THAT(with_number("K1"), ElementsAre("B"));
}

TEST_F(DatasetsTest, a_merge_that_is_rolled_back_leaves_nothing) {
  const auto stage = staged({clearance("K1", "A")});
  read([&](Transaction& t) { t.datasets().compare(*stage, "us-510k", ImportMode::whole); });
  store->write([&](Transaction& t) {
    t.datasets().insert(an_import(1));
    EXPECT_EQ(t.datasets().merge(*stage, in_force(1), an_import(1)), Merge::done);
    return Commit::no;
  });
  EXPECT_THAT(with_number("K1"), IsEmpty());
  EXPECT_THAT(linking(LinkKind::product_code, "DQK"), IsEmpty());
  EXPECT_EQ(number_in("SELECT count(*) FROM dataset"), 0);
}

TEST_F(DatasetsTest, a_stage_has_no_name_in_the_folder) {
  const auto stage = staged({clearance("K1", "A")});
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_TRUE(entry.path().filename().string().starts_with("formulary.db")) << entry.path();
  }
}

TEST_F(DatasetsTest, records_are_listed_page_by_page) {
  merge(1, {clearance("K1", "A"), clearance("K2", "B"), clearance("K3", "C")});
  AuthorityRecord notice = clearance("Z-1", "D");
  notice.kind = domain::RecordKind::recall;
  merge(2, {notice}, ImportMode::additions);
  const auto keys = [&](const usecases::RecordFilter& filter) {
    std::vector<std::string> found;
    read([&](Transaction& t) {
      for (const auto& each : t.datasets().records(filter)) found.push_back(each.record.key);
    });
    return found;
  };
  EXPECT_THAT(keys({.dataset = "us-510k", .limit = 2}), ElementsAre("K1", "K2"));
  EXPECT_THAT(keys({.dataset = "us-510k", .after = "K2"}), ElementsAre("K3", "Z-1"));
  EXPECT_THAT(keys({.dataset = "us-510k", .number = "K3"}), ElementsAre("K3"));
  EXPECT_THAT(keys({.dataset = "us-510k", .kind = domain::RecordKind::recall}), ElementsAre("Z-1"));
  EXPECT_THAT(keys({.dataset = "us-510k", .import = 2}), ElementsAre("Z-1"));
  EXPECT_THAT(keys({.dataset = "us-pma"}), IsEmpty());
}

TEST_F(DatasetsTest, an_import_that_has_ended_stays_as_it_is) {
  domain::DatasetImport import = an_import(1);
  write([&](Transaction& t) {
    t.datasets().insert(import);
    t.datasets().insert(import.id, {{.taken = false, .file = "pmn.txt", .line = 7, .reason = "Cut in half."},
                                    {.taken = true, .file = "pmn.txt", .line = 9, .reason = "In the year 2202."}});
    ASSERT_EQ(t.datasets().open_imports().size(), 1u);
    import.state = domain::ImportState::failed;
    import.sentence = "The file is cut off.";
    import.counts.read = 8;
    import.counts.rejected = 1;
    t.datasets().update(import);
  });
  read([&](Transaction& t) {
    EXPECT_THAT(t.datasets().open_imports(), IsEmpty());
    const auto all = t.datasets().imports({.dataset = "us-510k"});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].sentence, "The file is cut off.");
    EXPECT_EQ(all[0].counts, import.counts);
    const auto notes = t.datasets().notes(import.id, 1, 10);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_TRUE(notes[0].taken);
    EXPECT_EQ(notes[0].line, 9);
  });
  import.sentence = "Never mind.";
  EXPECT_ANY_THROW(write([&](Transaction& t) { t.datasets().update(import); }));
}

}  // namespace
}  // namespace formulary::test
