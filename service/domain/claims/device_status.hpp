// What a product is to the law of one jurisdiction, for one intended use. Three answers allow its use and are never the
// same: it is no device; it is one, and the authority chooses not to enforce its rules; it is one and was authorized.
// The first two need a written reason that a reviewer confirmed, and are asked again when the product changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace formulary::domain {

enum class DeviceStatus : std::uint8_t {
  unknown,                 ///< nobody has said, or what was said does not suffice
  not_a_device,            ///< the law does not cover it
  enforcement_discretion,  ///< it is a device; the authority does not enforce its rules for this kind
  device,                  ///< it is a device and needs an authorization or a declaration
  authorized,  ///< it is a device, and an authorization was found in the authority's own data or by a person
};
std::string_view to_text(DeviceStatus status);
std::optional<DeviceStatus> parse_device_status(std::string_view text);

/// One sentence for people.
std::string_view sentence_of(DeviceStatus status);

/// What has to be shown before the product may be used. Of what is not known, all.
enum class Proof : std::uint8_t {
  authorization,  ///< an authorization for the jurisdiction
  rationale,      ///< a written reason why none is needed, confirmed by a reviewer
  none,           ///< it is there
};
Proof proof_needed(DeviceStatus status);

}  // namespace formulary::domain
