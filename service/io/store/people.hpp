// People in SQL. Persons, departments and passwords in people.cpp; sessions, tokens and failed log-ins in sessions.cpp.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/io/store/memo.hpp"
#include "service/usecases/ports/people.hpp"

namespace formulary::io::store {

class SqlPeople : public usecases::People {
 public:
  explicit SqlPeople(Connection& connection)
      : connection_(connection), persons_(connection.access()), tokens_(connection.access()) {}

  void forget() {
    persons_.forget();
    tokens_.forget();
  }

  std::optional<domain::Person> find(const domain::PersonId& id) override;
  std::optional<domain::Person> find_by_login(std::string_view login) override;
  std::vector<domain::Person> list() override;
  void insert(const domain::Person& person) override;
  void update(const domain::Person& person) override;
  int active_administrators() override;

  std::optional<std::string> password_hash(const domain::PersonId& id) override;
  void set_password_hash(const domain::PersonId& id, std::string_view phc) override;
  void remove_password(const domain::PersonId& id) override;

  std::optional<domain::Department> find_department(const domain::DepartmentId& id) override;
  std::optional<domain::Department> find_department_by_name(std::string_view name) override;
  std::vector<domain::Department> departments() override;
  void insert(const domain::Department& department) override;

  void insert(const usecases::Session& session) override;
  std::optional<usecases::Session> find_session(std::string_view digest) override;
  void touch_session(std::string_view digest, domain::Instant seen) override;
  void end_session(std::string_view digest) override;
  void end_sessions_of(const domain::PersonId& id) override;

  void insert(const usecases::Token& token) override;
  std::optional<usecases::Token> find_token(std::string_view digest) override;
  std::optional<usecases::Token> find_token(const domain::TokenId& id) override;
  std::vector<usecases::Token> tokens_of(const domain::PersonId& id) override;
  std::vector<usecases::Token> all_tokens() override;
  void touch_token(const domain::TokenId& id, domain::Instant used) override;
  void revoke_token(const domain::TokenId& id, domain::Instant at) override;
  void revoke_tokens_of(const domain::PersonId& id, domain::Instant at) override;

  void note_failed_login(std::string_view login_or_address, domain::Instant at) override;

 private:
  void insert_roles(const domain::Person& person);

  Connection& connection_;
  Memo<domain::Person> persons_;  ///< by id
  Memo<usecases::Token> tokens_;  ///< by digest
};

}  // namespace formulary::io::store
