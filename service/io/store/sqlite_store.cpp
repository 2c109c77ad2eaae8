#include "service/io/store/sqlite_store.hpp"

#include <array>

#include "service/domain/uuid.hpp"
#include "service/io/store/migrate.hpp"
#include "service/io/store/policy_json.hpp"
#include "service/io/store/readers.hpp"
#include "service/io/store/stage.hpp"
#include "service/io/store/writer.hpp"

namespace formulary::io::store {
namespace {

/// The default policy is in force until the hospital puts its own there.
void put_default_policy(Connection& connection) {
  connection.execute("BEGIN IMMEDIATE");
  SqlTransaction transaction(connection);
  if (transaction.registry().policies().empty()) {
    std::array<std::uint8_t, 10> random{};
    fill_random(random.data(), random.size());
    domain::Policy policy = read_policy(default_policy_text());
    policy.id = {domain::uuid_v7({}, random)};
    transaction.registry().insert(policy);
  }
  connection.execute("COMMIT");
}

std::unique_ptr<Connection> prepared_connection(const std::filesystem::path& file, const Options& options) {
  const std::vector<Migration> steps = migrations();
  refuse_foreign(file, steps.size());
  auto connection = std::make_unique<Connection>(file, Access::write, options.busy_timeout);
  migrate(*connection, steps);
  put_default_policy(*connection);
  return connection;
}

class Store : public EmbeddedStore {
 public:
  Store(const std::filesystem::path& file, const Options& options)
      : folder_(file.parent_path()),
        writer_(prepared_connection(file, options), options),
        readers_(file, options.busy_timeout) {}

  void write(const std::function<usecases::Commit(usecases::Transaction&)>& work) override { writer_.write(work); }

  void read(const std::function<void(usecases::Transaction&)>& work) override {
    readers_.read([&](Connection&, SqlTransaction& transaction) { work(transaction); });
  }

  std::unique_ptr<usecases::Stage> stage(std::string_view dataset) override {
    std::optional<std::string> dictionary;
    readers_.read(
        [&](Connection&, SqlTransaction& transaction) { dictionary = transaction.datasets().dictionary(dataset); });
    return std::make_unique<SqlStage>(folder_, std::move(dictionary));
  }

  void account(domain::AuditEntry entry) override { writer_.account(std::move(entry)); }
  bool healthy() const override { return writer_.healthy(); }
  bool flush_account() override { return writer_.flush_account(); }

  AuditCheck verify_audit() override {
    AuditCheck check;
    readers_.read([&](Connection& connection, SqlTransaction&) { check = check_audit(connection); });
    return check;
  }

 private:
  std::filesystem::path folder_;  ///< where stages lie, on the disk of the database
  Writer writer_;
  Readers readers_;
};

}  // namespace

std::unique_ptr<EmbeddedStore> open(const std::filesystem::path& file, const Options& options) {
  return std::make_unique<Store>(file, options);
}

}  // namespace formulary::io::store
