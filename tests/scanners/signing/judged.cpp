#include "tests/scanners/signing/judged.hpp"

#include <algorithm>
#include <cstdlib>

namespace formulary::signing::test {

Judged::Judged(const support::Bytes& file, const ScanOptions& options)
    : report_(scan(support::source(file), options)) {}

bool Judged::verified() const { return values(fact::apk_signature_verified) == std::vector<std::string>{"true"}; }

bool Judged::has(std::string_view fact, std::string_view value) const {
  return std::ranges::any_of(report_.facts, [&](const Fact& one) { return one.name == fact && one.value == value; });
}

bool Judged::objects(std::string_view anomaly) const {
  return std::ranges::any_of(report_.anomalies, [&](const Anomaly& one) { return one.id == anomaly; });
}

std::vector<std::string> Judged::values(std::string_view fact, std::optional<std::string_view> subject) const {
  std::vector<std::string> result;
  for (const Fact& one : report_.facts) {
    if (one.name == fact && (!subject || one.subject == *subject)) result.push_back(one.value);
  }
  std::ranges::sort(result);
  return result;
}

std::vector<std::string> Judged::signers() const {
  std::vector<std::string> result;
  for (const Fact& one : report_.facts) {
    if (one.name == fact::apk_signature_signer) result.push_back(one.subject + ": " + one.value);
  }
  std::ranges::sort(result);
  return result;
}

std::string Judged::objections() const {
  std::string text = report_.complete ? "" : "[" + report_.reason + "] ";
  for (const Anomaly& one : report_.anomalies) {
    if (one.id.starts_with("apk.") || one.id == "limit.exceeded") text += one.id + " (" + one.subject + ") ";
  }
  return text;
}

std::optional<std::filesystem::path> apksig_corpus() {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const std::filesystem::path path =
      std::filesystem::path(shared == nullptr ? "../shared" : shared) / "corpus" / "apksig";
  if (!std::filesystem::exists(path / "expected.tsv")) return std::nullopt;
  return path;
}

}  // namespace formulary::signing::test
