// Uses of break-glass, and the emergency approvals that were granted in them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/domain/emergency.hpp"

namespace formulary::usecases {

class Emergencies {
 public:
  virtual ~Emergencies() = default;

  virtual void insert(const domain::EmergencyAccess& access) = 0;
  virtual std::optional<domain::EmergencyAccess> with_code(std::string_view digest) = 0;
  virtual std::optional<domain::EmergencyAccess> find(const domain::EmergencyAccessId& id) = 0;
  /// The access that this person was made for.
  virtual std::optional<domain::EmergencyAccess> access_of(const domain::PersonId& person) = 0;
  virtual void open(const domain::EmergencyAccess& access) = 0;  ///< its person, `opened` and `until`
  virtual void close(const domain::EmergencyAccessId& id, domain::Instant at) = 0;
  virtual std::vector<domain::EmergencyAccess> open_ones() = 0;  ///< opened and not ended; oldest first

  virtual void insert(const domain::EmergencyApproval& approval) = 0;
  /// State, ratifiers and changer. As Submissions::update.
  [[nodiscard]] virtual bool update(const domain::EmergencyApproval& approval) = 0;
  virtual std::optional<domain::EmergencyApproval> find(const domain::EmergencyApprovalId& id) = 0;
  virtual std::vector<domain::EmergencyApproval> of_version(const domain::VersionId& version) = 0;  ///< newest first
  virtual std::vector<domain::EmergencyApproval> of_artifact(const domain::Sha256& artifact) = 0;   ///< newest first
  virtual std::vector<domain::EmergencyApproval> of_submission(const domain::SubmissionId& submission) = 0;
  virtual std::vector<domain::EmergencyApproval> past_their_hour(domain::Instant now) = 0;
};

}  // namespace formulary::usecases
