// Proposals and welcome codes in SQL.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/proposals.hpp"

namespace formulary::io::store {

class SqlProposals : public usecases::Proposals {
 public:
  explicit SqlProposals(Connection& connection) : connection_(connection) {}

  void insert(const domain::Proposal& proposal) override;
  std::optional<domain::Proposal> find(const domain::ProposalId& id) override;
  std::vector<domain::Proposal> list(const usecases::ProposalFilter& filter) override;
  void update(const domain::Proposal& proposal) override;
  int administrators_ever() override;

  std::optional<domain::Instant> open_restoration() override;
  void note_restoration(domain::Instant at) override;
  void accept_restorations(domain::Instant at) override;

  void put(const usecases::Welcome& welcome) override;
  std::optional<usecases::Welcome> find_welcome(const domain::PersonId& person) override;
  void remove_welcome(const domain::PersonId& person) override;

 private:
  Connection& connection_;
};

}  // namespace formulary::io::store
