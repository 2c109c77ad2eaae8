#include "service/api/documents.hpp"

#include "service/api/etag.hpp"
#include "service/domain/visible.hpp"

namespace formulary::api {
namespace {

Json opinion_json(Shapes& shapes, const domain::DocumentOpinion& opinion) {
  return {{"accepted", opinion.accepted},
          {"reason", opinion.reason},
          {"reviewer", shapes.person_name(opinion.person)},
          {"at", domain::to_rfc3339(opinion.at)}};
}

}  // namespace

void read_document(ObjectReader& in, Mistakes& mistakes, usecases::NewDocument& request) {
  if (const auto upload = in.optional_text("upload", {1, 36})) request.upload = domain::UploadId{*upload};
  const InputJson* fields = in.required("fields") ? in.child("fields") : nullptr;
  if (fields == nullptr) return;
  ObjectReader values(*fields, mistakes, in.pointer("fields"));
  if (!fields->is_object()) return;
  for (const auto& [name, value] : fields->items()) {
    if (auto text = values.optional_text(name, {0, domain::longest_field})) {
      request.fields.emplace_back(name, std::move(*text));
    }
  }
}

domain::Result<void> read_file(const Call& call, usecases::NewDocument& request,
                               const std::optional<domain::Sha256>& kept) {
  if (!is_read(request.kind)) return {};
  std::optional<domain::Sha256> file = kept;
  if (request.upload) {
    domain::Result<usecases::Upload> upload;
    call.store().read([&](usecases::Transaction& transaction) {
      upload = usecases::finished_upload(transaction, call.actor, *request.upload);
    });
    if (!upload) return std::unexpected(upload.error());
    file = upload->sha256;
  }
  if (!file) return {};
  if (call.services.blobs.size(*file) > largest_document) {
    return domain::refuse(domain::RefusalCode::too_large, "A file of this kind has at most 8 MiB.", "/upload");
  }
  auto content = read_document_file(request.kind, call.services.blobs.content(*file, largest_document));
  if (!content) return std::unexpected(content.error());
  request.content = std::move(*content);
  return {};
}

Json document_json(const Call& call, Shapes& shapes, usecases::Transaction& transaction,
                   const domain::Submission& submission, const domain::Document& document) {
  const domain::DocumentKind* kind = domain::find_document_kind(document.kind);
  const auto standing =
      domain::standing_of(document, usecases::subject_of(transaction, submission), call.world().present().today);
  Json json;
  json["id"] = document.id.value;
  json["submission"] = document.submission.value;
  json["kind"] = document.kind;
  json["name"] = kind == nullptr ? std::string() : std::string(kind->name);
  json["reviewer"] = kind == nullptr ? std::string() : std::string(kind->reviewer);
  json["domain"] = kind == nullptr ? Json() : Json(domain::to_text(kind->domain));
  json["fields"] = Json::object();
  for (const auto& [name, value] : document.fields) json["fields"][name] = value;
  json["issued"] = day(document.issued());
  json["file"] = nullptr;
  if (document.file) json["file"] = {{"sha256", document.file->hex}, {"file_name", document.file_name}};
  json["person"] = shapes.person_name(document.person);
  json["handed_in"] = domain::to_rfc3339(document.handed_in);
  json["standing"] = {{"state", domain::to_text(standing.state)},
                      {"ends", day(standing.ends)},
                      {"notice", standing.notice == 0 ? Json() : Json(standing.notice)},
                      {"sentence", standing.sentence}};
  json["opinion"] = document.opinion ? opinion_json(shapes, *document.opinion) : Json();
  const auto judge = usecases::may_judge(transaction, call.actor, submission, document);
  json["may"] = {{"correct", usecases::may_hand_in(call.actor, submission).has_value() &&
                                 call.actor.may_use(domain::Scope::submit)},
                 {"judge", judge.has_value()},
                 {"why_not_judge", judge ? std::string() : judge.error().sentence}};
  json["revision"] = document.revision;
  return json;
}

Response document_response(const Call& call, usecases::Transaction& transaction, const domain::Document& document,
                           int status) {
  Shapes shapes(call, transaction);
  const auto submission = transaction.submissions().find(document.submission);
  Json json = document_json(call, shapes, transaction, submission.value_or(domain::Submission()), document);
  json["content"] = Json::array();
  if (document.file) {
    for (const Fact& fact : transaction.documents().facts(*document.file, document.kind)) {
      json["content"].push_back(
          {{"name", fact.name}, {"subject", fact.subject}, {"value", fact.value}, {"evidence", fact.evidence}});
    }
  }
  json["history"] = Json::array();
  for (const domain::Document& one : transaction.documents().revisions(document.id)) {
    json["history"].push_back({{"revision", one.revision},
                               {"person", shapes.person_name(one.person)},
                               {"handed_in", domain::to_rfc3339(one.handed_in)},
                               {"opinion", one.opinion ? opinion_json(shapes, *one.opinion) : Json()}});
  }
  Response response = json_response(status, json);
  set_revision(response, document.revision);
  if (status == 201) response.set("location", "/v1/documents/" + document.id.value);
  return response;
}

domain::Result<domain::Document> visible_document(const Call& call, usecases::Transaction& transaction) {
  auto document = transaction.documents().find(domain::DocumentId{call.id});
  const auto submission = document ? transaction.submissions().find(document->submission) : std::nullopt;
  if (!submission || domain::is_hidden_from(call.actor.id, *submission)) {
    return domain::refuse(domain::RefusalCode::not_found, "There is no document with this id.");
  }
  return *document;
}

}  // namespace formulary::api
