#include "service/api/shapes.hpp"

namespace formulary::api {
namespace {

Json kind_json(const std::string& id, const domain::DatasetKind& kind) {
  Json json;
  json["id"] = id;
  json["kind"] = kind.id.substr(0, kind.id.find(':'));
  json["name"] = kind.name;
  json["authority"] = kind.authority;
  json["complete"] = kind.completeness == domain::Completeness::complete;
  json["limit_days"] = kind.limit_days;
  return json;
}

Json progress_json(const std::optional<usecases::ProgressNow>& progress) {
  if (!progress) return {};
  return {{"phase", usecases::to_text(progress->phase)},
          {"bytes_read", progress->bytes_read},
          {"bytes_total", progress->bytes_total},
          {"records", progress->records}};
}

}  // namespace

Json Shapes::watch(const std::string& dataset) {
  if (!call_.services.watches) return {};
  for (const usecases::WatchStatus& status : call_.services.watches()) {
    if (status.dataset != dataset) continue;
    return {{"source", status.source},
            {"every_hours", status.every_hours},
            {"tried", instant(status.tried)},
            {"changed", instant(status.changed)},
            {"problem", status.problem}};
  }
  return {};
}

/// The oldest import that waits or is running, of a data set or of one of a kind that was never imported.
Json Shapes::open_import(const std::string& dataset) {
  for (const domain::DatasetImport& import : transaction_.datasets().open_imports()) {
    if (import.dataset != dataset && !import.dataset.starts_with(dataset + ":")) continue;
    const auto progress = call_.services.progress != nullptr ? call_.services.progress->of(import.id) : std::nullopt;
    return {{"id", import.id.value},
            {"number", import.number},
            {"state", domain::to_text(import.state)},
            {"progress", progress_json(progress)}};
  }
  return {};
}

Json Shapes::dataset(const usecases::DatasetInForce& in_force) {
  const domain::Dataset& dataset = in_force.dataset;
  const domain::Day today = call_.world().present().today;
  const domain::DatasetKind* kind = domain::find_dataset_kind(dataset.id);
  Json json = kind_json(dataset.id, kind != nullptr ? *kind : domain::DatasetKind{.id = in_force.kind});
  json["name"] = dataset.name;
  json["source_date"] = day(dataset.source_date);
  json["imported"] = domain::to_rfc3339(dataset.imported);
  json["age_days"] = dataset.source_date ? Json((today - *dataset.source_date).count()) : Json();
  json["stale"] = domain::is_stale(dataset, today);
  json["sha256"] = dataset.sha256;
  json["rows"] = dataset.rows;
  json["import"] = in_force.import.value;
  json["open_import"] = open_import(dataset.id);
  json["watch"] = watch(dataset.id);
  return json;
}

/// Of kinds of which there are several, `kind` has the id of the one that is meant.
Json Shapes::dataset_never_imported(const domain::DatasetKind& kind) {
  Json json = kind_json(std::string(kind.id), kind);
  for (const char* member : {"source_date", "imported", "age_days"}) json[member] = nullptr;
  json["stale"] = true;
  json["sha256"] = nullptr;
  json["rows"] = 0;
  json["import"] = nullptr;
  json["open_import"] = open_import(std::string(kind.id));
  json["watch"] = watch(std::string(kind.id));
  return json;
}

Json Shapes::dataset_import(const domain::DatasetImport& import) {
  Json json;
  json["id"] = import.id.value;
  json["number"] = import.number;
  json["dataset"] = import.dataset;
  json["kind"] = import.kind;
  json["name"] = import.name;
  json["person"] = person_name(import.person);
  json["mode"] = domain::to_text(import.mode);
  json["forced"] = import.forced == domain::Forced::yes;
  json["state"] = domain::to_text(import.state);
  json["sentence"] = import.sentence;
  json["source_date"] = day(import.source_date ? import.source_date : import.asked_date);
  json["files"] = Json::array();
  for (const domain::ImportFile& file : import.files) {
    json["files"].push_back({{"name", file.name}, {"sha256", file.sha256.hex}, {"bytes", file.bytes}});
  }
  json["warnings"] = texts(import.warnings);
  const domain::ImportCounts& counts = import.counts;
  json["counts"] = {{"read", counts.read},         {"rejected", counts.rejected},  {"remarked", counts.remarked},
                    {"repeated", counts.repeated}, {"new", counts.added},          {"changed", counts.changed},
                    {"removed", counts.removed},   {"unchanged", counts.unchanged}};
  const auto progress = call_.services.progress != nullptr ? call_.services.progress->of(import.id) : std::nullopt;
  json["progress"] = progress_json(progress);
  json["created"] = domain::to_rfc3339(import.created);
  json["started"] = instant(import.started);
  json["finished"] = instant(import.finished);
  return json;
}

Json Shapes::authority_record(const usecases::StoredRecord& stored) {
  const domain::AuthorityRecord& record = stored.record;
  Json json;
  json["dataset"] = stored.dataset;
  json["key"] = record.key;
  json["kind"] = domain::to_text(record.kind);
  json["scheme"] = record.scheme;
  json["number"] = record.number;
  json["holder"] = record.holder;
  json["name"] = record.name;
  json["model"] = record.model;
  json["catalogue"] = record.catalogue;
  json["product_code"] = record.product_code;
  json["device_class"] = record.device_class;
  json["status"] = record.status;
  json["received"] = day(record.received);
  json["decided"] = day(record.decided);
  json["expires"] = day(record.expires);
  json["text"] = record.text;
  json["links"] = Json::array();
  for (const domain::RecordLink& link : record.links) {
    json["links"].push_back({{"kind", domain::to_text(link.kind)}, {"value", link.value}});
  }
  json["content"] = record.content;
  json["content_sha256"] = call_.world().sha256(record.content);
  json["import"] = stored.import;
  return json;
}

}  // namespace formulary::api
