// A Report together with what the registry knows about its signers, content, package and web hosts: what findings are
// derived from. Nothing is stored.
#pragma once

#include "service/usecases/ports/store.hpp"

namespace formulary::usecases {

/// `report` with the facts of domain/history.hpp and domain/asset_links.hpp, and without those that a scanner made up.
Report with_history(Transaction& transaction, Report report);

}  // namespace formulary::usecases
