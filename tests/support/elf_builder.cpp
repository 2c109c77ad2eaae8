#include "tests/support/elf_builder.hpp"

namespace formulary::support {
namespace {

constexpr std::uint64_t base = 0x10000;  // addresses differ from offsets

/// Strings behind each other; gives where each begins.
struct Names {
  Bytes text = Bytes(1, '\0');
  std::uint32_t add(const std::string& name) {
    const auto at = static_cast<std::uint32_t>(text.size());
    text += name + '\0';
    return at;
  }
};

struct Segment {
  std::uint32_t type, flags;
  std::uint64_t offset, size, alignment;
};

struct Section {
  std::uint32_t name, type;
  std::uint64_t offset, size;
  std::uint32_t link = 0, entry = 0;
};

}  // namespace

ElfBuilder::ElfBuilder(std::uint16_t the_machine)
    : machine(the_machine),
      width(the_machine == elf_machine::x86 || the_machine == elf_machine::arm ? ElfWidth::bits_32
                                                                               : ElfWidth::bits_64) {}

Bytes ElfBuilder::word(std::uint64_t value) const { return width == ElfWidth::bits_64 ? u64(value) : u32(value); }

Bytes ElfBuilder::symbol(std::uint32_t name_offset, std::uint64_t value, std::uint16_t section) const {
  constexpr int global_function = 0x12;
  if (width == ElfWidth::bits_64) {
    return u32(name_offset) + u8(global_function) + u8(0) + u16(section) + u64(value) + u64(0);
  }
  return u32(name_offset) + u32(value) + u32(0) + u8(global_function) + u8(0) + u16(section);
}

Bytes ElfBuilder::build() const {
  const bool wide = width == ElfWidth::bits_64;
  const std::size_t header_size = wide ? 64 : 52;
  const std::size_t segment_size = wide ? 56 : 32;
  const std::size_t segment_count = 3U + (relro ? 1 : 0) + (executable_stack ? 1 : 0);
  Bytes file(header_size + segment_count * segment_size, '\0');
  const auto append = [&](const Bytes& content) {
    file = aligned(std::move(file), 8);
    const std::uint64_t at = file.size();
    file += content;
    return at;
  };

  Names names;
  std::vector<std::uint32_t> needed_at;
  for (const std::string& one : needed) needed_at.push_back(names.add(one));
  const std::uint32_t name_at = names.add(name);
  const std::uint32_t run_path_at = names.add(run_path);

  Bytes symbols(wide ? 24 : 16, '\0');
  for (const std::string& one : imports) symbols += symbol(names.add(one), 0, 0);
  for (const auto& [one, code] : exports) {
    const std::uint64_t at = base + append(code + Bytes(16, '\0'));
    symbols += symbol(names.add(one), machine == elf_machine::arm ? at | 1 : at, 1);
  }
  const std::uint64_t symbol_count = 1 + imports.size() + exports.size();
  const std::uint64_t strings_at = append(names.text);
  const std::uint64_t symbols_at = append(symbols);
  Bytes table;
  if (hash == ElfHash::system_v) {
    table = u32(1) + u32(symbol_count) + u32(0) + Bytes(4 * symbol_count, '\0');
  } else {
    const std::uint64_t first = 1 + imports.size();
    table = u32(1) + u32(first) + u32(1) + u32(0) + word(0) + u32(exports.empty() ? 0 : first);
    for (std::size_t i = 0; i < exports.size(); ++i) table += u32(i + 1 == exports.size() ? 1 : 2);
  }
  const std::uint64_t hash_at = append(table);
  append(data);
  const std::uint64_t note_at =
      append(u32(4) + u32(build_id.size()) + u32(3) + Bytes("GNU\0", 4) + aligned(build_id, 4));
  const std::uint64_t note_size = file.size() - note_at;

  Bytes dynamic;
  const auto tag = [&](std::uint64_t key, std::uint64_t value) { dynamic += word(key) + word(value); };
  for (const std::uint32_t at : needed_at) tag(1, at);
  tag(14, name_at);
  if (!run_path.empty()) tag(29, run_path_at);
  tag(5, base + strings_at);
  tag(10, names.text.size());
  tag(6, base + symbols_at);
  tag(hash == ElfHash::gnu ? 0x6ffffef5 : 4, base + hash_at);
  if (text_relocations) tag(22, 0);
  if (bind_now) tag(30, 8);
  tag(0, 0);
  const std::uint64_t dynamic_at = append(dynamic);
  const std::uint64_t loaded = file.size();

  std::uint64_t sections_at = 0;
  std::size_t section_count = 0;
  if (sections == ElfSections::present) {
    Names section_names;
    std::vector<Section> list = {{0, 0, 0, 0}};
    const std::uint32_t entry = wide ? 24 : 16;
    list.push_back({section_names.add(".dynsym"), 11, symbols_at, symbols.size(), 2, entry});
    list.push_back({section_names.add(".dynstr"), 3, strings_at, names.text.size()});
    list.push_back({section_names.add(".dynamic"), 6, dynamic_at, dynamic.size(), 2, wide ? 16U : 8U});
    if (symbol_table) list.push_back({section_names.add(".symtab"), 2, symbols_at, symbols.size() + entry, 2, entry});
    if (debug_information) list.push_back({section_names.add(".debug_info"), 1, symbols_at, 8});
    const std::uint32_t own = section_names.add(".shstrtab");
    const std::uint64_t names_at = append(section_names.text);
    list.push_back({own, 3, names_at, section_names.text.size()});
    Bytes headers;
    for (const Section& one : list) {
      const bool has_symbols = one.type == 2 || one.type == 11;  // sh_info: the first that is not local
      const bool is_loaded = one.type == 6 || one.type == 11;
      const std::uint64_t address = is_loaded ? base + one.offset : 0;
      headers += u32(one.name) + u32(one.type) + word(0) + word(address) + word(one.offset) + word(one.size) +
                 u32(one.link) + u32(has_symbols ? 1 : 0) + word(1) + word(one.entry);
    }
    sections_at = append(headers);
    section_count = list.size();
  }

  std::vector<Segment> segments = {{1, writable_code ? 7U : 5U, 0, loaded, alignment},
                                   {2, 6, dynamic_at, dynamic.size(), 8},
                                   {4, 4, note_at, note_size, 4}};
  if (relro) segments.push_back({0x6474e552, 4, dynamic_at, dynamic.size(), 1});
  if (executable_stack) segments.push_back({0x6474e551, *executable_stack ? 7U : 6U, 0, 0, 16});
  Bytes program_headers;
  for (const Segment& one : segments) {
    program_headers += u32(one.type);
    if (wide) program_headers += u32(one.flags);
    program_headers += word(one.offset) + word(base + one.offset) + word(0) + word(one.size) + word(one.size);
    if (!wide) program_headers += u32(one.flags);
    program_headers += word(one.alignment);
  }
  patch(file, 0,
        Bytes("\x7f"
              "ELF") +
            u8(wide ? 2 : 1) + u8(1) + u8(1) + Bytes(9, '\0') + u16(type) + u16(machine) + u32(1) + word(0) +
            word(header_size) + word(sections_at) + u32(0) + u16(header_size) + u16(segment_size) +
            u16(segments.size()) + u16(section_count == 0 ? 0 : (wide ? 64 : 40)) + u16(section_count) +
            u16(section_count == 0 ? 0 : section_count - 1));
  patch(file, header_size, program_headers);
  return file;
}

}  // namespace formulary::support
