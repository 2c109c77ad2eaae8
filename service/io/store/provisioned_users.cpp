#include <nlohmann/json.hpp>

#include "service/domain/scim/json_value.hpp"
#include "service/io/store/provisioning.hpp"

namespace formulary::io::store {
namespace {

namespace scim = domain::scim;

constexpr std::string_view find_user_text = R"sql(
SELECT person, attributes, active, locks, created, modified FROM provisioned_user
WHERE person = $1 AND removed IS NULL ORDER BY person)sql";
constexpr std::string_view user_by_login_text = R"sql(
SELECT u.person, u.attributes, u.active, u.locks, u.created, u.modified
FROM person p JOIN provisioned_user u ON u.person = p.id
WHERE p.login = $1 AND u.removed IS NULL ORDER BY u.person)sql";
constexpr std::string_view users_by_external_id_text = R"sql(
SELECT person, attributes, active, locks, created, modified FROM provisioned_user
WHERE external_id = $1 AND removed IS NULL ORDER BY person)sql";
constexpr std::string_view list_users_text = R"sql(
SELECT person, attributes, active, locks, created, modified FROM provisioned_user
WHERE removed IS NULL ORDER BY person LIMIT $2 OFFSET $1)sql";
constexpr std::string_view count_users_text = "SELECT count(*) FROM provisioned_user WHERE removed IS NULL";
constexpr std::string_view insert_user_text = R"sql(
INSERT INTO provisioned_user (person, external_id, attributes, active, locks, created, modified)
VALUES ($1, $2, $3, $4, $5, $6, $7))sql";
constexpr std::string_view update_user_text = R"sql(
UPDATE provisioned_user SET external_id = $2, attributes = $3, active = $4, locks = $5, modified = $6
WHERE person = $1)sql";
constexpr std::string_view rename_text = "UPDATE person SET login = $2 WHERE id = $1";
constexpr std::string_view remove_user_text = R"sql(
UPDATE provisioned_user SET removed = $2, external_id = '', attributes = '{}', active = 0 WHERE person = $1)sql";
constexpr std::string_view has_left_text = R"sql(
SELECT active = 0 OR removed IS NOT NULL FROM provisioned_user WHERE person = $1 ORDER BY person)sql";

constexpr std::string_view alarms_text = R"sql(
SELECT id, kind, subject, at, acknowledged, acknowledger FROM identity_alarm
ORDER BY acknowledged IS NOT NULL, at DESC, id DESC LIMIT 500)sql";
constexpr std::string_view raise_text = R"sql(
INSERT INTO identity_alarm (id, kind, subject, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, subject) WHERE acknowledged IS NULL DO NOTHING)sql";
constexpr std::string_view acknowledge_text = R"sql(
UPDATE identity_alarm SET acknowledged = $3, acknowledger = $2 WHERE id = $1 AND acknowledged IS NULL)sql";

constexpr std::string_view open_votes_text = R"sql(
SELECT r.id, r.submission FROM review r JOIN submission s ON s.id = r.submission
WHERE r.reviewer = $1 AND r.voided IS NULL AND r.opinion = 'support'
  AND s.state IN ('draft', 'submitted', 'scanning', 'in_review', 'needs_info') ORDER BY r.id)sql";

usecases::ProvisionedUser read_user(Query& row) {
  usecases::ProvisionedUser user;
  user.person = {row.text()};
  user.attributes = scim::from_json(nlohmann::ordered_json::parse(row.text()));
  user.active = row.boolean();
  user.locks = row.boolean();
  user.created = row.instant();
  user.modified = row.instant();
  return user;
}

std::optional<usecases::ProvisionedUser> one(Query&& row) {
  return row.next() ? std::optional(read_user(row)) : std::nullopt;
}

std::vector<usecases::ProvisionedUser> all(Query&& row) {
  std::vector<usecases::ProvisionedUser> users;
  while (row.next()) users.push_back(read_user(row));
  return users;
}

std::string column(const scim::Value& attributes) {
  const auto json = scim::to_json<nlohmann::ordered_json>(attributes);
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

std::optional<usecases::ProvisionedUser> SqlProvisioning::find_user(const domain::PersonId& id) {
  return one(Query(connection_, find_user_text, id));
}

std::optional<usecases::ProvisionedUser> SqlProvisioning::find_user_by_login(std::string_view login) {
  return one(Query(connection_, user_by_login_text, login));
}

std::vector<usecases::ProvisionedUser> SqlProvisioning::users_by_external_id(std::string_view external_id) {
  return all(Query(connection_, users_by_external_id_text, external_id));
}

std::int64_t SqlProvisioning::count_users() {
  Query row(connection_, count_users_text);
  row.next();
  return row.integer();
}

std::vector<usecases::ProvisionedUser> SqlProvisioning::list_users(std::int64_t offset, std::int64_t limit) {
  return all(Query(connection_, list_users_text, offset, limit));
}

void SqlProvisioning::insert(const usecases::ProvisionedUser& user) {
  Query(connection_, insert_user_text, user.person, user.attributes.text_at("externalId"), column(user.attributes),
        user.active, user.locks, user.created, user.modified)
      .run();
}

void SqlProvisioning::update(const usecases::ProvisionedUser& user) {
  Query(connection_, update_user_text, user.person, user.attributes.text_at("externalId"), column(user.attributes),
        user.active, user.locks, user.modified)
      .run();
}

void SqlProvisioning::rename(const domain::PersonId& id, std::string_view login) {
  Query(connection_, rename_text, id, login).run();
}

void SqlProvisioning::remove_user(const domain::PersonId& id, domain::Instant at) {
  Query(connection_, remove_user_text, id, at).run();
}

bool SqlProvisioning::has_left(const domain::PersonId& id) {
  Query row(connection_, has_left_text, id);
  return row.next() && row.boolean();
}

std::vector<usecases::IdentityAlarm> SqlProvisioning::alarms() {
  std::vector<usecases::IdentityAlarm> alarms;
  for (Query row(connection_, alarms_text); row.next();) {
    usecases::IdentityAlarm alarm;
    alarm.id = row.text();
    alarm.kind = row.text();
    alarm.subject = row.text();
    alarm.at = row.instant();
    alarm.acknowledged = row.maybe_instant();
    alarm.acknowledger = {row.text_or_empty()};
    alarms.push_back(std::move(alarm));
  }
  return alarms;
}

bool SqlProvisioning::raise(const usecases::IdentityAlarm& alarm) {
  return Query(connection_, raise_text, alarm.id, alarm.kind, alarm.subject, alarm.at).run() == 1;
}

bool SqlProvisioning::acknowledge(std::string_view alarm, const domain::PersonId& by, domain::Instant at) {
  return Query(connection_, acknowledge_text, alarm, by, at).run() == 1;
}

std::vector<usecases::OpenVote> SqlProvisioning::open_votes_of(const domain::PersonId& id) {
  std::vector<usecases::OpenVote> votes;
  for (Query row(connection_, open_votes_text, id); row.next();) votes.push_back({{row.text()}, {row.text()}});
  return votes;
}

}  // namespace formulary::io::store
