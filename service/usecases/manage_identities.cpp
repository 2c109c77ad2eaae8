#include "service/usecases/manage_identities.hpp"

#include <algorithm>

#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

constexpr std::string_view one_of_two = "Give either the account's `subject` or the `external_id` it will come with.";

bool fits(const std::string& text) {
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

domain::Result<domain::Person> other_person(Transaction& transaction, const domain::Actor& actor,
                                            const domain::PersonId& id) {
  if (actor.id == id) {
    return domain::refuse(RefusalCode::forbidden, "Nobody links their own account: ask another administrator.");
  }
  auto person = transaction.people().find(id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  if (transaction.emergencies().access_of(id)) {
    return domain::refuse(RefusalCode::conflict, "This is a use of emergency access and nobody's account.");
  }
  if (person->has(domain::Role::script)) {
    return domain::refuse(RefusalCode::conflict, "A script account does not sign in: make a token for it.");
  }
  return *person;
}

}  // namespace

domain::Result<void> check_link(Transaction& transaction, const domain::PersonId& id, const IdentityLink& link) {
  if (link.subject.empty() == link.link.empty()) {
    return domain::refuse(RefusalCode::invalid, std::string(one_of_two), "/subject");
  }
  SignIns& sign_ins = transaction.sign_ins();
  const std::string& given = link.subject.empty() ? link.link : link.subject;
  const std::string field = link.subject.empty() ? "/external_id" : "/subject";
  if (!fits(given)) {
    return domain::refuse(RefusalCode::invalid, "Give 1 to 255 letters, digits and signs.", field);
  }
  if (!sign_ins.identities_of(id).empty()) {
    return domain::refuse(RefusalCode::conflict, "This person has an account already. Take it away first.", field);
  }
  const auto owner = link.subject.empty() ? sign_ins.expected(given) : sign_ins.find_person(link.issuer, given);
  if (owner && *owner != id) {
    return domain::refuse(RefusalCode::conflict, "This account belongs to another person.", field);
  }
  return {};
}

void put_link(Transaction& transaction, World& world, const domain::Actor& actor, const domain::PersonId& id,
              const IdentityLink& link) {
  if (link.subject.empty()) {
    transaction.sign_ins().expect(id, link.link);
  } else {
    transaction.sign_ins().link({link.issuer, link.subject, id, world.present().now});
  }
  transaction.people().end_sessions_of(id);
  note(transaction, world, actor, link.subject.empty() ? "identity.expect" : "identity.link", "person", id.value);
}

void take_link(Transaction& transaction, World& world, const domain::Actor& actor, const domain::PersonId& id) {
  transaction.sign_ins().unlink(id);
  transaction.sign_ins().expect(id, {});
  transaction.people().end_sessions_of(id);
  note(transaction, world, actor, "identity.unlink", "person", id.value);
}

domain::Result<Filed> link_identity(Transaction& transaction, World& world, AccountRules rules,
                                    const domain::Actor& actor, const domain::PersonId& id, const IdentityLink& link) {
  const auto person = other_person(transaction, actor, id);
  if (!person) return std::unexpected(person.error());
  if (const auto may = check_link(transaction, id, link); !may) return std::unexpected(may.error());
  Wanted wanted{.kind = domain::ProposalKind::link_identity,
                .subject = id.value,
                .basis = person->revision,
                .changes = {{"issuer", {}, {link.issuer}}}};
  if (link.subject.empty()) {
    wanted.changes.push_back({"external_id", {}, {link.link}});
  } else {
    wanted.changes.push_back({"subject", {}, {link.subject}});
  }
  return propose(transaction, world, rules, actor, std::move(wanted));
}

domain::Result<Filed> unlink_identity(Transaction& transaction, World& world, AccountRules rules,
                                      const domain::Actor& actor, const domain::PersonId& id) {
  const auto person = other_person(transaction, actor, id);
  if (!person) return std::unexpected(person.error());
  Wanted wanted{
      .kind = domain::ProposalKind::unlink_identity, .subject = id.value, .basis = person->revision, .changes = {}};
  for (const ProviderIdentity& identity : transaction.sign_ins().identities_of(id)) {
    wanted.changes.push_back({"subject", {identity.subject}, {}});
  }
  if (const auto expected = transaction.sign_ins().expectation_of(id)) {
    wanted.changes.push_back({"external_id", {*expected}, {}});
  }
  return propose(transaction, world, rules, actor, std::move(wanted));
}

}  // namespace formulary::usecases
