// Claims in SQL: dossiers, opinions and judgements in claims.cpp; what bears on a claim in claim_records.cpp.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/io/store/datasets.hpp"
#include "service/usecases/ports/claims.hpp"

namespace formulary::io::store {

class SqlClaims : public usecases::Claims {
 public:
  /// `datasets` are those of the same transaction.
  SqlClaims(Connection& connection, SqlDatasets& datasets) : connection_(connection), datasets_(datasets) {}

  std::optional<domain::Dossier> dossier(const domain::SubmissionId& submission) override;
  void replace(const domain::SubmissionId& submission, const domain::Dossier& dossier, const domain::PersonId& person,
               domain::Instant at) override;
  std::vector<domain::Authorization> authorizations(const domain::SubmissionId& submission) override;
  std::vector<domain::SubmissionId> claiming(const domain::SubmissionId& after, int limit) override;

  void insert(const domain::ClaimOpinion& opinion) override;
  std::vector<domain::ClaimOpinion> opinions(const domain::ClaimId& claim) override;
  void insert(const usecases::StoredJudgement& judgement) override;
  std::vector<usecases::StoredJudgement> judgements(const domain::ClaimId& claim) override;

  void insert(const usecases::StoredAlias& alias) override;
  void remove(const domain::CompanyAlias& alias) override;
  std::vector<usecases::StoredAlias> aliases() override;

  domain::ClaimRecords records_for(const domain::DeviceIdentity& device, const domain::Claim& claim) override;

 private:
  domain::QuestionAnswers answers(const domain::SubmissionId& submission);

  Connection& connection_;
  SqlDatasets& datasets_;
};

}  // namespace formulary::io::store
