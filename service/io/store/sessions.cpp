#include "service/io/store/accounts.hpp"
#include "service/io/store/lists.hpp"
#include "service/io/store/people.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_session_text = R"sql(
INSERT INTO session (digest, person, csrf, created, last_seen, expires, id, confirmed, remote)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql";
constexpr std::string_view find_session_text = R"sql(
SELECT digest, person, csrf, created, last_seen, expires, id, confirmed, remote FROM session WHERE digest = $1 ORDER BY digest)sql";
constexpr std::string_view touch_session_text =
    "UPDATE session SET last_seen = $2 WHERE digest = $1 AND last_seen < $2";
constexpr std::string_view end_session_text = "DELETE FROM session WHERE digest = $1";
constexpr std::string_view end_sessions_text = "DELETE FROM session WHERE person = $1";
constexpr std::string_view end_old_sessions_text = "DELETE FROM session WHERE expires <= $1";

constexpr std::string_view insert_token_text = R"sql(
INSERT INTO token (id, owner, name, digest, scopes, created, expires, last_used, revoked, networks)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql";
constexpr std::string_view token_by_digest_text = R"sql(
SELECT id, owner, name, digest, scopes, created, expires, last_used, revoked, networks
FROM token WHERE digest = $1 ORDER BY id)sql";
constexpr std::string_view token_by_id_text = R"sql(
SELECT id, owner, name, digest, scopes, created, expires, last_used, revoked, networks
FROM token WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view tokens_of_text = R"sql(
SELECT id, owner, name, digest, scopes, created, expires, last_used, revoked, networks
FROM token WHERE owner = $1 ORDER BY created DESC, id DESC)sql";
constexpr std::string_view all_tokens_text = R"sql(
SELECT id, owner, name, digest, scopes, created, expires, last_used, revoked, networks
FROM token ORDER BY created DESC, id DESC)sql";
constexpr std::string_view touch_token_text = R"sql(
UPDATE token SET last_used = $2 WHERE id = $1 AND (last_used IS NULL OR last_used < $2))sql";
constexpr std::string_view revoke_token_text = "UPDATE token SET revoked = $2 WHERE id = $1 AND revoked IS NULL";
constexpr std::string_view revoke_tokens_text = "UPDATE token SET revoked = $2 WHERE owner = $1 AND revoked IS NULL";

constexpr std::string_view note_failed_text = "INSERT INTO failed_login (subject, at) VALUES ($1, $2)";
constexpr std::string_view forget_failed_text = "DELETE FROM failed_login WHERE at < $1";

constexpr std::chrono::hours failed_logins_kept{24};

usecases::Token read_token(Query& row) {
  usecases::Token token{.id = {row.text()},
                        .owner = {row.text()},
                        .name = row.text(),
                        .digest = row.text(),
                        .scopes = {},
                        .created = {},
                        .expires = {},
                        .last_used = {},
                        .revoked = {}};
  for (const std::string& word : from_column(row.text())) {
    token.scopes.push_back(known(domain::parse_scope(word), "scope"));
  }
  token.created = row.instant();
  token.expires = row.instant();
  token.last_used = row.maybe_instant();
  token.revoked = row.maybe_instant();
  token.networks = from_column(row.text());
  return token;
}

std::optional<usecases::Token> one(Query&& query) {
  return query.next() ? std::optional(read_token(query)) : std::nullopt;
}

std::vector<usecases::Token> all(Query&& query) {
  std::vector<usecases::Token> tokens;
  while (query.next()) tokens.push_back(read_token(query));
  return tokens;
}

}  // namespace

void SqlPeople::insert(const usecases::Session& session) {
  Query(connection_, end_old_sessions_text, session.created).run();
  Query(connection_, insert_session_text, session.digest, session.person, session.csrf, session.created,
        session.last_seen, session.expires, session.id, session.confirmed, session.remote)
      .run();
}

std::optional<usecases::Session> SqlPeople::find_session(std::string_view digest) {
  Query row(connection_, find_session_text, digest);
  if (!row.next()) return std::nullopt;
  return read_session(row);
}

void SqlPeople::touch_session(std::string_view digest, domain::Instant seen) {
  Query(connection_, touch_session_text, digest, seen).run();
}

void SqlPeople::end_session(std::string_view digest) { Query(connection_, end_session_text, digest).run(); }

void SqlPeople::end_sessions_of(const domain::PersonId& id) { Query(connection_, end_sessions_text, id).run(); }

void SqlPeople::insert(const usecases::Token& token) {
  Query(connection_, insert_token_text, token.id, token.owner, token.name, token.digest, words_column(token.scopes),
        token.created, token.expires, token.last_used, token.revoked, to_column(token.networks))
      .run();
}

std::optional<usecases::Token> SqlPeople::find_token(std::string_view digest) {
  return tokens_.get(std::string(digest), [&] { return one(Query(connection_, token_by_digest_text, digest)); });
}

std::optional<usecases::Token> SqlPeople::find_token(const domain::TokenId& id) {
  return one(Query(connection_, token_by_id_text, id));
}

std::vector<usecases::Token> SqlPeople::tokens_of(const domain::PersonId& id) {
  return all(Query(connection_, tokens_of_text, id));
}

std::vector<usecases::Token> SqlPeople::all_tokens() { return all(Query(connection_, all_tokens_text)); }

void SqlPeople::touch_token(const domain::TokenId& id, domain::Instant used) {
  Query(connection_, touch_token_text, id, used).run();
}

void SqlPeople::revoke_token(const domain::TokenId& id, domain::Instant at) {
  Query(connection_, revoke_token_text, id, at).run();
}

void SqlPeople::revoke_tokens_of(const domain::PersonId& id, domain::Instant at) {
  Query(connection_, revoke_tokens_text, id, at).run();
}

void SqlPeople::note_failed_login(std::string_view login_or_address, domain::Instant at) {
  Query(connection_, forget_failed_text, at.plus(-failed_logins_kept)).run();
  Query(connection_, note_failed_text, login_or_address, at).run();
}

}  // namespace formulary::io::store
