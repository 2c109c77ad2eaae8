// The seals of the registry: every table stands in seals.def, and the state that the log says follows tasks, statements
// and other processes.
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "service/io/store/seals.hpp"
#include "tests/service/io/store/sealed.hpp"

namespace formulary::test {
namespace {

using io::store::LatticeSum;
using io::store::SealKind;
using ::testing::HasSubstr;

TEST(LatticeSum, IsOfASetAndFollowsIt) {
  LatticeSum one, other;
  EXPECT_TRUE(one.is_zero());
  for (const char* row : {"a", "b", "c"}) one.add(row);
  for (const char* row : {"c", "a", "d", "b"}) other.add(row);
  EXPECT_FALSE(one == other);
  other.subtract("d");
  EXPECT_TRUE(one == other) << "whatever the order";
  one.add("a");
  EXPECT_FALSE(one == other) << "twice is not once";
  LatticeSum both;
  both.add(other);
  both.add("a");
  EXPECT_TRUE(both == one);
  for (const char* row : {"a", "a", "b", "c"}) one.subtract(row);
  EXPECT_TRUE(one.is_zero());
}

// What the sum of one string is, computed by another program:
//   head -c 2048 /dev/zero | openssl enc -aes-256-ctr -K $(printf formulary | sha256sum | cut -c1-64) -iv 0 | sha256sum
TEST(LatticeSum, IsTheKeyStreamThatOthersCompute) {
  LatticeSum sum;
  sum.add("formulary");
  EXPECT_EQ(io::store::to_hex(io::store::sha256(sum.bytes())),
            "dc364b19d48f0e09e5e0027ff186b67b181c99cd181fe73c35e730fa859c0fb8");
}

std::set<std::string> tables_of(const std::filesystem::path& file) {
  std::set<std::string> names{"sqlite_schema"};
  SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
  SQLite::Statement row(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  while (row.executeStep()) names.insert(row.getColumn(0).getString());
  return names;
}

TEST_F(SealTest, EveryTableStandsInTheListOnce) {
  std::multiset<std::string> listed;
  for (const auto& one : io::store::sealed_tables()) listed.emplace(one.table);
  const std::set<std::string> tables = tables_of(file());
  EXPECT_EQ(std::vector<std::string>(listed.begin(), listed.end()),
            std::vector<std::string>(tables.begin(), tables.end()));
}

TEST_F(SealTest, LooseColumnsAreThere) {
  SQLite::Database database(file().string(), SQLite::OPEN_READONLY);
  for (const auto& one : io::store::sealed_tables()) {
    std::istringstream words{std::string(one.loose)};
    for (std::string column; words >> column;) {
      EXPECT_EQ(one.kind, SealKind::logged) << one.table;
      EXPECT_NO_THROW(database.exec("SELECT " + column + " FROM " + std::string(one.table))) << one.table;
    }
  }
}

TEST_F(SealTest, TheLastEntryOfATaskSaysTheState) {
  log("first");
  const auto state_of = [&](std::int64_t number) {
    std::string text;
    read([&](Transaction& t) {
      const std::string said = t.audit().read({.from = number, .limit = 1}).at(0).entry;
      const std::size_t at = said.find("\"state\":\"");
      if (at != std::string::npos) text = said.substr(at + 9, 64);
    });
    return text;
  };
  write([](Transaction& t) {
    t.audit().append(entry("second"));
    t.people().insert(domain::Department{cardiology, "Cardiology"});
    t.audit().append(entry("third"));
  });
  log("fourth");
  EXPECT_NE(state_of(0), "");
  EXPECT_EQ(state_of(1), "");
  EXPECT_NE(state_of(2), "");
  EXPECT_NE(state_of(2), state_of(0));
  EXPECT_EQ(state_of(3), state_of(2)) << "nothing changed";
  EXPECT_EQ(found(), "");
}

TEST_F(SealTest, ATaskThatIsUndoneLeavesNoTrace) {
  log("first");
  store->write([](Transaction& t) {
    t.people().insert(domain::Department{cardiology, "Cardiology"});
    t.audit().append(entry("undone"));
    return Commit::no;
  });
  EXPECT_THROW(store->write([](Transaction& t) -> Commit {
    t.people().insert(domain::Department{cardiology, "Cardiology"});
    t.audit().append(entry("undone"));
    throw std::runtime_error("on purpose");
  }),
               std::runtime_error);
  EXPECT_EQ(found(), "");
  read([](Transaction& t) { EXPECT_EQ(t.audit().size(), 1); });
}

TEST_F(SealTest, AStatementThatFailsInATaskThatGoesOnLeavesNoTrace) {
  add_people();
  log("first");
  write([](Transaction& t) {
    try {
      t.people().insert(domain::Department{{uuid(9, 1)}, "Cardiology"});  // the name is taken
    } catch (const io::store::ConstraintFailed&) {
    }
    t.people().insert(domain::Department{{uuid(9, 1)}, "Oncology"});
    t.audit().append(entry("second"));
  });
  EXPECT_EQ(found(), "");
}

TEST_F(SealTest, AChangeThatNobodyExplainsGetsAnEntry) {
  log("first");
  write([](Transaction& t) { t.people().insert(domain::Department{cardiology, "Cardiology"}); });
  EXPECT_EQ(found(), "");
  read([](Transaction& t) {
    EXPECT_THAT(t.audit().read({.from = 1}).at(0).entry, HasSubstr("\"action\":\"registry.change\""));
  });
}

TEST_F(SealTest, TwoStoresOnOneFileTakeTurns) {
  log("first");
  const auto other = io::store::open(file());
  for (int i = 0; i < 6; ++i) {
    io::store::EmbeddedStore& one = i % 2 == 0 ? *store : *other;
    one.write([&](Transaction& t) {
      t.people().insert(domain::Department{{uuid(10 + i, 1)}, "Ward " + std::to_string(i)});
      t.audit().append(entry("ward"));
      return Commit::yes;
    });
    EXPECT_EQ(found(), "") << i;
  }
}

}  // namespace
}  // namespace formulary::test
