#include "service/usecases/manage_tokens.hpp"

#include <algorithm>
#include <cstdint>

#include "service/domain/network.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;
using domain::Role;
using domain::Scope;

constexpr std::string_view prefix = "fmly_";
constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t body_length = 43;
constexpr std::size_t checksum_length = 6;

/// CRC-32 (ISO 3309), as in ZIP.
std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

std::string checksum(std::string_view body) {
  std::string text(checksum_length, digits[0]);
  std::uint32_t rest = crc32(body);
  for (std::size_t i = checksum_length; i-- > 0; rest /= 62) text[i] = digits[rest % 62];
  return text;
}

/// The scopes that a role may give away.
bool may_grant(const domain::Person& owner, Scope scope) {
  switch (scope) {
    case Scope::gate:
    case Scope::read:
      return true;
    case Scope::submit:  // files of data sets are sent by administrators, in the same way
      return owner.has(Role::submitter) || owner.has(Role::script) || owner.has(Role::administrator);
    case Scope::review:
      return owner.has(Role::reviewer);
    case Scope::decide:
      return false;  // decisions are taken by a person in a session
    case Scope::administer:
    case Scope::metrics:
      return owner.has(Role::administrator);
    case Scope::scim:  // an identity provider is no person
      return owner.has(Role::script);
    case Scope::audit:
      return owner.has(Role::auditor);
  }
  return false;
}

}  // namespace

std::string token_text(std::string_view body) { return std::string(prefix) + std::string(body) + checksum(body); }

bool looks_like_token(std::string_view text) {
  if (text.size() != prefix.size() + body_length + checksum_length || !text.starts_with(prefix)) return false;
  const std::string_view rest = text.substr(prefix.size());
  if (rest.find_first_not_of(digits) != std::string_view::npos) return false;
  return checksum(rest.substr(0, body_length)) == rest.substr(body_length);
}

domain::Result<domain::Person> check_token(Transaction& transaction, const domain::Actor& actor,
                                           const NewToken& request) {
  if (request.name.empty() || request.name.size() > 100) {
    return domain::refuse(RefusalCode::invalid, "Name the token after what uses it, at most 100 characters.", "/name");
  }
  if (request.scopes.empty()) {
    return domain::refuse(RefusalCode::invalid, "Say what the token may do: at least one scope.", "/scopes");
  }
  if (request.days < 1 || request.days > 365) {
    return domain::refuse(RefusalCode::invalid, "A token lives from 1 to 365 days.", "/days");
  }
  for (const std::string& network : request.networks) {
    if (!domain::parse_network(network)) {
      return domain::refuse(RefusalCode::invalid,
                            "`" + network + "` is no network. Write 10.20.0.0/16, 2001:db8::/32, or one address.",
                            "/networks");
    }
  }
  const domain::PersonId owner_id = request.owner.empty() ? actor.id : request.owner;
  const auto owner = transaction.people().find(owner_id);
  if (!owner || !owner->active()) {
    return domain::refuse(RefusalCode::not_found, "There is no active person with this id.", "/owner");
  }
  const bool administers = actor.has(Role::administrator) || actor.kind == domain::ActorKind::host;
  if (owner_id != actor.id && !(administers && owner->has(Role::script))) {
    return domain::refuse(RefusalCode::forbidden,
                          "Only an administrator makes a token for somebody else, and only for a script account.",
                          "/owner");
  }
  for (const Scope scope : request.scopes) {
    if (!may_grant(*owner, scope)) {
      return domain::refuse(RefusalCode::forbidden,
                            "The owner's roles do not cover the scope `" + std::string(to_text(scope)) + "`.",
                            "/scopes");
    }
  }
  return *owner;
}

CreatedToken put_token(Transaction& transaction, World& world, const domain::Actor& actor, const NewToken& request) {
  CreatedToken created;
  created.secret = token_text(world.new_secret());
  const domain::Instant now = world.present().now;
  created.token = Token{.id = {world.new_id()},
                        .owner = request.owner.empty() ? actor.id : request.owner,
                        .name = request.name,
                        .digest = world.sha256(created.secret),
                        .scopes = request.scopes,
                        .created = now,
                        .expires = now.plus(std::chrono::hours(24 * request.days)),
                        .last_used = {},
                        .revoked = {},
                        .networks = request.networks};
  transaction.people().insert(created.token);
  note(transaction, world, actor, "token.create", "token", created.token.id.value);
  return created;
}

domain::Result<DoneOrFiled<CreatedToken>> create_token(Transaction& transaction, World& world, AccountRules rules,
                                                       const domain::Actor& actor, const NewToken& request) {
  const auto owner = check_token(transaction, actor, request);
  if (!owner) return std::unexpected(owner.error());
  if (std::ranges::find(request.scopes, Scope::scim) == request.scopes.end()) {
    return put_token(transaction, world, actor, request);
  }
  const auto filed = propose(transaction, world, rules, actor,
                             {.kind = domain::ProposalKind::create_provisioning_token,
                              .subject = owner->id.value,
                              .basis = owner->revision,
                              .changes = {{"token", {}, {request.name}},
                                          {"scopes", {}, domain::texts_of(request.scopes)},
                                          {"days", {}, {std::to_string(request.days)}},
                                          {"networks", {}, request.networks}}});
  if (!filed) return std::unexpected(filed.error());
  return *filed;
}

domain::Result<void> revoke_token(Transaction& transaction, World& world, const domain::Actor& actor,
                                  const domain::TokenId& id) {
  const auto token = transaction.people().find_token(id);
  if (!token || (token->owner != actor.id && !actor.has(Role::administrator))) {
    return domain::refuse(RefusalCode::not_found, "There is no token of yours with this id.");
  }
  if (token->revoked) return {};
  transaction.people().revoke_token(id, world.present().now);
  note(transaction, world, actor, "token.revoke", "token", id.value);
  return {};
}

}  // namespace formulary::usecases
