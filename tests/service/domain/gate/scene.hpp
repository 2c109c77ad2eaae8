// What the tests of the gate are told with: one approved file, and the two ways to ask for it.
#pragma once

#include <gmock/gmock.h>

#include "service/domain/gate/gate.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {

inline const std::string artifact(64, 'a');
inline const std::string signer(64, '5');

inline Approval approval(std::string id = "approval-1") {
  Approval out;
  out.id = {std::move(id)};
  out.tool = {"tool-1"};
  out.identifier = "org.example.ward";
  out.version_text = "2.4.1";
  out.version_code = "241";
  out.artifacts = {{artifact}};
  out.signers = {signer};
  out.jurisdictions = {"US", "EU"};
  out.department = {"ward-1"};
  out.starts = day("2026-10-01");
  out.expires = day("2027-03-01");
  out.created = on("2026-10-01").now;
  return out;
}

inline Submission submission(SubmissionState state, std::string_view updated = "2026-10-02") {
  Submission out;
  out.id = {"submission-1"};
  out.number = 7;
  out.state = state;
  out.artifact = Sha256{artifact};
  out.department = {"ward-1"};
  out.updated = on(updated).now;
  return out;
}

inline GateQuery by_hash() {
  GateQuery query;
  query.sha256 = Sha256{artifact};
  return query;
}

inline GateQuery by_name() {
  GateQuery query;
  query.platform = Platform::android;
  query.identifier = "org.example.ward";
  query.version = "2.4.1";
  query.signer = signer;
  return query;
}

inline std::string verdict(const GateQuery& query, const GateRecords& records,
                           const Present& present = on("2026-11-23")) {
  return std::string(to_text(judge(query, records, present).verdict));
}

inline auto says(const char* words) {
  return testing::Contains(testing::Field(&GateReason::sentence, testing::HasSubstr(words)));
}

}  // namespace formulary::domain
