// The methods of a class in a DEX file, and the instructions of a method ("Class data item", "Code item", and
// source.android.com, "Dalvik bytecode format" and "Dalvik executable instruction formats"). Instructions are told
// apart and measured, never run. Promises no more than bounds: an instruction may refer to anything.
#pragma once

#include <algorithm>
#include <cstdint>

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/dex.hpp"

namespace formulary::bytes {

namespace dex_access {
inline constexpr std::uint32_t native = 0x100;
}

/// A method that a class defines.
struct DexBody {
  std::uint32_t method = 0;  ///< index into the method table
  std::uint32_t access = 0;
  View code;  ///< units of 16 bits; empty for abstract and native methods
};

/// The instructions of a code item; empty when there is none, or when it leaves the file.
View read_code(const Dex& dex, std::uint32_t offset);

/// Gives each method of `defined` to `visit(body)`. False when the class data cannot be read to its end, or is longer
/// than `left`: what class data of this file may still have, for in an honest file classes do not share it.
template <typename Visit>
bool for_each_method(const Dex& dex, const DexClass& defined, std::uint64_t& left, Visit visit) {
  if (defined.data == 0) return true;
  Cursor data(dex.from(defined.data), defined.data);
  const std::uint64_t fields = std::uint64_t{data.uleb128("static fields")} + data.uleb128("instance fields");
  const std::uint32_t direct = data.uleb128("direct methods");
  const std::uint32_t others = data.uleb128("virtual methods");
  for (std::uint64_t i = 0; i < fields && data.ok(); ++i) {
    data.uleb128("field");
    data.uleb128("access");
  }
  const auto spent = [&] { return data.offset() - defined.data; };
  for (const std::uint32_t count : {direct, others}) {
    std::uint32_t index = 0;
    for (std::uint32_t i = 0; i < count && data.ok() && spent() <= left; ++i) {
      index += data.uleb128("method");
      const std::uint32_t access = data.uleb128("access");
      const std::uint32_t code = data.uleb128("code");
      if (data.ok()) visit(DexBody{index, access, read_code(dex, code)});
    }
  }
  const bool whole = data.ok() && spent() <= left;
  left -= std::min(left, spent());
  return whole;
}

/// One instruction within its method.
struct DexInstruction {
  std::uint8_t opcode = 0;
  View units;  ///< from its first unit to its last

  std::uint16_t unit(std::size_t index) const { return u16_at(units, index * 2); }
  std::uint8_t a() const { return static_cast<std::uint8_t>(unit(0) >> 8); }  ///< the upper byte of the first unit

  bool invokes() const { return (opcode >= 0x6e && opcode <= 0x72) || (opcode >= 0x74 && opcode <= 0x78); }
  bool invokes_static() const { return opcode == 0x71 || opcode == 0x77; }
  bool invokes_range() const { return opcode >= 0x74 && opcode <= 0x78; }
  bool loads_string() const { return opcode == 0x1a || opcode == 0x1b; }
  bool reads_static() const { return opcode >= 0x60 && opcode <= 0x66; }
  bool throws() const { return opcode == 0x27; }
  bool branches() const { return (opcode >= 0x28 && opcode <= 0x2c) || (opcode >= 0x32 && opcode <= 0x3d); }
  /// The index of the method, string or static field that it refers to.
  std::uint32_t reference() const { return opcode == 0x1b ? u32_at(units, 2) : unit(1); }
  /// The register of argument number `index` of an invocation, counted from 0 with the object itself; -1: there is
  /// none.
  int argument(unsigned index) const;
  /// The register that it gives a value to; -1: none.
  int target() const;
};

/// How many units an instruction has, by its opcode.
extern const std::uint8_t dex_widths[256];

/// The units of the data behind instructions (switches, arrays) that looks like an instruction 0; 0 when it is none.
std::uint64_t dex_payload_units(View code);

/// Gives each instruction to `visit(instruction)`. False when the last one leaves the code.
template <typename Visit>
bool for_each_instruction(View code, Visit visit) {
  while (code.size() >= 2) {
    const auto opcode = std::to_integer<std::uint8_t>(code[0]);
    std::uint64_t units = dex_widths[opcode];
    if (opcode == 0 && code[1] != std::byte{0}) {
      units = dex_payload_units(code);
      if (units * 2 > code.size()) return false;
      if (units != 0) {
        code = code.subspan(static_cast<std::size_t>(units) * 2);
        continue;
      }
      units = 1;
    }
    if (units * 2 > code.size()) return false;
    visit(DexInstruction{opcode, code.first(static_cast<std::size_t>(units) * 2)});
    code = code.subspan(static_cast<std::size_t>(units) * 2);
  }
  return true;
}

}  // namespace formulary::bytes
