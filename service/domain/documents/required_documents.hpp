// What a policy's required documents come to on a day: of each kind the newest that a reviewer accepted counts. What
// waits for a reviewer neither helps nor takes the place of what was accepted; what was refused counts for nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/documents/document.hpp"

namespace formulary::domain {

struct RequiredDocument {
  std::string kind;
  DocumentId document;  ///< the one that counts; empty: none does
  DocumentStanding standing;
  bool waits = false;  ///< one was handed in, and no reviewer has said anything yet
};

/// `documents` in any order, of one submission.
RequiredDocument look_for(std::string_view kind, std::span<const Document> documents, const DocumentSubject& subject,
                          Day today);

/// The newest document of the kind that nobody refused, accepted or not: what facts are taken from. Null: none.
const Document* latest_of(std::string_view kind, std::span<const Document> documents);

}  // namespace formulary::domain
