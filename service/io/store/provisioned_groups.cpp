#include "service/io/store/lists.hpp"
#include "service/io/store/provisioning.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view find_group_text = R"sql(
SELECT id, display_name, external_id, created, modified FROM provisioned_group WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view group_by_name_text = R"sql(
SELECT id, display_name, external_id, created, modified FROM provisioned_group
WHERE folded_name = $1 ORDER BY id)sql";
constexpr std::string_view list_groups_text = R"sql(
SELECT id, display_name, external_id, created, modified FROM provisioned_group ORDER BY id)sql";
constexpr std::string_view groups_of_text = R"sql(
SELECT g.id, g.display_name, g.external_id, g.created, g.modified
FROM group_member m JOIN provisioned_group g ON g.id = m.grp WHERE m.person = $1 ORDER BY g.id)sql";
constexpr std::string_view members_text = "SELECT person FROM group_member WHERE grp = $1 ORDER BY person";
constexpr std::string_view insert_group_text = R"sql(
INSERT INTO provisioned_group (id, display_name, folded_name, external_id, created, modified)
VALUES ($1, $2, $3, $4, $5, $6))sql";
constexpr std::string_view update_group_text = R"sql(
UPDATE provisioned_group SET display_name = $2, folded_name = $3, external_id = $4, modified = $5 WHERE id = $1)sql";
constexpr std::string_view remove_members_text = "DELETE FROM group_member WHERE grp = $1";
constexpr std::string_view remove_group_text = "DELETE FROM provisioned_group WHERE id = $1";
constexpr std::string_view add_member_text = R"sql(
INSERT INTO group_member (grp, person) VALUES ($1, $2) ON CONFLICT (grp, person) DO NOTHING)sql";
constexpr std::string_view remove_member_text = "DELETE FROM group_member WHERE grp = $1 AND person = $2";

constexpr std::string_view mappings_text = R"sql(
SELECT id, grp, roles, domains, department, created, creator FROM group_mapping ORDER BY created, id)sql";
constexpr std::string_view insert_mapping_text = R"sql(
INSERT INTO group_mapping (id, grp, roles, domains, department, created, creator)
VALUES ($1, $2, $3, $4, $5, $6, $7))sql";
constexpr std::string_view remove_mapping_text = "DELETE FROM group_mapping WHERE id = $1";

usecases::ProvisionedGroup read_group(Query& row) {
  return {.id = row.text(),
          .display_name = row.text(),
          .external_id = row.text(),
          .created = row.instant(),
          .modified = row.instant()};
}

std::optional<usecases::ProvisionedGroup> one(Query&& row) {
  return row.next() ? std::optional(read_group(row)) : std::nullopt;
}

std::vector<usecases::ProvisionedGroup> all(Query&& row) {
  std::vector<usecases::ProvisionedGroup> groups;
  while (row.next()) groups.push_back(read_group(row));
  return groups;
}

}  // namespace

std::optional<usecases::ProvisionedGroup> SqlProvisioning::find_group(std::string_view id) {
  return one(Query(connection_, find_group_text, id));
}

std::optional<usecases::ProvisionedGroup> SqlProvisioning::find_group_by_name(std::string_view display_name) {
  return one(Query(connection_, group_by_name_text, domain::scim::folded(display_name)));
}

std::vector<usecases::ProvisionedGroup> SqlProvisioning::list_groups() {
  return all(Query(connection_, list_groups_text));
}

std::vector<usecases::ProvisionedGroup> SqlProvisioning::groups_of(const domain::PersonId& id) {
  return all(Query(connection_, groups_of_text, id));
}

std::vector<domain::PersonId> SqlProvisioning::members(std::string_view group) {
  std::vector<domain::PersonId> members;
  for (Query row(connection_, members_text, group); row.next();) members.push_back({row.text()});
  return members;
}

void SqlProvisioning::insert(const usecases::ProvisionedGroup& group) {
  Query(connection_, insert_group_text, group.id, group.display_name, domain::scim::folded(group.display_name),
        group.external_id, group.created, group.modified)
      .run();
}

void SqlProvisioning::update(const usecases::ProvisionedGroup& group) {
  Query(connection_, update_group_text, group.id, group.display_name, domain::scim::folded(group.display_name),
        group.external_id, group.modified)
      .run();
}

void SqlProvisioning::remove_group(std::string_view id) {
  Query(connection_, remove_members_text, id).run();
  Query(connection_, remove_group_text, id).run();
}

void SqlProvisioning::add_member(std::string_view group, const domain::PersonId& person) {
  Query(connection_, add_member_text, group, person).run();
}

void SqlProvisioning::remove_member(std::string_view group, const domain::PersonId& person) {
  Query(connection_, remove_member_text, group, person).run();
}

std::vector<usecases::GroupMapping> SqlProvisioning::mappings() {
  std::vector<usecases::GroupMapping> mappings;
  for (Query row(connection_, mappings_text); row.next();) {
    usecases::GroupMapping mapping;
    mapping.id = row.text();
    mapping.group = row.text();
    for (const std::string& word : from_column(row.text())) {
      mapping.roles.push_back(known(domain::parse_role(word), "role"));
    }
    for (const std::string& word : from_column(row.text())) {
      mapping.domains.push_back(known(domain::parse_review_domain(word), "review domain"));
    }
    mapping.department = {row.text_or_empty()};
    mapping.created = row.instant();
    mapping.creator = {row.text()};
    mappings.push_back(std::move(mapping));
  }
  return mappings;
}

void SqlProvisioning::insert(const usecases::GroupMapping& mapping) {
  Query(connection_, insert_mapping_text, mapping.id, mapping.group, words_column(mapping.roles),
        words_column(mapping.domains), nullable(mapping.department), mapping.created, mapping.creator)
      .run();
}

void SqlProvisioning::remove_mapping(std::string_view id) { Query(connection_, remove_mapping_text, id).run(); }

}  // namespace formulary::io::store
