#include "tests/scanners/formats/stated.hpp"

#include <algorithm>
#include <set>

namespace formulary::formats::test {

Stated::Stated(const support::Bytes& file) : report_(scan(support::source(file))) {}

std::vector<std::string> Stated::values(std::string_view fact, std::optional<std::string_view> subject) const {
  std::vector<std::string> found;
  for (const Fact& one : report_.facts) {
    if (one.name == fact && (!subject || one.subject == *subject)) found.push_back(one.value);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> Stated::pairs(std::string_view fact) const {
  std::vector<std::string> found;
  for (const Fact& one : report_.facts) {
    if (one.name == fact) found.push_back(one.subject + ": " + one.value);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string Stated::value(std::string_view fact, std::string_view subject) const {
  const std::vector<std::string> all = values(fact, subject);
  return all.empty() ? "" : all.size() > 1 ? "several" : all.front();
}

std::string Stated::evidence(std::string_view fact, std::string_view subject) const {
  const auto at = std::find_if(report_.facts.begin(), report_.facts.end(),
                               [&](const Fact& one) { return one.name == fact && one.subject == subject; });
  return at == report_.facts.end() ? "" : at->evidence;
}

bool Stated::objects(std::string_view anomaly) const {
  return std::any_of(report_.anomalies.begin(), report_.anomalies.end(),
                     [&](const Anomaly& one) { return one.id == anomaly; });
}

std::vector<std::string> Stated::objections() const {
  std::set<std::string> ids;
  for (const Anomaly& one : report_.anomalies) ids.insert(one.id);
  return {ids.begin(), ids.end()};
}

}  // namespace formulary::formats::test
