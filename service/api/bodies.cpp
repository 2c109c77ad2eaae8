#include "service/api/bodies.hpp"

namespace formulary::api {

BodyReader::BodyReader(const Call& call) : call_(call), json_(InputJson::object()), reader_(json_, mistakes_) {
  auto parsed = parse_object(call.request.body);
  if (parsed) {
    json_ = std::move(*parsed);
  } else {
    malformed_ = std::move(parsed.error());
  }
}

std::optional<Response> BodyReader::finish() {
  if (malformed_) return to_response(*malformed_, call_.request.id);
  reader_.close();
  if (mistakes_.empty()) return std::nullopt;
  return to_response(problem_of(mistakes_), call_.request.id);
}

ReasonBody read_reason(const Call& call, std::string_view field) {
  ReasonBody result;
  BodyReader body(call);
  result.reason = body.in().text(field, {1, 4000});
  result.problem = body.finish();
  return result;
}

}  // namespace formulary::api
