#include "scanners/tables/android.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace formulary::tables {
namespace {

struct Attribute {
  std::string_view name;
  std::uint32_t id;
};
constexpr Attribute attributes[] = {
#define ATTRIBUTE(name, id) {#name, id},
#include "scanners/tables/android_attributes.def"
#undef ATTRIBUTE
};
static_assert(std::ranges::is_sorted(attributes, {}, &Attribute::id));

struct Permission {
  std::string_view name;
  std::string_view level;
};
constexpr Permission permissions[] = {
#define PERMISSION(name, level) {name, level},
#include "scanners/tables/android_permissions.def"
#undef PERMISSION
};
static_assert(std::ranges::is_sorted(permissions, {}, &Permission::name));

struct Bit {
  std::uint32_t value;
  std::string_view name;
};

std::string bit_names(std::string text, std::uint32_t value, std::span<const Bit> bits) {
  const auto append = [&](std::string_view name) {
    if (!text.empty()) text += '|';
    text += name;
  };
  for (const Bit& bit : bits) {
    if ((value & bit.value) == 0) continue;
    append(bit.name);
    value &= ~bit.value;
  }
  if (value != 0) {
    std::string digits;
    for (; value != 0; value >>= 4) digits.insert(digits.begin(), "0123456789abcdef"[value & 15]);
    append("0x" + digits);
  }
  return text;
}

}  // namespace

std::uint32_t last_android_attribute() { return std::rbegin(attributes)->id; }

std::string_view android_attribute_name(std::uint32_t id) {
  const auto at = std::ranges::lower_bound(attributes, id, {}, &Attribute::id);
  return at != std::end(attributes) && at->id == id ? at->name : std::string_view();
}

std::uint32_t android_attribute_id(std::string_view name) {
  static const std::vector<Attribute> by_name = [] {
    std::vector<Attribute> sorted(std::begin(attributes), std::end(attributes));
    std::ranges::sort(sorted, {}, &Attribute::name);
    return sorted;
  }();
  const auto at = std::ranges::lower_bound(by_name, name, {}, &Attribute::name);
  return at != by_name.end() && at->name == name ? at->id : 0;
}

std::optional<std::string_view> platform_permission_level(std::string_view permission) {
  const auto at = std::ranges::lower_bound(permissions, permission, {}, &Permission::name);
  if (at == std::end(permissions) || at->name != permission) return std::nullopt;
  return at->level;
}

// PermissionInfo: the base level in the lowest four bits, flags above.
std::string protection_level(std::uint32_t value) {
  static constexpr std::array<std::string_view, 5> bases = {"normal", "dangerous", "signature", "signature|privileged",
                                                            "internal"};
  static constexpr Bit flags[] = {
      {0x10, "privileged"},
      {0x20, "development"},
      {0x40, "appop"},
      {0x80, "pre23"},
      {0x100, "installer"},
      {0x200, "verifier"},
      {0x400, "preinstalled"},
      {0x800, "setup"},
      {0x1000, "instant"},
      {0x2000, "runtime"},
      {0x4000, "oem"},
      {0x8000, "vendorPrivileged"},
      {0x10000, "textClassifier"},
      {0x20000, "wellbeing"},
      {0x40000, "documenter"},
      {0x80000, "configurator"},
      {0x100000, "incidentReportApprover"},
      {0x200000, "appPredictor"},
      {0x400000, "module"},
      {0x800000, "companion"},
      {0x1000000, "retailDemo"},
      {0x2000000, "recents"},
      {0x4000000, "role"},
      {0x8000000, "knownSigner"},
  };
  const std::uint32_t base = value & 0xf;
  return bit_names(base < bases.size() ? std::string(bases[base]) : std::to_string(base), value & ~0xfU, flags);
}

// ServiceInfo.FOREGROUND_SERVICE_TYPE_*.
std::string foreground_service_type(std::uint32_t value) {
  static constexpr Bit types[] = {
      {1, "dataSync"},          {2, "mediaPlayback"},      {4, "phoneCall"},
      {8, "location"},          {16, "connectedDevice"},   {32, "mediaProjection"},
      {64, "camera"},           {128, "microphone"},       {256, "health"},
      {512, "remoteMessaging"}, {1024, "systemExempted"},  {2048, "shortService"},
      {4096, "fileManagement"}, {8192, "mediaProcessing"}, {0x40000000, "specialUse"},
  };
  return value == 0 ? "none" : bit_names("", value, types);
}

}  // namespace formulary::tables
