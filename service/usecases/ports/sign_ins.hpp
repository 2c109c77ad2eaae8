// What the registry keeps of the hospital's identity provider: which account there is whom here, which session came
// from where, and which logout tokens counted. Tokens of the provider are never kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

namespace formulary::usecases {

struct ProviderIdentity {
  std::string issuer;
  std::string subject;
  domain::PersonId person;
  domain::Instant linked;
};

/// The session at the provider that a session here came from.
struct ProviderSession {
  std::string session;  ///< digest of the session here; it ends with that
  std::string issuer;
  std::string subject;
  std::string provider_id;  ///< sid; empty when the provider says none
  domain::Instant checked;  ///< when the provider last said that the person is signed in there
};

class SignIns {
 public:
  virtual ~SignIns() = default;

  virtual std::optional<domain::PersonId> find_person(std::string_view issuer, std::string_view subject) = 0;
  virtual std::vector<ProviderIdentity> identities_of(const domain::PersonId& person) = 0;
  /// Throws when the account or the person has a link already: ask first.
  virtual void link(const ProviderIdentity& identity) = 0;
  virtual void unlink(const domain::PersonId& person) = 0;

  /// The person whose account will come with this value in the claim that joins accounts to people.
  virtual std::optional<domain::PersonId> expected(std::string_view link) = 0;
  virtual std::optional<std::string> expectation_of(const domain::PersonId& person) = 0;
  /// Replaces what was expected of the person before; empty: nothing. Throws when another person has it: ask first.
  virtual void expect(const domain::PersonId& person, std::string_view link) = 0;

  /// After the session itself was written.
  virtual void insert(const ProviderSession& session) = 0;
  virtual std::optional<ProviderSession> find(std::string_view session_digest) = 0;
  /// Digests of the sessions here that came from this account (empty: any) and this session there (empty: any).
  virtual std::vector<std::string> sessions_from(std::string_view issuer, std::string_view subject,
                                                 std::string_view provider_id) = 0;

  /// False when the token counted before. Forgets what is older than `now`.
  virtual bool use_logout_token(std::string_view issuer, std::string_view token_id, domain::Instant until,
                                domain::Instant now) = 0;
};

}  // namespace formulary::usecases
