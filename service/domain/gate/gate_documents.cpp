#include <algorithm>
#include <iterator>

#include "service/domain/documents/required_documents.hpp"
#include "service/domain/gate/gate_view.hpp"

namespace formulary::domain {
namespace {

GateVerdict verdict_of(DocumentState state) {
  switch (state) {
    case DocumentState::valid:
    case DocumentState::expiring:
      return GateVerdict::allowed;
    case DocumentState::missing:
    case DocumentState::insufficient:
    case DocumentState::superseded:
      return GateVerdict::hold;
    case DocumentState::expired:
      break;
  }
  return GateVerdict::denied;
}

}  // namespace

std::vector<GateFinding> weigh_documents(const GateSubject& subject) {
  std::vector<GateFinding> findings;
  const GateRecords& records = subject.records;
  if (records.policy.classes.empty()) return findings;
  const std::vector<std::string>& required = subject.terms().required_documents;
  if (required.empty()) return findings;
  std::vector<Document> documents;
  std::ranges::copy_if(records.documents, std::back_inserter(documents),
                       [&](const Document& one) { return one.submission == subject.approval.submission; });
  const Submission* submission = subject.submission();
  const DocumentSubject about{.version = subject.approval.version_text,
                              .version_code = subject.approval.version_code,
                              .use_revision = submission == nullptr ? 0 : submission->use_revision};
  for (const std::string& kind : required) {
    const RequiredDocument found = look_for(kind, documents, about, subject.present.today);
    const bool there = !found.document.empty();
    GateReason reason{there ? found.document.value : records.policy.id.value,
                      (there ? "" : "The policy asks for it. ") + found.standing.sentence,
                      there ? "document" : "policy", subject.present.today};
    const auto counts = std::ranges::find(documents, found.document, &Document::id);
    if (counts != documents.end() && counts->issued()) reason.as_of = *counts->issued();
    findings.push_back({verdict_of(found.standing.state), std::move(reason), found.standing.ends, true});
  }
  return findings;
}

}  // namespace formulary::domain
