// Recipes for DER (ITU-T X.690): each function gives one complete TLV, so that nesting calls gives a structure that
// reads like its grammar. Contents are not checked; `tlv` with a wrong length or a non-minimal one is for hostile
// cases.
//
//     Bytes algorithm = der::sequence({der::oid("1.2.840.113549.1.1.11"), der::null()});
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "tests/support/bytes.hpp"

namespace formulary::support::der {

Bytes tlv(std::uint8_t tag, std::string_view content);
/// A TLV whose length field has `length_bytes` bytes after the first, minimal or not.
Bytes tlv_long(std::uint8_t tag, std::string_view content, std::size_t length_bytes);

Bytes sequence(std::initializer_list<Bytes> elements);
Bytes set(std::initializer_list<Bytes> elements);
/// `[number]`, constructed, explicit.
Bytes context(std::uint8_t number, std::string_view content);
Bytes integer(std::int64_t value);
Bytes integer_bytes(std::string_view big_endian);  ///< as given, even when it is not minimal
Bytes oid(std::string_view dotted);
Bytes null();
Bytes boolean(bool value);
Bytes octet_string(std::string_view content);
Bytes bit_string(std::string_view content, std::uint8_t unused_bits = 0);
Bytes utf8_string(std::string_view text);
Bytes printable_string(std::string_view text);
Bytes utc_time(std::string_view digits);          ///< `250101000000Z`
Bytes generalized_time(std::string_view digits);  ///< `20500101000000Z`

}  // namespace formulary::support::der
