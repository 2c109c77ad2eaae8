// The seals of the registry: every table stands in seals.def, sums follow whatever happens to rows, and whatever another
// program changes in any column of any table is noticed and named.
#include "service/io/store/seals.hpp"

#include <random>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "service/io/store/seal_check.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using io::store::Access;
using io::store::Connection;
using io::store::LatticeSum;
using io::store::Query;
using io::store::SealKind;
using io::store::Seals;
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

class SealTest : public StoreTest {
 protected:
  /// What a look at the whole registry finds.
  std::string found(const std::filesystem::path& database) {
    Connection connection(database, Access::read, std::chrono::milliseconds(1000));
    connection.begin();
    std::string text = contradiction_of_seals(connection, state_said_last(connection));
    if (text.empty()) text = contradiction_of_rows(connection);
    connection.end();
    return text;
  }
  std::string found() { return found(file()); }

  void log(const std::string& action) {
    write([&](Transaction& t) { t.audit().append(entry(action)); });
  }
};

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

// A registry with rows in every table, made from the definitions of the tables: whatever table comes later is in it.
class FullRegistry : public SealTest {
 protected:
  FullRegistry() {
    store.reset();
    past_the_guards([&](Connection& connection) {
      Seals seals(connection);
      connection.execute("BEGIN IMMEDIATE");
      seals.begin();
      for (const Table& table : tables()) {
        for (int i = 0; i < rows; ++i) insert(connection, table);
      }
      seals.write();
      connection.execute("COMMIT");
    });
    open();
    log("full");
    store.reset();
    std::filesystem::copy_file(file(), good());
  }

  static constexpr int rows = 5;
  struct Table {
    std::string name;
    std::vector<std::string> columns, types, key;
  };

  std::filesystem::path good() const { return folder / "good.db"; }

  /// Without the triggers, the keys and the checks; afterwards the triggers are there again.
  template <class Work>
  void past_the_guards(const Work& work) {
    std::string drop, make;
    {
      SQLite::Database database(file().string(), SQLite::OPEN_READONLY);
      SQLite::Statement row(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
      while (row.executeStep()) {
        drop += "DROP TRIGGER " + row.getColumn(0).getString() + ";";
        make += row.getColumn(1).getString() + ";";
      }
    }
    Connection connection(file(), Access::write, std::chrono::milliseconds(1000));
    connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;" + drop);
    work(connection);
    connection.execute(make);
  }

  std::vector<Table> tables() {
    SQLite::Database database(file().string(), SQLite::OPEN_READONLY);
    std::vector<Table> all;
    for (const auto& one : io::store::sealed_tables()) {
      if (one.table == "sqlite_schema" || one.kind == SealKind::log || one.kind == SealKind::seal) continue;
      Table table{.name = std::string(one.table), .columns = {}, .types = {}, .key = {}};
      SQLite::Statement row(database, "SELECT name, type, pk FROM pragma_table_info('" + table.name + "') ORDER BY cid");
      while (row.executeStep()) {
        table.columns.push_back(row.getColumn(0).getString());
        table.types.push_back(row.getColumn(1).getString());
        if (row.getColumn(2).getInt() > 0) table.key.push_back(table.columns.back());
      }
      all.push_back(std::move(table));
    }
    return all;
  }

  std::string literal(const std::string& type) {
    const std::string number = std::to_string(random() % 1'000'000'000);
    if (type == "INTEGER") return number;
    return type == "BLOB" ? "CAST('blob " + number + "' AS BLOB)" : "'text " + number + "'";
  }

  void insert(Connection& connection, const Table& table) {
    std::string text = "INSERT OR REPLACE INTO " + table.name + " VALUES (";
    for (std::size_t i = 0; i < table.types.size(); ++i) text += (i == 0 ? "" : ", ") + literal(table.types[i]);
    Query(connection, text + ")").run();
  }

  /// A fresh copy that another program did `sql` to.
  std::string after(const std::string& sql) {
    restore();
    past_the_guards([&](Connection& connection) { connection.execute(sql); });
    return found();
  }
  void restore() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file().string() + end);
    std::filesystem::copy_file(good(), file());
  }

  std::mt19937 random{20261127};
};

TEST_F(FullRegistry, IsWhatWasSealed) {
  EXPECT_EQ(found(good()), "");
  for (const Table& table : tables()) {
    SQLite::Database database(good().string(), SQLite::OPEN_READONLY);
    EXPECT_GT(database.execAndGet("SELECT count(*) FROM " + table.name).getInt(), 0) << table.name;
  }
}

TEST_F(FullRegistry, AnyColumnOfAnyTable) {
  for (const Table& table : tables()) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string where = " WHERE \"" + table.columns[0] + "\" = (SELECT min(\"" + table.columns[0] + "\") FROM " +
                                table.name + ")";
      EXPECT_THAT(after("UPDATE OR REPLACE " + table.name + " SET \"" + table.columns[i] + "\" = " +
                        literal(table.types[i]) + where),
                  HasSubstr("`" + table.name + "`"))
          << table.name << "." << table.columns[i];
    }
  }
}

TEST_F(FullRegistry, RowsThatGoComeOrSwapTheirValues) {
  for (const Table& table : tables()) {
    const std::string named = "`" + table.name + "`";
    const std::string first = '"' + table.columns[0] + '"', last = '"' + table.columns.back() + '"';
    EXPECT_THAT(after("DELETE FROM " + table.name + " WHERE " + first + " = (SELECT min(" + first + ") FROM " + table.name +
                      ")"),
                HasSubstr(named));
    EXPECT_THAT(after("DELETE FROM " + table.name), HasSubstr(named));
    restore();
    past_the_guards([&](Connection& connection) {
      connection.execute("BEGIN");
      insert(connection, table);
      connection.execute("COMMIT");
    });
    EXPECT_THAT(found(), HasSubstr(named));
    if (table.columns.size() < 2 || table.name == "change_counter") continue;
    // Two rows swap what stands in their last column.
    EXPECT_THAT(after("UPDATE OR REPLACE " + table.name + " SET " + last + " = (SELECT " + last + " FROM " + table.name +
                      " t WHERE t." + first + " <> " + table.name + "." + first + " ORDER BY " + first +
                      " LIMIT 1) WHERE " + first + " IN (SELECT " + first + " FROM " + table.name + " ORDER BY " + first +
                      " LIMIT 2)"),
                HasSubstr(named));
  }
}

TEST_F(FullRegistry, ATableThatWasPutBackTogetherWithItsSeal) {
  EXPECT_THAT(after("UPDATE approval SET expires = '2099-12-31'; "
                    "UPDATE table_seal SET sum = randomblob(2048) WHERE name = 'approval'"),
              HasSubstr("not in the state that the last entry of the log says"));
  EXPECT_THAT(after("DELETE FROM table_seal WHERE name = 'session (loose)'"), HasSubstr("missing"));
  EXPECT_THAT(after("INSERT INTO table_seal VALUES ('other', 0, zeroblob(2048))"), HasSubstr("no table of this program"));
}

TEST_F(FullRegistry, DefinitionsThatChanged) {
  for (const char* sql : {
           "CREATE TRIGGER evil AFTER UPDATE ON approval BEGIN DELETE FROM job; END",
           "CREATE TABLE evil (a)",
           "CREATE INDEX evil ON person (display_name)",
           "DROP INDEX approval_due",
           "ALTER TABLE person ADD COLUMN evil TEXT",
           "CREATE VIEW evil AS SELECT * FROM person",
       }) {
    EXPECT_THAT(after(sql), HasSubstr("definitions of tables, indices or triggers")) << sql;
  }
  restore();
  SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec("DROP TRIGGER approval_is_pinned");
  EXPECT_THAT(found(), HasSubstr("definitions of tables, indices or triggers"));
}

// Random statements of every kind, with savepoints that are kept or undone: the sums that were carried along are those of
// the rows that are there.
TEST_F(FullRegistry, SumsThatWereCarriedAlongAreThoseOfTheRows) {
  restore();
  const std::vector<Table> all = tables();
  past_the_guards([&](Connection& connection) {
    Seals seals(connection);
    for (int transaction = 0; transaction < 60; ++transaction) {
      connection.execute("BEGIN IMMEDIATE");
      seals.begin();
      for (int task = 0; task < 5; ++task) {
        connection.execute("SAVEPOINT task");
        seals.begin_task();
        for (int step = 0; step < 6; ++step) {
          const Table& table = all[random() % all.size()];
          const std::size_t column = random() % table.columns.size();
          const std::string one = '"' + table.columns[column] + '"';
          const std::string some = " WHERE abs(random()) % 3 = 0";
          try {
            switch (random() % 5) {
              case 0:
                Query(connection, "DELETE FROM " + table.name + some).run();
                break;
              case 1:
                Query(connection, "UPDATE " + table.name + " SET " + one + " = " + literal(table.types[column]) + some).run();
                break;
              case 2:
                Query(connection, "UPDATE OR REPLACE " + table.name + " SET " + one + " = " + one + some).run();
                break;
              case 3:
                Query(connection, "INSERT INTO " + table.name + " SELECT * FROM " + table.name + some).run();
                break;
              default:
                insert(connection, table);
            }
          } catch (const io::store::ConstraintFailed&) {  // a key that is there twice: the statement did nothing
          }
          if (random() % 4 == 0) seals.state();
        }
        if (random() % 3 == 0) {
          connection.execute("ROLLBACK TO task");
          seals.undo_task();
        }
        connection.execute("RELEASE task");
      }
      if (random() % 5 == 0) {
        connection.execute("ROLLBACK");
        seals.forget();
      } else {
        const std::string state = seals.state();
        seals.write();
        connection.execute("COMMIT");
        connection.begin();
        EXPECT_EQ(state, state_of_seals(connection));
        connection.end();
      }
    }
  });
  EXPECT_EQ(found(), "The registry is not in the state that the last entry of the log says: seals were changed, or tables "
                     "were put back to an older state.")
      << "nobody wrote an entry";
  Connection connection(file(), Access::read, std::chrono::milliseconds(1000));
  connection.begin();
  EXPECT_EQ(contradiction_of_rows(connection), "");
}

}  // namespace
}  // namespace formulary::test
