#include "service/io/store/sqlite_store.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>

#include "service/domain/uuid.hpp"
#include "service/io/store/migrate.hpp"
#include "service/io/store/policy_json.hpp"
#include "service/io/store/readers.hpp"
#include "service/io/store/seal_check.hpp"
#include "service/io/store/stage.hpp"
#include "service/io/store/writer.hpp"

namespace formulary::io::store {
namespace {

/// The default policy is in force until the hospital puts its own there.
void put_default_policy(SqlTransaction& transaction) {
  if (!transaction.registry().policies().empty()) return;
  std::array<std::uint8_t, 10> random{};
  fill_random(random.data(), random.size());
  domain::Policy policy = read_policy(default_policy_text());
  policy.id = {domain::uuid_v7({}, random)};
  transaction.registry().insert(policy);
}

/// After a migration. Where there is a log, it says that from here on the registry is proven by these seals.
void seal(Connection& connection) {
  Seals::seal_all(connection);
  SqlAuditTrail audit(connection);
  if (audit.size() == 0) return;
  domain::AuditEntry entry;
  entry.actor = domain::Actor::system();
  entry.action = "registry.seal";
  entry.object_type = "registry";
  entry.at = {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                  .count()};
  audit.append(entry, state_of_seals(connection));
}

/// A migration would seal what is there. What is there has to be what was sealed before.
void refuse_changed(Connection& connection, const std::filesystem::path& file) {
  connection.begin();
  std::string found;
  if (const std::string said = state_said_last(connection); !said.empty()) {
    found = contradiction_of_seals(connection, said);
    if (found.empty()) found = contradiction_of_rows(connection);
  }
  connection.end();
  if (found.empty()) return;
  throw ForeignDatabase(file.string() + " was written by another program. " + found +
                        " It was not brought to the version of this program. Restore a backup.");
}

std::unique_ptr<Connection> prepared_connection(const std::filesystem::path& file, const Options& options) {
  const std::vector<Migration> steps = migrations();
  refuse_foreign(file, steps.size());
  auto connection = std::make_unique<Connection>(file, Access::write, options.busy_timeout);
  if (const std::int64_t version = connection->user_version();
      version > 0 && version < static_cast<std::int64_t>(steps.size())) {
    refuse_changed(*connection, file);
  }
  migrate(*connection, steps, [&] {
    SqlTransaction transaction(*connection);
    put_default_policy(transaction);
    seal(*connection);
  });
  return connection;
}

class Store : public EmbeddedStore {
 public:
  Store(const std::filesystem::path& file, const Options& options)
      : folder_(file.parent_path()),
        writer_(prepared_connection(file, options), file, options),
        readers_(file, options.busy_timeout) {}

  void write(const std::function<usecases::Commit(usecases::Transaction&)>& work) override {
    if (closed_) throw usecases::ReadOnly(why_closed());
    writer_.write(work);
  }

  void close_for_writing(const std::string& why) override {
    const std::scoped_lock lock(mutex_);
    if (why_.empty()) why_ = why;
    closed_ = true;
  }

  void read(const std::function<void(usecases::Transaction&)>& work) override {
    readers_.read([&](Connection&, SqlTransaction& transaction) { work(transaction); });
  }

  std::unique_ptr<usecases::Stage> stage(std::string_view dataset) override {
    std::optional<std::string> dictionary;
    readers_.read(
        [&](Connection&, SqlTransaction& transaction) { dictionary = transaction.datasets().dictionary(dataset); });
    return std::make_unique<SqlStage>(folder_, std::move(dictionary));
  }

  void account(domain::AuditEntry entry) override {
    if (!closed_) writer_.account(std::move(entry));
  }
  bool healthy() const override { return !closed_ && writer_.healthy(); }
  bool flush_account() override { return writer_.flush_account(); }

  AuditCheck verify_audit(const AuditExpectations& expected) override {
    AuditCheck check;
    readers_.read([&](Connection& connection, SqlTransaction&) { check = check_audit(connection, expected); });
    return check;
  }

 private:
  std::string why_closed() {
    const std::scoped_lock lock(mutex_);
    return why_;
  }

  std::atomic<bool> closed_ = false;
  std::mutex mutex_;
  std::string why_;               ///< it was closed
  std::filesystem::path folder_;  ///< where stages lie, on the disk of the database
  Writer writer_;
  Readers readers_;
};

}  // namespace

bool is_current(const std::filesystem::path& file) {
  const std::size_t latest = migrations().size();
  refuse_foreign(file, latest);
  Connection connection(file, Access::read, Options{}.busy_timeout);
  return connection.user_version() == static_cast<std::int64_t>(latest);
}

std::unique_ptr<EmbeddedStore> open(const std::filesystem::path& file, const Options& options) {
  remove_left_stages(file.parent_path());
  return std::make_unique<Store>(file, options);
}

}  // namespace formulary::io::store
