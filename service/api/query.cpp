#include "service/api/query.hpp"

namespace formulary::api {

std::vector<std::string> values_in_query(const Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : request.query) {
    if (key != name) continue;
    std::string_view rest = value;
    for (;;) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      values.emplace_back(rest.substr(0, comma));
      if (comma == rest.size()) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return values;
}

domain::Result<bool> flag_in_query(const Request& request, std::string_view name) {
  const auto value = request.parameter(name);
  if (!value || *value == "false") return false;
  if (*value == "true") return true;
  return domain::refuse(domain::RefusalCode::invalid, "`" + std::string(name) + "` is true or false.",
                        "/" + std::string(name));
}

domain::Result<std::optional<domain::Instant>> instant_in_query(const Request& request, std::string_view name,
                                                                DayMeans day_means) {
  const auto value = request.parameter(name);
  if (!value) return std::nullopt;
  if (const auto instant = domain::parse_rfc3339(*value)) return instant;
  if (const auto day = domain::parse_day(*value)) {
    const auto moment = *day + std::chrono::days(day_means == DayMeans::its_end ? 1 : 0);
    return domain::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count()};
  }
  return domain::refuse(domain::RefusalCode::invalid,
                        "`" + std::string(name) +
                            "` is a day such as 2026-11-23, or an instant such as "
                            "2026-11-23T09:00:00.000Z.",
                        "/" + std::string(name));
}

domain::Refusal foreign_cursor() {
  return {domain::RefusalCode::invalid, "`cursor` is not one of this list. Use `next` of the page before as it came.",
          "/cursor"};
}

}  // namespace formulary::api
