#include "service/io/store/lists.hpp"

#include <nlohmann/json.hpp>

namespace formulary::io::store {

std::string to_column(const std::vector<std::string>& words) {
  return nlohmann::json(words).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> from_column(std::string_view column) {
  return nlohmann::json::parse(column).get<std::vector<std::string>>();
}

}  // namespace formulary::io::store
