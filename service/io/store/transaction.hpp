// A unit of work on one connection, with all its nouns. Lives as long as its connection and serves one transaction
// after another.
#pragma once

#include "service/io/store/accounts.hpp"
#include "service/io/store/audit.hpp"
#include "service/io/store/claims.hpp"
#include "service/io/store/conflicts.hpp"
#include "service/io/store/connection.hpp"
#include "service/io/store/datasets.hpp"
#include "service/io/store/documents.hpp"
#include "service/io/store/emergencies.hpp"
#include "service/io/store/people.hpp"
#include "service/io/store/proposals.hpp"
#include "service/io/store/provisioning.hpp"
#include "service/io/store/recalls.hpp"
#include "service/io/store/registry.hpp"
#include "service/io/store/sign_ins.hpp"
#include "service/io/store/submissions.hpp"
#include "service/usecases/ports/store.hpp"

namespace formulary::io::store {

class SqlTransaction : public usecases::Transaction {
 public:
  explicit SqlTransaction(Connection& connection, Seals* seals = nullptr)
      : connection_(connection),
        people_(connection),
        provisioning_(connection),
        accounts_(connection),
        proposals_(connection),
        submissions_(connection),
        datasets_(connection),
        claims_(connection, datasets_),
        documents_(connection),
        conflicts_(connection),
        emergencies_(connection),
        recalls_(connection, datasets_),
        sign_ins_(connection),
        registry_(connection, submissions_, claims_, documents_, recalls_, datasets_, emergencies_),
        audit_(connection, seals) {}

  /// At the beginning of a snapshot: forgets what was found in earlier ones unless the registry is still the same.
  void recall();
  /// In a group that changes the registry: what readers found until now is to be looked up again.
  void count_change();

  usecases::People& people() override { return people_; }
  usecases::Provisioning& provisioning() override { return provisioning_; }
  usecases::Accounts& accounts() override { return accounts_; }
  usecases::Proposals& proposals() override { return proposals_; }
  usecases::Submissions& submissions() override { return submissions_; }
  usecases::Registry& registry() override { return registry_; }
  SqlDatasets& datasets() override { return datasets_; }
  SqlClaims& claims() override { return claims_; }
  SqlDocuments& documents() override { return documents_; }
  usecases::Conflicts& conflicts() override { return conflicts_; }
  usecases::Emergencies& emergencies() override { return emergencies_; }
  SqlRecalls& recalls() override { return recalls_; }
  SqlSignIns& sign_ins() override { return sign_ins_; }
  SqlAuditTrail& audit() override { return audit_; }

  std::optional<usecases::RememberedAnswer> remembered(const domain::PersonId& person, std::string_view key) override;
  /// Forgets answers that are older than a day.
  void remember(const domain::PersonId& person, std::string_view key, const usecases::RememberedAnswer& answer,
                domain::Instant at) override;

 private:
  Connection& connection_;
  SqlPeople people_;
  SqlProvisioning provisioning_;
  SqlAccounts accounts_;
  SqlProposals proposals_;
  SqlSubmissions submissions_;
  SqlDatasets datasets_;
  SqlClaims claims_;
  SqlDocuments documents_;
  SqlConflicts conflicts_;
  SqlEmergencies emergencies_;
  SqlRecalls recalls_;
  SqlSignIns sign_ins_;
  SqlRegistry registry_;
  SqlAuditTrail audit_;
  std::int64_t changes_ = -1;  ///< the change counter that the remembered look-ups belong to
};

}  // namespace formulary::io::store
