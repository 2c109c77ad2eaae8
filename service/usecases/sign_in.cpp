#include "service/usecases/sign_in.hpp"

#include <algorithm>

#include "service/domain/network.hpp"
#include "service/domain/sign_in/check_token.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::refuse_sign_in;
using domain::SignInProblem;
using domain::SignInRefusal;
using domain::SignInResult;

constexpr std::size_t secret_size = 43;
constexpr std::size_t longest_code = 4096;

/// OpenID Connect Core 1.0, section 15.5.2: the nonce is a hash of what only this browser has.
std::string nonce_from(const World& world, std::string_view browser_secret) {
  return world.sha256("nonce " + std::string(browser_secret));
}
/// RFC 7636 section 4.1: 43 to 128 characters; hexadecimal digits are among those allowed.
std::string verifier_from(const World& world, std::string_view browser_secret) {
  return world.sha256("verifier " + std::string(browser_secret));
}

/// `#/requests/...`: a place that only the application's own page can mean.
bool is_own_place(std::string_view place) {
  return place.size() <= 1000 && place.starts_with("#/") &&
         std::ranges::all_of(place, [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

std::int64_t rounded_up_to_second(std::int64_t ms) { return (ms + 999) / 1000 * 1000; }

domain::AuditEntry denied(World& world, const domain::Actor& actor, const std::string& action,
                          const SignInRefusal& refusal) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = action;
  entry.object_type = "sign_in";
  entry.to = std::string(to_text(refusal.problem)) + (refusal.check.empty() ? "" : "." + refusal.check);
  entry.outcome = domain::AuditOutcome::denied;
  entry.at = world.present().now;
  return entry;
}

/// What is refused here is refused to strangers. Nothing when it is only counted.
std::optional<domain::AuditEntry> counted(const SignInDoor& door, domain::AuditEntry entry) {
  return door.denials == nullptr ? std::optional(std::move(entry)) : door.denials->count(std::move(entry));
}

bool has_second_factor(const ProviderTerms& terms, const domain::TokenClaims& claims) {
  const auto among = [](const std::vector<std::string>& list, const std::string& word) {
    return std::ranges::find(list, word) != list.end();
  };
  return (claims.context && among(terms.strong_contexts, *claims.context)) ||
         std::ranges::any_of(claims.methods,
                             [&](const std::string& method) { return among(terms.strong_methods, method); });
}

/// A login that nobody has, from what the provider calls the person. Nothing when it cannot be one.
std::optional<std::string> free_login(Transaction& transaction, const domain::TokenClaims& claims) {
  std::string login = claims.preferred_name.value_or(std::string());
  std::ranges::transform(login, login.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool fits = !login.empty() && login.size() <= 64 && std::ranges::all_of(login, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
  });
  // A login that exists belongs to somebody else, whatever the provider says: names are no identity.
  if (!fits || transaction.people().find_by_login(login)) return std::nullopt;
  return login;
}

std::optional<domain::Person> create_submitter(Transaction& transaction, World& world, const domain::Actor& actor,
                                               const domain::TokenClaims& claims) {
  const auto login = free_login(transaction, claims);
  if (!login) return std::nullopt;
  domain::Person person;
  person.id = {world.new_id()};
  person.login = *login;
  person.display_name = claims.name.value_or(*login).substr(0, 200);
  person.roles = {domain::Role::submitter};
  person.created = world.present().now;
  transaction.people().insert(person);
  domain::Actor self = actor;
  self.id = person.id;
  note(transaction, world, self, "person.create_by_provider", "person", person.id.value);
  return person;
}

/// Who was announced under this value, by an administrator or by provisioning; nobody when that is more than one
/// person.
std::optional<domain::PersonId> announced(Transaction& transaction, std::string_view link) {
  std::optional<domain::PersonId> one = transaction.sign_ins().expected(link);
  for (const ProvisionedUser& user : transaction.provisioning().users_by_external_id(link)) {
    if (one && *one != user.person) return std::nullopt;
    one = user.person;
  }
  return one;
}

/// Who the account is here. A first sign-in links it, when the person was expected or may be made.
std::optional<domain::Person> person_of(Transaction& transaction, World& world, const domain::Actor& actor,
                                        const ProviderTerms& terms, const domain::TokenClaims& claims) {
  SignIns& sign_ins = transaction.sign_ins();
  if (const auto id = sign_ins.find_person(terms.issuer, *claims.subject)) return transaction.people().find(*id);
  std::optional<domain::Person> person;
  if (terms.links_by_claim && claims.link && !claims.link->empty()) {
    if (const auto id = announced(transaction, *claims.link)) person = transaction.people().find(*id);
    // Whoever has an account already keeps that one.
    if (person && !sign_ins.identities_of(person->id).empty()) return std::nullopt;
  }
  // Where people are provisioned, nobody makes themselves.
  const bool creates = terms.creates_people && transaction.provisioning().count_users() == 0;
  if (!person && creates) person = create_submitter(transaction, world, actor, claims);
  if (!person) return std::nullopt;
  sign_ins.link({terms.issuer, *claims.subject, person->id, world.present().now});
  domain::Actor self = actor;
  self.id = person->id;
  note(transaction, world, self, "identity.link_at_sign_in", "person", person->id.value);
  return person;
}

struct Found {
  PendingSignIn pending;
  domain::TokenClaims claims;
};

/// Everything that can be said without the registry.
SignInResult<Found> check_answer(const SignInDoor& door, const World& world, const SignInAnswer& answer,
                                 PendingSignIn& pending) {
  IdentityProvider& provider = *door.provider;
  const ProviderTerms& terms = provider.terms();
  if (answer.issuer) {
    if (*answer.issuer != terms.issuer) return refuse_sign_in(SignInProblem::issuer, "iss");
  } else {
    const auto names_itself = provider.names_itself();
    if (!names_itself) return std::unexpected(names_itself.error());
    if (*names_itself) return refuse_sign_in(SignInProblem::issuer, "iss_missing");
  }
  if (answer.error) {
    return pending.manner == SignInManner::silent ? refuse_sign_in(SignInProblem::again, "error")
                                                  : refuse_sign_in(SignInProblem::refused, "error");
  }
  if (!answer.code || answer.code->empty() || answer.code->size() > longest_code) {
    return refuse_sign_in(SignInProblem::answer, "code");
  }
  auto redeemed = provider.redeem(*answer.code, verifier_from(world, answer.browser_secret));
  if (!redeemed) return std::unexpected(redeemed.error());
  const domain::Instant now = world.present().now;
  // `prompt` went through the browser, where it can be left out: only `auth_time` says that the person was asked.
  const auto max_age = pending.manner == SignInManner::proof ? now.ms - pending.begun.ms : terms.max_age_ms;
  const auto failed = domain::check_id_token(redeemed->claims, {.issuer = terms.issuer,
                                                                .client_id = terms.client_id,
                                                                .nonce = nonce_from(world, answer.browser_secret),
                                                                .max_age_ms = max_age,
                                                                .access_token_hash = redeemed->access_token_hash,
                                                                .now = now});
  if (failed) return refuse_sign_in(SignInProblem::token, to_text(*failed));
  return Found{pending, std::move(redeemed->claims)};
}

const char* action_of(SignInManner manner) {
  switch (manner) {
    case SignInManner::ordinary:
      break;
    case SignInManner::silent:
      return "session.check_at_provider";
    case SignInManner::proof:
      return "session.prove_at_provider";
  }
  return "session.sign_in";
}

/// What only the registry knows, and the new session. All in one transaction.
SignInResult<SignedIn> let_in(const SignInDoor& door, Transaction& transaction, World& world,
                              const domain::Actor& actor, const Found& found) {
  const ProviderTerms& terms = door.provider->terms();
  const domain::Instant now = world.present().now;
  const auto person = person_of(transaction, world, actor, terms, found.claims);
  if (!person) return refuse_sign_in(SignInProblem::no_person);
  if (!person->active()) return refuse_sign_in(SignInProblem::disabled);
  if (person->has(domain::Role::script)) return refuse_sign_in(SignInProblem::no_person, "script");
  if (is_privileged(*person) && !has_second_factor(terms, found.claims)) {
    return refuse_sign_in(SignInProblem::one_factor);
  }
  // When the provider saw the person, which may be hours ago: that somebody comes now is no proof of who it is. Where
  // it does not say, the person has proved nothing yet.
  const domain::Instant seen{std::min(now.ms, found.claims.authenticated.value_or(domain::Instant{}).ms)};
  domain::Instant confirmed = seen;
  domain::Instant expires = now.plus(std::chrono::milliseconds(session_absolute_ms));
  const bool looked_again = found.pending.manner != SignInManner::ordinary && !found.pending.session.empty();
  if (const auto before = looked_again ? transaction.people().find_session(found.pending.session) : std::nullopt) {
    if (before->person != person->id) return refuse_sign_in(SignInProblem::other_person);
    confirmed.ms = std::max(seen.ms, before->confirmed.ms);
    expires = before->expires;  // looking again makes no session longer than it was to be
  }

  SignedIn in;
  in.return_to = found.pending.return_to;
  in.open.secret = world.new_secret();
  in.open.person = *person;
  in.open.session = Session{.digest = world.sha256(in.open.secret),
                            .person = person->id,
                            .csrf = world.new_secret(),
                            .created = now,
                            .last_seen = now,
                            .expires = expires,
                            .id = world.new_id(),
                            .confirmed = confirmed,
                            .remote = actor.remote};
  transaction.people().insert(in.open.session);
  transaction.sign_ins().insert({.session = in.open.session.digest,
                                 .issuer = terms.issuer,
                                 .subject = *found.claims.subject,
                                 .provider_id = found.claims.session.value_or(std::string()),
                                 .checked = now});
  domain::Actor self = actor;
  self.kind = domain::ActorKind::person;
  self.id = person->id;
  self.session_digest = in.open.session.digest;
  note(transaction, world, self, action_of(found.pending.manner), "person", person->id.value);
  return in;
}

}  // namespace

bool is_due_at_provider(Transaction& transaction, const Session& session, const domain::Person& person,
                        domain::Instant now) {
  if (!is_privileged(person)) return false;
  const auto from = transaction.sign_ins().find(session.digest);
  return from && now.ms - from->checked.ms >= provider_check_ms;
}

SignInResult<BegunSignIn> begin_sign_in(const SignInDoor& door, World& world, const domain::Actor& actor,
                                        std::string_view return_to, SignInManner manner,
                                        std::string_view session_secret) {
  if (door.provider == nullptr) return refuse_sign_in(SignInProblem::not_configured);
  BegunSignIn begun;
  begun.browser_secret = world.new_secret();
  const std::string state = world.new_secret();
  const auto address =
      door.provider->authorization_address({.state = state,
                                            .nonce = nonce_from(world, begun.browser_secret),
                                            .verifier_digest = world.sha256(verifier_from(world, begun.browser_secret)),
                                            .manner = manner});
  if (!address) return std::unexpected(address.error());
  begun.address = *address;
  PendingSignIn pending{.browser_digest = world.sha256(begun.browser_secret),
                        .remote = domain::visitor_of(actor.remote),
                        .return_to = is_own_place(return_to) ? std::string(return_to) : "#/",
                        .session = session_secret.size() == secret_size ? world.sha256(session_secret) : std::string(),
                        .manner = manner,
                        .begun = world.present().now};
  if (!door.pending->add(world.sha256(state), std::move(pending))) return refuse_sign_in(SignInProblem::busy);
  return begun;
}

SignInResult<SignedIn> finish_sign_in(const SignInDoor& door, Store& store, World& world, const domain::Actor& actor,
                                      const SignInAnswer& answer) {
  if (door.provider == nullptr) return refuse_sign_in(SignInProblem::not_configured);
  // Without a cookie of ours this is not the browser that began: nobody's sign-in is used up by strangers.
  if (answer.browser_secret.size() != secret_size || answer.state.size() != secret_size) {
    return refuse_sign_in(SignInProblem::state, "browser");
  }
  // A question to the provider for each answer that somebody invents would be a way to wear out both.
  if (door.denials != nullptr && door.denials->is_too_many(actor.remote, world.present().now)) {
    return refuse_sign_in(SignInProblem::busy);
  }
  auto pending = door.pending->take(world.sha256(answer.state), world.present().now);
  if (!pending) return refuse_sign_in(SignInProblem::state, "state");
  SignInResult<SignedIn> in = refuse_sign_in(SignInProblem::state, "browser");
  if (pending->browser_digest != world.sha256(answer.browser_secret)) {
    // The state is used up: whoever carried it to another browser gains nothing there or here.
    if (auto entry = counted(door, denied(world, actor, "session.sign_in", in.error())))
      store.account(std::move(*entry));
    return in;
  }
  const SignInResult<Found> found = check_answer(door, world, answer, *pending);
  store.write([&](Transaction& transaction) {
    in = found ? let_in(door, transaction, world, actor, *found)
               : SignInResult<SignedIn>(std::unexpected(found.error()));
    if (!in) {
      const auto entry = counted(door, denied(world, actor, "session.sign_in", in.error()));
      if (entry) transaction.audit().append(*entry);
    }
    // A provider that is away for a moment ends nobody's session; until it answers, nothing is possible in it.
    const bool keep = !in && in.error().problem == SignInProblem::unreachable;
    if (in || (pending->manner == SignInManner::silent && !keep)) transaction.people().end_session(pending->session);
    return Commit::yes;
  });
  return in;
}

SignInResult<void> end_by_provider(const SignInDoor& door, Store& store, World& world, const domain::Actor& actor,
                                   std::string_view logout_token) {
  if (door.provider == nullptr) return refuse_sign_in(SignInProblem::not_configured);
  const auto refuse = [&](const SignInRefusal& refusal) -> SignInResult<void> {
    if (auto entry = counted(door, denied(world, actor, "session.end_by_provider", refusal))) {
      store.account(std::move(*entry));
    }
    return std::unexpected(refusal);
  };
  const auto claims = door.provider->read_logout_token(logout_token);
  if (!claims) return refuse(claims.error());
  const ProviderTerms& terms = door.provider->terms();
  const domain::Instant now = world.present().now;
  domain::TokenExpectation expected;
  expected.issuer = terms.issuer;
  expected.client_id = terms.client_id;
  expected.now = now;
  if (const auto failed = domain::check_logout_token(*claims, expected)) {
    return refuse({SignInProblem::token, std::string(to_text(*failed))});
  }
  bool fresh = true;
  store.write([&](Transaction& transaction) {
    // A token is refused for its age at the latest when both its end and the longest time since it was made are over.
    const std::int64_t until = std::max(claims->expires->ms, claims->issued->ms + domain::sign_in_ms);
    fresh = transaction.sign_ins().use_logout_token(terms.issuer, *claims->token_id,
                                                    {rounded_up_to_second(until + 2 * domain::token_skew_ms)}, now);
    if (!fresh) return Commit::no;
    const std::vector<std::string> sessions = transaction.sign_ins().sessions_from(
        terms.issuer, claims->subject.value_or(std::string()), claims->session.value_or(std::string()));
    for (const std::string& digest : sessions) {
      const auto session = transaction.people().find_session(digest);
      transaction.people().end_session(digest);
      domain::Actor by = actor;
      by.session_digest = digest;
      note(transaction, world, by, "session.end_by_provider", "person", session ? session->person.value : "");
    }
    return Commit::yes;
  });
  if (!fresh) return refuse({SignInProblem::token, "replayed"});
  return {};
}

}  // namespace formulary::usecases
