// Native libraries: ELF files of 32 or 64 bits, little-endian (System V gABI, edition 4.1 and its drafts). What a phone
// loads comes first: program headers and the dynamic segment; the section table, which loading does not need, is looked
// at only for symbols and debugging information that were left in. Reads by offset from a Source, so that a large
// library need not be in memory. Every defect is an anomaly; nothing is ever executed or relocated, and nothing here
// judges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/source.hpp"

namespace formulary::bytes {

enum class ElfType { relocatable, executable, shared, core, other };

/// How much of the table of foreign addresses becomes read-only after loading.
enum class ElfRelro { none, partial, full };

struct ElfExport {
  std::string name;
  std::uint64_t offset = 0;  ///< of its first byte in the file; 0 when it has none there
};

struct ElfImage {
  bool wide = false;          ///< 64 bits
  std::uint16_t machine = 0;  ///< e_machine
  ElfType type = ElfType::other;
  bool dynamic = false;                ///< there is a dynamic segment that can be read
  bool interpreter = false;            ///< a program of its own
  ElfRelro relro = ElfRelro::none;     ///< PT_GNU_RELRO, and with it immediate binding
  bool bind_now = false;               ///< all foreign addresses are looked up at loading
  bool executable_stack = false;       ///< PT_GNU_STACK is executable or missing
  bool writable_code = false;          ///< a loaded segment is both writable and executable
  bool text_relocations = false;       ///< code is changed while loading
  bool stack_protector = false;        ///< __stack_chk_fail is imported
  bool symbol_table = false;           ///< the names of inner functions were left in
  bool debug_information = false;      ///< DWARF sections were left in
  std::uint64_t alignment = 0;         ///< the least alignment of a loaded segment; 0 when none is loaded
  std::string build_id;                ///< hexadecimal
  std::string name;                    ///< DT_SONAME
  std::vector<std::string> needed;     ///< DT_NEEDED, in order
  std::vector<std::string> run_paths;  ///< DT_RPATH and DT_RUNPATH
  std::vector<std::string> fortified;  ///< imported __*_chk functions other than __stack_chk_fail, sorted
  std::vector<ElfExport> exports;      ///< the exported functions that `wanted` asked for, sorted by name
  std::uint64_t imports = 0;           ///< how many names are imported
};

/// Whether the caller wants to know of an exported function.
using WantedExport = bool (*)(std::string_view name);

/// `file` is what anomalies name. Nothing when there is no ELF header that can be read.
std::optional<ElfImage> read_elf(const Source& source, std::string_view file, WantedExport wanted, Budget& budget,
                                 Complaints& complaints);

/// `aarch64` for 183; the number when the reader has no name for it.
std::string elf_machine_name(std::uint16_t machine);

}  // namespace formulary::bytes
