#include "service/domain/claims/compare_model.hpp"

#include <algorithm>
#include <string>

namespace formulary::domain {
namespace {

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.') out += c;
  }
  return out;
}

}  // namespace

bool same_model(std::string_view a, std::string_view b) { return plain(a) == plain(b); }

bool is_among(std::string_view model, std::string_view models) {
  if (same_model(model, models)) return true;
  while (!models.empty()) {
    const std::size_t end = std::min(models.find_first_of(",;|/\n"), models.size());
    if (same_model(models.substr(0, end), model)) return true;
    models.remove_prefix(std::min(end + 1, models.size()));
  }
  return false;
}

}  // namespace formulary::domain
