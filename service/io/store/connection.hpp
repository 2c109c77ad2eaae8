// One connection to the database and its prepared statements, and Query: a statement with its parameters and rows.
// Used by one thread at a time. Everything SQLite throws leaves here as usecases::StorageUnavailable (the machine) or
// ConstraintFailed (the schema says no).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

struct sqlite3_context;
struct sqlite3_value;

namespace formulary::io::store {

/// A CHECK, a FOREIGN KEY or a trigger refused. The domain asks before it writes, so this is a defect or an attack.
class ConstraintFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Access : bool { read, write };

/// A statement that is prepared once. `index` maps $1, $2 ... to SQLite's own numbering.
struct Prepared {
  Prepared(const SQLite::Database& database, const std::string& text);

  SQLite::Statement statement;
  std::vector<int> index;
  bool busy = false;
};

/// Is told after each step of a statement. What a failed one had changed, the database has undone.
class StepObserver {
 public:
  virtual void step_done() = 0;
  virtual void step_failed() = 0;

 protected:
  ~StepObserver() = default;
};

class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_timeout);

  /// Runs text without parameters and rows; several statements are allowed.
  void execute(const std::string& text);
  /// A snapshot, begun and ended. Prepared once: parsing the two words would cost as much as a look-up.
  void begin();
  void end();
  bool in_transaction() const;
  std::int64_t user_version();
  Access access() const { return access_; }

  using SqlFunction = void (*)(sqlite3_context*, int, sqlite3_value**);
  /// Functions with any number of arguments, for this connection's own statements and triggers: no definition in the
  /// file can call them. The first is given `self`, the second is an aggregate.
  void offer_function(const char* name, void* self, SqlFunction call);
  void offer_function(const char* name, SqlFunction step, void (*finish)(sqlite3_context*));
  void observe(StepObserver* observer) { observer_ = observer; }

  /// Commits only say in `pages` how long the write-ahead log is, and copy nothing into the database; null: as before.
  void watch_log(int* pages);
  /// Copies of it what can be copied while others read and write.
  void copy_log();

 private:
  friend class Query;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  /// From the cache, or a fresh one where the cached one is in the middle of its rows.
  std::shared_ptr<Prepared> prepare(std::string_view text);
  std::shared_ptr<Prepared> cached(std::string_view text);

  SQLite::Database database_;
  Access access_;
  StepObserver* observer_ = nullptr;
  std::unordered_map<std::string, std::shared_ptr<Prepared>, TextHash, std::equal_to<>> cache_;
};

/// Bytes for a BLOB column.
struct Blob {
  std::string_view bytes;
};

/// A parameter of a query that is put together at run time.
using Value = std::variant<std::string, std::int64_t>;

/// Query(connection, text, values for $1, $2 ...); then run(), or next() and the columns from left to right.
class Query {
 public:
  template <class... Values>
  explicit Query(Connection& connection, std::string_view text, const Values&... values)
      : connection_(connection), prepared_(connection.prepare(text)) {
    begin(sizeof...(values));
    int number = 0;
    (bind(++number, values), ...);
  }
  Query(Connection& connection, std::string_view text, const std::vector<Value>& values);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// To the next row; false behind the last one.
  bool next();
  /// To the end. How many rows were changed.
  int run();

  // The next column of the row.
  std::string text();
  std::string_view view();  ///< the same, until the next row
  std::int64_t integer();
  bool boolean() { return integer() != 0; }
  domain::Instant instant() { return {integer()}; }
  std::optional<domain::Instant> maybe_instant();
  std::optional<std::string> maybe_text();
  std::string text_or_empty() { return maybe_text().value_or(std::string()); }
  /// A malformed day is no day.
  std::optional<domain::Day> maybe_day();

 private:
  void begin(std::size_t parameters);
  void bind(int number, std::string_view value);
  void bind(int number, const std::string& value) { bind(number, std::string_view(value)); }
  void bind(int number, const char* value) { bind(number, std::string_view(value)); }
  void bind(int number, std::int64_t value);
  void bind(int number, int value) { bind(number, std::int64_t{value}); }
  void bind(int number, bool value) { bind(number, std::int64_t{value ? 1 : 0}); }
  void bind(int number, const Blob& value);
  void bind(int number, std::nullopt_t);
  void bind(int number, domain::Instant value) { bind(number, value.ms); }
  void bind(int number, domain::Day value) { bind(number, domain::to_text(value)); }
  void bind(int number, const domain::Sha256& value) { bind(number, value.hex); }
  template <class Tag>
  void bind(int number, const domain::Id<Tag>& value) {
    bind(number, value.value);
  }
  template <class Value>
  void bind(int number, const std::optional<Value>& value) {
    if (value) {
      bind(number, *value);
    } else {
      bind(number, std::nullopt);
    }
  }

  Connection& connection_;
  std::shared_ptr<Prepared> prepared_;
  int column_ = 0;
};

/// NULL for an empty id: "none" in a foreign key.
template <class Tag>
std::optional<std::string> nullable(const domain::Id<Tag>& id) {
  return id.empty() ? std::nullopt : std::optional(id.value);
}

/// The value behind a stored word; throws when the database holds a word that this program does not know.
template <class Value>
Value known(const std::optional<Value>& value, std::string_view what) {
  if (!value) throw std::runtime_error("the database holds an unknown " + std::string(what));
  return *value;
}

}  // namespace formulary::io::store
