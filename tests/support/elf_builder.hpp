// Recipes for native libraries: ELF shared objects as a compiler for phones makes them, and less careful ones. A
// library that is told nothing more is hardened in every way that the tests know:
//
//     ElfBuilder elf;
//     elf.executable_stack = true;
//     elf.imports = {"strcpy"};            // neither __stack_chk_fail nor __strcpy_chk
//     Bytes file = elf.build();
//
// Nothing in it can run. Offsets of headers can be given other values by `patch`; see `build`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/bytes.hpp"

namespace formulary::support {

enum class ElfWidth { bits_32, bits_64 };
enum class ElfHash { system_v, gnu };
enum class ElfSections { present, missing };

namespace elf_machine {
inline constexpr std::uint16_t x86 = 3, arm = 40, x86_64 = 62, aarch64 = 183;
}

class ElfBuilder {
 public:
  explicit ElfBuilder(std::uint16_t the_machine = elf_machine::aarch64);

  std::uint16_t machine;
  ElfWidth width;
  std::uint16_t type = 3;  ///< ET_DYN
  std::string name = "libward.so";
  std::vector<std::string> needed = {"libc.so"};
  std::vector<std::string> imports = {"__stack_chk_fail", "__memcpy_chk"};
  std::map<std::string, Bytes> exports;  ///< functions, with what stands at their address
  std::string run_path;                  ///< DT_RUNPATH, when not empty
  bool relro = true;
  bool bind_now = true;
  bool text_relocations = false;
  bool writable_code = false;
  std::optional<bool> executable_stack = false;  ///< unset: no PT_GNU_STACK at all
  std::uint64_t alignment = 16384;
  Bytes build_id = Bytes("\x01\x23\xab", 3);
  Bytes data;  ///< constants, such as version strings
  ElfHash hash = ElfHash::system_v;
  ElfSections sections = ElfSections::present;
  bool symbol_table = false;
  bool debug_information = false;

  Bytes build() const;

 private:
  Bytes word(std::uint64_t value) const;
  Bytes symbol(std::uint32_t name, std::uint64_t value, std::uint16_t section) const;
};

}  // namespace formulary::support
