#include "service/api/recall_shapes.hpp"

#include "service/usecases/decide_recall.hpp"

namespace formulary::api {
namespace {

Json notice_json(const domain::RecallNotice& notice, const std::string& dataset, const std::string& url) {
  Json json;
  json["dataset"] = dataset;
  json["key"] = notice.key;
  json["number"] = notice.number;
  json["firm"] = notice.firm;
  json["name"] = notice.name.empty() ? notice.product : notice.name;
  json["class"] = domain::to_text(notice.severity);
  json["status"] = domain::to_text(notice.status);
  json["date"] = day(notice.initiated);
  json["text"] = notice.text;
  json["url"] = url.empty() ? Json() : Json(url);
  return json;
}

Json departments_json(Shapes& shapes, const std::vector<usecases::ToldDepartment>& departments) {
  Json list = Json::array();
  for (const usecases::ToldDepartment& one : departments) {
    Json json = shapes.department(one.department);
    json["told_at"] = domain::to_rfc3339(one.told);
    json["acknowledged_at"] = instant(one.acknowledged);
    json["person"] = shapes.person_name(one.person);
    list.push_back(std::move(json));
  }
  return list;
}

Json ruling_json(Shapes& shapes, const std::optional<domain::RecallRuling>& ruling) {
  if (!ruling) return {};
  return {{"decision", domain::to_text(ruling->decision)},
          {"person", shapes.person_name(ruling->person)},
          {"reason", ruling->reason},
          {"at", domain::to_rfc3339(ruling->at)}};
}

Json sources_json(usecases::Transaction& transaction, const domain::RecallCase& recall) {
  Json list = Json::array();
  for (const domain::RecallSource& one : recall.sources) {
    const bool published =
        one.dataset == usecases::manual_recalls || transaction.datasets().find_record(one.dataset, one.key).has_value();
    list.push_back({{"dataset", one.dataset},
                    {"key", one.key},
                    {"sha256", one.sha256},
                    {"as_of", day(one.as_of)},
                    {"published", published}});
  }
  return list;
}

Json history_json(Shapes& shapes, usecases::Transaction& transaction, const domain::RecallCase& recall) {
  Json list = Json::array();
  for (const usecases::RecallEvent& one : transaction.recalls().events(recall.id)) {
    list.push_back({{"event", one.event},
                    {"state", domain::to_text(one.state)},
                    {"action", domain::to_text(one.action)},
                    {"digest", one.digest},
                    {"rules", one.rules},
                    {"person", shapes.person_name(one.person)},
                    {"reason", one.reason},
                    {"at", domain::to_rfc3339(one.at)}});
  }
  return list;
}

/// What of the version was compared.
Json subject_json(usecases::Transaction& transaction, const domain::VersionId& version) {
  const auto subject = transaction.recalls().subject(version);
  if (!subject) return {};
  return {{"names", texts(subject->names)},
          {"companies", texts(subject->companies)},
          {"company_numbers", texts(subject->company_numbers)},
          {"udis", texts(subject->udis)},
          {"submissions", texts(subject->submissions)},
          {"product_codes", texts(subject->product_codes)},
          {"models", texts(subject->models)},
          {"components", texts(subject->components)}};
}

}  // namespace

Json recall_json(usecases::Transaction& transaction, const usecases::FoundNotice& found) {
  Json json = notice_json(found.notice, found.records.front().dataset, found.url);
  usecases::RecallCaseFilter filter;
  filter.recall = found.identity;
  filter.limit = 1000;
  json["matches"] = transaction.recalls().list(filter).size();
  return json;
}

Json recall_match_json(const Call& call, Shapes& shapes, usecases::Transaction& transaction,
                       const domain::RecallCase& recall, Detail detail) {
  const auto version = transaction.registry().find_version(recall.version);
  const auto departments = transaction.recalls().departments(recall.id);
  const auto decide = usecases::may_decide_recall(transaction, call.actor, recall, domain::RecallDecision::confirm);
  const auto lift = usecases::may_decide_recall(transaction, call.actor, recall, domain::RecallDecision::lift);
  const auto why_not = [](const domain::Result<void>& may) { return may ? std::string() : may.error().sentence; };
  Json json;
  json["id"] = recall.id.value;
  json["digest"] = recall.digest;
  json["state"] = domain::to_text(recall.state);
  json["tier"] = domain::to_text(recall.tier);
  json["action"] = domain::to_text(recall.action);
  json["due"] = day(recall.due);
  json["scope"] = domain::to_text(recall.scope.scope);
  json["scope_words"] = recall.scope.words;
  json["scope_reason"] = recall.scope.reason;
  json["score"] = recall.score;
  json["rules"] = recall.rules;
  json["tool"] = shapes.tool_ref(recall.tool);
  json["version_id"] = recall.version.value;
  json["version"] = version ? version->version : std::string();
  json["recall"] =
      notice_json(recall.notice, recall.sources.empty() ? std::string() : recall.sources.front().dataset, recall.url);
  json["signals"] = Json::array();
  for (const domain::SignalEvidence& one : recall.signals) {
    json["signals"].push_back({{"id", domain::to_text(one.signal)},
                               {"field", one.field},
                               {"words", one.words},
                               {"attribute", one.attribute},
                               {"value", one.value}});
  }
  json["decision"] = ruling_json(shapes, recall.ruling);
  json["departments"] = departments_json(shapes, departments);
  json["may"] = {{"decide", decide.has_value()},
                 {"why_not_decide", why_not(decide)},
                 {"acknowledge", usecases::may_acknowledge(call.actor, departments)},
                 {"lift", lift.has_value()},
                 {"why_not_lift", why_not(lift)}};
  json["raised"] = domain::to_rfc3339(recall.raised);
  if (detail == Detail::whole) {
    json["sources"] = sources_json(transaction, recall);
    json["subject"] = subject_json(transaction, recall.version);
    json["history"] = history_json(shapes, transaction, recall);
  }
  return json;
}

Response recall_match_response(const Call& call, usecases::Transaction& transaction, const domain::RecallCase& recall,
                               int status) {
  Shapes shapes(call, transaction);
  return json_response(status, recall_match_json(call, shapes, transaction, recall, Detail::whole));
}

}  // namespace formulary::api
