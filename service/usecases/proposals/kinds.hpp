// What each kind of proposal does once it is confirmed, and what it was made from; from domain/proposal_kinds.def.
#pragma once

#include "service/usecases/confirm.hpp"

namespace formulary::usecases::proposals {

/// What doing a proposal may use. `actor` is who confirmed it.
struct Doing {
  Transaction& transaction;
  World& world;
  AccountRules rules;
  const domain::Actor& actor;
  const domain::Proposal& proposal;
};

#define PROPOSAL(kind, sentence)                 \
  domain::Result<Done> kind(const Doing& doing); \
  std::int64_t basis_of_##kind(Transaction& transaction, const domain::Proposal& proposal);
#include "service/domain/proposal_kinds.def"
#undef PROPOSAL

/// Whether the secret of a proposal is a password (PHC text), and not the digest of half a code.
inline bool is_password(std::string_view secret) { return secret.starts_with('$'); }

/// Revision of the person it is about; 0: there is none.
std::int64_t revision_of_subject(Transaction& transaction, const domain::Proposal& proposal);

}  // namespace formulary::usecases::proposals
