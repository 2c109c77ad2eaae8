#include "service/api/etag.hpp"

#include <algorithm>
#include <charconv>

namespace formulary::api {
namespace {

constexpr std::size_t digest_length = 16;

std::string* etag_of(Response& response) {
  for (auto& [name, value] : response.headers) {
    if (name == "etag") return &value;
  }
  return nullptr;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

}  // namespace

void set_revision(Response& response, std::int64_t revision) { response.set("etag", std::to_string(revision)); }

bool shows_revision(const Response& response) {
  return std::ranges::any_of(response.headers, [](const auto& one) { return one.first == "etag"; });
}

void add_etag(Response& response, const usecases::World& world) {
  std::string* tag = etag_of(response);
  if (tag != nullptr && tag->ends_with('"')) return;
  const std::string digest = world.sha256(response.body).substr(0, digest_length);
  if (tag == nullptr) {
    response.set("etag", '"' + digest + '"');
  } else {
    *tag = '"' + *tag + '-' + digest + '"';
  }
}

domain::Result<std::int64_t> wanted_revision(std::string_view if_match) {
  using domain::RefusalCode;
  if_match = trim(if_match);
  if (if_match.empty()) {
    return domain::refuse(RefusalCode::precondition_required,
                          "Send If-Match with the ETag of the copy that your change is based on.");
  }
  if (if_match.starts_with("W/")) {
    return domain::refuse(RefusalCode::stale, "A weak ETag does not say which state you saw. Load it again.");
  }
  const auto malformed = [] {
    return domain::refuse(RefusalCode::invalid, "If-Match must be one ETag as this registry gave it, such as \"7\".");
  };
  if (if_match.size() < 3 || if_match.front() != '"' || if_match.back() != '"') return malformed();
  if_match = if_match.substr(1, if_match.size() - 2);
  std::int64_t revision = 0;
  const auto [end, error] = std::from_chars(if_match.data(), if_match.data() + if_match.size(), revision);
  if (error != std::errc() || revision < 1) return malformed();
  const std::string_view rest = if_match.substr(static_cast<std::size_t>(end - if_match.data()));
  const bool digest = rest.size() == digest_length + 1 && rest.front() == '-' &&
                      rest.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
  if (!rest.empty() && !digest) return malformed();
  return revision;
}

bool matches_any(std::string_view if_none_match, std::string_view etag) {
  if (trim(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    if (without_weakness(trim(if_none_match.substr(0, comma))) == without_weakness(etag)) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

Response conditional(const Request& request, Response response) {
  const std::string_view if_none_match = request.header("if-none-match");
  const std::string* tag = etag_of(response);
  if (if_none_match.empty() || tag == nullptr || !matches_any(if_none_match, *tag)) return response;
  Response empty;
  empty.status = 304;
  for (const auto& [name, value] : response.headers) {
    if (name == "etag" || name == "cache-control" || name == "link") empty.set(name, value);
  }
  return empty;
}

}  // namespace formulary::api
