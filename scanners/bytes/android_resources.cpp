#include "scanners/bytes/android_resources.hpp"

namespace formulary::bytes {
namespace {

constexpr int most_hops = 20;  // as many as the platform follows

}  // namespace

Resources::Resolved Resources::resolve(Value value, const ResourceConfig& device, Budget& budget) const {
  Resolved resolved;
  bool found_here = false;
  for (int hops = 0; value.is_reference(); ++hops) {
    if (hops == most_hops) {
      resolved.end = End::cycle;
      break;
    }
    std::uint32_t id = final_id(value.data);
    if (id >> 24 == 0) id |= static_cast<std::uint32_t>(own_package()) << 24;
    const std::optional<Found> found = value.data != 0 ? best(id, device, budget) : std::nullopt;
    if (!found || found->complex) {
      resolved.end = End::unresolved;
      break;
    }
    value = found->value;
    found_here = true;
  }
  resolved.value = value;
  if (resolved.end == End::value && found_here && value.type == Value::string) {
    resolved.text = text(value, budget);
  }
  return resolved;
}

std::vector<std::string> Resources::texts(std::uint32_t id, Budget& budget) const {
  std::vector<std::string> found;
  for (const Found& one : all(id, budget)) {
    if (one.complex || one.value.type != Value::string) continue;
    if (std::optional<std::string> here = text(one.value, budget)) found.push_back(std::move(*here));
  }
  return found;
}

}  // namespace formulary::bytes
