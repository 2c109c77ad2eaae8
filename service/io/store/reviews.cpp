#include "service/io/store/lists.hpp"
#include "service/io/store/submissions.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_review_text = R"sql(
INSERT INTO review (id, submission, reviewer, domain, opinion, comment, binding, created, voided, void_reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql";
constexpr std::string_view reviews_text = R"sql(
SELECT id, submission, reviewer, domain, opinion, comment, binding, created, voided, void_reason
FROM review WHERE submission = $1 ORDER BY created, id)sql";
constexpr std::string_view void_review_text = R"sql(
UPDATE review SET voided = $2, void_reason = $3 WHERE id = $1 AND voided IS NULL)sql";

constexpr std::string_view insert_decision_text = R"sql(
INSERT INTO decision (id, submission, decider, outcome, reason, conditions, expires, created)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql";
constexpr std::string_view decision_text = R"sql(
SELECT id, submission, decider, outcome, reason, conditions, expires, created
FROM decision WHERE submission = $1 ORDER BY id)sql";
constexpr std::string_view insert_waiver_text = R"sql(
INSERT INTO waiver (decision, ordinal, rule, subject, reason, expires) VALUES ($1, $2, $3, $4, $5, $6))sql";
constexpr std::string_view waivers_text = R"sql(
SELECT rule, subject, reason, expires FROM waiver WHERE decision = $1 ORDER BY ordinal)sql";

}  // namespace

void SqlSubmissions::insert(const domain::Review& review) {
  Query(connection_, insert_review_text, review.id, review.submission, review.reviewer, to_text(review.domain),
        to_text(review.opinion), review.comment, review.binding, review.created, review.voided, review.void_reason)
      .run();
}

std::vector<domain::Review> SqlSubmissions::reviews(const domain::SubmissionId& id) {
  std::vector<domain::Review> reviews;
  for (Query row(connection_, reviews_text, id); row.next();) {
    reviews.push_back({.id = {row.text()},
                       .submission = {row.text()},
                       .reviewer = {row.text()},
                       .domain = known(domain::parse_review_domain(row.text()), "review domain"),
                       .opinion = known(domain::parse_opinion(row.text()), "opinion"),
                       .comment = row.text(),
                       .binding = row.text(),
                       .created = row.instant(),
                       .voided = row.maybe_instant(),
                       .void_reason = row.text()});
  }
  return reviews;
}

void SqlSubmissions::void_review(const domain::ReviewId& id, domain::Instant at, std::string_view reason) {
  Query(connection_, void_review_text, id, at, reason).run();
}

void SqlSubmissions::insert(const domain::Decision& decision) {
  Query(connection_, insert_decision_text, decision.id, decision.submission, decision.decider,
        to_text(decision.outcome), decision.reason, to_column(decision.conditions), decision.expires, decision.created)
      .run();
  int ordinal = 0;
  for (const domain::Waiver& waiver : decision.waivers) {
    Query(connection_, insert_waiver_text, decision.id, ordinal++, waiver.rule, waiver.subject, waiver.reason,
          waiver.expires)
        .run();
  }
}

std::optional<domain::Decision> SqlSubmissions::decision(const domain::SubmissionId& id) {
  Query row(connection_, decision_text, id);
  if (!row.next()) return std::nullopt;
  domain::Decision decision{.id = {row.text()},
                            .submission = {row.text()},
                            .decider = {row.text()},
                            .outcome = known(domain::parse_outcome(row.text()), "outcome"),
                            .reason = row.text(),
                            .conditions = from_column(row.text()),
                            .waivers = {},
                            .expires = row.maybe_day(),
                            .created = row.instant()};
  for (Query each(connection_, waivers_text, decision.id); each.next();) {
    // A waiver with a malformed day has long expired.
    decision.waivers.push_back({.rule = each.text(),
                                .subject = each.text(),
                                .reason = each.text(),
                                .expires = each.maybe_day().value_or(domain::Day{})});
  }
  return decision;
}

}  // namespace formulary::io::store
