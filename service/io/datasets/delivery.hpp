// Turns what a part holds into records for the sink: asks the format what a record means, counts, and says what is
// unknown or odd. One for all parts of an import.
#pragma once

#include <memory>
#include <string>
#include <unordered_set>

#include "service/io/datasets/format.hpp"
#include "service/usecases/ports/dataset_reader.hpp"

namespace formulary::io::datasets {

class Delivery final : public RecordTaker {
 public:
  Delivery(std::string_view kind, usecases::RecordSink& sink);

  /// What comes now belongs to this part; its name has to outlive it.
  void begin(std::string_view name, const Format& format);
  usecases::ReadSummary finish();

  Step columns(std::span<const std::string> names) override;
  Step record(Json&& record, std::int64_t line) override;
  Step reject(std::int64_t line, std::string_view reason) override;
  void around(std::string_view name, const Json& value) override;
  void warn(std::string_view sentence) override;

 private:
  void end_part();
  void meet(const std::string& plain, std::string_view printed);
  void deliver(domain::AuthorityRecord&& record, Json& published, std::int64_t line);
  void check_version(std::string_view version) const;

  usecases::RecordSink& sink_;
  Context context_;
  usecases::ReadSummary summary_;
  std::string_view name_;
  const Format* format_ = nullptr;
  std::unordered_set<std::string> met_;  ///< names of members, by format
  std::int64_t line_ = 0;
  std::int64_t expected_ = 0;  ///< records of the whole publication, as the files say
  bool next_page_ = false, pages_ = false, last_page_ = false;
};

}  // namespace formulary::io::datasets
