// A document of a submission: what kind it is, what it says, and the file. It is worth what its kind's rule makes of it
// on a day, and at the gate only when a reviewer of the responsible domain has looked at it and accepted it: whoever
// hands it in types its dates. A revision is never changed; correcting a document makes the next one, which nobody has
// accepted yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/domain/documents/document_kind.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/result.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// What a reviewer said of one revision.
struct DocumentOpinion {
  PersonId person;
  bool accepted = false;
  std::string reason;
  Instant at;
};

struct Document {
  DocumentId id;
  SubmissionId submission;
  std::string kind;                                           ///< of documents.def
  std::vector<std::pair<std::string, std::string>> fields{};  ///< names and values, in the order of documents.def
  std::optional<Sha256> file{};
  std::string file_name{};
  std::int64_t use_revision = 1;  ///< of the submission, when it was handed in
  PersonId person;                ///< who handed in this revision
  Instant handed_in;
  std::int64_t revision = 1;
  std::optional<DocumentOpinion> opinion{};  ///< the latest on this revision

  std::string_view value(std::string_view field) const;  ///< empty: it does not say
  std::optional<Day> day(std::string_view field) const;  ///< nothing: not said, or unreadable
  /// The document's own date.
  std::optional<Day> issued() const;
  bool accepted() const { return opinion && opinion->accepted; }
  bool refused() const { return opinion && !opinion->accepted; }
};

/// Takes blanks off, drops empty values, puts the fields into their order, and gives every mistake with its field
/// (`/fields/issued`): an unknown kind or field, an unreadable day or number, a word that is none of the choices, too
/// long a text. What is missing is no mistake: it can be added later, and until then the document does not count.
std::vector<Refusal> normalise(Document& document);

inline constexpr std::size_t longest_field = 4000;

/// What the document has to fit to.
struct DocumentSubject {
  std::optional<std::string> version{};  ///< as people read it; nothing: not known before the file was examined
  std::string version_code{};            ///< what the platform compares, or empty
  std::int64_t use_revision = 1;
};

/// From best to worst.
enum class DocumentState : std::uint8_t {
  valid,
  expiring,      ///< valid, and it ends within 90 days
  missing,       ///< there is none
  insufficient,  ///< it does not say what it has to say, or says that something is not in order
  superseded,    ///< of another version, another use, or an edition that no longer counts
  expired,       ///< its day is over; so is that of a document whose day is missing or unreadable
};
std::string_view to_text(DocumentState state);

/// Days before the end at which people are told.
inline constexpr int notice_days[] = {90, 60, 30};

struct DocumentStanding {
  DocumentState state = DocumentState::missing;
  std::optional<Day> ends{};  ///< the last day on which it counts
  int notice = 0;             ///< 90, 60 or 30: it ends within so many days; 0: later, or it has no end
  std::string sentence;       ///< for people
};

/// The worth of one document by its kind's rule. Says nothing of whether a person has accepted it.
DocumentStanding standing_of(const Document& document, const DocumentSubject& subject, Day today);

/// 90, 60 or 30 when `end` is that near, else 0. Of a day that is over, 0.
int notice_of(Day end, Day today);

/// May this person's word on it be kept at all? Refusals: invalid (no reason), conflict (accepting what does not
/// count).
Result<void> may_give(const DocumentOpinion& opinion, const DocumentStanding& standing);

}  // namespace formulary::domain
