// A value as Android's build tools exchange it (platform source, tools/aapt2/Resources.proto, message Item): in the
// attributes of protobuf XML and in protobuf resource tables. Becomes the typed value that it has in an installable
// package, and its text beside it.
#pragma once

#include <string_view>

#include "scanners/bytes/android_value.hpp"
#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

struct ProtoValue {
  Value value;
  std::string_view text;  ///< of a value of type string: the text or the name of a file
  bool known = false;     ///< false: an item of a kind that this reader does not know, or none
};

/// Reads a message Item. What is malformed in it is left out. The text is a part of the message.
ProtoValue read_proto_item(View item, Budget& budget);

/// The text in field `number` of a message; the last one counts, as in every protobuf reader. Empty when absent.
std::string_view proto_text(View message, std::uint32_t number, Budget& budget);

/// The number in field `number` of a message; 0 when absent.
std::uint32_t proto_number(View message, std::uint32_t number, Budget& budget);

}  // namespace formulary::bytes
