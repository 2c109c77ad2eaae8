#include "service/io/store/transaction.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view remembered_text = R"sql(
SELECT request_digest, status, body, headers FROM remembered_answer
WHERE person = $1 AND key = $2 ORDER BY person, key)sql";
constexpr std::string_view remember_text = R"sql(
INSERT INTO remembered_answer (person, key, request_digest, status, body, headers, at)
VALUES ($1, $2, $3, $4, $5, $6, $7))sql";
constexpr std::string_view forget_text = "DELETE FROM remembered_answer WHERE at < $1";

constexpr std::string_view changes_text = "SELECT changes FROM change_counter WHERE id = 1 ORDER BY id";
constexpr std::string_view count_change_text = "UPDATE change_counter SET changes = changes + 1 WHERE id = 1";

constexpr std::chrono::hours kept{24};

}  // namespace

void SqlTransaction::recall() {
  Query row(connection_, changes_text);
  const std::int64_t changes = row.next() ? row.integer() : -1;
  if (changes == changes_ && changes >= 0) return;
  people_.forget();
  registry_.forget();
  changes_ = changes;
}

void SqlTransaction::count_change() { Query(connection_, count_change_text).run(); }

std::optional<usecases::RememberedAnswer> SqlTransaction::remembered(const domain::PersonId& person,
                                                                     std::string_view key) {
  Query row(connection_, remembered_text, person, key);
  if (!row.next()) return std::nullopt;
  return usecases::RememberedAnswer{.request_digest = row.text(),
                                    .status = static_cast<int>(row.integer()),
                                    .body = row.text(),
                                    .headers = row.text()};
}

void SqlTransaction::remember(const domain::PersonId& person, std::string_view key,
                              const usecases::RememberedAnswer& answer, domain::Instant at) {
  Query(connection_, forget_text, at.plus(-kept)).run();
  Query(connection_, remember_text, person, key, answer.request_digest, answer.status, answer.body, answer.headers, at)
      .run();
}

}  // namespace formulary::io::store
