#include "service/usecases/second_factor.hpp"

#include <algorithm>

#include "service/domain/one_time_code.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/typed_code.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

FieldPlace place_of(const domain::PersonId& person) {
  return {.table = "second_factor", .column = "seed", .row = person.value};
}

domain::Hmac hmac_of(const World& world) {
  return [&world](std::string_view key, std::string_view message) { return world.hmac_sha1(key, message); };
}

std::vector<std::string> new_codes(Transaction& transaction, World& world, const domain::PersonId& person) {
  std::vector<std::string> shown, digests;
  for (int i = 0; i < recovery_codes; ++i) {
    const std::string secret = world.new_secret();
    const std::string code = secret.substr(secret.size() - code_length);
    digests.push_back(world.sha256(code));
    shown.push_back(grouped_code(code));
  }
  transaction.accounts().replace_recovery_codes(person, digests);
  return shown;
}

domain::Result<void> has_password(Transaction& transaction, const domain::PersonId& person) {
  if (transaction.accounts().standing(person).password) return {};
  return domain::refuse(RefusalCode::conflict,
                        "You do not log in with a password here: your second factor is your identity provider's.");
}

}  // namespace

domain::Result<Enrolment> begin_second_factor(Transaction& transaction, World& world, FieldCipher& cipher,
                                              const domain::Actor& actor) {
  const auto person = transaction.people().find(actor.id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  if (const auto may = has_password(transaction, actor.id); !may) return std::unexpected(may.error());
  const std::string seed = world.new_seed();
  transaction.accounts().begin_second_factor({.person = actor.id,
                                              .sealed_seed = cipher.seal(place_of(actor.id), seed),
                                              .last_step = 0,
                                              .since = world.present().now});
  note(transaction, world, actor, "second_factor.begin", "person", actor.id.value);
  return Enrolment{domain::base32(seed), domain::enrolment_address(person->login, seed)};
}

domain::Result<std::vector<std::string>> activate_second_factor(Transaction& transaction, World& world,
                                                                FieldCipher& cipher, const domain::Actor& actor,
                                                                std::string_view code) {
  const auto begun = transaction.accounts().second_factor(actor.id, FactorStage::begun);
  const auto seed = begun ? cipher.open(place_of(actor.id), begun->sealed_seed) : std::nullopt;
  if (!seed) {
    return domain::refuse(RefusalCode::conflict, "No second factor was begun. Begin, and add it to your app first.");
  }
  const domain::Instant now = world.present().now;
  const auto step = domain::accepted_step(hmac_of(world), *seed, 0, now, bare_code(code));
  if (!step) {
    return domain::refuse(RefusalCode::forbidden,
                          "This is not the code that the app shows now. Check the clock of its device, and try again.",
                          "/code");
  }
  transaction.accounts().activate_second_factor(actor.id, *step, now);
  for (const Session& session : transaction.accounts().sessions_of(actor.id)) {
    if (session.digest != actor.session_digest) transaction.people().end_session(session.digest);
  }
  note(transaction, world, actor, "second_factor.activate", "person", actor.id.value);
  return new_codes(transaction, world, actor.id);
}

domain::Result<std::vector<std::string>> renew_recovery_codes(Transaction& transaction, World& world,
                                                              const domain::Actor& actor) {
  if (!transaction.accounts().standing(actor.id).second_factor) {
    return domain::refuse(RefusalCode::conflict, "Recovery codes come with a second factor. Set one up first.");
  }
  note(transaction, world, actor, "second_factor.renew_codes", "person", actor.id.value);
  return new_codes(transaction, world, actor.id);
}

domain::Result<DoneOrFiled<std::monostate>> reset_second_factor(Transaction& transaction, World& world,
                                                                AccountRules rules, const domain::Actor& actor,
                                                                const domain::PersonId& id) {
  if (actor.id == id) {
    return domain::refuse(RefusalCode::forbidden, "Nobody takes away their own second factor: set up a new one.");
  }
  const auto person = transaction.people().find(id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  if (!domain::decides(person->roles)) {
    take_second_factor(transaction, world, actor, id);
    return std::monostate();
  }
  auto filed = propose(transaction, world, rules, actor,
                       {.kind = domain::ProposalKind::reset_second_factor,
                        .subject = id.value,
                        .basis = person->revision,
                        .changes = {{"second_factor", {"set_up"}, {}}}});
  if (!filed) return std::unexpected(filed.error());
  if (filed->done()) return std::monostate();
  return *filed;
}

void take_second_factor(Transaction& transaction, const World& world, const domain::Actor& actor,
                        const domain::PersonId& id) {
  transaction.accounts().remove_second_factor(id);
  transaction.people().end_sessions_of(id);
  note(transaction, world, actor, "second_factor.reset", "person", id.value);
}

bool use_code(Transaction& transaction, World& world, const FieldCipher& cipher, const domain::PersonId& person,
              std::string_view code) {
  const std::string text = bare_code(code);
  const domain::Instant now = world.present().now;
  if (text.size() == code_length) {
    return transaction.accounts().use_recovery_code(person, world.sha256(text), now);
  }
  const auto factor = transaction.accounts().second_factor(person, FactorStage::active);
  const auto seed = factor ? cipher.open(place_of(person), factor->sealed_seed) : std::nullopt;
  if (!seed) return false;
  const auto step = domain::accepted_step(hmac_of(world), *seed, factor->last_step, now, text);
  return step && transaction.accounts().use_step(person, *step);
}

}  // namespace formulary::usecases
