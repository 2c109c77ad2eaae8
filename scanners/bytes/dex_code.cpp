#include "scanners/bytes/dex_code.hpp"

namespace formulary::bytes {

// "Dalvik bytecode format", summary of the instruction set: the digit of each format is its number of units.
const std::uint8_t dex_widths[256] = {
    1, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 1, 1, 1, 1, 1,  // 00 nop, moves, results, returns
    1, 1, 1, 2, 3, 2, 2, 3, 5, 2, 2, 3, 2, 1, 1, 2,  // 10 constants, monitors, casts
    2, 1, 2, 2, 3, 3, 3, 1, 1, 2, 3, 3, 3, 2, 2, 2,  // 20 types, arrays, throw, goto, switches, comparisons
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1,  // 30 comparisons, ifs
    1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,  // 40 unused, array elements
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,  // 50 array elements, instance fields
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3,  // 60 static fields, invocations
    3, 3, 3, 1, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1,  // 70 invocations, operations on one register
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  // 80
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,  // 90 operations on two registers
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,  // a0
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  // b0 the same in place
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  // c0
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,  // d0 operations with a constant
    2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  // e0 the same, unused
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 3, 3, 2, 2,  // f0 unused, polymorphic and custom invocations, handles
};

// "Code item": registers, arguments in and out, try blocks, debug information, number of units, units.
View read_code(const Dex& dex, std::uint32_t offset) {
  if (offset == 0 || offset % 4 != 0) return {};
  const View item = dex.from(offset);
  if (item.size() < 16) return {};
  const std::uint64_t size = std::uint64_t{u32_at(item, 12)} * 2;
  return size <= item.size() - 16 ? item.subspan(16, static_cast<std::size_t>(size)) : View();
}

// "packed-switch-payload", "sparse-switch-payload", "fill-array-data-payload".
std::uint64_t dex_payload_units(View code) {
  if (code.size() < 4) return 0;
  const std::uint64_t size = u16_at(code, 2);
  switch (std::to_integer<unsigned>(code[1])) {
    case 1:
      return size * 2 + 4;
    case 2:
      return size * 4 + 2;
    case 3:
      return code.size() < 8 ? code.size() : (std::uint64_t{u32_at(code, 4)} * size + 1) / 2 + 4;
    default:
      return 0;
  }
}

int DexInstruction::argument(unsigned index) const {
  if (invokes_range()) return index < a() ? static_cast<int>(unit(2) + index) : -1;
  if (index >= static_cast<unsigned>(a() >> 4)) return -1;
  if (index == 4) return a() & 15;
  return unit(2) >> (4 * index) & 15;
}

int DexInstruction::target() const {
  const bool nibble = opcode == 0x01 || opcode == 0x04 || opcode == 0x07 || opcode == 0x12 || opcode == 0x20 ||
                      opcode == 0x21 || opcode == 0x23 || (opcode >= 0x52 && opcode <= 0x58) ||
                      (opcode >= 0x7b && opcode <= 0x8f) || (opcode >= 0xb0 && opcode <= 0xd7);
  if (nibble) return a() & 15;
  if (opcode == 0x03 || opcode == 0x06 || opcode == 0x09) return unit(1);
  const bool byte = opcode == 0x02 || opcode == 0x05 || opcode == 0x08 || (opcode >= 0x0a && opcode <= 0x0d) ||
                    (opcode >= 0x13 && opcode <= 0x1c) || opcode == 0x22 || (opcode >= 0x2d && opcode <= 0x31) ||
                    (opcode >= 0x44 && opcode <= 0x4a) || (opcode >= 0x60 && opcode <= 0x66) ||
                    (opcode >= 0x90 && opcode <= 0xaf) || (opcode >= 0xd8 && opcode <= 0xe2) || opcode >= 0xfe;
  return byte ? a() : -1;
}

}  // namespace formulary::bytes
