// Keeps the seals of all tables while one connection changes them: triggers of this connection alone, so that they are
// in no file and nobody can drop them, call for every row that comes, goes or changes. What was summed follows the
// transaction: a statement that fails and a task that is undone take theirs along. Promises that the seals that write()
// stores are those of the rows as they will be committed, also where triggers, cascades and REPLACE changed them.
#pragma once

#include <string>
#include <vector>

#include "service/io/store/connection.hpp"
#include "service/io/store/sealed_tables.hpp"

namespace formulary::io::store {

class Seals : private StepObserver {
 public:
  /// Outside of a transaction. The connection's tables are those of the latest version, and it outlives this.
  explicit Seals(Connection& connection);
  ~Seals();
  Seals(const Seals&) = delete;
  Seals& operator=(const Seals&) = delete;

  /// A transaction has begun; another process may have written since the last one.
  void begin();
  /// Before COMMIT: stores the seals that changed.
  void write();
  /// The transaction was rolled back.
  void forget() { version_ = -1; }

  /// A part of the transaction that is undone as a whole, or not.
  void begin_task();
  void undo_task();

  /// The digest of all that is logged, as the rows are now.
  const std::string& state();

  /// The logged tables that changed since begin_task(), with a blank between them.
  std::string changed();

  /// Seals all rows as they are, inside a transaction: after a migration.
  static void seal_all(Connection& connection);

 private:
  /// What was summed and belongs to one statement, or to one task.
  struct Changes {
    std::vector<Seal> seals;
    std::vector<std::size_t> touched;

    Seal& at(std::size_t i);
    void clear();
  };

  void step_done() override;
  void step_failed() override;
  static void on_row(sqlite3_context* context, int count, sqlite3_value** values);
  void count_row(int count, sqlite3_value** values);
  void make_triggers();
  void settle();

  Connection& connection_;
  std::vector<SealPlan> plans_;
  std::vector<Seal> seals_;  ///< as they will be stored
  std::vector<Digest> digests_;
  std::vector<bool> unwritten_;
  Changes statement_, task_;
  std::vector<std::pair<std::size_t, Seal>> before_task_;
  std::string state_;
  std::int64_t version_ = -1;  ///< of the data that seals_ belong to; -1: none
  std::string row_;
};

}  // namespace formulary::io::store
