#include "scanners/bytes/elf_constant.hpp"

#include "scanners/bytes/cursor.hpp"

namespace formulary::bytes {
namespace {

// Arm Architecture Reference Manual for A-profile, C6.2: MOVZ, MOVK, RET, and BTI as a hint.
std::optional<std::uint32_t> aarch64(Cursor code) {
  std::uint32_t instruction = code.u32("instruction");
  if ((instruction & 0xffffff3f) == 0xd503241f) instruction = code.u32("instruction");  // BTI
  if ((instruction & 0xffe0001f) != 0x52800000) return std::nullopt;                    // MOVZ W0, #low
  std::uint32_t value = instruction >> 5 & 0xffff;
  instruction = code.u32("instruction");
  if ((instruction & 0xffe0001f) == 0x72a00000) {  // MOVK W0, #high, LSL #16
    value |= (instruction >> 5 & 0xffff) << 16;
    instruction = code.u32("instruction");
  }
  if (!code.ok() || instruction != 0xd65f03c0) return std::nullopt;  // RET
  return value;
}

// Arm Architecture Reference Manual ARMv7-A, A8.8: MOV (immediate) encoding T3, MOVT encoding T1, BX.
std::uint32_t thumb_immediate(std::uint16_t first, std::uint16_t second) {
  return (first & 0xfU) << 12 | (first >> 10 & 1U) << 11 | (second >> 12 & 7U) << 8 | (second & 0xffU);
}

std::optional<std::uint32_t> thumb(Cursor code) {
  std::uint16_t first = code.u16("instruction");
  std::uint16_t second = code.u16("instruction");
  if ((first & 0xfbf0) != 0xf240 || (second & 0x8f00) != 0) return std::nullopt;  // MOVW R0, #low
  std::uint32_t value = thumb_immediate(first, second);
  first = code.u16("instruction");
  if ((first & 0xfbf0) == 0xf2c0) {  // MOVT R0, #high
    second = code.u16("instruction");
    if ((second & 0x8f00) != 0) return std::nullopt;
    value |= thumb_immediate(first, second) << 16;
    first = code.u16("instruction");
  }
  if (!code.ok() || first != 0x4770) return std::nullopt;  // BX LR
  return value;
}

// Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2: ENDBR, MOV r32, imm32 (B8), RET (C3).
std::optional<std::uint32_t> x86(Cursor code) {
  std::uint8_t byte = code.u8("opcode");
  if (byte == 0xf3) {
    code.skip(3, "endbr");
    byte = code.u8("opcode");
  }
  if (byte != 0xb8) return std::nullopt;
  const std::uint32_t value = code.u32("constant");
  if (code.u8("opcode") != 0xc3 || !code.ok()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::uint32_t> returned_constant(std::uint16_t machine, View code) {
  switch (machine) {
    case 3:
    case 62:
      return x86(Cursor(code));
    case 40:
      return thumb(Cursor(code));
    case 183:
      return aarch64(Cursor(code));
    default:
      return std::nullopt;
  }
}

}  // namespace formulary::bytes
