// Persons, departments, credentials, sessions and tokens, as the use cases see them. Secrets never come here: only
// their digests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"

namespace formulary::usecases {

struct Session {
  std::string digest;  ///< SHA-256 of the cookie's value
  domain::PersonId person;
  std::string csrf;  ///< bound to the session; sent back in X-Formulary-CSRF
  domain::Instant created;
  domain::Instant last_seen;
  domain::Instant expires;      ///< absolute
  std::string id{};             ///< names it in lists; no secret
  domain::Instant confirmed{};  ///< when the person last proved who they are
  std::string remote{};         ///< address it was opened from
};

struct Token {
  domain::TokenId id;
  domain::PersonId owner;
  std::string name;
  std::string digest;  ///< SHA-256 of the whole token text
  std::vector<domain::Scope> scopes;
  domain::Instant created;
  domain::Instant expires;
  std::optional<domain::Instant> last_used;  ///< precise to the minute
  std::optional<domain::Instant> revoked;
  std::vector<std::string> networks{};  ///< where it may be used from; empty: anywhere
};

class People {
 public:
  virtual ~People() = default;

  virtual std::optional<domain::Person> find(const domain::PersonId& id) = 0;
  virtual std::optional<domain::Person> find_by_login(std::string_view login) = 0;
  virtual std::vector<domain::Person> list() = 0;         ///< by login
  virtual void insert(const domain::Person& person) = 0;  ///< throws when the login exists: ask first
  virtual void update(const domain::Person& person) = 0;  ///< everything but login and creation; revision + 1
  virtual int active_administrators() = 0;

  virtual std::optional<std::string> password_hash(const domain::PersonId& id) = 0;
  virtual void set_password_hash(const domain::PersonId& id, std::string_view phc) = 0;
  virtual void remove_password(const domain::PersonId& id) = 0;

  virtual std::optional<domain::Department> find_department(const domain::DepartmentId& id) = 0;
  virtual std::optional<domain::Department> find_department_by_name(std::string_view name) = 0;
  virtual std::vector<domain::Department> departments() = 0;  ///< by name
  virtual void insert(const domain::Department& department) = 0;

  virtual void insert(const Session& session) = 0;
  virtual std::optional<Session> find_session(std::string_view digest) = 0;
  virtual void touch_session(std::string_view digest, domain::Instant seen) = 0;
  virtual void end_session(std::string_view digest) = 0;
  virtual void end_sessions_of(const domain::PersonId& id) = 0;

  virtual void insert(const Token& token) = 0;
  virtual std::optional<Token> find_token(std::string_view digest) = 0;
  virtual std::optional<Token> find_token(const domain::TokenId& id) = 0;
  virtual std::vector<Token> tokens_of(const domain::PersonId& id) = 0;  ///< newest first
  virtual std::vector<Token> all_tokens() = 0;
  virtual void touch_token(const domain::TokenId& id, domain::Instant used) = 0;
  virtual void revoke_token(const domain::TokenId& id, domain::Instant at) = 0;
  virtual void revoke_tokens_of(const domain::PersonId& id, domain::Instant at) = 0;

  /// A failed attempt; Accounts::failed counts them.
  virtual void note_failed_login(std::string_view login_or_address, domain::Instant at) = 0;
};

}  // namespace formulary::usecases
