// The path of a change (RFC 7644, section 3.5.2, figure 7).
#include "service/domain/scim/patch.hpp"

namespace formulary::domain::scim {
namespace {

std::unexpected<Fault> unknown(std::string_view text) {
  return fault(FaultKind::invalid_path, "No attribute `" + std::string(text.substr(0, 200)) +
                                            "` is kept here. See /scim/v2/Schemas for those that are.");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The bracket that ends the filter: brackets in quoted texts do not count.
std::size_t closing(std::string_view text, std::size_t open) {
  bool quoted = false;
  for (std::size_t at = open + 1; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (text[at] == ']' && !quoted) {
      return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Outcome<Path> parse_path(std::string_view given, ResourceKind kind) {
  const std::string_view text = trimmed(given);
  const std::size_t open = text.find('[');
  Path path;
  path.target = resolve(trimmed(text.substr(0, open)), kind);
  if (path.target.whole_extension && open == std::string_view::npos) return path;
  if (path.target.attribute == nullptr) return unknown(text);
  if (open == std::string_view::npos) return path;
  const Attribute& list = *path.target.attribute;
  const std::size_t close = closing(text, open);
  if (close == std::string_view::npos || path.target.sub != nullptr || !list.complex()) {
    return fault(FaultKind::invalid_path, "Write a path with a filter as attribute[filter] or attribute[filter].part.");
  }
  auto which = parse_filter(text.substr(open + 1, close - open - 1), kind, &list);
  if (!which) return std::unexpected(which.error());
  path.which = std::move(*which);
  std::string_view rest = trimmed(text.substr(close + 1));
  if (rest.empty()) return path;
  path.part = rest.front() == '.' ? find_attribute(list.schema, list.name, trimmed(rest.substr(1))) : nullptr;
  if (path.part == nullptr) return unknown(text);
  return path;
}

}  // namespace formulary::domain::scim
