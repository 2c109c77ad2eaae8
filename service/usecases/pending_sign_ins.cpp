#include "service/usecases/pending_sign_ins.hpp"

#include <algorithm>

#include "service/domain/sign_in/check_token.hpp"

namespace formulary::usecases {

bool PendingSignIns::add(const std::string& state_digest, PendingSignIn pending) {
  const std::lock_guard lock(mutex_);
  if (pending_.size() >= most_) forget_old(pending.begun);
  const auto [first, last] = by_address_.equal_range(pending.remote);
  if (static_cast<std::size_t>(std::distance(first, last)) >= most_of_address_) {
    pending_.erase(first->second.second);
    by_address_.erase(first);
  }
  if (pending_.size() >= most_) return false;
  by_address_.emplace(pending.remote, std::pair(pending.begun, state_digest));
  pending_.insert_or_assign(state_digest, std::move(pending));
  return true;
}

std::optional<PendingSignIn> PendingSignIns::take(const std::string& state_digest, domain::Instant now) {
  const std::lock_guard lock(mutex_);
  auto node = pending_.extract(state_digest);
  if (node.empty()) return std::nullopt;
  PendingSignIn pending = std::move(node.mapped());
  const auto [first, last] = by_address_.equal_range(pending.remote);
  const auto entry = std::find_if(first, last, [&](const auto& each) { return each.second.second == state_digest; });
  if (entry != last) by_address_.erase(entry);
  if (now.ms - pending.begun.ms >= domain::sign_in_ms) return std::nullopt;
  return pending;
}

void PendingSignIns::forget_old(domain::Instant now) {
  std::erase_if(by_address_, [&](const auto& each) {
    if (now.ms - each.second.first.ms < domain::sign_in_ms) return false;
    pending_.erase(each.second.second);
    return true;
  });
}

}  // namespace formulary::usecases
