// What is in the archive, by names and first bytes: native libraries, Dalvik code, programs and archives within it.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/inflate.hpp"
#include "scanners/formats/apk/package.hpp"

namespace formulary::formats::apk {
namespace {

constexpr std::size_t first_bytes = 512;        // enough for every magic below
constexpr std::size_t first_compressed = 1024;  // enough to inflate them from

struct Magic {
  std::string_view kind;
  std::string_view bytes;
};

// Formats of executable code and of archives that can hold it, by their first bytes.
constexpr Magic magics[] = {
    {"dex", std::string_view("dex\n", 4)},
    {"odex", std::string_view("dey\n", 4)},
    {"cdex", std::string_view("cdex", 4)},
    {"elf", std::string_view("\x7f"
                             "ELF",
                             4)},
    {"zip", std::string_view("PK\x03\x04", 4)},
    {"mach-o", std::string_view("\xcf\xfa\xed\xfe", 4)},
    {"mach-o", std::string_view("\xce\xfa\xed\xfe", 4)},
    {"rar", std::string_view("Rar!\x1a\x07", 6)},
    {"7z", std::string_view("7z\xbc\xaf\x27\x1c", 6)},
};

// Which endings say what the content is.
struct Ending {
  std::string_view kind;
  std::string_view ending;
};
constexpr Ending endings[] = {
    {"dex", ".dex"},  {"odex", ".odex"}, {"cdex", ".dex"}, {"elf", ".so"},   {"elf", ".ko"},       {"pe", ".dll"},
    {"pe", ".exe"},   {"pe", ".sys"},    {"zip", ".apk"},  {"zip", ".zip"},  {"zip", ".jar"},      {"zip", ".aar"},
    {"zip", ".obb"},  {"zip", ".apks"},  {"zip", ".xapk"}, {"zip", ".docx"}, {"zip", ".xlsx"},     {"zip", ".pptx"},
    {"zip", ".epub"}, {"zip", ".odt"},   {"zip", ".ods"},  {"zip", ".kmz"},  {"zip", ".usdz"},     {"zip", ".war"},
    {"zip", ".whl"},  {"zip", ".3mf"},   {"rar", ".rar"},  {"7z", ".7z"},    {"mach-o", ".dylib"},
};

std::string_view kind_of(bytes::View start) {
  const std::string_view text = bytes::as_text(start);
  for (const Magic& magic : magics) {
    if (text.starts_with(magic.bytes)) return magic.kind;
  }
  // Microsoft PE format, "MS-DOS Stub": the offset of the signature is at 0x3c.
  if (text.starts_with("MZ") && start.size() > 0x40) {
    bytes::Cursor cursor(start.subspan(0x3c));
    const std::uint32_t offset = cursor.u32("offset of the signature");
    if (offset < start.size() && text.substr(offset).starts_with(std::string_view("PE\0\0", 4))) return "pe";
  }
  return {};
}

bool says_so(std::string_view name, std::string_view kind) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](const Ending& one) { return one.kind == kind && lower.ends_with(one.ending); });
}

bool is_top_level_dex(std::string_view name) {
  return name.starts_with("classes") && name.ends_with(".dex") && name.find('/') == std::string_view::npos;
}

// `lib/<architecture>/<file>`; the architecture, or nothing.
std::string_view architecture(std::string_view name) {
  if (!name.starts_with("lib/")) return {};
  name.remove_prefix(4);
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == name.size()) return {};
  return name.find('/', slash + 1) == std::string_view::npos ? name.substr(0, slash) : std::string_view();
}

class Contents {
 public:
  Contents(ScanContext& context, const bytes::Zip& zip)
      : context_(context), zip_(zip), complaints_(context.anomalies) {}

  void state() {
    std::uint64_t size = 0;
    std::uint64_t dex_files = 0;
    for (const bytes::ZipEntry& entry : zip_.entries()) {
      size = std::max(size, size + entry.size);
      if (is_top_level_dex(entry.name)) {
        ++dex_files;
        context_.state(fact::container_dex_file, "", entry.name, entry.name);
      } else if (const std::string_view abi = architecture(entry.name); !abi.empty()) {
        state_library(entry, abi);
      } else {
        look_inside(entry);
      }
    }
    context_.state(fact::container_entries, "", std::to_string(zip_.entries().size()), "");
    context_.state(fact::container_inflated_size, "", std::to_string(size), "");
    context_.state(fact::container_dex_files, "", std::to_string(dex_files), "");
    for (const std::string& abi : architectures_) context_.state(fact::android_abi, "", abi, "lib/" + abi);
    complaints_.finish();
  }

 private:
  void state_library(const bytes::ZipEntry& entry, std::string_view abi) {
    architectures_.insert(std::string(abi));
    context_.state(fact::container_native_library, abi, entry.name, entry.name);
    std::string alignment = "compressed";
    if (entry.method == 0) {
      std::uint64_t power = 1;
      while (power < 65536 && entry.data_offset % (power * 2) == 0) power *= 2;
      alignment = std::to_string(power);
    }
    context_.state(fact::container_native_library_alignment, entry.name, alignment, entry.name);
  }

  void look_inside(const bytes::ZipEntry& entry) {
    const std::string_view kind = kind_of(start_of(entry));
    if (kind.empty()) return;
    context_.state(fact::container_nested, kind, entry.name, entry.name);
    if (!says_so(entry.name, kind)) {
      complaints_.add(anomaly::container_disguised_executable, entry.name, entry.name + " is " + std::string(kind));
    }
  }

  bytes::View start_of(const bytes::ZipEntry& entry) {
    const bytes::Source& source = zip_.source();
    const bool deflated = entry.method == 8;
    const std::uint64_t stored = deflated ? entry.compressed_size : entry.size;
    if (entry.data_offset == 0 || entry.data_offset >= source.size() || entry.size < 16) return {};
    const std::uint64_t length =
        std::min<std::uint64_t>({stored, deflated ? first_compressed : first_bytes, source.size() - entry.data_offset});
    const std::span<std::byte> raw = std::span(raw_).first(static_cast<std::size_t>(length));
    if (!source.read(entry.data_offset, raw)) return {};
    return deflated ? inflater_.begin(raw, start_) : bytes::View(raw);
  }

  ScanContext& context_;
  const bytes::Zip& zip_;
  bytes::Complaints complaints_;
  bytes::BeginningInflater inflater_;
  std::set<std::string> architectures_;
  std::array<std::byte, first_compressed> raw_{};
  std::array<std::byte, first_bytes> start_{};
};

}  // namespace

void state_container(ScanContext& context, const bytes::Zip& zip) { Contents(context, zip).state(); }

}  // namespace formulary::formats::apk
