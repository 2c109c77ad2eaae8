#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/domain/device_questions.hpp"

namespace formulary::api::handlers {

Response list_device_questions(const Call&) {
  Json items = Json::array();
  for (const domain::Question& question : domain::device_questions()) {
    Json options = Json::array();
    for (const domain::QuestionOption& one : question.options) options.push_back({{"id", one.id}, {"text", one.text}});
    items.push_back({{"id", question.id},
                     {"kind", domain::to_text(question.kind)},
                     {"text", question.text},
                     {"help", question.help},
                     {"options", std::move(options)}});
  }
  return json_response(200, {{"table_version", domain::device_table_version}, {"items", std::move(items)}});
}

}  // namespace formulary::api::handlers
