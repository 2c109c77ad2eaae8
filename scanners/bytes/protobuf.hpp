// The wire format of Protocol Buffers (protobuf.dev, "Encoding"): a message is a run of fields, each a number, a wire
// type and a value. Gives the fields in the order in which they stand; what they mean, whoever reads them knows.
// Promises that a field lies within its message, and to stop at the first one that does not. Groups, which version 3 of
// the language has given up, count as malformed.
#pragma once

#include <cstdint>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

struct ProtoField {
  enum Wire : std::uint8_t { varint = 0, fixed64 = 1, length_delimited = 2, fixed32 = 5 };

  std::uint32_t number = 0;
  Wire wire = varint;
  std::uint64_t value = 0;  ///< of a number, as it stands; 0 for a run of bytes
  View data;                ///< of a run of bytes: a text, or a message within

  bool is_number() const { return wire != length_delimited; }
  /// Of a 32-bit field, signed or not: writers extend a negative number to 64 bits.
  std::uint32_t number32() const { return static_cast<std::uint32_t>(value); }
};

class Protobuf {
 public:
  explicit Protobuf(View message) : rest_(message) {}

  /// Reads the next field. False at the end of the message, and at a place that is malformed.
  bool next(ProtoField& field);

  /// False when reading stopped at a malformed place.
  bool ok() const { return ok_; }

 private:
  bool read_varint(std::uint64_t& value);
  bool take(std::uint64_t count, View& data);
  bool fail();

  View rest_;
  bool ok_ = true;
};

/// Calls `visit(field)` for each field of a message, one step of the budget each. False when the message is malformed
/// or the budget has run out.
template <typename Visit>
bool for_each_field(View message, Budget& budget, Visit visit) {
  Protobuf reader(message);
  ProtoField field;
  while (reader.next(field)) {
    if (!budget.take(budget.steps, 1, "steps")) return false;
    visit(field);
  }
  return reader.ok();
}

}  // namespace formulary::bytes
