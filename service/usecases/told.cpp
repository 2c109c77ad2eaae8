#include "service/usecases/told.hpp"

#include "service/domain/documents/required_documents.hpp"
#include "service/domain/documents/sbom.hpp"

namespace formulary::usecases {
namespace {

void add(Report& report, std::vector<Fact> facts) {
  for (Fact& fact : facts) report.facts.push_back(std::move(fact));
}

}  // namespace

Report with_told(Transaction& transaction, const domain::Submission& submission, Report report) {
  Documents& documents = transaction.documents();
  const std::vector<domain::Document> list = documents.of_submission(submission.id);
  for (const std::string_view kind : {"mds2", "sbom"}) {
    const domain::Document* latest = domain::latest_of(kind, list);
    if (latest == nullptr || !latest->file) continue;
    std::vector<Fact> facts = documents.facts(*latest->file, kind);
    if (kind == "sbom" && !facts.empty()) {
      std::vector<domain::ComparedComponent> compared;
      for (domain::FoundComponent& found : domain::found_components(report)) {
        std::vector<std::string> listed = documents.listed_versions(*latest->file, found.keys);
        compared.push_back({std::move(found), std::move(listed)});
      }
      add(report, domain::facts_of(compared));
    }
    add(report, std::move(facts));
  }
  if (const auto dossier = transaction.claims().dossier(submission.id)) {
    add(report, domain::facts_of(domain::contradictions_in(*dossier)));
  }
  return report;
}

}  // namespace formulary::usecases
