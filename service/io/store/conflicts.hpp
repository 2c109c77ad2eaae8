// Conflicts of interest in the database: those that stand, and those that have ended.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/conflicts.hpp"

namespace formulary::io::store {

class SqlConflicts : public usecases::Conflicts {
 public:
  explicit SqlConflicts(Connection& connection) : connection_(connection) {}

  void insert(const domain::Conflict& conflict, std::string_view reason) override;
  void end(const domain::ConflictId& id, const domain::PersonId& ender, domain::Instant at,
           std::string_view reason) override;
  std::optional<domain::Conflict> find(const domain::ConflictId& id) override;
  std::vector<domain::Conflict> list(const domain::PersonId& person) override;
  std::vector<domain::Conflict> standing() override;
  std::string reason(const domain::ConflictId& id, usecases::ConflictStep step) override;
  void erase_reasons(const domain::PersonId& person) override;
  std::vector<usecases::OpenVote> open_reviews_of(const domain::PersonId& person) override;

 private:
  Connection& connection_;
};

}  // namespace formulary::io::store
