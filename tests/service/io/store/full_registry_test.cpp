// Whatever another program changes in any column of any table is noticed and named; and the sums that are carried along
// with random statements are those of the rows.
#include <random>

#include <gmock/gmock.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "service/io/store/seals.hpp"
#include "tests/service/io/store/sealed.hpp"

namespace formulary::test {
namespace {

using io::store::Access;
using io::store::Connection;
using io::store::Query;
using io::store::SealKind;
using io::store::Seals;
using ::testing::HasSubstr;

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
    connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;" +
                       drop);
    work(connection);
    connection.execute(make);
  }

  std::vector<Table> tables() {
    SQLite::Database database(file().string(), SQLite::OPEN_READONLY);
    std::vector<Table> all;
    for (const auto& one : io::store::sealed_tables()) {
      if (one.table == "sqlite_schema" || one.kind == SealKind::log || one.kind == SealKind::seal) continue;
      Table table{.name = std::string(one.table), .columns = {}, .types = {}, .key = {}};
      SQLite::Statement row(database,
                            "SELECT name, type, pk FROM pragma_table_info('" + table.name + "') ORDER BY cid");
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
      const std::string where =
          " WHERE \"" + table.columns[0] + "\" = (SELECT min(\"" + table.columns[0] + "\") FROM " + table.name + ")";
      EXPECT_THAT(after("UPDATE OR REPLACE " + table.name + " SET \"" + table.columns[i] +
                        "\" = " + literal(table.types[i]) + where),
                  HasSubstr("`" + table.name + "`"))
          << table.name << "." << table.columns[i];
    }
  }
}

TEST_F(FullRegistry, RowsThatGoComeOrSwapTheirValues) {
  for (const Table& table : tables()) {
    const std::string named = "`" + table.name + "`";
    const std::string first = '"' + table.columns[0] + '"', last = '"' + table.columns.back() + '"';
    EXPECT_THAT(after("DELETE FROM " + table.name + " WHERE " + first + " = (SELECT min(" + first + ") FROM " +
                      table.name + ")"),
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
    EXPECT_THAT(
        after("UPDATE OR REPLACE " + table.name + " SET " + last + " = (SELECT " + last + " FROM " + table.name +
              " t WHERE t." + first + " <> " + table.name + "." + first + " ORDER BY " + first + " LIMIT 1) WHERE " +
              first + " IN (SELECT " + first + " FROM " + table.name + " ORDER BY " + first + " LIMIT 2)"),
        HasSubstr(named));
  }
}

TEST_F(FullRegistry, ATableThatWasPutBackTogetherWithItsSeal) {
  EXPECT_THAT(after("UPDATE approval SET expires = '2099-12-31'; "
                    "UPDATE table_seal SET sum = randomblob(2048) WHERE name = 'approval'"),
              HasSubstr("not in the state that the last entry of the log says"));
  EXPECT_THAT(after("DELETE FROM table_seal WHERE name = 'session (loose)'"), HasSubstr("missing"));
  EXPECT_THAT(after("INSERT INTO table_seal VALUES ('other', 0, zeroblob(2048))"),
              HasSubstr("no table of this program"));
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

// Random statements of every kind, with savepoints that are kept or undone: the sums that were carried along are those
// of the rows that are there.
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
                Query(connection, "UPDATE " + table.name + " SET " + one + " = " + literal(table.types[column]) + some)
                    .run();
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
  EXPECT_EQ(found(),
            "The registry is not in the state that the last entry of the log says: seals were changed, or tables "
            "were put back to an older state.")
      << "nobody wrote an entry";
  Connection connection(file(), Access::read, std::chrono::milliseconds(1000));
  connection.begin();
  EXPECT_EQ(contradiction_of_rows(connection), "");
}

}  // namespace
}  // namespace formulary::test
