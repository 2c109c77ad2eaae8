// Recalls that touch versions: the cases with their lives, the departments that were told, what persons entered by hand,
// and what of the registry a recall could be about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/gate.hpp"
#include "service/domain/recall_case.hpp"
#include "service/usecases/ports/datasets.hpp"

namespace formulary::usecases {

/// The data set of what persons entered.
inline constexpr std::string_view manual_recalls = "manual";

/// A notice that a person entered. Its record's key is its id.
struct RecallEntry {
  domain::AuthorityRecord record;
  std::string authority;  ///< who published it, as the person says
  std::string url;
  domain::PersonId person;
  domain::Instant at;
};

/// One step in the life of a case.
struct RecallEvent {
  domain::RecallMatchId match;
  std::string event;  ///< `raised`, a Renewal or a RecallDecision
  domain::RecallState state = domain::RecallState::open;
  domain::RecallAction action = domain::RecallAction::count;
  std::string digest;
  std::string rules;
  domain::PersonId person;  ///< empty: the service itself
  std::string reason;
  domain::Instant at;
};

struct ToldDepartment {
  domain::DepartmentId department;
  domain::Instant told;
  domain::PersonId person;  ///< who said that the department knows; empty: nobody yet
  std::optional<domain::Instant> acknowledged{};
};

struct RecallCaseFilter {
  std::vector<domain::RecallState> states;  ///< empty: all
  std::optional<domain::ToolId> tool{};
  std::optional<domain::ImportId> import{};            ///< the last one that changed it
  std::string recall;                                  ///< identity; empty: all
  std::optional<domain::DepartmentId> unaware{};       ///< was told and has not acknowledged
  std::optional<domain::RecallMatchId> before{};       ///< cursor: only older ones
  int limit = 50;
};

/// A version of which something new is known since it was compared with the recalls.
struct DueVersion {
  domain::VersionId version;
  std::int64_t changes = 0;
};

class Recalls {
 public:
  virtual ~Recalls() = default;

  virtual void insert(const domain::RecallCase& made, const domain::ImportId& import) = 0;
  virtual void update(const domain::RecallCase& changed, const domain::ImportId& import) = 0;  ///< no import: as before
  virtual std::optional<domain::RecallCase> find(const domain::RecallMatchId& id) = 0;
  virtual std::optional<domain::RecallCase> find(const domain::VersionId& version, std::string_view recall) = 0;
  virtual std::vector<domain::RecallCase> list(const RecallCaseFilter& filter) = 0;  ///< newest first
  virtual int open_cases(const domain::ToolId& tool) = 0;
  /// Records of recalls with a product code of the tool, whatever their product; at most 10,000 are counted.
  virtual int with_same_code(const domain::ToolId& tool) = 0;
  virtual std::vector<domain::StandingRecall> standing(const domain::VersionId& version) = 0;

  virtual void insert(const RecallEvent& event) = 0;
  virtual std::vector<RecallEvent> events(const domain::RecallMatchId& match) = 0;  ///< oldest first

  /// Adds the departments that asked for the version and are not there yet.
  virtual void tell_departments(const domain::RecallMatchId& match, domain::Instant at) = 0;
  virtual std::vector<ToldDepartment> departments(const domain::RecallMatchId& match) = 0;
  virtual void acknowledge(const domain::RecallMatchId& match, const domain::DepartmentId& department,
                           const domain::PersonId& person, domain::Instant at) = 0;

  virtual void insert(const RecallEntry& entry) = 0;
  virtual std::vector<RecallEntry> entries(std::string_view after, int limit) = 0;  ///< by id
  virtual std::optional<RecallEntry> find_entry(std::string_view id) = 0;
  virtual std::vector<RecallEntry> entries_with_number(std::string_view number) = 0;
  virtual std::vector<RecallEntry> unmatched_entries() = 0;
  virtual void matched(std::string_view entry, domain::Instant at) = 0;

  /// What a recall could be about, by version, after `after`; drafts, and what was withdrawn or rejected, are not.
  virtual std::vector<domain::RecallSubject> subjects(const domain::VersionId& after, int limit) = 0;
  virtual std::optional<domain::RecallSubject> subject(const domain::VersionId& version) = 0;
  /// Versions of other tools that claim the same premarket number.
  virtual std::vector<domain::VersionId> versions_claiming(std::string_view number) = 0;
  virtual std::vector<DueVersion> due(int limit) = 0;
  /// Not due any more, unless it changed again meanwhile.
  virtual void compared(const DueVersion& version) = 0;
};

}  // namespace formulary::usecases
