// A package as the tests of the Android scanner look at it: scanned, with questions that read like sentences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/scan.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::formats::test {

class Stated {
 public:
  explicit Stated(const support::Bytes& file);
  explicit Stated(const support::AndroidApp& app) : Stated(app.unsigned_package()) {}

  /// The values of all facts of this name, sorted; those of one subject only, when one is given.
  std::vector<std::string> values(std::string_view fact, std::optional<std::string_view> subject = {}) const;
  /// `SUBJECT: VALUE` of all facts of this name, sorted.
  std::vector<std::string> pairs(std::string_view fact) const;
  /// The only value; empty when there is none, `several` when there are more.
  std::string value(std::string_view fact, std::string_view subject = "") const;
  std::string evidence(std::string_view fact, std::string_view subject = "") const;
  bool objects(std::string_view anomaly) const;
  /// The ids of all anomalies, sorted, each once.
  std::vector<std::string> objections() const;

  const Report& report() const { return report_; }

 private:
  Report report_;
};

}  // namespace formulary::formats::test
