#include "service/api/dossier.hpp"

#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/domain/regulators/regulator.hpp"

namespace formulary::api {
namespace {

constexpr std::size_t most_answers = 100;

domain::Claim read_claim(const InputJson& json, Mistakes& mistakes, const std::string& pointer) {
  ObjectReader in(json, mistakes, pointer);
  domain::Claim claim;
  claim.jurisdiction = in.text("jurisdiction", {2, 2});
  claim.basis = in.word("basis", domain::parse_basis, basis_words).value_or(domain::Basis::authorization);
  claim.scheme = in.optional_text("scheme", {0, 50}).value_or("");
  claim.number = in.optional_text("number", {0, 300}).value_or("");
  claim.product_code = in.optional_text("product_code", {0, 20}).value_or("");
  claim.device_class = in.optional_text("device_class", {0, 20}).value_or("");
  claim.expires = in.optional_day("expires");
  if (in.child("legislation") != nullptr) {
    claim.legislation =
        in.word("legislation", domain::parse_legislation, legislation_words).value_or(domain::Legislation::none);
  }
  claim.rationale = in.optional_text("rationale", {0, 4000}).value_or("");
  in.close();
  return claim;
}

domain::QuestionAnswers read_answers(ObjectReader& in, Mistakes& mistakes) {
  domain::QuestionAnswers answers;
  const InputJson* list = in.child("answers");
  if (list == nullptr || list->is_null()) return answers;
  if (!list->is_array() || list->size() > most_answers) {
    in.complain("answers", "This must be a list of answers, one for each question.");
    return answers;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    ObjectReader one((*list)[i], mistakes, in.pointer("answers") + "/" + std::to_string(i));
    domain::QuestionAnswer answer;
    answer.question = one.text("question", {1, 100});
    answer.chosen = one.texts("chosen", 20, {1, 100});
    one.close();
    answers.push_back(std::move(answer));
  }
  return answers;
}

Json evidence_json(const domain::Snapshot& one) {
  return {{"dataset", one.dataset},
          {"as_of", day(one.as_of)},
          {"dataset_sha256", one.dataset_sha256},
          {"record", one.record_key},
          {"record_sha256", one.record_sha256},
          {"content", one.content}};
}

}  // namespace

domain::Dossier read_dossier(ObjectReader& in, Mistakes& mistakes) {
  domain::Dossier dossier;
  if (in.required("device")) {
    ObjectReader fields(*in.child("device"), mistakes, in.pointer("device"));
    const auto text = [&](const char* name) { return fields.optional_text(name, {0, 500}).value_or(""); };
    dossier.device = {.device_name = text("device_name"),
                      .manufacturer = text("manufacturer"),
                      .udi_di = text("udi_di"),
                      .model = text("model"),
                      .catalogue = text("catalogue")};
    fields.close();
  }
  dossier.answers = read_answers(in, mistakes);
  const InputJson* claims = in.required("claims") ? in.child("claims") : nullptr;
  if (claims == nullptr) return dossier;
  if (!claims->is_array() || claims->size() > domain::most_claims) {
    in.complain("claims", "This must be a list of at most 50 claims.");
    return dossier;
  }
  for (std::size_t i = 0; i < claims->size(); ++i) {
    dossier.claims.push_back(read_claim((*claims)[i], mistakes, in.pointer("claims") + "/" + std::to_string(i)));
  }
  return dossier;
}

Json device_json(const domain::DeviceIdentity& device) {
  return {{"device_name", device.device_name},
          {"manufacturer", device.manufacturer},
          {"udi_di", device.udi_di},
          {"model", device.model},
          {"catalogue", device.catalogue}};
}

Json answers_json(const domain::QuestionAnswers& answers) {
  Json list = Json::array();
  for (const domain::QuestionAnswer& one : answers) {
    list.push_back({{"question", one.question}, {"chosen", texts(one.chosen)}});
  }
  return list;
}

Json advice_json(const domain::Dossier& dossier) {
  if (dossier.answers.empty()) return nullptr;
  Json items = Json::array();
  for (const domain::DeviceAdvice& one : domain::classify(dossier.answers)) {
    items.push_back({{"jurisdiction", one.jurisdiction},
                     {"status", domain::to_text(one.status)},
                     {"sentence", domain::sentence_of(one.status)},
                     {"device_class", one.device_class},
                     {"rules", texts(one.rules)},
                     {"citations", texts(one.citations)},
                     {"look_at", texts(one.look_at)}});
  }
  Json contradictions = Json::array();
  for (const domain::Contradiction& one : domain::contradictions_in(dossier)) {
    contradictions.push_back({{"id", one.id}, {"jurisdiction", one.jurisdiction}, {"sentence", one.sentence}});
  }
  return {{"table_version", domain::device_table_version},
          {"items", std::move(items)},
          {"contradictions", std::move(contradictions)}};
}

Json judgement_json(const domain::ClaimJudgement& judgement) {
  Json json;
  json["state"] = domain::to_text(judgement.state);
  json["expires"] = day(judgement.expires);
  json["checks"] = Json::array();
  for (const domain::ClaimCheck& one : judgement.checks) {
    json["checks"].push_back({{"what", one.what}, {"result", domain::to_text(one.result)}, {"sentence", one.sentence}});
  }
  json["evidence"] = Json::array();
  for (const domain::Snapshot& one : judgement.evidence) json["evidence"].push_back(evidence_json(one));
  return json;
}

Json authorization_json(const domain::Authorization& authorization, const domain::Present& present, Json reviewer) {
  const domain::Claim& claim = authorization.claim;
  const domain::AuthorizationStanding standing = domain::standing_of(authorization, present);
  const domain::Scheme* scheme = domain::find_scheme(claim.scheme);
  Json json;
  json["id"] = claim.id.value;
  json["jurisdiction"] = claim.jurisdiction;
  json["basis"] = domain::to_text(claim.basis);
  json["scheme"] = claim.scheme;
  json["scheme_name"] = scheme == nullptr ? std::string() : std::string(scheme->name);
  json["look_up"] = scheme == nullptr ? std::string() : std::string(scheme->look_up);
  json["number"] = claim.number;
  json["product_code"] = claim.product_code;
  json["device_class"] = claim.device_class;
  json["expires"] = day(claim.expires);
  json["legislation"] = domain::to_text(claim.legislation);
  json["rationale"] = claim.rationale;
  json["standing"] = {{"state", domain::to_text(standing.state)},
                      {"sentence", standing.sentence},
                      {"source", standing.source},
                      {"as_of", day(standing.as_of)},
                      {"expires", day(standing.expires)}};
  json["judgement"] = judgement_json(standing.judgement);
  json["opinion"] = nullptr;
  if (const auto& opinion = authorization.opinion) {
    json["opinion"] = {
        {"accepted", opinion->accepted},
        {"reason", opinion->reason},
        {"reviewer", std::move(reviewer)},
        {"valid_until", opinion->accepted ? Json(domain::to_text(opinion->valid_until)) : Json()},
        {"at", domain::to_rfc3339(opinion->at)},
        {"counts", !opinion->accepted || domain::is_given_on(*opinion, authorization, standing.judgement)}};
  }
  return json;
}

}  // namespace formulary::api
