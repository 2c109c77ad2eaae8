#include "service/usecases/answer.hpp"

#include <algorithm>

namespace formulary::usecases {
namespace {

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

domain::Result<domain::GateAnswer> answer_gate(Transaction& transaction, const World& world,
                                               const domain::GateQuery& query) {
  using domain::RefusalCode;
  if (query.sha256) {
    if (!is_sha256(query.sha256->hex)) {
      return domain::refuse(RefusalCode::invalid, "`sha256` is 64 lower-case hexadecimal digits.", "/sha256");
    }
  } else {
    if (!query.platform) {
      return domain::refuse(RefusalCode::invalid, "Ask with `sha256`, or with `platform`, `id` and `version`.",
                            "/platform");
    }
    if (query.identifier.empty()) return domain::refuse(RefusalCode::invalid, "`id` is missing.", "/id");
    if (query.version.empty()) return domain::refuse(RefusalCode::invalid, "`version` is missing.", "/version");
  }
  if (query.signer && !is_sha256(*query.signer)) {
    return domain::refuse(RefusalCode::invalid,
                          "`signer` is the certificate's SHA-256: 64 lower-case hexadecimal digits.", "/signer");
  }

  domain::GateAnswer answer = domain::judge(query, transaction.registry().gate_records(query), world.present());
  const bool open =
      answer.verdict == domain::GateVerdict::allowed || answer.verdict == domain::GateVerdict::allowed_with_conditions;
  if (!open) {
    const domain::Platform platform = query.platform.value_or(domain::Platform::android);
    answer.alternatives = transaction.registry().approved_tool_names(platform, 5);
    std::erase(answer.alternatives, query.identifier);
  }
  return answer;
}

domain::AuditEntry account_of(const domain::Actor& actor, const domain::GateQuery& query,
                              const domain::GateAnswer& answer, domain::Instant now) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "gate.query";
  entry.object_type = "approval";
  entry.object_id = answer.approval.value;
  entry.object_sha256 = query.sha256 ? query.sha256->hex : std::string();
  entry.to = to_text(answer.verdict);
  entry.at = now;
  return entry;
}

}  // namespace formulary::usecases
