// The kinds of documents: what has to be known of each, who looks at it, what it is bound to and how long it counts.
// The table is documents.def.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"

namespace formulary::domain {

enum class FieldType : std::uint8_t { text, day, number, one };
std::string_view to_text(FieldType type);

enum class FieldNeed : std::uint8_t { optional, needed };

/// What a document says it is about, besides the product.
enum class Bound : std::uint8_t {
  freely,         ///< the maker, or all versions
  version,        ///< the very version
  major_version,  ///< every version with the same first part
  intended_use,   ///< the intended use as it was
};
std::string_view to_text(Bound bound);

struct DocumentField {
  std::string_view name;
  FieldType type = FieldType::text;
  FieldNeed need = FieldNeed::optional;
  std::string_view text;
  std::vector<std::string_view> choices;
};

/// How long a document counts, as far as it follows from one day. A document without a rule counts as long as what it
/// is bound to.
struct TermRule {
  enum class Kind : std::uint8_t {
    dated,  ///< only that there is such a day, and that it has come
    lasts,  ///< so many months after it
    until,  ///< until it
  };
  Kind kind = Kind::dated;
  std::string_view field;
  int months = 0;
  FieldNeed need = FieldNeed::needed;
};

struct DocumentKind {
  std::string_view id;
  std::string_view name;
  std::string_view reviewer;  ///< who looks at it, in the hospital's words
  ReviewDomain domain = ReviewDomain::security;
  Bound bound = Bound::freely;
  std::string_view version_field;  ///< where it says its version; empty: not bound to one
  std::string_view dated_field;    ///< which day is the document's own; empty: it has none
  std::string_view expiry;         ///< how long it counts, one sentence
  std::vector<DocumentField> fields;
  std::vector<TermRule> terms;

  const DocumentField* field(std::string_view name) const;
};

/// In the order of documents.def.
const std::vector<DocumentKind>& document_kinds();
const DocumentKind* find_document_kind(std::string_view id);

}  // namespace formulary::domain
