#include "service/usecases/rotate_keys.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

domain::Result<void> check(const ConfirmedKeyChange& confirmed) {
  const bool host = confirmed.asked.kind == domain::ActorKind::host && confirmed.agreed.kind == domain::ActorKind::host;
  const bool two = confirmed.asked.kind == domain::ActorKind::person &&
                   confirmed.agreed.kind == domain::ActorKind::person && confirmed.asked.id != confirmed.agreed.id;
  if (host || two) return {};
  return domain::refuse(RefusalCode::forbidden, "The keys of stored files are changed by two administrators together.");
}

bool has(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

void write_down(Store& store, const World& world, const domain::Actor& actor, const std::string& action,
                const std::string& recipient) {
  store.write([&](Transaction& transaction) {
    note(transaction, world, actor, action, "key", recipient);
    return Commit::yes;
  });
}

}  // namespace

domain::Result<std::string> rotate_keys(Store& store, StorageKeys& keys, const World& world,
                                        const ConfirmedKeyChange& confirmed) {
  if (const auto allowed = check(confirmed); !allowed) return std::unexpected(allowed.error());
  write_down(store, world, confirmed.agreed, "key.replace", keys.status().service);
  const std::string fresh = keys.rotate(domain::to_text(world.present().today));
  write_down(store, world, confirmed.agreed, "key.use", fresh);
  return fresh;
}

domain::Result<void> set_recovery_recipients(Store& store, StorageKeys& keys, const World& world,
                                             const ConfirmedKeyChange& confirmed,
                                             const std::vector<std::string>& recipients) {
  if (const auto allowed = check(confirmed); !allowed) return allowed;
  const std::vector<std::string> before = keys.status().recovery;
  try {
    keys.set_recovery(recipients);
  } catch (const std::invalid_argument& problem) {
    return domain::refuse(RefusalCode::invalid, problem.what());
  }
  for (const std::string& recipient : recipients) {
    if (!has(before, recipient)) {
      write_down(store, world, confirmed.agreed, "key.add_recovery", recipient);
    }
  }
  for (const std::string& recipient : before) {
    if (!has(recipients, recipient)) {
      write_down(store, world, confirmed.agreed, "key.remove_recovery", recipient);
    }
  }
  return {};
}

RewrapResult rewrap_files(Store& store, StorageKeys& keys, const World& world,
                          const std::function<bool(const RewrapCounts&)>& progress) {
  RewrapResult result;
  result.counts = keys.rewrap(progress);
  result.complete = !result.counts.stopped;
  if (result.counts.rewrapped + result.counts.encrypted > 0) {
    write_down(store, world, domain::Actor::system(), "key.rewrap", keys.status().service);
  }
  if (!result.complete || !result.counts.failed.empty()) return result;
  for (const std::string& recipient : keys.status().old) {
    write_down(store, world, domain::Actor::system(), "key.destroy", recipient);
  }
  result.destroyed = keys.destroy_old();
  return result;
}

}  // namespace formulary::usecases
