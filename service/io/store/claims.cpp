#include "service/io/store/claims.hpp"

#include <algorithm>

#include "service/io/store/judgement_json.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view dossier_text = R"sql(
SELECT device_name, manufacturer, udi_di, model, catalogue FROM dossier WHERE submission = $1)sql";
constexpr std::string_view put_dossier_text = R"sql(
INSERT INTO dossier (submission, device_name, manufacturer, udi_di, model, catalogue, person, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (submission) DO UPDATE SET device_name = excluded.device_name, manufacturer = excluded.manufacturer,
  udi_di = excluded.udi_di, model = excluded.model, catalogue = excluded.catalogue, person = excluded.person,
  at = excluded.at)sql";

constexpr std::string_view answers_text = R"sql(
SELECT question, chosen FROM device_answer WHERE submission = $1 ORDER BY question, ordinal)sql";
constexpr std::string_view remove_answers_text = "DELETE FROM device_answer WHERE submission = $1";
constexpr std::string_view insert_answer_text = R"sql(
INSERT INTO device_answer (submission, question, ordinal, chosen) VALUES ($1, $2, $3, $4))sql";

constexpr std::string_view claims_text = R"sql(
SELECT id, jurisdiction, basis, scheme, number, product_code, device_class, expires, legislation, rationale
FROM claim WHERE submission = $1 AND ended IS NULL ORDER BY ordinal, id)sql";
constexpr std::string_view insert_claim_text = R"sql(
INSERT INTO claim (id, submission, jurisdiction, basis, scheme, number, product_code, device_class, expires, legislation,
                   rationale, ordinal, made)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))sql";
constexpr std::string_view move_claim_text = "UPDATE claim SET ordinal = $2 WHERE id = $1 AND ordinal <> $2";
constexpr std::string_view end_claim_text = "UPDATE claim SET ended = $2 WHERE id = $1";

constexpr std::string_view claiming_text = R"sql(
SELECT DISTINCT c.submission FROM claim c JOIN submission s ON s.id = c.submission
WHERE c.ended IS NULL AND c.submission > $1
  AND (s.state IN ('in_review', 'needs_info')
       OR EXISTS (SELECT 1 FROM approval a WHERE a.submission = s.id AND a.state IN ('active', 'suspended')))
ORDER BY c.submission LIMIT $2)sql";
constexpr std::string_view use_revision_text = "SELECT use_revision FROM submission WHERE id = $1";

constexpr std::string_view insert_opinion_text = R"sql(
INSERT INTO claim_opinion (claim, ordinal, person, accepted, reason, valid_until, binding, at)
SELECT $1, count(*), $2, $3, $4, $5, $6, $7 FROM claim_opinion WHERE claim = $1)sql";
constexpr std::string_view opinions_text = R"sql(
SELECT person, accepted, reason, valid_until, binding, at FROM claim_opinion WHERE claim = $1 ORDER BY ordinal)sql";

constexpr std::string_view insert_judgement_text = R"sql(
INSERT INTO claim_judgement (claim, ordinal, state, checks, evidence, expires, at)
SELECT $1, count(*), $2, $3, $4, $5, $6 FROM claim_judgement WHERE claim = $1)sql";
constexpr std::string_view judgements_text = R"sql(
SELECT state, checks, evidence, expires, at FROM claim_judgement WHERE claim = $1 ORDER BY ordinal)sql";

constexpr std::string_view put_alias_text = R"sql(
INSERT INTO company_alias (name, other, reason, person, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name, other) DO UPDATE SET reason = excluded.reason, person = excluded.person, at = excluded.at)sql";
constexpr std::string_view remove_alias_text = "DELETE FROM company_alias WHERE name = $1 AND other = $2";
constexpr std::string_view aliases_text = R"sql(
SELECT name, other, reason, person, at FROM company_alias ORDER BY name, other)sql";

}  // namespace

std::optional<domain::Dossier> SqlClaims::dossier(const domain::SubmissionId& submission) {
  Query row(connection_, dossier_text, submission);
  if (!row.next()) return std::nullopt;
  domain::Dossier dossier;
  dossier.device = {.device_name = row.text(),
                    .manufacturer = row.text(),
                    .udi_di = row.text(),
                    .model = row.text(),
                    .catalogue = row.text()};
  for (Query each(connection_, claims_text, submission); each.next();) {
    dossier.claims.push_back({.id = {each.text()},
                              .jurisdiction = each.text(),
                              .basis = known(domain::parse_basis(each.text()), "basis of a claim"),
                              .scheme = each.text(),
                              .number = each.text(),
                              .product_code = each.text(),
                              .device_class = each.text(),
                              .expires = each.maybe_day(),
                              .legislation = known(domain::parse_legislation(each.text()), "legislation"),
                              .rationale = each.text()});
  }
  dossier.answers = answers(submission);
  return dossier;
}

domain::QuestionAnswers SqlClaims::answers(const domain::SubmissionId& submission) {
  domain::QuestionAnswers given;
  for (Query row(connection_, answers_text, submission); row.next();) {
    std::string question = row.text();
    if (given.empty() || given.back().question != question) given.push_back({std::move(question), {}});
    given.back().chosen.push_back(row.text());
  }
  const auto place_of = [](const domain::QuestionAnswer& answer) {
    return std::ranges::find(domain::device_questions(), answer.question, &domain::Question::id) -
           domain::device_questions().begin();
  };
  std::ranges::stable_sort(given, {}, place_of);
  return given;
}

void SqlClaims::replace(const domain::SubmissionId& submission, const domain::Dossier& dossier,
                        const domain::PersonId& person, domain::Instant at) {
  const domain::DeviceIdentity& device = dossier.device;
  const auto earlier = this->dossier(submission);
  Query(connection_, put_dossier_text, submission, device.device_name, device.manufacturer, device.udi_di, device.model,
        device.catalogue, person, at)
      .run();
  const auto has = [](const std::vector<domain::Claim>& claims, const domain::ClaimId& id) {
    return std::ranges::find(claims, id, &domain::Claim::id) != claims.end();
  };
  const std::vector<domain::Claim> before = earlier ? earlier->claims : std::vector<domain::Claim>();
  for (const domain::Claim& claim : before) {
    if (!has(dossier.claims, claim.id)) Query(connection_, end_claim_text, claim.id, at).run();
  }
  std::int64_t ordinal = 0;
  for (const domain::Claim& claim : dossier.claims) {
    if (has(before, claim.id)) {
      Query(connection_, move_claim_text, claim.id, ordinal).run();
    } else {
      Query(connection_, insert_claim_text, claim.id, submission, claim.jurisdiction, to_text(claim.basis),
            claim.scheme, claim.number, claim.product_code, claim.device_class, claim.expires,
            to_text(claim.legislation), claim.rationale, ordinal, at)
          .run();
    }
    ++ordinal;
  }
  Query(connection_, remove_answers_text, submission).run();
  for (const domain::QuestionAnswer& answer : dossier.answers) {
    std::int64_t place = 0;
    for (const std::string& chosen : answer.chosen) {
      Query(connection_, insert_answer_text, submission, answer.question, place++, chosen).run();
    }
  }
}

std::vector<domain::Authorization> SqlClaims::authorizations(const domain::SubmissionId& submission) {
  std::vector<domain::Authorization> list;
  const auto dossier = this->dossier(submission);
  if (!dossier || dossier->claims.empty()) return list;
  Query revision(connection_, use_revision_text, submission);
  const std::int64_t use_revision = revision.next() ? revision.integer() : 1;
  for (const domain::Claim& claim : dossier->claims) {
    std::vector<domain::ClaimOpinion> given = opinions(claim.id);
    list.push_back({.submission = submission,
                    .device = dossier->device,
                    .claim = claim,
                    .use_revision = use_revision,
                    .records = records_for(dossier->device, claim),
                    .opinion = given.empty() ? std::nullopt : std::optional(std::move(given.back()))});
  }
  return list;
}

std::vector<domain::SubmissionId> SqlClaims::claiming(const domain::SubmissionId& after, int limit) {
  std::vector<domain::SubmissionId> ids;
  for (Query row(connection_, claiming_text, after, limit); row.next();) ids.push_back({row.text()});
  return ids;
}

void SqlClaims::insert(const domain::ClaimOpinion& opinion) {
  Query(connection_, insert_opinion_text, opinion.claim, opinion.person, opinion.accepted, opinion.reason,
        opinion.valid_until, opinion.binding, opinion.at)
      .run();
}

std::vector<domain::ClaimOpinion> SqlClaims::opinions(const domain::ClaimId& claim) {
  std::vector<domain::ClaimOpinion> list;
  for (Query row(connection_, opinions_text, claim); row.next();) {
    list.push_back({.claim = claim,
                    .person = {row.text()},
                    .accepted = row.boolean(),
                    .reason = row.text(),
                    .valid_until = row.maybe_day().value_or(domain::Day{}),
                    .binding = row.text(),
                    .at = row.instant()});
  }
  return list;
}

void SqlClaims::insert(const usecases::StoredJudgement& judgement) {
  Query(connection_, insert_judgement_text, judgement.claim, to_text(judgement.judgement.state),
        checks_json(judgement.judgement), evidence_json(judgement.judgement), judgement.judgement.expires, judgement.at)
      .run();
}

std::vector<usecases::StoredJudgement> SqlClaims::judgements(const domain::ClaimId& claim) {
  std::vector<usecases::StoredJudgement> list;
  for (Query row(connection_, judgements_text, claim); row.next();) {
    domain::ClaimJudgement judgement;
    judgement.state = known(domain::parse_claim_state(row.text()), "state of a claim");
    judgement.checks = read_checks(row.text());
    judgement.evidence = read_evidence(row.text());
    judgement.expires = row.maybe_day();
    list.push_back({claim, std::move(judgement), row.instant()});
  }
  return list;
}

void SqlClaims::insert(const usecases::StoredAlias& alias) {
  Query(connection_, put_alias_text, alias.alias.name, alias.alias.other, alias.reason, alias.person, alias.at).run();
}

void SqlClaims::remove(const domain::CompanyAlias& alias) {
  Query(connection_, remove_alias_text, alias.name, alias.other).run();
}

std::vector<usecases::StoredAlias> SqlClaims::aliases() {
  std::vector<usecases::StoredAlias> list;
  for (Query row(connection_, aliases_text); row.next();) {
    domain::CompanyAlias alias{.name = row.text(), .other = row.text()};
    std::string reason = row.text();
    list.push_back({std::move(alias), std::move(reason), {row.text()}, row.instant()});
  }
  return list;
}

}  // namespace formulary::io::store
