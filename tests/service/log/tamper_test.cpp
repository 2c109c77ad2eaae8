// A registry that somebody changes behind its back: through SQL, byte by byte in every table of the log, and in the raw
// file. Each change is noticed by a check, or it changed nothing.
#include <fstream>
#include <random>

#include <SQLiteCpp/SQLiteCpp.h>

#include "service/io/store/audit_archive.hpp"
#include "service/io/store/sealed_tables.hpp"
#include "tests/service/log/log_place.hpp"

namespace formulary::test {
namespace {

using ::testing::HasSubstr;

class TamperTest : public LogTest {
 protected:
  TamperTest() {
    NearWitnesses witnesses(1, signer->key());
    write([](Transaction& t) {
      t.submissions().insert(submission(1));
      domain::AuditEntry e = entry("submission.accept", uuid(1, 3));
      e.to = to_text(submission(1).state);
      t.audit().append(e);
    });
    for (int round = 0; round < 4; ++round) {
      if (round == 2) {
        SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec("VACUUM INTO '" + older().string() + "'");
        write([](Transaction& t) {
          t.submissions().insert(submission(2));
          domain::AuditEntry e = entry("submission.accept", uuid(2, 3));
          e.to = to_text(submission(2).state);
          t.audit().append(e);
        });
      }
      append(20 + round, "typed");
      if (round == 0) {
        write([](Transaction& t) {
          t.audit().erase_texts({uuid(3)});
          t.audit().append(entry("audit.erase", uuid(3)));
        });
      }
      append(7);
      publisher(&witnesses, 1).publish();
    }
    store.reset();
    std::filesystem::copy_file(file(), good());
  }

  std::filesystem::path good() const { return folder / "good.db"; }
  std::filesystem::path older() const { return folder / "older.db"; }
  std::filesystem::path bad() const { return folder / "bad.db"; }

  std::string defect_of(const std::filesystem::path& database) {
    io::store::AuditArchive archive(database);
    return archive
        .check({.key = signer->key(),
                .verify = crypto.verify,
                .signatures = io::store::Signatures::all,
                .states = io::store::States::compared,
                .seen = {kept()}})
        .defect;
  }

  /// A copy that `sql` was done to, past the triggers and the keys.
  void change(const std::string& sql) {
    std::filesystem::copy_file(good(), bad(), std::filesystem::copy_options::overwrite_existing);
    SQLite::Database database(bad().string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    std::string drop;
    {
      SQLite::Statement triggers(database,
                                 "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit%'");
      while (triggers.executeStep()) drop += "DROP TRIGGER " + triggers.getColumn(0).getString() + ";";
    }
    database.exec(drop + sql);
  }

  /// Everything that the log's tables say.
  static std::string contents(const std::filesystem::path& database) {
    std::string all;
    SQLite::Database db(database.string(), SQLite::OPEN_READONLY);
    for (const char* table : tables) {
      SQLite::Statement row(db, std::string("SELECT * FROM ") + table + " ORDER BY 1");
      while (row.executeStep()) {
        all += '\n';
        for (int i = 0; i < row.getColumnCount(); ++i) all += row.getColumn(i).getString() + '|';
      }
    }
    return all;
  }

  /// Everything that the database says: definitions, and the rows of all tables.
  static std::string everything(const std::filesystem::path& database) {
    std::string all;
    try {
      SQLite::Database db(database.string(), SQLite::OPEN_READONLY);
      for (const auto& one : io::store::sealed_tables()) {
        const bool schema = one.table == "sqlite_schema";
        SQLite::Statement row(db, (schema ? "SELECT type, name, tbl_name, sql FROM " : "SELECT * FROM ") +
                                      std::string(one.table) + (schema ? " ORDER BY name" : " ORDER BY 1"));
        while (row.executeStep()) {
          all += '\n';
          for (int i = 0; i < row.getColumnCount(); ++i) all += row.getColumn(i).getString() + '|';
        }
      }
    } catch (const std::exception& problem) {
      all += problem.what();
    }
    return all;
  }

  static constexpr const char* tables[] = {"audit_entry",      "audit_hash",      "audit_text",
                                           "audit_checkpoint", "audit_published", "audit_witness"};
};

TEST_F(TamperTest, TheUntouchedLogIsSound) { EXPECT_EQ(defect_of(good()), ""); }

TEST_F(TamperTest, ChangesThroughSql) {
  for (const char* sql : {
           "DELETE FROM audit_entry WHERE seq = 5",
           "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
           "UPDATE audit_entry SET seq = -1 WHERE seq = 3; UPDATE audit_entry SET seq = 3 WHERE seq = 4; "
           "UPDATE audit_entry SET seq = 4 WHERE seq = -1",
           "DELETE FROM audit_hash WHERE level = 3 AND n = 1",
           "INSERT INTO audit_hash VALUES (9, 0, zeroblob(32))",
           "DELETE FROM audit_text WHERE seq = 1",
           "UPDATE audit_text SET seq = 21 WHERE seq = 1",
           "DELETE FROM audit_checkpoint WHERE number = 1",
           "DELETE FROM audit_checkpoint WHERE number = 3",
           "UPDATE audit_checkpoint SET note = (SELECT note FROM audit_checkpoint WHERE number = 0) WHERE number = 1",
           "DELETE FROM audit_published WHERE number = 0",
           "DELETE FROM audit_witness",
           "UPDATE audit_published SET cosignatures = (SELECT cosignatures FROM audit_published WHERE number = 0)",
       }) {
    change(sql);
    EXPECT_NE(defect_of(bad()), "") << sql;
  }
}

// Whoever has the whole database can make everything in it fit again. What was signed before is what stands against it.
TEST_F(TamperTest, AHistoryThatWasCutAndMadeToFitIsNoticed) {
  change(
      "DELETE FROM audit_text WHERE seq >= 64; DELETE FROM audit_entry WHERE seq >= 64; "
      "DELETE FROM audit_hash WHERE (n + 1) * (1 << level) > 64; DELETE FROM audit_published WHERE size > 64; "
      "DELETE FROM audit_checkpoint WHERE size > 64");
  EXPECT_THAT(defect_of(bad()), HasSubstr("put back to an older state"));
}

// With the log as it is, and with all of the database as it was: nobody who was shown a checkpoint is deceived.
TEST_F(TamperTest, WhatWasPutBackToAnOlderStateIsNoticed) {
  const std::string attach = "ATTACH '" + older().string() + "' AS older; ";
  change(attach +
         "DROP TRIGGER submission_is_kept; DELETE FROM submission; "
         "INSERT INTO submission SELECT * FROM older.submission; DELETE FROM recall_due; "
         "DELETE FROM table_seal; INSERT INTO table_seal SELECT * FROM older.table_seal");
  EXPECT_THAT(defect_of(bad()), HasSubstr("not in the state that the last entry of the log says"));
  EXPECT_THAT(defect_of(older()), HasSubstr("put back to an older state"));
}

/// One value of a row with one bit changed, or the next number.
void put_changed(SQLite::Statement& into, int place, const SQLite::Column& value, std::mt19937& random) {
  if (value.isInteger()) return into.bind(place, value.getInt64() + 1);
  std::string bytes(static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes()));
  if (bytes.empty()) {
    bytes = "x";
  } else {
    char& byte = bytes[random() % bytes.size()];
    byte = static_cast<char>(byte ^ 1);
  }
  if (value.isText()) return into.bind(place, bytes);
  into.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

void put_same(SQLite::Statement& into, int place, const SQLite::Column& value) {
  if (value.isInteger()) return into.bind(place, value.getInt64());
  if (value.isText()) return into.bind(place, value.getString());
  into.bind(place, value.getBlob(), value.getBytes());
}

// What look-ups go by, and what the registry says, is part of it.
TEST_F(TamperTest, AnIndexOrAStateThatLiesIsNoticed) {
  change("UPDATE submission SET state = 'needs_info'");
  EXPECT_THAT(defect_of(bad()), HasSubstr("is `needs_info`, but its last entry says `in_review`"));
  change(
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX audit_entry_by_action ON audit_entry "
      "(action, seq) WHERE seq > 5' WHERE name = 'audit_entry_by_action'; PRAGMA writable_schema = RESET; "
      "REINDEX audit_entry_by_action; "
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX audit_entry_by_action ON audit_entry "
      "(action, seq)' WHERE name = 'audit_entry_by_action'");
  EXPECT_THAT(defect_of(bad()), HasSubstr("index"));
}

// Every column of every table, in random rows.
TEST_F(TamperTest, AnyByteOfAnyRow) {
  std::mt19937 random(20260301);
  const std::string before = contents(good());
  for (const std::string table : tables) {
    SQLite::Database original(good().string(), SQLite::OPEN_READONLY);
    const auto rows = original.execAndGet("SELECT count(*) FROM " + table).getInt64();
    ASSERT_GT(rows, 0) << table;
    const int columns = SQLite::Statement(original, "SELECT * FROM " + table).getColumnCount();
    for (int turn = 0; turn < 5 * columns; ++turn) {
      const int changed = turn % columns;
      SQLite::Statement row(original, "SELECT * FROM " + table + " ORDER BY 1 LIMIT 1 OFFSET " +
                                          std::to_string(random() % static_cast<std::uint64_t>(rows)));
      row.executeStep();
      change("");
      const std::string second = columns > 1 ? std::string(" AND ") + row.getColumnName(1) + " IS ?" : std::string();
      SQLite::Database database(bad().string(), SQLite::OPEN_READWRITE);
      database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
      SQLite::Statement update(database, "UPDATE OR REPLACE " + table + " SET " + row.getColumnName(changed) +
                                             " = ? WHERE " + row.getColumnName(0) + " IS ?" + second);
      put_changed(update, 1, row.getColumn(changed), random);
      put_same(update, 2, row.getColumn(0));
      if (columns > 1) put_same(update, 3, row.getColumn(1));
      ASSERT_EQ(update.exec(), 1) << table;
      EXPECT_NE(contents(bad()), before) << table;
      EXPECT_NE(defect_of(bad()), "") << table << "." << row.getColumnName(changed);
    }
  }
}

TEST_F(TamperTest, AnyByteOfTheFile) {
  std::ifstream in(good(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::string before = everything(good());
  std::mt19937 random(7);
  int noticed = 0;
  for (int turn = 0; turn < 400; ++turn) {
    const std::size_t at = random() % bytes.size();
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1 << random() % 8);
    std::ofstream(bad(), std::ios::binary) << changed;
    std::string defect;
    try {
      defect = defect_of(bad());
    } catch (const std::exception& problem) {
      defect = problem.what();  // no database of ours any more
    }
    if (!defect.empty()) {
      ++noticed;
      continue;
    }
    EXPECT_EQ(everything(bad()), before) << "byte " << at << " changed the registry, and nobody noticed";
  }
  EXPECT_GT(noticed, 20);
}

}  // namespace
}  // namespace formulary::test
