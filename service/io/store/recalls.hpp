// Recalls in SQL: cases, their lives and departments in recalls.cpp; what persons entered in recall_entries.cpp; what a
// recall could be about in recall_subjects.cpp.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/io/store/datasets.hpp"
#include "service/usecases/ports/recalls.hpp"

namespace formulary::io::store {

class SqlRecalls : public usecases::Recalls {
 public:
  /// `datasets` are those of the same transaction.
  SqlRecalls(Connection& connection, SqlDatasets& datasets) : connection_(connection), datasets_(datasets) {}

  void insert(const domain::RecallCase& made, const domain::ImportId& import) override;
  void update(const domain::RecallCase& changed, const domain::ImportId& import) override;
  std::optional<domain::RecallCase> find(const domain::RecallMatchId& id) override;
  std::optional<domain::RecallCase> find(const domain::VersionId& version, std::string_view recall) override;
  std::vector<domain::RecallCase> list(const usecases::RecallCaseFilter& filter) override;
  int open_cases(const domain::ToolId& tool) override;
  int with_same_code(const domain::ToolId& tool) override;
  std::vector<domain::StandingRecall> standing(const domain::VersionId& version) override;

  void insert(const usecases::RecallEvent& event) override;
  std::vector<usecases::RecallEvent> events(const domain::RecallMatchId& match) override;

  void tell_departments(const domain::RecallMatchId& match, domain::Instant at) override;
  std::vector<usecases::ToldDepartment> departments(const domain::RecallMatchId& match) override;
  void acknowledge(const domain::RecallMatchId& match, const domain::DepartmentId& department,
                   const domain::PersonId& person, domain::Instant at) override;

  void insert(const usecases::RecallEntry& entry) override;
  std::vector<usecases::RecallEntry> entries(std::string_view after, int limit) override;
  std::optional<usecases::RecallEntry> find_entry(std::string_view id) override;
  std::vector<usecases::RecallEntry> entries_with_number(std::string_view number) override;
  std::vector<usecases::RecallEntry> unmatched_entries() override;
  void matched(std::string_view entry, domain::Instant at) override;

  std::vector<domain::RecallSubject> subjects(const domain::VersionId& after, int limit) override;
  std::optional<domain::RecallSubject> subject(const domain::VersionId& version) override;
  std::vector<domain::VersionId> versions_claiming(std::string_view number) override;
  std::vector<usecases::DueVersion> due(int limit) override;
  void compared(const usecases::DueVersion& version) override;

 private:
  std::vector<domain::RecallCase> read(Query&& row);
  std::vector<usecases::RecallEntry> read_entries(Query&& row);
  std::vector<domain::RecallSubject> read_subjects(Query&& row);

  Connection& connection_;
  SqlDatasets& datasets_;
};

}  // namespace formulary::io::store
