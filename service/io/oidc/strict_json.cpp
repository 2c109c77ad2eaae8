#include "service/io/oidc/strict_json.hpp"

#include <set>
#include <vector>

namespace formulary::io::oidc {
namespace {

struct TooMuch {};

}  // namespace

std::optional<Json> parse_object(std::string_view text, const JsonBounds& bounds) {
  if (text.size() > bounds.bytes) return std::nullopt;
  std::vector<std::set<std::string>> names;
  std::size_t values = 0;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (depth > bounds.depth || ++values > bounds.values) throw TooMuch();
    if (event == Event::object_start) names.emplace_back();
    if (event == Event::object_end) names.pop_back();
    if (event == Event::key && !names.back().insert(parsed.get<std::string>()).second) throw TooMuch();
    return true;
  };
  try {
    Json object = Json::parse(text, watch, false);
    if (object.is_object()) return object;
  } catch (const TooMuch&) {
  }
  return std::nullopt;
}

std::optional<std::string> text_in(const Json& object, std::string_view name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? std::optional(it->get<std::string>()) : std::nullopt;
}

}  // namespace formulary::io::oidc
