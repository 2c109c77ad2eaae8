#include "scanners/bytes/elf.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/elf_symbols.hpp"

namespace formulary::bytes {
namespace {

// gABI chapter 4, "ELF Header": constants of e_ident.
constexpr std::uint8_t class_32 = 1;
constexpr std::uint8_t class_64 = 2;
constexpr std::uint8_t little_endian = 1;

// gABI chapter 5, "Program Header": p_type and p_flags; the GNU values are those of the Linux Standard Base, part
// "Object Format".
constexpr std::uint32_t pt_load = 1;
constexpr std::uint32_t pt_dynamic = 2;
constexpr std::uint32_t pt_interp = 3;
constexpr std::uint32_t pt_note = 4;
constexpr std::uint32_t pt_gnu_stack = 0x6474e551;
constexpr std::uint32_t pt_gnu_relro = 0x6474e552;
constexpr std::uint32_t executable = 1;
constexpr std::uint32_t writable = 2;

// gABI chapter 5, "Dynamic Section"; DT_GNU_HASH and DT_FLAGS_1 as the GNU linker defines them.
constexpr std::uint64_t dt_needed = 1;
constexpr std::uint64_t dt_hash = 4;
constexpr std::uint64_t dt_strtab = 5;
constexpr std::uint64_t dt_symtab = 6;
constexpr std::uint64_t dt_strsz = 10;
constexpr std::uint64_t dt_soname = 14;
constexpr std::uint64_t dt_rpath = 15;
constexpr std::uint64_t dt_textrel = 22;
constexpr std::uint64_t dt_bind_now = 24;
constexpr std::uint64_t dt_runpath = 29;
constexpr std::uint64_t dt_flags = 30;
constexpr std::uint64_t dt_gnu_hash = 0x6ffffef5;
constexpr std::uint64_t dt_flags_1 = 0x6ffffffb;
constexpr std::uint64_t df_textrel = 4;
constexpr std::uint64_t df_bind_now = 8;
constexpr std::uint64_t df_1_now = 1;

// gABI chapter 4, "Sections".
constexpr std::uint32_t sht_symtab = 2;
constexpr std::uint32_t sht_dynamic = 6;
constexpr std::uint32_t sht_nobits = 8;
constexpr std::uint32_t sht_dynsym = 11;

constexpr std::uint64_t most_dynamic = 1024 * 1024;  // bytes of the dynamic segment
constexpr std::uint64_t most_names = 4 * 1024 * 1024;
constexpr std::uint64_t most_note = 64 * 1024;
constexpr std::size_t most_listed = 200;  // names of one kind

class Reader {
 public:
  Reader(const Source& source, std::string_view file, WantedExport wanted, Budget& budget, Complaints& complaints)
      : source_(source), file_(file), wanted_(wanted), budget_(budget), complaints_(complaints) {}

  std::optional<ElfImage> read() {
    if (!read_header()) return std::nullopt;
    read_segments();
    read_sections();
    read_dynamic();
    read_notes();
    if (relro_ && image_.relro == ElfRelro::none) {
      image_.relro = image_.bind_now ? ElfRelro::full : ElfRelro::partial;
    }
    return std::move(image_);
  }

 private:
  struct Section {
    std::uint32_t name = 0;
    std::uint32_t type = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint32_t link = 0;
  };

  void object(std::string_view id, std::uint64_t offset) {
    complaints_.add(id, file_, std::string(file_) + at_offset(offset));
  }

  // Bytes of the file; nothing, with an anomaly, when they are not there.
  std::optional<std::vector<std::byte>> take(std::uint64_t offset, std::uint64_t length) {
    if (offset > source_.size() || length > source_.size() - offset) {
      object(anomaly::elf_out_of_bounds, offset);
      return std::nullopt;
    }
    std::vector<std::byte> out(static_cast<std::size_t>(length));
    if (!source_.read(offset, out)) return std::nullopt;
    return out;
  }

  std::uint64_t word(Cursor& cursor, const char* field) const {
    return image_.wide ? cursor.u64(field) : cursor.u32(field);
  }

  // gABI chapter 4, "ELF Header".
  bool read_header() {
    std::array<std::byte, 64> raw{};
    const std::uint64_t length = std::min<std::uint64_t>(raw.size(), source_.size());
    const std::span<std::byte> header = std::span(raw).first(static_cast<std::size_t>(length));
    const bool readable = source_.read(0, header);
    Cursor cursor{View(header)};
    const bool magic = as_text(cursor.bytes(4, "magic")) ==
                       "\x7f"
                       "ELF";
    const std::uint8_t width = cursor.u8("class");
    const std::uint8_t order = cursor.u8("data");
    cursor.skip(10, "rest of e_ident");
    image_.wide = width == class_64;
    const std::uint16_t type = cursor.u16("e_type");
    image_.machine = cursor.u16("e_machine");
    cursor.u32("e_version");
    word(cursor, "e_entry");
    program_offset_ = word(cursor, "e_phoff");
    section_offset_ = word(cursor, "e_shoff");
    cursor.u32("e_flags");
    cursor.u16("e_ehsize");
    program_entry_ = cursor.u16("e_phentsize");
    program_count_ = cursor.u16("e_phnum");
    section_entry_ = cursor.u16("e_shentsize");
    section_count_ = cursor.u16("e_shnum");
    section_names_ = cursor.u16("e_shstrndx");
    if (!readable || !cursor.ok() || !magic || (width != class_32 && width != class_64) || order != little_endian) {
      object(anomaly::elf_malformed, 0);
      return false;
    }
    static constexpr std::array types = {ElfType::other, ElfType::relocatable, ElfType::executable, ElfType::shared,
                                         ElfType::core};
    image_.type = type < types.size() ? types[type] : ElfType::other;
    return true;
  }

  // gABI chapter 5, "Program Header": the fields stand in another order in 64 bits.
  void read_segments() {
    const std::uint64_t wanted_entry = image_.wide ? 56 : 32;
    if (program_count_ == 0 || program_entry_ != wanted_entry) return object(anomaly::elf_malformed, program_offset_);
    const auto table = take(program_offset_, program_count_ * wanted_entry);
    if (!table) return;
    Cursor cursor(*table, program_offset_);
    bool stack = false;
    while (cursor.ok() && !cursor.at_end()) {
      ElfSegment segment;
      segment.type = cursor.u32("p_type");
      if (image_.wide) segment.flags = cursor.u32("p_flags");
      segment.offset = word(cursor, "p_offset");
      segment.address = word(cursor, "p_vaddr");
      word(cursor, "p_paddr");
      segment.file_size = word(cursor, "p_filesz");
      word(cursor, "p_memsz");
      if (!image_.wide) segment.flags = cursor.u32("p_flags");
      const std::uint64_t alignment = word(cursor, "p_align");
      if (segment.type == pt_load) {
        const bool both = (segment.flags & writable) != 0 && (segment.flags & executable) != 0;
        image_.writable_code = image_.writable_code || both;
        image_.alignment = image_.alignment == 0 ? alignment : std::min(image_.alignment, alignment);
        if (segment.offset > source_.size() || segment.file_size > source_.size() - segment.offset) {
          object(anomaly::elf_out_of_bounds, segment.offset);
        }
      } else if (segment.type == pt_interp) {
        image_.interpreter = true;
      } else if (segment.type == pt_gnu_relro) {
        relro_ = true;
      } else if (segment.type == pt_gnu_stack) {
        stack = true;
        image_.executable_stack = (segment.flags & executable) != 0;
      }
      segments_.push_back(segment);
    }
    if (!stack) image_.executable_stack = true;
  }

  // gABI chapter 5, "Dynamic Section".
  void read_dynamic() {
    const auto found = std::ranges::find(segments_, pt_dynamic, &ElfSegment::type);
    if (found == segments_.end()) {
      if (image_.type == ElfType::shared) object(anomaly::elf_no_dynamic, 0);
      return;
    }
    if (found->file_size > most_dynamic) return object(anomaly::elf_no_dynamic, found->offset);
    const auto content = take(found->offset, found->file_size);
    if (!content) return;
    Cursor cursor(*content, found->offset);
    const std::size_t entry = image_.wide ? 16 : 8;
    ElfSymbolTables tables;
    tables.count_by_sections = dynamic_symbols_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> names;  // tag and offset into the strings
    while (cursor.ok() && cursor.remaining() >= entry) {
      const std::uint64_t tag = word(cursor, "d_tag");
      const std::uint64_t value = word(cursor, "d_val");
      if (tag == 0) break;
      if (!budget_.take(budget_.steps, 1, "entries of native libraries")) return;
      switch (tag) {
        case dt_needed:
        case dt_soname:
        case dt_rpath:
        case dt_runpath:
          names.emplace_back(tag, value);
          break;
        case dt_strtab:
          tables.strings = value;
          break;
        case dt_strsz:
          tables.strings_size = value;
          break;
        case dt_symtab:
          tables.symbols = value;
          break;
        case dt_hash:
          tables.hash = value;
          break;
        case dt_gnu_hash:
          tables.gnu_hash = value;
          break;
        case dt_textrel:
          image_.text_relocations = true;
          break;
        case dt_bind_now:
          image_.bind_now = true;
          break;
        case dt_flags:
          image_.text_relocations = image_.text_relocations || (value & df_textrel) != 0;
          image_.bind_now = image_.bind_now || (value & df_bind_now) != 0;
          break;
        case dt_flags_1:
          image_.bind_now = image_.bind_now || (value & df_1_now) != 0;
          break;
        default:
          break;
      }
    }
    image_.dynamic = true;
    ElfSymbols symbols(source_, file_, image_.wide, segments_, budget_, complaints_);
    if (!symbols.open(tables)) return;
    compare_sections(*found, symbols.offset_of(tables.strings).value_or(0));
    for (const auto& [tag, offset] : names) {
      if (offset >= tables.strings_size) object(anomaly::elf_out_of_bounds, found->offset);
      add_name(tag, std::string(symbols.string(offset)));
    }
    symbols.read(wanted_, image_);
  }

  // Since version 7 Android takes the names of needed libraries from where the section table says that they are, and
  // the rest from where the dynamic segment says (bionic, linker_phdr.cpp, ElfReader::ReadDynamicSection).
  void compare_sections(const ElfSegment& dynamic, std::uint64_t names_at) {
    if (!dynamic_section_) return;
    const bool same = dynamic_section_->offset == dynamic.offset && dynamic_section_->size == dynamic.file_size &&
                      dynamic_names_.offset == names_at;
    if (!same) object(anomaly::elf_section_table, section_offset_);
  }

  void add_name(std::uint64_t tag, std::string name) {
    if (tag == dt_soname) {
      image_.name = std::move(name);
      return;
    }
    std::vector<std::string>& list = tag == dt_needed ? image_.needed : image_.run_paths;
    if (list.size() < most_listed) list.push_back(std::move(name));
  }

  // gABI chapter 5, "Note Section"; NT_GNU_BUILD_ID is type 3 of the name "GNU".
  void read_notes() {
    for (const ElfSegment& segment : segments_) {
      if (segment.type != pt_note || segment.file_size > most_note || !image_.build_id.empty()) continue;
      const auto content = take(segment.offset, segment.file_size);
      if (!content) continue;
      Cursor cursor(*content, segment.offset);
      while (cursor.ok() && cursor.remaining() >= 12) {
        const std::uint64_t name_size = cursor.u32("n_namesz");
        const std::uint64_t size = cursor.u32("n_descsz");
        const std::uint32_t type = cursor.u32("n_type");
        const std::string_view name = as_text(cursor.bytes((name_size + 3) / 4 * 4, "name"));
        const View description = cursor.bytes(size, "description");
        if (!cursor.ok()) break;
        if (type == 3 && name.starts_with("GNU") && size <= 64) {
          for (const std::byte one : description) {
            image_.build_id += "0123456789abcdef"[std::to_integer<unsigned>(one) >> 4];
            image_.build_id += "0123456789abcdef"[std::to_integer<unsigned>(one) & 15];
          }
          break;
        }
        cursor.skip(std::min<std::uint64_t>((4 - size % 4) % 4, cursor.remaining()), "padding");
      }
    }
  }

  // gABI chapter 4, "Section Header Table" and "Special Sections".
  void read_sections() {
    if (section_offset_ == 0 && section_count_ == 0) return;
    const std::uint64_t wanted_entry = image_.wide ? 64 : 40;
    if (section_entry_ != wanted_entry || section_offset_ > source_.size() ||
        section_count_ * wanted_entry > source_.size() - section_offset_ || section_names_ >= section_count_) {
      return object(anomaly::elf_section_table, section_offset_);
    }
    const auto table = take(section_offset_, section_count_ * wanted_entry);
    if (!table) return;
    const Section names = section(*table, section_names_);
    if (names.type == sht_nobits || names.size > most_names || names.offset > source_.size() ||
        names.size > source_.size() - names.offset) {
      return object(anomaly::elf_section_table, section_offset_);
    }
    const auto text = take(names.offset, names.size);
    if (!text) return;
    for (std::uint64_t i = 0; i < section_count_; ++i) {
      const Section one = section(*table, i);
      if (one.type == sht_symtab && one.size > (image_.wide ? 24U : 16U)) image_.symbol_table = true;
      if (one.type == sht_dynamic) {
        dynamic_section_ = one;
        if (one.link < section_count_) dynamic_names_ = section(*table, one.link);
      }
      if (one.type == sht_dynsym) dynamic_symbols_ = one.size / (image_.wide ? 24 : 16);
      if (one.name >= text->size()) continue;
      const std::string_view name = as_text(*text).substr(one.name);
      const bool debugging = name.starts_with(".debug_info") || name.starts_with(".zdebug_info");
      if (debugging && one.type != sht_nobits && one.size != 0) image_.debug_information = true;
    }
  }

  Section section(const std::vector<std::byte>& table, std::uint64_t index) const {
    const std::uint64_t entry = image_.wide ? 64 : 40;
    Cursor cursor(View(table).subspan(static_cast<std::size_t>(index * entry), static_cast<std::size_t>(entry)));
    Section out;
    out.name = cursor.u32("sh_name");
    out.type = cursor.u32("sh_type");
    word(cursor, "sh_flags");
    word(cursor, "sh_addr");
    out.offset = word(cursor, "sh_offset");
    out.size = word(cursor, "sh_size");
    out.link = cursor.u32("sh_link");
    return out;
  }

  const Source& source_;
  std::string_view file_;
  WantedExport wanted_;
  Budget& budget_;
  Complaints& complaints_;
  ElfImage image_;
  std::vector<ElfSegment> segments_;
  bool relro_ = false;
  std::uint64_t dynamic_symbols_ = 0;
  std::optional<Section> dynamic_section_;
  Section dynamic_names_;  ///< the section that `dynamic_section_` takes its names from
  std::uint64_t program_offset_ = 0;
  std::uint64_t section_offset_ = 0;
  std::uint64_t program_entry_ = 0;
  std::uint64_t program_count_ = 0;
  std::uint64_t section_entry_ = 0;
  std::uint64_t section_count_ = 0;
  std::uint64_t section_names_ = 0;
};

}  // namespace

std::optional<ElfImage> read_elf(const Source& source, std::string_view file, WantedExport wanted, Budget& budget,
                                 Complaints& complaints) {
  return Reader(source, file, wanted, budget, complaints).read();
}

// gABI chapter 4, "ELF Header", e_machine.
std::string elf_machine_name(std::uint16_t machine) {
  switch (machine) {
    case 3:
      return "x86";
    case 8:
      return "mips";
    case 40:
      return "arm";
    case 62:
      return "x86-64";
    case 183:
      return "aarch64";
    case 243:
      return "riscv";
    default:
      return std::to_string(machine);
  }
}

}  // namespace formulary::bytes
