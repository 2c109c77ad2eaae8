// What waits for a second administrator, what came of it, and the one-time codes that are made of two halves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/proposal.hpp"

namespace formulary::usecases {

struct ProposalFilter {
  std::vector<domain::ProposalState> states;  ///< empty: all
  std::optional<domain::PersonId> proposer;
  std::optional<domain::ProposalId> before;  ///< cursor: only older ones
  int limit = 50;
};

/// With which a person chooses a password where nobody else may know the first one.
struct Welcome {
  domain::PersonId person;
  std::string digest;  ///< of both halves
  domain::Instant created;
  domain::Instant expires;
};

class Proposals {
 public:
  virtual ~Proposals() = default;

  virtual void insert(const domain::Proposal& proposal) = 0;
  virtual std::optional<domain::Proposal> find(const domain::ProposalId& id) = 0;
  virtual std::vector<domain::Proposal> list(const ProposalFilter& filter) = 0;  ///< newest first
  /// Writes state, ground, decider, end, reason, doing and result; all else stays.
  virtual void update(const domain::Proposal& proposal) = 0;
  virtual int administrators_ever() = 0;

  /// When the registry was made from a backup that two administrators have not accepted since; the latest.
  virtual std::optional<domain::Instant> open_restoration() = 0;
  virtual void note_restoration(domain::Instant at) = 0;
  virtual void accept_restorations(domain::Instant at) = 0;

  virtual void put(const Welcome& welcome) = 0;  ///< in place of an older one of the same person
  virtual std::optional<Welcome> find_welcome(const domain::PersonId& person) = 0;
  virtual void remove_welcome(const domain::PersonId& person) = 0;
};

}  // namespace formulary::usecases
