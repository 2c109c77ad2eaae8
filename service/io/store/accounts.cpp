#include "service/io/store/accounts.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view standing_text = R"sql(
SELECT c.chosen_by_another,
       EXISTS (SELECT 1 FROM second_factor f WHERE f.person = c.person AND f.active = 1)
FROM credential c WHERE c.person = $1 ORDER BY c.person)sql";
constexpr std::string_view mark_password_text = "UPDATE credential SET chosen_by_another = $2 WHERE person = $1";

constexpr std::string_view find_factor_text = R"sql(
SELECT person, seed, last_step, since FROM second_factor WHERE person = $1 AND active = $2 ORDER BY person)sql";
constexpr std::string_view insert_factor_text = R"sql(
INSERT INTO second_factor (person, active, seed, last_step, since) VALUES ($1, $2, $3, $4, $5))sql";
constexpr std::string_view delete_factor_text = "DELETE FROM second_factor WHERE person = $1 AND active = $2";
constexpr std::string_view use_step_text =
    "UPDATE second_factor SET last_step = $2 WHERE person = $1 AND active = 1 AND last_step < $2";

constexpr std::string_view insert_code_text = "INSERT INTO recovery_code (person, digest, used) VALUES ($1, $2, NULL)";
constexpr std::string_view delete_codes_text = "DELETE FROM recovery_code WHERE person = $1";
constexpr std::string_view use_code_text =
    "UPDATE recovery_code SET used = $3 WHERE person = $1 AND digest = $2 AND used IS NULL";
constexpr std::string_view codes_left_text = "SELECT count(*) FROM recovery_code WHERE person = $1 AND used IS NULL";

constexpr std::string_view sessions_of_text = R"sql(
SELECT digest, person, csrf, created, last_seen, expires, id, confirmed, remote
FROM session WHERE person = $1 ORDER BY created DESC, id DESC)sql";
constexpr std::string_view session_named_text = R"sql(
SELECT digest, person, csrf, created, last_seen, expires, id, confirmed, remote
FROM session WHERE id = $1 AND id <> '' ORDER BY id)sql";

constexpr std::string_view failed_text = "SELECT count(*), max(at) FROM failed_login WHERE subject = $1 AND at > $2";

// A file takes room and attention however small it is: each counts as a mebibyte at least.
constexpr std::string_view waiting_bytes_text =
    "SELECT coalesce(sum(max(length, 1048576)), 0) FROM upload WHERE owner = $1";

constexpr int number_of(usecases::FactorStage stage) { return stage == usecases::FactorStage::active ? 1 : 0; }

}  // namespace

usecases::Session read_session(Query& row) {
  return {.digest = row.text(),
          .person = {row.text()},
          .csrf = row.text(),
          .created = row.instant(),
          .last_seen = row.instant(),
          .expires = row.instant(),
          .id = row.text(),
          .confirmed = row.instant(),
          .remote = row.text()};
}

usecases::Standing SqlAccounts::standing(const domain::PersonId& person) {
  Query row(connection_, standing_text, person);
  if (!row.next()) return {};
  usecases::Standing standing{.password = true};
  standing.chosen_by_another = row.boolean();
  standing.second_factor = row.boolean();
  return standing;
}

void SqlAccounts::mark_password(const domain::PersonId& person, bool chosen_by_another) {
  Query(connection_, mark_password_text, person, chosen_by_another).run();
}

std::optional<usecases::SecondFactor> SqlAccounts::second_factor(const domain::PersonId& person,
                                                                 usecases::FactorStage stage) {
  Query row(connection_, find_factor_text, person, number_of(stage));
  if (!row.next()) return std::nullopt;
  return usecases::SecondFactor{
      .person = {row.text()}, .sealed_seed = row.text(), .last_step = row.integer(), .since = row.instant()};
}

void SqlAccounts::begin_second_factor(const usecases::SecondFactor& factor) {
  Query(connection_, delete_factor_text, factor.person, 0).run();
  Query(connection_, insert_factor_text, factor.person, 0, Blob{factor.sealed_seed}, factor.last_step, factor.since)
      .run();
}

void SqlAccounts::activate_second_factor(const domain::PersonId& person, std::int64_t step, domain::Instant at) {
  const auto begun = second_factor(person, usecases::FactorStage::begun);
  if (!begun) throw std::logic_error("A second factor is activated that was not begun.");
  Query(connection_, delete_factor_text, person, 0).run();
  Query(connection_, delete_factor_text, person, 1).run();
  Query(connection_, insert_factor_text, person, 1, Blob{begun->sealed_seed}, step, at).run();
}

bool SqlAccounts::use_step(const domain::PersonId& person, std::int64_t step) {
  return Query(connection_, use_step_text, person, step).run() == 1;
}

void SqlAccounts::remove_second_factor(const domain::PersonId& person) {
  Query(connection_, delete_factor_text, person, 0).run();
  Query(connection_, delete_factor_text, person, 1).run();
  Query(connection_, delete_codes_text, person).run();
}

void SqlAccounts::replace_recovery_codes(const domain::PersonId& person, const std::vector<std::string>& digests) {
  Query(connection_, delete_codes_text, person).run();
  for (const std::string& digest : digests) Query(connection_, insert_code_text, person, digest).run();
}

bool SqlAccounts::use_recovery_code(const domain::PersonId& person, std::string_view digest, domain::Instant at) {
  return Query(connection_, use_code_text, person, digest, at).run() == 1;
}

int SqlAccounts::recovery_codes_left(const domain::PersonId& person) {
  Query row(connection_, codes_left_text, person);
  row.next();
  return static_cast<int>(row.integer());
}

std::vector<usecases::Session> SqlAccounts::sessions_of(const domain::PersonId& person) {
  std::vector<usecases::Session> sessions;
  for (Query row(connection_, sessions_of_text, person); row.next();) sessions.push_back(read_session(row));
  return sessions;
}

std::optional<usecases::Session> SqlAccounts::session_named(std::string_view id) {
  Query row(connection_, session_named_text, id);
  return row.next() ? std::optional(read_session(row)) : std::nullopt;
}

usecases::FailedAttempts SqlAccounts::failed(std::string_view subject, domain::Instant since) {
  Query row(connection_, failed_text, subject, since);
  row.next();
  usecases::FailedAttempts failed;
  failed.count = static_cast<int>(row.integer());
  failed.last = row.maybe_instant();
  return failed;
}

std::uint64_t SqlAccounts::waiting_bytes(const domain::PersonId& person) {
  Query row(connection_, waiting_bytes_text, person);
  row.next();
  return static_cast<std::uint64_t>(row.integer());
}

}  // namespace formulary::io::store
