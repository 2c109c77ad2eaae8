// A resource configuration (ResourceTypes.h, struct ResTable_config): the devices a resource is meant for, and the
// choice among several by the rules for the best matching resource. A device is described by the same structure.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "scanners/bytes/cursor.hpp"

namespace formulary::bytes {

struct ResourceLocale {
  std::string language;  ///< two or three letters; empty: any
  std::string script;    ///< four letters, or empty
  std::string region;    ///< two letters or three digits, or empty
  std::string variant;

  /// `pt-BR`, `sr-Latn`; empty for the default.
  std::string text() const;
  bool operator==(const ResourceLocale&) const = default;
  auto operator<=>(const ResourceLocale&) const = default;
};

struct ResourceConfig {
  static constexpr std::uint16_t any_density = 0xfffe;
  static constexpr std::uint16_t no_density = 0xffff;

  std::uint16_t mcc = 0;
  std::uint16_t mnc = 0;
  ResourceLocale locale;
  std::uint8_t orientation = 0;
  std::uint8_t touchscreen = 0;
  std::uint16_t density = 0;
  std::uint8_t keyboard = 0;
  std::uint8_t navigation = 0;
  std::uint8_t input_flags = 0;
  std::uint16_t screen_width = 0;
  std::uint16_t screen_height = 0;
  std::uint16_t sdk_version = 0;
  std::uint16_t minor_version = 0;
  std::uint8_t screen_layout = 0;
  std::uint8_t ui_mode = 0;
  std::uint16_t smallest_width_dp = 0;
  std::uint16_t width_dp = 0;
  std::uint16_t height_dp = 0;
  std::uint8_t screen_layout2 = 0;
  std::uint8_t color_mode = 0;

  /// Whether a resource for this configuration may be used on `device`.
  bool matches(const ResourceConfig& device) const;

  /// Whether this configuration fits `device` better than `other` does; both match it.
  bool better_than(const ResourceConfig& other, const ResourceConfig& device) const;

  /// An ordinary telephone of the newest platform with the default language: what resources are resolved for when
  /// nothing else is asked for.
  static ResourceConfig ordinary_device();
};

/// Reads a configuration from the start of `data`, which begins with its own length. Fields that an older tool did not
/// write are zero.
ResourceConfig read_resource_config(View data);

}  // namespace formulary::bytes
