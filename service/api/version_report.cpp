#include "service/api/version_report.hpp"

#include <algorithm>

namespace formulary::api {

domain::Result<usecases::StoredReport> version_report(const Call& call, usecases::Transaction& transaction) {
  using domain::RefusalCode;
  const auto version = transaction.registry().find_version(domain::VersionId{call.id});
  if (!version) return domain::refuse(RefusalCode::not_found, "There is no version with this id.");
  domain::Sha256 artifact = version->artifacts.empty() ? domain::Sha256{} : version->artifacts.back();
  if (const auto wanted = call.request.parameter("sha256")) {
    artifact = {std::string(*wanted)};
    if (std::ranges::find(version->artifacts, artifact) == version->artifacts.end()) {
      return domain::refuse(RefusalCode::not_found, "This version has no file with this SHA-256.", "/sha256");
    }
  }
  auto report = artifact.empty() ? std::nullopt : transaction.registry().latest_report(artifact);
  if (!report) return domain::refuse(RefusalCode::not_found, "No file of this version was examined.");
  return *report;
}

}  // namespace formulary::api
