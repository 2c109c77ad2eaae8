#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/request_import.hpp"

namespace formulary::api::handlers {

Response import_dataset(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewImport wanted;
  wanted.kind = in.text("kind", {1, 100});
  wanted.name = in.optional_text("name", {1, 100}).value_or("");
  std::vector<domain::UploadId> uploads;
  for (const std::string& id : in.texts("uploads", usecases::files_of_an_import, {1, 64})) uploads.push_back({id});
  wanted.source_date = in.optional_day("source_date");
  if (const auto mode = in.optional_text("mode", {1, 20})) {
    const auto known = domain::parse_import_mode(*mode);
    if (!known) in.complain("mode", "This must be one of: " + std::string(import_mode_words) + ".");
    wanted.mode = known.value_or(wanted.mode);
  }
  wanted.forced = in.optional_flag("force").value_or(false) ? domain::Forced::yes : domain::Forced::no;
  if (auto problem = body.finish()) return *problem;

  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto import = usecases::request_import(transaction, call.world(), call.actor, wanted, uploads);
    if (!import) return std::unexpected(import.error());
    Response accepted = json_response(202, Shapes(call, transaction).dataset_import(*import));
    accepted.set("location", "/v1/imports/" + import->id.value);
    return accepted;
  });
  if (call.services.import_wanted) call.services.import_wanted();
  return response;
}

}  // namespace formulary::api::handlers
