// A typed value (ResourceTypes.h, struct Res_value), as attributes of binary XML and entries of resource tables hold
// it.
#pragma once

#include <cstdint>

namespace formulary::bytes {

struct Value {
  enum Type : std::uint8_t {
    null = 0x00,
    reference = 0x01,
    attribute = 0x02,
    string = 0x03,
    floating = 0x04,
    dimension = 0x05,
    fraction = 0x06,
    dynamic_reference = 0x07,
    dynamic_attribute = 0x08,
    decimal = 0x10,
    hexadecimal = 0x11,
    boolean = 0x12,
    first_color = 0x1c,
    last_color = 0x1f,
  };

  std::uint8_t type = null;
  std::uint32_t data = 0;

  bool is_reference() const { return type == reference || type == dynamic_reference; }
  bool is_integer() const { return type >= decimal && type <= last_color; }

  bool operator==(const Value&) const = default;
};

}  // namespace formulary::bytes
