// What is known of the identity provider, in SQL.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/sign_ins.hpp"

namespace formulary::io::store {

class SqlSignIns : public usecases::SignIns {
 public:
  explicit SqlSignIns(Connection& connection) : connection_(connection) {}

  std::optional<domain::PersonId> find_person(std::string_view issuer, std::string_view subject) override;
  std::vector<usecases::ProviderIdentity> identities_of(const domain::PersonId& person) override;
  void link(const usecases::ProviderIdentity& identity) override;
  void unlink(const domain::PersonId& person) override;

  std::optional<domain::PersonId> expected(std::string_view link) override;
  std::optional<std::string> expectation_of(const domain::PersonId& person) override;
  void expect(const domain::PersonId& person, std::string_view link) override;

  void insert(const usecases::ProviderSession& session) override;
  std::optional<usecases::ProviderSession> find(std::string_view session_digest) override;
  std::vector<std::string> sessions_from(std::string_view issuer, std::string_view subject,
                                         std::string_view provider_id) override;

  bool use_logout_token(std::string_view issuer, std::string_view token_id, domain::Instant until,
                        domain::Instant now) override;

 private:
  Connection& connection_;
};

}  // namespace formulary::io::store
