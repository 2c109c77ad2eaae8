// What an identity provider says of people and groups, and what administrators made of its groups. A person of the
// identity provider is a `domain::Person` as well; this port adds what only the provider knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::usecases {

struct ProvisionedUser {
  domain::PersonId person;
  domain::scim::Value attributes;  ///< as sent and brought into shape; without id, meta, groups and `active`
  bool active = true;              ///< what the provider says; an administrator may have locked the person besides
  bool locks = false;              ///< the person's lock is the provider's: it opens again when the provider says so
  domain::Instant created;
  domain::Instant modified;

  std::string user_name() const { return attributes.text_at("userName"); }
};

struct ProvisionedGroup {
  std::string id;
  std::string display_name;
  std::string external_id;
  domain::Instant created;
  domain::Instant modified;
};

/// What members of a group may do here.
struct GroupMapping {
  std::string id;
  std::string group;  ///< display name, or id, of a group
  std::vector<domain::Role> roles;
  std::vector<domain::ReviewDomain> domains;
  domain::DepartmentId department;  ///< may be empty
  domain::Instant created;
  domain::PersonId creator;
};

/// Something that the identity provider asked for and that was not done, or not in full. Administrators have to look.
struct IdentityAlarm {
  std::string id;
  std::string
      kind;  ///< `lock_refused`, `roles_exclude`, `departments_disagree`, `no_administrator_left`, `break_glass`
  std::string subject;  ///< id of a person; empty: none in particular
  domain::Instant at;
  std::optional<domain::Instant> acknowledged{};
  domain::PersonId acknowledger{};
};

struct OpenVote {
  domain::ReviewId review;
  domain::SubmissionId submission;
};

class Provisioning {
 public:
  virtual ~Provisioning() = default;

  // Users that were deleted are not there any more.
  virtual std::optional<ProvisionedUser> find_user(const domain::PersonId& id) = 0;
  virtual std::optional<ProvisionedUser> find_user_by_login(std::string_view login) = 0;
  virtual std::vector<ProvisionedUser> users_by_external_id(std::string_view external_id) = 0;
  virtual std::int64_t count_users() = 0;
  virtual std::vector<ProvisionedUser> list_users(std::int64_t offset, std::int64_t limit) = 0;  ///< by id
  virtual void insert(const ProvisionedUser& user) = 0;
  virtual void update(const ProvisionedUser& user) = 0;
  /// The login of a provisioned person follows its userName.
  virtual void rename(const domain::PersonId& id, std::string_view login) = 0;
  /// Forgets what the provider said; the person stays. Is in no group any more.
  virtual void remove_user(const domain::PersonId& id, domain::Instant at) = 0;
  /// Whether the provider has said of this person that they left, or has removed them.
  virtual bool has_left(const domain::PersonId& id) = 0;

  virtual std::optional<ProvisionedGroup> find_group(std::string_view id) = 0;
  virtual std::optional<ProvisionedGroup> find_group_by_name(std::string_view display_name) = 0;  ///< any case
  virtual std::vector<ProvisionedGroup> list_groups() = 0;                                        ///< by id
  virtual std::vector<ProvisionedGroup> groups_of(const domain::PersonId& id) = 0;                ///< by id
  virtual std::vector<domain::PersonId> members(std::string_view group) = 0;                      ///< by id
  virtual void insert(const ProvisionedGroup& group) = 0;
  virtual void update(const ProvisionedGroup& group) = 0;
  virtual void remove_group(std::string_view id) = 0;
  virtual void add_member(std::string_view group, const domain::PersonId& person) = 0;
  virtual void remove_member(std::string_view group, const domain::PersonId& person) = 0;

  virtual std::vector<GroupMapping> mappings() = 0;  ///< oldest first
  virtual void insert(const GroupMapping& mapping) = 0;
  virtual void remove_mapping(std::string_view id) = 0;

  virtual std::vector<IdentityAlarm> alarms() = 0;  ///< not acknowledged first, newest first; at most 500
  /// False: the same is already waiting for an administrator.
  virtual bool raise(const IdentityAlarm& alarm) = 0;
  virtual bool acknowledge(std::string_view alarm, const domain::PersonId& by, domain::Instant at) = 0;

  /// Reviews of this person that support a submission, stand, and were not decided on.
  virtual std::vector<OpenVote> open_votes_of(const domain::PersonId& id) = 0;
};

}  // namespace formulary::usecases
