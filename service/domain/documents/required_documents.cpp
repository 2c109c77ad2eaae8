#include "service/domain/documents/required_documents.hpp"

#include <tuple>

namespace formulary::domain {
namespace {

template <class Fits>
const Document* newest(std::string_view kind, std::span<const Document> documents, const Fits& fits) {
  const Document* found = nullptr;
  for (const Document& one : documents) {
    if (one.kind != kind || !fits(one)) continue;
    if (found == nullptr || std::tie(found->handed_in, found->id) < std::tie(one.handed_in, one.id)) found = &one;
  }
  return found;
}

}  // namespace

const Document* latest_of(std::string_view kind, std::span<const Document> documents) {
  return newest(kind, documents, [](const Document& one) { return !one.refused(); });
}

RequiredDocument look_for(std::string_view kind, std::span<const Document> documents, const DocumentSubject& subject,
                          Day today) {
  RequiredDocument out{.kind = std::string(kind), .document = {}, .standing = {}, .waits = false};
  const DocumentKind* known = find_document_kind(kind);
  const std::string name(known == nullptr ? kind : known->name);
  out.waits = newest(kind, documents, [](const Document& one) { return !one.opinion; }) != nullptr;
  const Document* counts = newest(kind, documents, [](const Document& one) { return one.accepted(); });
  if (counts == nullptr) {
    out.standing.sentence = name + (out.waits ? ": handed in; it waits for a reviewer (" +
                                                    std::string(known == nullptr ? "" : known->reviewer) + ")."
                                              : ": no accepted document is on record.");
    return out;
  }
  out.document = counts->id;
  out.standing = standing_of(*counts, subject, today);
  out.standing.sentence = name + ": " + out.standing.sentence;
  return out;
}

}  // namespace formulary::domain
