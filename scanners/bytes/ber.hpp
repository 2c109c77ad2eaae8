// Reads ASN.1 values in their Basic Encoding Rules (ITU-T X.690), of which DER is a subset: signatures and certificates
// of real packages are often not quite DER. Values are Views into the input; nothing is copied, decoded or judged, and
// nesting is only followed where an indefinite length makes it necessary.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

enum class BerClass : std::uint8_t { universal = 0, application = 1, context = 2, private_use = 3 };

/// Universal tag numbers (X.690, 8.x) that the scanners meet.
namespace ber {
inline constexpr std::uint32_t integer = 2, bit_string = 3, octet_string = 4, null = 5, object_identifier = 6;
inline constexpr std::uint32_t sequence = 16, set = 17;
}  // namespace ber

struct BerValue {
  BerClass tag_class = BerClass::universal;
  bool constructed = false;
  std::uint32_t tag = 0;
  View encoded;  ///< with tag and length
  View content;

  bool is(std::uint32_t universal_tag) const { return tag_class == BerClass::universal && tag == universal_tag; }
  bool is_context(std::uint32_t number) const { return tag_class == BerClass::context && tag == number; }
};

/// Reads a run of values one after the other. Sticky: after the first malformed value it gives nothing more.
class BerReader {
 public:
  explicit BerReader(View data) : rest_(data) {}

  /// The next value; nothing at the end and when malformed (`ok()` tells which).
  std::optional<BerValue> next();

  /// The next value if it has this universal tag; otherwise the reader is malformed from here on.
  std::optional<BerValue> expect(std::uint32_t universal_tag);

  /// The next value if it is context-specific with this number; otherwise nothing is taken.
  std::optional<BerValue> take_context(std::uint32_t number);

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

 private:
  View rest_;
  bool ok_ = true;
};

/// An OBJECT IDENTIFIER's content as `1.2.840.113549.1.1.1`; empty when malformed or longer than 64 bytes.
std::string oid_text(View content);

}  // namespace formulary::bytes
