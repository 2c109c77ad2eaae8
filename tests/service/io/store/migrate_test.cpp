// Databases of every age: fresh, older, current, newer, foreign, and one whose next step fails.
#include "service/io/store/migrate.hpp"

#include <fstream>
#include <sstream>

#include <SQLiteCpp/SQLiteCpp.h>

#include "service/io/store/audit.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using io::store::Access;
using io::store::Connection;
using io::store::Migration;

class MigrateTest : public ::testing::Test {
 protected:
  std::filesystem::path file() const { return folder / "formulary.db"; }

  std::unique_ptr<Connection> connect() {
    return std::make_unique<Connection>(file(), Access::write, std::chrono::milliseconds(1000));
  }

  /// A database as the first `steps` migrations left it.
  void make_database_of_version(std::size_t steps) {
    std::vector<Migration> first = io::store::migrations();
    first.resize(steps);
    const auto connection = connect();
    io::store::migrate(*connection, first);
    ASSERT_EQ(connection->user_version(), static_cast<std::int64_t>(steps));
  }

  std::string bytes() const {
    std::ifstream in(file(), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

  std::string schema() {
    SQLite::Database database(file().string());
    SQLite::Statement rows(database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name");
    std::string text;
    while (rows.executeStep()) text += rows.getColumn(0).getString() + "\n";
    return text;
  }

  TemporaryFolder folder;
};

TEST_F(MigrateTest, AFreshFileGetsEveryStep) {
  io::store::open(file());
  EXPECT_EQ(connect()->user_version(), static_cast<std::int64_t>(io::store::migrations().size()));
}

TEST_F(MigrateTest, EveryOlderVersionBecomesTheSameDatabase) {
  io::store::open(file());
  const std::string wanted = schema();
  for (std::size_t version = 0; version < io::store::migrations().size(); ++version) {
    std::filesystem::remove(file());
    make_database_of_version(version);
    io::store::open(file());
    EXPECT_EQ(schema(), wanted) << "from version " << version;
  }
}

TEST_F(MigrateTest, ACurrentDatabaseKeepsWhatIsInIt) {
  io::store::open(file())->write([](Transaction& t) {
    t.people().insert(domain::Department{cardiology, "Cardiology"});
    return Commit::yes;
  });
  io::store::open(file())->read(
      [](Transaction& t) { EXPECT_EQ(t.people().find_department(cardiology)->name, "Cardiology"); });
}

/// The numbers of `text` in what the log's entries say.
std::string entries_with(io::store::EmbeddedStore& store, const std::string& text) {
  std::string numbers;
  store.read([&](Transaction& t) {
    for (const auto& record : t.audit().read({})) {
      if (record.entry.find(text) != std::string::npos) numbers += std::to_string(record.sequence) + " ";
    }
  });
  return numbers;
}

TEST_F(MigrateTest, ALogOfBeforeTheSealsGoesOnWithAnEntryThatSealsWhatIsThere) {
  make_database_of_version(22);
  {
    const auto connection = connect();
    connection->execute("BEGIN IMMEDIATE");
    io::store::SqlAuditTrail(*connection).append(entry("of before"));
    connection->execute("COMMIT");
  }
  const auto store = io::store::open(file());
  EXPECT_EQ(entries_with(*store, "registry.seal"), "1 ");
  EXPECT_EQ(entries_with(*store, "\"state\":"), "1 ");
  EXPECT_TRUE(store->verify_audit().sound);
  io::store::open(file());
  EXPECT_EQ(entries_with(*store, "registry.seal"), "1 ") << "once";
}

// A migration seals what it finds, so it must find what was sealed.
TEST_F(MigrateTest, WhatAnotherProgramChangedIsNotMigrated) {
  io::store::open(file())->write([](Transaction& t) {
    t.people().insert(domain::Department{cardiology, "Cardiology"});
    t.audit().append(entry("department.create"));
    return Commit::yes;
  });
  const std::string older = std::to_string(io::store::migrations().size() - 1);
  const auto refusal = [&](const std::string& sql) {
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec(sql + "; PRAGMA user_version = " + older);
    try {
      io::store::open(file());
    } catch (const io::store::ForeignDatabase& refused) {
      return std::string(refused.what());
    }
    return std::string("not refused");
  };
  EXPECT_NE(refusal("UPDATE department SET name = 'Radiology'").find("The rows of `department`"), std::string::npos);
  EXPECT_NE(refusal("DROP TABLE table_seal").find("not in the state"), std::string::npos);
}

TEST_F(MigrateTest, AFailingStepUndoesAllThatWerePending) {
  make_database_of_version(2);
  const std::string before = schema();
  std::vector<Migration> steps = io::store::migrations();
  steps.push_back({"0099_broken.sql", "CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE half (a INTEGER) STRICT;"});
  EXPECT_THROW(io::store::migrate(*connect(), steps), std::exception);
  EXPECT_EQ(connect()->user_version(), 2);
  EXPECT_EQ(schema(), before);
}

TEST_F(MigrateTest, ANewerDatabaseIsRefusedAndUntouched) {
  io::store::open(file());
  const int newer = static_cast<int>(io::store::migrations().size()) + 1;
  {
    SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA user_version = " + std::to_string(newer));
  }
  const std::string before = bytes();
  try {
    io::store::open(file());
    FAIL() << "opened";
  } catch (const io::store::ForeignDatabase& refusal) {
    EXPECT_NE(std::string(refusal.what()).find("newer version of Formulary"), std::string::npos) << refusal.what();
  }
  EXPECT_EQ(bytes(), before);
}

TEST_F(MigrateTest, AnotherProgramsDatabaseIsRefusedAndUntouched) {
  {
    SQLite::Database database(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE bookmarks (url TEXT)");
  }
  const std::string before = bytes();
  EXPECT_THROW(io::store::open(file()), io::store::ForeignDatabase);
  EXPECT_EQ(bytes(), before);
}

TEST_F(MigrateTest, AFileThatIsNoDatabaseIsRefusedAndUntouched) {
  std::ofstream(file()) << std::string(5000, 'x');
  EXPECT_THROW(io::store::open(file()), io::store::ForeignDatabase);
  EXPECT_EQ(bytes(), std::string(5000, 'x'));
}

TEST_F(MigrateTest, AFolderThatIsNotThereIsAClearError) {
  EXPECT_THROW(io::store::open(folder / "absent" / "formulary.db"), usecases::StorageUnavailable);
}

TEST_F(MigrateTest, StepsAreNumberedWithoutGaps) {
  std::size_t expected = 0;
  for (const Migration& step : io::store::migrations()) {
    EXPECT_EQ(std::stoul(std::string(step.name)), ++expected) << step.name;
    const bool makes_tables = step.text.find("CREATE TABLE") != std::string::npos;
    EXPECT_TRUE(!makes_tables || step.text.find("STRICT") != std::string::npos) << step.name;
  }
}

TEST_F(MigrateTest, EveryTableIsStrict) {
  io::store::open(file());
  SQLite::Database database(file().string());
  SQLite::Statement tables(database,
                           "SELECT name FROM pragma_table_list WHERE strict = 0 AND type <> 'view' AND schema = 'main'"
                           " AND name NOT LIKE 'sqlite_%'");
  while (tables.executeStep()) ADD_FAILURE() << tables.getColumn(0).getString();
}

}  // namespace
}  // namespace formulary::test
