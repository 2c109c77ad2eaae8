// Confirms that two names mean one company, and takes it back. It makes claims pass that would otherwise be
// contradicted, so only a reviewer of regulatory affairs says so, with a reason.
#pragma once

#include <string>

#include "service/domain/names/company_name.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Refusals: forbidden; invalid (a name is empty, or both are the same company anyway).
domain::Result<void> confirm_alias(Transaction& transaction, World& world, const domain::Actor& actor,
                                   const domain::CompanyAlias& alias, const std::string& reason);

/// From then on claims that held by it alone hold no more. Refusals: forbidden, not_found.
domain::Result<void> withdraw_alias(Transaction& transaction, World& world, const domain::Actor& actor,
                                    const domain::CompanyAlias& alias, const std::string& reason);

}  // namespace formulary::usecases
