// What an identity provider says, in SQL. Users and alarms in provisioned_users.cpp; groups, members and mappings in
// provisioned_groups.cpp.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/provisioning.hpp"

namespace formulary::io::store {

class SqlProvisioning : public usecases::Provisioning {
 public:
  explicit SqlProvisioning(Connection& connection) : connection_(connection) {}

  std::optional<usecases::ProvisionedUser> find_user(const domain::PersonId& id) override;
  std::optional<usecases::ProvisionedUser> find_user_by_login(std::string_view login) override;
  std::vector<usecases::ProvisionedUser> users_by_external_id(std::string_view external_id) override;
  std::int64_t count_users() override;
  std::vector<usecases::ProvisionedUser> list_users(std::int64_t offset, std::int64_t limit) override;
  void insert(const usecases::ProvisionedUser& user) override;
  void update(const usecases::ProvisionedUser& user) override;
  void rename(const domain::PersonId& id, std::string_view login) override;
  void remove_user(const domain::PersonId& id, domain::Instant at) override;
  bool has_left(const domain::PersonId& id) override;

  std::optional<usecases::ProvisionedGroup> find_group(std::string_view id) override;
  std::optional<usecases::ProvisionedGroup> find_group_by_name(std::string_view display_name) override;
  std::vector<usecases::ProvisionedGroup> list_groups() override;
  std::vector<usecases::ProvisionedGroup> groups_of(const domain::PersonId& id) override;
  std::vector<domain::PersonId> members(std::string_view group) override;
  void insert(const usecases::ProvisionedGroup& group) override;
  void update(const usecases::ProvisionedGroup& group) override;
  void remove_group(std::string_view id) override;
  void add_member(std::string_view group, const domain::PersonId& person) override;
  void remove_member(std::string_view group, const domain::PersonId& person) override;

  std::vector<usecases::GroupMapping> mappings() override;
  void insert(const usecases::GroupMapping& mapping) override;
  void remove_mapping(std::string_view id) override;

  std::vector<usecases::IdentityAlarm> alarms() override;
  bool raise(const usecases::IdentityAlarm& alarm) override;
  bool acknowledge(std::string_view alarm, const domain::PersonId& by, domain::Instant at) override;

  std::vector<usecases::OpenVote> open_votes_of(const domain::PersonId& id) override;

 private:
  Connection& connection_;
};

}  // namespace formulary::io::store
