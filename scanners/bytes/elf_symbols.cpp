#include "scanners/bytes/elf_symbols.hpp"

#include <algorithm>
#include <array>

#include "scanners/bytes/cursor.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint32_t pt_load = 1;
constexpr std::uint64_t most_strings = 24 * Budget::mebibyte;
constexpr std::uint64_t symbols_at_once = 4096;
constexpr std::size_t most_exports = 4096;
constexpr std::size_t longest_name = 2048;

}  // namespace

void ElfSymbols::object(std::uint64_t offset) const {
  complaints_.add(anomaly::elf_out_of_bounds, file_, std::string(file_) + at_offset(offset));
}

std::optional<std::uint64_t> ElfSymbols::offset_of(std::uint64_t address) const {
  for (const ElfSegment& segment : segments_) {
    if (segment.type != pt_load || address < segment.address) continue;
    const std::uint64_t within = address - segment.address;
    if (within < segment.file_size && segment.offset <= source_.size() && within < source_.size() - segment.offset) {
      return segment.offset + within;
    }
  }
  return std::nullopt;
}

std::uint32_t ElfSymbols::u32_at(std::uint64_t offset) const {
  std::array<std::byte, 4> raw{};
  if (!source_.read(offset, raw)) return 0;
  return Cursor(raw).u32("word");
}

bool ElfSymbols::open(const ElfSymbolTables& tables) {
  tables_ = tables;
  const auto at = offset_of(tables.strings);
  if (!at || tables.strings_size > source_.size() - *at) {
    object(at.value_or(0));
    return false;
  }
  if (tables.strings_size > most_strings) {
    budget_.exceed("names of a native library");
    return false;
  }
  strings_.resize(static_cast<std::size_t>(tables.strings_size));
  return source_.read(*at, strings_);
}

std::string_view ElfSymbols::string(std::uint64_t offset) const {
  if (offset >= strings_.size()) return {};
  // Names may overlap, so that without a limit a hostile library makes its size count squared.
  const std::string_view rest = as_text(strings_).substr(static_cast<std::size_t>(offset), longest_name);
  return rest.substr(0, rest.find('\0'));
}

// The dynamic segment does not say how many symbols there are; the hash tables do: gABI chapter 5, "Hash Table", whose
// nchain is their number; or the GNU hash table, whose last chain ends with the last symbol.
std::uint64_t ElfSymbols::count() const {
  const std::uint64_t entry = wide_ ? 24 : 16;
  std::uint64_t counted = 0;
  if (const auto at = offset_of(tables_.hash); tables_.hash != 0 && at) {
    counted = u32_at(*at + 4);
  } else if (const auto gnu = offset_of(tables_.gnu_hash); tables_.gnu_hash != 0 && gnu) {
    counted = gnu_count(*gnu);
  }
  const auto symbols = offset_of(tables_.symbols);
  if (!symbols) return 0;
  return std::min(counted, (source_.size() - *symbols) / entry);
}

std::uint64_t ElfSymbols::gnu_count(std::uint64_t at) const {
  const std::uint64_t buckets = u32_at(at);
  const std::uint64_t first = u32_at(at + 4);
  const std::uint64_t bloom = u32_at(at + 8);
  const std::uint64_t bucket_offset = at + 16 + bloom * (wide_ ? 8 : 4);
  if (bucket_offset > source_.size() || buckets > (source_.size() - bucket_offset) / 4) return 0;
  std::uint64_t last = 0;
  std::array<std::byte, 4096> raw{};
  for (std::uint64_t done = 0; done < buckets;) {
    const std::uint64_t some = std::min<std::uint64_t>(buckets - done, raw.size() / 4);
    const std::span<std::byte> part = std::span(raw).first(static_cast<std::size_t>(some * 4));
    if (!source_.read(bucket_offset + done * 4, part)) return 0;
    Cursor cursor{View(part)};
    while (!cursor.at_end()) last = std::max<std::uint64_t>(last, cursor.u32("bucket"));
    done += some;
  }
  if (last < first) return std::max(first, tables_.count_by_sections);  // nothing is exported, so nothing is hashed
  std::uint64_t next = bucket_offset + buckets * 4 + (last - first) * 4;
  while (next + 4 <= source_.size()) {
    const std::uint64_t some = std::min<std::uint64_t>((source_.size() - next) / 4, raw.size() / 4);
    const std::span<std::byte> part = std::span(raw).first(static_cast<std::size_t>(some * 4));
    if (!budget_.take(budget_.steps, some, "entries of native libraries") || !source_.read(next, part)) return 0;
    for (Cursor cursor{View(part)}; !cursor.at_end(); ++last) {
      if ((cursor.u32("chain") & 1) != 0) return last + 1;
    }
    next += some * 4;
  }
  return 0;
}

// gABI chapter 4, "Symbol Table": the fields stand in another order in 64 bits.
void ElfSymbols::read(WantedExport wanted, ElfImage& image) {
  const auto at = offset_of(tables_.symbols);
  if (!at) return object(tables_.symbols);
  const std::uint64_t entry = wide_ ? 24 : 16;
  const std::uint64_t total = count();
  std::vector<std::byte> raw;
  for (std::uint64_t done = 0; done < total;) {
    const std::uint64_t some = std::min(total - done, symbols_at_once);
    if (!budget_.take(budget_.steps, some, "entries of native libraries")) return;
    raw.resize(static_cast<std::size_t>(some * entry));
    if (!source_.read(*at + done * entry, raw)) return;
    Cursor cursor(raw);
    while (!cursor.at_end()) {
      const std::uint32_t name_offset = cursor.u32("st_name");
      std::uint64_t value = 0;
      if (!wide_) {
        value = cursor.u32("st_value");
        cursor.u32("st_size");
      }
      const std::uint8_t info = cursor.u8("st_info");
      cursor.u8("st_other");
      const std::uint16_t section = cursor.u16("st_shndx");
      if (wide_) {
        value = cursor.u64("st_value");
        cursor.u64("st_size");
      }
      const std::string_view name = string(name_offset);
      if (name.empty() || info >> 4 == 0) continue;  // STB_LOCAL
      if (section == 0) {                            // SHN_UNDEF
        ++image.imports;
        if (name == "__stack_chk_fail") {
          image.stack_protector = true;
        } else if (name.starts_with("__") && name.ends_with("_chk") && image.fortified.size() < 200) {
          image.fortified.emplace_back(name);
        }
      } else if (image.exports.size() < most_exports && wanted(name)) {
        // Bit 0 of an address marks Thumb code in 32-bit ARM libraries; it is no part of the place.
        const std::uint64_t address = !wide_ && image.machine == 40 ? value & ~std::uint64_t{1} : value;
        image.exports.push_back({std::string(name), offset_of(address).value_or(0)});
      }
    }
    done += some;
  }
  std::ranges::sort(image.fortified);
  std::ranges::sort(image.exports, {}, &ElfExport::name);
}

}  // namespace formulary::bytes
