// Recipes for Protocol Buffers (protobuf.dev, "Encoding"), and for what Android's bundles hold in them (platform
// source, tools/aapt2/Resources.proto): the same trees of elements and tables of resources that make an installable
// package.
//
//     Bytes config = proto_bytes(1, proto_bytes(2, "1.15.6"));  // BundleConfig.bundletool.version
#pragma once

#include <cstdint>
#include <string_view>

#include "tests/support/axml_builder.hpp"
#include "tests/support/bytes.hpp"

namespace formulary::support {

Bytes proto_varint(std::uint64_t value);                         ///< a number alone
Bytes proto_number(std::uint32_t field, std::uint64_t value);    ///< a field with a number
Bytes proto_bytes(std::uint32_t field, std::string_view value);  ///< a field with a text or a message

/// Message XmlNode.
Bytes proto_xml(const XmlElement& root);

/// Message Item, as aapt2 compiles a value; empty for a text, which is kept as it was written.
Bytes proto_item(const XmlValue& value);

}  // namespace formulary::support
