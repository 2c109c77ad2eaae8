#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/domain/documents/document_kind.hpp"

namespace formulary::api::handlers {

Response list_document_kinds(const Call&) {
  Json items = Json::array();
  for (const domain::DocumentKind& kind : domain::document_kinds()) {
    Json fields = Json::array();
    for (const domain::DocumentField& field : kind.fields) {
      Json choices = Json::array();
      for (const std::string_view choice : field.choices) choices.push_back(choice);
      fields.push_back({{"name", field.name},
                        {"type", domain::to_text(field.type)},
                        {"needed", field.need == domain::FieldNeed::needed},
                        {"text", field.text},
                        {"choices", std::move(choices)}});
    }
    items.push_back({{"id", kind.id},
                     {"name", kind.name},
                     {"reviewer", kind.reviewer},
                     {"domain", domain::to_text(kind.domain)},
                     {"bound_to", domain::to_text(kind.bound)},
                     {"expiry", kind.expiry},
                     {"fields", std::move(fields)}});
  }
  return json_response(200, {{"items", std::move(items)}});
}

}  // namespace formulary::api::handlers
