// The store as the use cases see it: units of work. A use case gets a Transaction and takes from it the nouns it needs;
// whatever it changes, and the audit entry that explains it, is committed together or not at all.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "service/usecases/ports/accounts.hpp"
#include "service/usecases/ports/audit_trail.hpp"
#include "service/usecases/ports/claims.hpp"
#include "service/usecases/ports/conflicts.hpp"
#include "service/usecases/ports/datasets.hpp"
#include "service/usecases/ports/documents.hpp"
#include "service/usecases/ports/emergencies.hpp"
#include "service/usecases/ports/people.hpp"
#include "service/usecases/ports/proposals.hpp"
#include "service/usecases/ports/provisioning.hpp"
#include "service/usecases/ports/recalls.hpp"
#include "service/usecases/ports/registry.hpp"
#include "service/usecases/ports/sign_ins.hpp"
#include "service/usecases/ports/submissions.hpp"

namespace formulary::usecases {

/// The store cannot write or read now: the disk is full, gone or locked. What was acknowledged is there; what threw
/// this did not happen. The request may be tried again later.
class StorageUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The log's second place, which the hospital demands, cannot be written. What cannot be accounted for does not happen.
class AuditUnavailable : public StorageUnavailable {
 public:
  using StorageUnavailable::StorageUnavailable;
};

/// The audit log contradicts what was signed of it. Nothing is written until a person has looked.
class ReadOnly : public StorageUnavailable {
 public:
  using StorageUnavailable::StorageUnavailable;
};

/// The answer that an Idempotency-Key got before.
struct RememberedAnswer {
  std::string request_digest;
  int status = 0;
  std::string body;
  std::string headers;  ///< JSON object text
};

class Transaction {
 public:
  virtual ~Transaction() = default;

  virtual People& people() = 0;
  virtual Accounts& accounts() = 0;
  virtual Proposals& proposals() = 0;
  virtual Submissions& submissions() = 0;
  virtual Registry& registry() = 0;
  virtual Datasets& datasets() = 0;
  virtual Claims& claims() = 0;
  virtual Documents& documents() = 0;
  virtual Conflicts& conflicts() = 0;
  virtual Emergencies& emergencies() = 0;
  virtual Recalls& recalls() = 0;
  virtual SignIns& sign_ins() = 0;
  virtual AuditTrail& audit() = 0;

  virtual std::optional<RememberedAnswer> remembered(const domain::PersonId& person, std::string_view key) = 0;
  virtual void remember(const domain::PersonId& person, std::string_view key, const RememberedAnswer& answer,
                        domain::Instant at) = 0;

  virtual Provisioning& provisioning() = 0;
};

enum class Commit : bool { no, yes };

class Store {
 public:
  virtual ~Store() = default;

  /// Runs `work` in a write transaction; returns when it is durable. Rolled back when `work` says `no` or throws (the
  /// exception is passed on). Writers are serialised and committed in groups; `work` must be short and touch nothing
  /// but its transaction.
  virtual void write(const std::function<Commit(Transaction&)>& work) = 0;

  /// Runs `work` on a consistent snapshot. Writing through it throws.
  virtual void read(const std::function<void(Transaction&)>& work) = 0;

  /// Accounts for something that changes nothing (a query, a denied attempt): durable within 50 ms, not waited for.
  /// When the log cannot be written, `healthy()` turns false.
  virtual void account(domain::AuditEntry entry) = 0;

  /// Where records on their way into the data set `dataset` wait. Belongs to no transaction.
  virtual std::unique_ptr<Stage> stage(std::string_view dataset) = 0;

  /// False: the audit log cannot be written. Then nothing may be answered with yes.
  virtual bool healthy() const = 0;
};

}  // namespace formulary::usecases
