#include "service/io/store/connection.hpp"

#include <sqlite3.h>

#include "service/usecases/ports/store.hpp"

namespace formulary::io::store {
namespace {

[[noreturn]] void rethrow(const SQLite::Exception& exception, Access access) {
  const int code = exception.getErrorCode() & 0xff;
  const std::string what = exception.what();
  switch (code) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      throw ConstraintFailed("The database refuses this: " + what);
    case SQLITE_FULL:
      throw usecases::StorageUnavailable("The disk of the database is full. Nothing that was acknowledged is lost.");
    case SQLITE_READONLY:
      if (access == Access::read) throw std::logic_error("A read transaction cannot write.");
      [[fallthrough]];
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOTADB:
    case SQLITE_TOOBIG:
      throw usecases::StorageUnavailable("The database cannot be used: " + what);
    default:
      throw std::logic_error("A query is wrong: " + what);
  }
}

/// Runs `step` and turns what SQLite throws into what this room throws.
template <class Step>
auto guarded(Access access, const Step& step) {
  try {
    return step();
  } catch (const SQLite::Exception& exception) {
    rethrow(exception, access);
  }
}

SQLite::Database open_file(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_timeout) {
  // Readers open for writing too, because a database in WAL mode keeps its index in a shared file; query_only holds
  // them.
  const int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX | (access == Access::write ? SQLite::OPEN_CREATE : 0);
  return guarded(access,
                 [&] { return SQLite::Database(file.string(), flags, static_cast<int>(busy_timeout.count())); });
}

}  // namespace

Prepared::Prepared(const SQLite::Database& database, const std::string& text) : statement(database, text) {
  const int count = statement.getBindParameterCount();
  for (int number = 1; number <= count; ++number) {
    index.push_back(statement.getIndex(("$" + std::to_string(number)).c_str()));
  }
}

Connection::Connection(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_timeout)
    : database_(open_file(file, access, busy_timeout)), access_(access) {
  execute("PRAGMA foreign_keys = ON");
  execute("PRAGMA recursive_triggers = ON");
  execute("PRAGMA trusted_schema = OFF");
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA temp_store = MEMORY");
  execute("PRAGMA cache_size = -8000");
  if (access == Access::read) execute("PRAGMA query_only = ON");
}

void Connection::execute(const std::string& text) {
  guarded(access_, [&] { database_.exec(text); });
}

void Connection::begin() {
  guarded(access_, [&] {
    const auto statement = cached("BEGIN");
    statement->statement.exec();
    statement->statement.reset();
  });
}

void Connection::end() {
  guarded(access_, [&] {
    const auto statement = cached("COMMIT");
    statement->statement.exec();
    statement->statement.reset();
  });
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_.getHandle()) == 0; }

std::int64_t Connection::user_version() {
  return guarded(access_, [&] { return database_.execAndGet("PRAGMA user_version").getInt64(); });
}

void Connection::offer_function(const char* name, void* self, SqlFunction call) {
  sqlite3_create_function_v2(database_.getHandle(), name, -1, SQLITE_UTF8, self, call, nullptr, nullptr, nullptr);
}

void Connection::offer_function(const char* name, SqlFunction step, void (*finish)(sqlite3_context*)) {
  sqlite3_create_function_v2(database_.getHandle(), name, -1, SQLITE_UTF8, nullptr, nullptr, step, finish, nullptr);
}

void Connection::watch_log(int* pages) {
  constexpr auto note = [](void* place, sqlite3*, const char*, int now) {
    *static_cast<int*>(place) = now;
    return SQLITE_OK;
  };
  if (pages != nullptr) {
    sqlite3_wal_hook(database_.getHandle(), note, pages);
  } else {
    sqlite3_wal_autocheckpoint(database_.getHandle(), 1000);
  }
}

void Connection::copy_log() {
  // What it says does not matter: what was not copied is copied next time.
  sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

std::shared_ptr<Prepared> Connection::prepare(std::string_view text) {
  // SQLite may have rolled the whole transaction back (disk full). Nothing may then run as if nothing had happened.
  if (!in_transaction()) throw usecases::StorageUnavailable("The transaction was rolled back by the database.");
  return cached(text);
}

std::shared_ptr<Prepared> Connection::cached(std::string_view text) {
  const auto found = cache_.find(text);
  if (found != cache_.end() && !found->second->busy) return found->second;
  auto fresh = guarded(access_, [&] { return std::make_shared<Prepared>(database_, std::string(text)); });
  if (found == cache_.end()) cache_.emplace(std::string(text), fresh);
  return fresh;
}

void Query::begin(std::size_t parameters) {
  if (prepared_->index.size() != parameters) throw std::logic_error("A query has other parameters than its values.");
  prepared_->busy = true;
}

Query::Query(Connection& connection, std::string_view text, const std::vector<Value>& values)
    : connection_(connection), prepared_(connection.prepare(text)) {
  begin(values.size());
  int number = 0;
  for (const Value& value : values) {
    ++number;
    std::visit([&](const auto& plain) { bind(number, plain); }, value);
  }
}

Query::~Query() {
  prepared_->statement.tryReset();
  prepared_->busy = false;
}

bool Query::next() {
  column_ = 0;
  StepObserver* const observer = connection_.observer_;
  try {
    const bool row = guarded(connection_.access(), [&] { return prepared_->statement.executeStep(); });
    if (observer != nullptr) observer->step_done();
    return row;
  } catch (...) {
    if (observer != nullptr) observer->step_failed();
    throw;
  }
}

int Query::run() {
  while (next()) {
  }
  return guarded(connection_.access(), [&] { return prepared_->statement.getChanges(); });
}

std::string Query::text() {
  return guarded(connection_.access(), [&] { return prepared_->statement.getColumn(column_++).getString(); });
}

std::string_view Query::view() {
  return guarded(connection_.access(), [&] {
    const SQLite::Column column = prepared_->statement.getColumn(column_++);
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return std::string_view(bytes, static_cast<std::size_t>(column.getBytes()));
  });
}

std::int64_t Query::integer() {
  return guarded(connection_.access(), [&] { return prepared_->statement.getColumn(column_++).getInt64(); });
}

std::optional<std::string> Query::maybe_text() {
  if (prepared_->statement.isColumnNull(column_)) {
    ++column_;
    return std::nullopt;
  }
  return text();
}

std::optional<domain::Instant> Query::maybe_instant() {
  if (prepared_->statement.isColumnNull(column_)) {
    ++column_;
    return std::nullopt;
  }
  return instant();
}

std::optional<domain::Day> Query::maybe_day() {
  const auto value = maybe_text();
  return value ? domain::parse_day(*value) : std::nullopt;
}

void Query::bind(int number, std::string_view value) {
  guarded(connection_.access(), [&] {
    prepared_->statement.bind(prepared_->index[static_cast<std::size_t>(number - 1)], std::string(value));
  });
}

void Query::bind(int number, std::int64_t value) {
  guarded(connection_.access(),
          [&] { prepared_->statement.bind(prepared_->index[static_cast<std::size_t>(number - 1)], value); });
}

void Query::bind(int number, const Blob& value) {
  guarded(connection_.access(), [&] {
    prepared_->statement.bind(prepared_->index[static_cast<std::size_t>(number - 1)], value.bytes.data(),
                              static_cast<int>(value.bytes.size()));
  });
}

void Query::bind(int number, std::nullopt_t) {
  guarded(connection_.access(),
          [&] { prepared_->statement.bind(prepared_->index[static_cast<std::size_t>(number - 1)]); });
}

}  // namespace formulary::io::store
