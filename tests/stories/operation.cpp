#include "tests/stories/operation.hpp"

#include "service/api/endpoint.hpp"

namespace formulary::stories {

std::string operation_of(const api::Request& request) {
  for (const std::string_view method : {std::string_view(request.method), std::string_view("GET")}) {
    if (method == "GET" && request.method != "GET" && request.method != "HEAD") break;
    for (const api::Endpoint& endpoint : api::endpoints()) {
      const std::size_t id = endpoint.path.find("{id}");
      const std::size_t rest = endpoint.path.find("{rest}");
      if (rest != std::string_view::npos && endpoint.method == method &&
          request.path.starts_with(endpoint.path.substr(0, rest))) {
        return std::string(endpoint.identifier);
      }
      const std::string_view head = endpoint.path.substr(0, id);
      const std::string_view tail = id == std::string_view::npos ? std::string_view() : endpoint.path.substr(id + 4);
      const bool fits = id == std::string_view::npos
                            ? request.path == endpoint.path
                            : request.path.starts_with(head) && request.path.ends_with(tail) &&
                                  request.path.find('/', head.size()) ==
                                      (tail.empty() ? std::string::npos : request.path.size() - tail.size());
      if (fits && endpoint.method == method) return std::string(endpoint.identifier);
    }
  }
  return {};
}

}  // namespace formulary::stories
