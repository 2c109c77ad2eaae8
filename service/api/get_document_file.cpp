#include <algorithm>

#include "service/api/attachment.hpp"
#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response get_document_file(const Call& call) {
  const auto given = call.request.parameter("revision");
  const auto revision = given ? parse_number(*given) : std::nullopt;
  if (given && !revision) {
    return refused(call, {domain::RefusalCode::invalid, "`revision` is a number.", "/revision"});
  }
  domain::Sha256 file;
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto document = visible_document(call, transaction);
    if (!document) return std::unexpected(document.error());
    if (revision) {
      const auto all = transaction.documents().revisions(document->id);
      const auto wanted = static_cast<std::int64_t>(*revision);
      const auto found = std::ranges::find(all, wanted, &domain::Document::revision);
      if (found == all.end()) {
        return domain::refuse(domain::RefusalCode::not_found, "The document has no such revision.", "/revision");
      }
      document = *found;
    }
    if (!document->file) {
      return domain::refuse(domain::RefusalCode::not_found, "No file was handed in with this document.");
    }
    file = *document->file;
    return attachment(call, file, document->file_name);
  };
  return look_at_evidence(call, "document.download", "document", call.id, work, file);
}

}  // namespace formulary::api::handlers
