// The shapes of schemas/api/base.json that several endpoints share, written from the domain's nouns. Names of persons,
// departments and tools are looked up once per answer. What a shape says about the caller (`may`) is a help for
// screens; the use cases decide again.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "service/api/endpoint.hpp"
#include "service/api/json.hpp"
#include "service/domain/approval.hpp"
#include "service/domain/conflict.hpp"
#include "service/domain/emergency.hpp"
#include "service/domain/gate/gate.hpp"
#include "service/domain/picture.hpp"
#include "service/domain/review.hpp"
#include "service/domain/rules/rule.hpp"
#include "service/usecases/assess.hpp"

namespace formulary::api {

/// What a person is told about their own session.
struct SessionView {
  const domain::Person& person;
  std::string csrf;
  domain::Instant expires;
  std::string id;  ///< empty for a token
  usecases::Due due = usecases::Due::nothing;
};

class Shapes {
 public:
  Shapes(const Call& call, usecases::Transaction& transaction) : call_(call), transaction_(transaction) {}

  // shapes_people.cpp
  Json department(const domain::DepartmentId& id);  ///< null when there is none
  Json person_name(const domain::PersonId& id);     ///< null when there is none
  Json person(const domain::Person& person);
  Json token(const usecases::Token& token);
  Json session(const SessionView& view);
  Json conflict(const domain::Conflict& conflict);  ///< with its reasons for who may read them

  // shapes_emergency.cpp
  Json emergency_access();  ///< that stands now; null when none does
  Json emergency_approval(const domain::EmergencyApproval& approval);

  // shapes_registry.cpp
  Json tool_ref(const domain::ToolId& id);  ///< null when there is none
  Json tool(const domain::Tool& tool);
  Json tool_row(const domain::Tool& tool);
  Json version(const domain::Version& version);
  Json approval(const domain::Approval& approval);

  // shapes_dataset.cpp
  Json dataset(const usecases::DatasetInForce& in_force);
  Json dataset_never_imported(const domain::DatasetKind& kind);
  Json dataset_import(const domain::DatasetImport& import);
  Json authority_record(const usecases::StoredRecord& stored);

  // shapes_submission.cpp
  Json submission(const domain::Submission& submission);
  Json submission_row(const domain::Submission& submission);
  Json submission_rows(const std::vector<domain::Submission>& submissions);

 private:
  Json watch(const std::string& dataset);
  Json open_import(const std::string& dataset);
  Json identity(const domain::Submission& submission);
  Json dossier(const domain::Submission& submission);  ///< null when there is none
  Json may(const domain::Submission& submission, const usecases::Assessed& assessed,
           const std::vector<domain::Review>& reviews);
  Json scan(const domain::Submission& submission, const usecases::Assessed& assessed);
  const std::optional<domain::Tool>& find_tool(const domain::ToolId& id);
  const std::optional<domain::Version>& find_version(const domain::VersionId& id);

  const Call& call_;
  usecases::Transaction& transaction_;
  std::map<std::string, Json> people_;
  std::map<std::string, Json> departments_;
  std::map<std::string, std::optional<domain::Tool>> tools_;
  std::map<std::string, std::optional<domain::Version>> versions_;
};

Json department_json(const domain::Department& department);
Json intended_use_json(const domain::IntendedUse& use);
Json finding_json(const domain::Finding& finding);
Json findings_json(const std::vector<domain::Finding>& findings);
Json picture_json(const Report& report, domain::Day today);  ///< null when there is none
Json assessment_json(const usecases::Assessed& assessed, domain::Day today);
Json report_json(const Report& report);
Json gate_json(const domain::GateAnswer& answer);
Json rule_json(const domain::Rule& rule);
Json policy_json(const domain::Policy& policy);

/// An answer that shows one submission, with its ETag.
Response submission_response(const Call& call, usecases::Transaction& transaction, const domain::Submission& submission,
                             int status = 200);
Response approval_response(const Call& call, usecases::Transaction& transaction, const domain::Approval& approval);

// Little words.
Json texts(const std::vector<std::string>& values);
Json instant(const std::optional<domain::Instant>& value);  ///< null when there is none
Json day(const std::optional<domain::Day>& value);
Json id_or_null(const std::string& id);

template <class T>
Json words(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(domain::to_text(value));
  return list;
}

}  // namespace formulary::api
