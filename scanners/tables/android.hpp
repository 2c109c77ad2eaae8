// What the scanner knows of the Android platform: attribute ids, permissions, and the names of numbers in manifests.
// Facts of the platform's public interface; nothing here judges.
//
// To add an attribute or a permission: one line in its .def table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formulary::tables {

namespace attribute {
#define ATTRIBUTE(name, id) inline constexpr std::uint32_t name = id;
#include "scanners/tables/android_attributes.def"
#undef ATTRIBUTE
}  // namespace attribute

/// The last id that the table has: of higher ones it says nothing.
std::uint32_t last_android_attribute();

/// The name of an attribute of the platform; empty when the table does not have it.
std::string_view android_attribute_name(std::uint32_t id);

/// The id of an attribute of the platform; 0 when the table does not have it.
std::uint32_t android_attribute_id(std::string_view name);

/// `dangerous`, `signature|privileged`; nothing when the platform does not define the permission.
std::optional<std::string_view> platform_permission_level(std::string_view permission);

/// `signature|privileged` for 0x12: the protectionLevel attribute.
std::string protection_level(std::uint32_t value);

/// `dataSync|health` for 0x101: the foregroundServiceType attribute. Bits without a name come as a hexadecimal number.
std::string foreground_service_type(std::uint32_t value);

}  // namespace formulary::tables
