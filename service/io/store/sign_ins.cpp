#include "service/io/store/sign_ins.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view find_person_text =
    "SELECT person FROM identity WHERE issuer = $1 AND subject = $2 ORDER BY issuer, subject";
constexpr std::string_view identities_text =
    "SELECT issuer, subject, person, linked FROM identity WHERE person = $1 ORDER BY issuer, subject";
constexpr std::string_view link_text = "INSERT INTO identity (issuer, subject, person, linked) VALUES ($1, $2, $3, $4)";
constexpr std::string_view unlink_text = "DELETE FROM identity WHERE person = $1";

constexpr std::string_view expected_text = "SELECT person FROM expected_identity WHERE link = $1 ORDER BY link";
constexpr std::string_view expectation_text = "SELECT link FROM expected_identity WHERE person = $1 ORDER BY link";
constexpr std::string_view forget_expected_text = "DELETE FROM expected_identity WHERE person = $1";
constexpr std::string_view expect_text = "INSERT INTO expected_identity (link, person) VALUES ($1, $2)";

constexpr std::string_view insert_session_text = R"sql(
INSERT INTO provider_session (session, issuer, subject, provider_id, checked) VALUES ($1, $2, $3, $4, $5))sql";
constexpr std::string_view find_session_text = R"sql(
SELECT session, issuer, subject, provider_id, checked FROM provider_session WHERE session = $1 ORDER BY session)sql";
constexpr std::string_view by_subject_text =
    "SELECT session FROM provider_session WHERE issuer = $1 AND subject = $2 ORDER BY session";
constexpr std::string_view by_id_text =
    "SELECT session FROM provider_session WHERE issuer = $1 AND provider_id = $2 ORDER BY session";
constexpr std::string_view by_both_text = R"sql(
SELECT session FROM provider_session
WHERE issuer = $1 AND subject = $3 AND (provider_id = $2 OR provider_id IS NULL) ORDER BY session)sql";

constexpr std::string_view forget_tokens_text = "DELETE FROM used_logout_token WHERE until < $1";
constexpr std::string_view use_token_text = R"sql(
INSERT INTO used_logout_token (issuer, token_id, until) VALUES ($1, $2, $3)
ON CONFLICT (issuer, token_id) DO NOTHING)sql";

std::optional<domain::PersonId> person_in(Query&& row) {
  if (!row.next()) return std::nullopt;
  return domain::PersonId{row.text()};
}

std::vector<std::string> texts_in(Query&& row) {
  std::vector<std::string> texts;
  while (row.next()) texts.push_back(row.text());
  return texts;
}

}  // namespace

std::optional<domain::PersonId> SqlSignIns::find_person(std::string_view issuer, std::string_view subject) {
  return person_in(Query(connection_, find_person_text, issuer, subject));
}

std::vector<usecases::ProviderIdentity> SqlSignIns::identities_of(const domain::PersonId& person) {
  std::vector<usecases::ProviderIdentity> identities;
  for (Query row(connection_, identities_text, person); row.next();) {
    identities.push_back(
        {.issuer = row.text(), .subject = row.text(), .person = {row.text()}, .linked = row.instant()});
  }
  return identities;
}

void SqlSignIns::link(const usecases::ProviderIdentity& identity) {
  Query(connection_, link_text, identity.issuer, identity.subject, identity.person, identity.linked).run();
}

void SqlSignIns::unlink(const domain::PersonId& person) { Query(connection_, unlink_text, person).run(); }

std::optional<domain::PersonId> SqlSignIns::expected(std::string_view link) {
  return person_in(Query(connection_, expected_text, link));
}

std::optional<std::string> SqlSignIns::expectation_of(const domain::PersonId& person) {
  Query row(connection_, expectation_text, person);
  return row.next() ? std::optional(row.text()) : std::nullopt;
}

void SqlSignIns::expect(const domain::PersonId& person, std::string_view link) {
  Query(connection_, forget_expected_text, person).run();
  if (!link.empty()) Query(connection_, expect_text, link, person).run();
}

void SqlSignIns::insert(const usecases::ProviderSession& session) {
  const std::optional<std::string> id = session.provider_id.empty() ? std::nullopt : std::optional(session.provider_id);
  Query(connection_, insert_session_text, session.session, session.issuer, session.subject, id, session.checked).run();
}

std::optional<usecases::ProviderSession> SqlSignIns::find(std::string_view session_digest) {
  Query row(connection_, find_session_text, session_digest);
  if (!row.next()) return std::nullopt;
  return usecases::ProviderSession{.session = row.text(),
                                   .issuer = row.text(),
                                   .subject = row.text(),
                                   .provider_id = row.text_or_empty(),
                                   .checked = row.instant()};
}

std::vector<std::string> SqlSignIns::sessions_from(std::string_view issuer, std::string_view subject,
                                                   std::string_view provider_id) {
  if (provider_id.empty()) return texts_in(Query(connection_, by_subject_text, issuer, subject));
  if (subject.empty()) return texts_in(Query(connection_, by_id_text, issuer, provider_id));
  return texts_in(Query(connection_, by_both_text, issuer, provider_id, subject));
}

bool SqlSignIns::use_logout_token(std::string_view issuer, std::string_view token_id, domain::Instant until,
                                  domain::Instant now) {
  Query(connection_, forget_tokens_text, now).run();
  return Query(connection_, use_token_text, issuer, token_id, until).run() == 1;
}

}  // namespace formulary::io::store
