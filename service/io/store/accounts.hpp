// Local accounts in SQL: standings, second factors, recovery codes, lists of sessions, failed attempts.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/accounts.hpp"

namespace formulary::io::store {

class SqlAccounts : public usecases::Accounts {
 public:
  explicit SqlAccounts(Connection& connection) : connection_(connection) {}

  usecases::Standing standing(const domain::PersonId& person) override;
  void mark_password(const domain::PersonId& person, bool chosen_by_another) override;

  std::optional<usecases::SecondFactor> second_factor(const domain::PersonId& person,
                                                      usecases::FactorStage stage) override;
  void begin_second_factor(const usecases::SecondFactor& factor) override;
  void activate_second_factor(const domain::PersonId& person, std::int64_t step, domain::Instant at) override;
  bool use_step(const domain::PersonId& person, std::int64_t step) override;
  void remove_second_factor(const domain::PersonId& person) override;

  void replace_recovery_codes(const domain::PersonId& person, const std::vector<std::string>& digests) override;
  bool use_recovery_code(const domain::PersonId& person, std::string_view digest, domain::Instant at) override;
  int recovery_codes_left(const domain::PersonId& person) override;

  std::vector<usecases::Session> sessions_of(const domain::PersonId& person) override;
  std::optional<usecases::Session> session_named(std::string_view id) override;

  usecases::FailedAttempts failed(std::string_view subject, domain::Instant since) override;
  std::uint64_t waiting_bytes(const domain::PersonId& person) override;

 private:
  Connection& connection_;
};

/// One row of a session, as sessions.cpp and this file select it.
usecases::Session read_session(Query& row);

}  // namespace formulary::io::store
