// "Length-prefixed" as the APK signature schemes mean it: a uint32, little-endian, and that many bytes.
#pragma once

#include "scanners/bytes/cursor.hpp"

namespace formulary::signing {

/// A cursor over the next length-prefixed field, which `cursor` steps over. Failed when the field does not fit; then
/// `cursor` is failed, too.
inline bytes::Cursor length_prefixed(bytes::Cursor& cursor, const char* field) {
  const std::uint32_t length = cursor.u32(field);
  return cursor.nested(length, field);
}

}  // namespace formulary::signing
