// The checks of `formulary doctor` that look at what the registry holds: doctor_checks.hpp.
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/timex.h>

#include "service/cli/audit_commands.hpp"
#include "service/cli/command.hpp"
#include "service/cli/doctor_checks.hpp"
#include "service/domain/datasets/dataset.hpp"
#include "service/io/crypto/ed25519.hpp"

namespace formulary::cli {
namespace {

/// Looks at the registry; says why that is not possible where it is not.
template <class Look>
Findings with_registry(const Installation& here, const std::string& name, const Look& look) {
  if (!here.no_store.empty()) return {{name, Health::wrong, here.no_store}};
  if (!here.store) return {{name, Health::advice, "The registry is new, there is nothing to look at."}};
  Findings findings;
  try {
    here.store->read([&](usecases::Transaction& transaction) { findings = look(transaction); });
  } catch (const std::exception& problem) {
    findings = {{name, Health::wrong, fmt::format("The registry cannot be read: {}", problem.what())}};
  }
  return findings;
}

/// When the last entry of the audit log was written, as text; empty when there is none.
std::string last_entry(usecases::Transaction& transaction) {
  const std::int64_t size = transaction.audit().size();
  if (size == 0) return {};
  usecases::AuditFilter last;
  last.from = size - 1;
  const auto entries = transaction.audit().read(last);
  if (entries.empty()) return {};
  const auto entry = nlohmann::json::parse(entries.front().entry, nullptr, false);
  return entry.is_object() ? entry.value("ts", "") : std::string();
}

/// The log's key lies beside the database; a new registry has none yet.
io::store::AuditExpectations expectations(const Installation& here) {
  const std::string key = here.config.data + "/audit.vkey";
  io::store::AuditExpectations expected;
  if (!std::filesystem::exists(key)) return expected;
  expected.key = read_verifier_key(key);
  expected.verify = &io::crypto::ed25519_verify;
  expected.signatures = io::store::Signatures::all;
  expected.states = io::store::States::compared;
  return expected;
}

/// Whether the kernel believes that something keeps its clock right.
bool synchronised() {
  timex state{};
  return ::adjtimex(&state) != TIME_ERROR;
}

}  // namespace

Findings check_clock(const Installation& here) {
  const std::string now = domain::to_rfc3339(here.present.now);
  if (here.store) {
    Findings findings = with_registry(here, "clock", [&](usecases::Transaction& transaction) -> Findings {
      const std::string last = last_entry(transaction);
      if (last <= now) return {};
      return {{"clock", Health::wrong,
               fmt::format("It is {} here, but the audit log has an entry of {}. Set the clock right.", now, last)}};
    });
    if (!findings.empty()) return findings;
  }
  if (!synchronised()) {
    return {
        {"clock", Health::advice,
         fmt::format("It is {} here, and nothing keeps the clock right. Run a time service, such as chrony.", now)}};
  }
  return {{"clock", Health::good, fmt::format("It is {}, and the clock is kept right.", now)}};
}

Findings check_audit_log(const Installation& here) {
  if (!here.store) return with_registry(here, "audit", [](usecases::Transaction&) { return Findings{}; });
  try {
    const io::store::AuditCheck check = here.store->verify_audit(expectations(here));
    if (check.sound) {
      return {{"audit", Health::good,
               fmt::format("{} entries and {} checkpoints fit together; root {}. Give checkpoints that were kept "
                           "elsewhere to: formulary audit fsck",
                           check.entries, check.checkpoints, check.root)}};
    }
    return {{"audit", Health::breached,
             check.defect + " Keep a copy of the file, restore a backup, and find out who changed it."}};
  } catch (const Failure& failure) {
    return {{"audit", Health::wrong, failure.sentence}};
  } catch (const std::exception& problem) {
    return {{"audit", Health::wrong, fmt::format("The audit log cannot be read: {}", problem.what())}};
  }
}

Findings check_administrators(const Installation& here) {
  return with_registry(here, "administrators", [](usecases::Transaction& transaction) -> Findings {
    const int number = transaction.people().active_administrators();
    if (number >= 2) return {{"administrators", Health::good, fmt::format("{} can log in.", number)}};
    return {{"administrators", Health::advice,
             number == 0 ? "There is none yet. Make the first one with the code that the service prints when it starts."
                         : "There is only one. What two have to agree to cannot be done, and nobody can stand in; run: "
                           "formulary user add LOGIN --name NAME --role administrator"}};
  });
}

Findings check_datasets(const Installation& here) {
  return with_registry(here, "datasets", [&](usecases::Transaction& transaction) -> Findings {
    Findings findings;
    for (const usecases::DatasetInForce& one : transaction.datasets().list()) {
      const domain::Dataset& dataset = one.dataset;
      const bool stale = domain::is_stale(dataset, here.present.today);
      const std::string age = dataset.source_date
                                  ? fmt::format("{} days old", (here.present.today - *dataset.source_date).count())
                                  : std::string("of an unknown date");
      findings.push_back({"datasets/" + dataset.id, stale ? Health::advice : Health::good,
                          stale ? fmt::format("{}: {}, too old to confirm anything. Run: formulary import {} FILE",
                                              dataset.name, age, one.kind)
                                : fmt::format("{}: {}.", dataset.name, age)});
    }
    if (findings.empty()) {
      findings.push_back({"datasets", Health::advice,
                          "No authority's data were imported, so no claim can be confirmed and no recall is noticed."});
    }
    return findings;
  });
}

}  // namespace formulary::cli
