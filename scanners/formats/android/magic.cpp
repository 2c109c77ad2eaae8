#include "scanners/formats/android/magic.hpp"

#include <algorithm>
#include <string>

#include "scanners/bytes/cursor.hpp"

namespace formulary::formats::android {
namespace {

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

}  // namespace

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

}  // namespace formulary::formats::android
