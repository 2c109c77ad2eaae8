#include "service/usecases/company_alias.hpp"

#include <algorithm>

#include "service/domain/stakes.hpp"
#include "service/usecases/conflict.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

domain::Result<void> may_say(const domain::Actor& actor) {
  if (actor.kind != domain::ActorKind::person || !actor.has(domain::Role::reviewer) ||
      !actor.has(domain::ReviewDomain::regulatory) || !actor.may_use(domain::Scope::review)) {
    return domain::refuse(RefusalCode::forbidden, "Only a reviewer of regulatory affairs confirms names of companies.");
  }
  return {};
}

/// Whoever has an interest in a company does not say which other names it has: their conflict reaches as far as these.
domain::Result<void> without_interest(Transaction& transaction, const domain::Actor& actor,
                                      const domain::CompanyAlias& alias) {
  const domain::Matter matter{.tool = {}, .vendors = {alias.name, alias.other}, .submissions = {}};
  const std::vector<domain::Conflict> about = conflicts_about(transaction, matter);
  if (std::ranges::find(about, actor.id, &domain::Conflict::person) == about.end()) return {};
  return domain::refuse(RefusalCode::forbidden, std::string(domain::conflict_sentence));
}

}  // namespace

domain::Result<void> confirm_alias(Transaction& transaction, World& world, const domain::Actor& actor,
                                   const domain::CompanyAlias& alias, const std::string& reason) {
  if (const auto may = may_say(actor); !may) return may;
  if (const auto may = without_interest(transaction, actor, alias); !may) return may;
  const auto named = [](const std::string& text) { return !domain::read_company_name(text).words.empty(); };
  if (!named(alias.name)) return domain::refuse(RefusalCode::invalid, "This is no name of a company.", "/name");
  if (!named(alias.other)) return domain::refuse(RefusalCode::invalid, "This is no name of a company.", "/other");
  if (domain::compare_companies(alias.name, alias.other) == domain::CompanyMatch::same) {
    return domain::refuse(RefusalCode::invalid, "Both are the same name already; nothing needs to be confirmed.",
                          "/other");
  }
  const domain::Present present = world.present();
  transaction.claims().insert(StoredAlias{alias, reason, actor.id, present.now});
  note(transaction, world, actor, "company.alias", "company", {}, reason);
  return {};
}

domain::Result<void> withdraw_alias(Transaction& transaction, World& world, const domain::Actor& actor,
                                    const domain::CompanyAlias& alias, const std::string& reason) {
  if (const auto may = may_say(actor); !may) return may;
  if (const auto may = without_interest(transaction, actor, alias); !may) return may;
  const std::vector<StoredAlias> all = transaction.claims().aliases();
  if (std::ranges::find(all, alias, &StoredAlias::alias) == all.end()) {
    return domain::refuse(RefusalCode::not_found, "Nobody has confirmed that these two names are one company.");
  }
  transaction.claims().remove(alias);
  note(transaction, world, actor, "company.alias_withdraw", "company", {}, reason);
  return {};
}

}  // namespace formulary::usecases
