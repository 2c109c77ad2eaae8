// A database as somebody meets it who has the file and SQL, and no Formulary in between.
#pragma once

#include <memory>
#include <string>

#include <SQLiteCpp/Database.h>

#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {

class RawDatabaseTest : public StoreTest {
 protected:
  void open_raw() {
    store.reset();
    database = std::make_unique<SQLite::Database>(file().string(), SQLite::OPEN_READWRITE);
    database->exec("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON");  // as the service opens it
  }

  /// What the database answers: empty when it does as told. Nothing stays.
  std::string answer(const std::string& sql) {
    try {
      database->exec("BEGIN; " + sql + "; ROLLBACK;");
      return {};
    } catch (const SQLite::Exception& exception) {
      std::string what = exception.what();
      database->tryExec("ROLLBACK");
      return what;
    }
  }

  /// A proposal that waits, about `subject`, giving the role `word`.
  static std::string proposal(const std::string& subject, const std::string& word, const std::string& proposer,
                              const std::string& kind = "grant_roles", int basis = 1) {
    return "INSERT INTO proposal (id, kind, state, proposer, subject, basis, changes, grants, secret, digest, created, "
           "expires, ground, reason, result) VALUES ('" +
           uuid(90, 14) + "', '" + kind + "', 'open', " + proposer + ", '" + subject + "', " + std::to_string(basis) +
           ", '[]', '[\"roles:" + word + "\", \"domains:" + word + "\"]', '', '" + digest(1) +
           "', 1, 100, 'none', '', ''); ";
  }

  /// A change of that proposal.
  static std::string then(const std::string& what) {
    return "UPDATE proposal SET " + what + " WHERE id = '" + uuid(90, 14) + "'; ";
  }

  static std::string confirmed(const std::string& how) { return then("state = 'confirmed', " + how); }

  /// A confirmed one that is being done.
  static std::string warrant(const std::string& subject, const std::string& word,
                             const std::string& kind = "grant_roles", int basis = 1) {
    return proposal(subject, word, "NULL", kind, basis) + confirmed("ground = 'host', ended = 2");
  }

  std::unique_ptr<SQLite::Database> database;
};

}  // namespace formulary::test
