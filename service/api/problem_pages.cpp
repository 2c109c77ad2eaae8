#include "service/api/problem_pages.hpp"

#include "service/api/problem.hpp"

namespace formulary::api {

std::optional<Response> problem_page(std::string_view path) {
  constexpr std::string_view root = "/problems";
  if (!path.starts_with(root)) return std::nullopt;
  const std::string_view name = path.substr(root.size());
  std::string text;
  for (const ProblemKind& kind : problem_kinds()) {
    const bool wanted = name.empty() || (name.front() == '/' && name.substr(1) == kind.name);
    if (!wanted) continue;
    text += std::string(root) + "/" + std::string(kind.name) + " (" + std::to_string(kind.status) + ")\n" +
            std::string(kind.title) + ".\n" + std::string(kind.help) + "\n\n";
  }
  if (text.empty()) return std::nullopt;
  text.pop_back();
  Response response;
  response.set("content-type", "text/plain; charset=utf-8");
  response.set("cache-control", "no-cache");
  response.body = std::move(text);
  return response;
}

}  // namespace formulary::api
