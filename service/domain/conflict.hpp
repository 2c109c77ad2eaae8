// A conflict of interest: a person's interest in a tool, a vendor or a submission, declared by themselves or entered by
// an administrator. While it stands, that person judges nothing that it concerns. Only another administrator ends it,
// and what was stays visible.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/names/company_name.hpp"

namespace formulary::domain {

enum class ConflictSubject : std::uint8_t { tool, vendor, submission };
std::string_view to_text(ConflictSubject subject);
std::optional<ConflictSubject> parse_conflict_subject(std::string_view text);

struct Conflict {
  ConflictId id;
  PersonId person;
  ConflictSubject subject = ConflictSubject::tool;
  ToolId tool{};              ///< of `tool`
  std::string vendor{};       ///< of `vendor`: a company's name
  SubmissionId submission{};  ///< of `submission`
  PersonId declarer;          ///< the person, or an administrator
  Instant declared;
  std::optional<Instant> ended{};
  PersonId ender{};

  bool stands() const { return !ended.has_value(); }
};

/// What somebody wants to judge.
struct Matter {
  ToolId tool;
  std::vector<std::string> vendors;  ///< names of the company behind it, as the registry and its dossiers have them
  std::vector<SubmissionId> submissions;
};

/// Whether a conflict that stands is about `matter`. A vendor is taken widely: another spelling, a confirmed other
/// name, a name that begins with the same words.
bool concerns(const Conflict& conflict, const Matter& matter, std::span<const CompanyAlias> aliases);

/// Who of `conflicts` has one that concerns `matter`.
std::vector<PersonId> conflicted(std::span<const Conflict> conflicts, const Matter& matter,
                                 std::span<const CompanyAlias> aliases);

/// One's own; an administrator enters anybody's.
Result<void> may_declare(const Actor& actor, const PersonId& person);
/// An administrator other than the person, while it stands.
Result<void> may_end(const Actor& actor, const Conflict& conflict);
/// Its reason is read by the person, auditors and administrators.
bool may_read_reason(const Actor& actor, const Conflict& conflict);

}  // namespace formulary::domain
