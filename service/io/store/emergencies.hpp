// Uses of break-glass and emergency approvals in SQL.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/emergencies.hpp"

namespace formulary::io::store {

class SqlEmergencies : public usecases::Emergencies {
 public:
  explicit SqlEmergencies(Connection& connection) : connection_(connection) {}

  void insert(const domain::EmergencyAccess& access) override;
  std::optional<domain::EmergencyAccess> with_code(std::string_view digest) override;
  std::optional<domain::EmergencyAccess> find(const domain::EmergencyAccessId& id) override;
  std::optional<domain::EmergencyAccess> access_of(const domain::PersonId& person) override;
  void open(const domain::EmergencyAccess& access) override;
  void close(const domain::EmergencyAccessId& id, domain::Instant at) override;
  std::vector<domain::EmergencyAccess> open_ones() override;

  void insert(const domain::EmergencyApproval& approval) override;
  bool update(const domain::EmergencyApproval& approval) override;
  std::optional<domain::EmergencyApproval> find(const domain::EmergencyApprovalId& id) override;
  std::vector<domain::EmergencyApproval> of_version(const domain::VersionId& version) override;
  std::vector<domain::EmergencyApproval> of_artifact(const domain::Sha256& artifact) override;
  std::vector<domain::EmergencyApproval> of_submission(const domain::SubmissionId& submission) override;
  std::vector<domain::EmergencyApproval> past_their_hour(domain::Instant now) override;

 private:
  Connection& connection_;
};

}  // namespace formulary::io::store
