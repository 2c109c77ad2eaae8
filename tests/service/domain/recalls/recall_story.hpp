// Words for tests of recalls: a tool and a notice with the usual answers, of which a test changes what it is about.
#pragma once

#include <string>
#include <utility>

#include "service/domain/recalls/match_recall.hpp"

namespace formulary::domain {

inline RecallSubject a_tool() {
  RecallSubject tool;
  tool.id = "version-1";
  tool.tool = "tool-1";
  tool.version = "2.0.05";
  tool.names = {"Atomlab 500 Dose Calibrator"};
  tool.companies = {"Biodex Medical Systems, Inc."};
  return tool;
}

/// By FDA's enforcement report Z-2580-2021.
inline RecallNotice a_notice(RecallSeverity severity = RecallSeverity::class_two) {
  RecallNotice notice;
  notice.key = notice.number = "Z-2580-2021";
  notice.firm = "Someone Else Ltd";
  notice.product = "A device";
  notice.text = "A device\nSerial numbers 17081557\nIt may fail.";
  notice.severity = severity;
  return notice;
}

inline constexpr Day a_thursday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 26};

inline std::optional<RecallMatch> match(RecallNotice notice, RecallSubject tool = a_tool()) {
  return match_recall(prepare(std::move(notice)), prepare(std::move(tool)), a_thursday);
}

inline std::string signals_of(const std::optional<RecallMatch>& found) {
  std::string out;
  if (found) {
    for (const SignalEvidence& evidence : found->signals)
      out += (out.empty() ? "" : " ") + std::string(to_text(evidence.signal));
  }
  return out;
}

}  // namespace formulary::domain
