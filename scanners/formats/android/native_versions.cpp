#include "scanners/formats/android/native_versions.hpp"

#include <algorithm>
#include <array>

#include "scanners/bytes/literals.hpp"
#include "scanners/formats/android/version_text.hpp"

namespace formulary::formats::android {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What has to stand behind the version for it to be one.
enum class Behind {
  end,        ///< the end of the text, a space or punctuation
  copyright,  ///< ` Copyright`
  date,       ///< a date: `  25 Mar 2021`
  nothing,    ///< there is no version: the text alone shows the library
  before,     ///< the version stands in front of the text
};

struct Marker {
  std::string_view text;
  std::string_view component;
  Behind behind;
};

// The texts are those that the libraries' public sources put into every build. BoringSSL calls itself `OpenSSL 1.1.1
// (compatible; BoringSSL)`, which has no date and so never counts as OpenSSL.
constexpr Marker markers[] = {
    {"OpenSSL ", "OpenSSL", Behind::date},
    {"LibreSSL ", "LibreSSL", Behind::end},
    {"(compatible; BoringSSL)", "BoringSSL", Behind::nothing},
    {"libcurl/", "curl", Behind::end},
    {"deflate ", "zlib", Behind::copyright},
    {"inflate ", "zlib", Behind::copyright},
    {"libpng version ", "libpng", Behind::end},
    {"cannot parse filter header", "WebP", Behind::nothing},
    {"libjpeg-turbo version ", "libjpeg-turbo", Behind::end},
    {"FFmpeg version n", "FFmpeg", Behind::end},
    {"Lavc57.", "libavcodec", Behind::end},
    {"Lavc58.", "libavcodec", Behind::end},
    {"Lavc59.", "libavcodec", Behind::end},
    {"Lavc60.", "libavcodec", Behind::end},
    {"Lavc61.", "libavcodec", Behind::end},
    {"Lavc62.", "libavcodec", Behind::end},
    {"expat_", "expat", Behind::end},
    {"-GITv2.", "libxml2", Behind::end},
    {"program compiled against libxml %d", "libxml2", Behind::nothing},
    {"WebM Project VP8 Decoder v", "libvpx", Behind::end},
    {"WebM Project VP8 Encoder v", "libvpx", Behind::end},
    {"WebM Project VP9 Decoder v", "libvpx", Behind::end},
    {"WebM Project VP9 Encoder v", "libvpx", Behind::end},
    {"libssh2_", "libssh2", Behind::end},
    {"nghttp2/", "nghttp2", Behind::end},
    {"LIBTIFF, Version ", "libtiff", Behind::end},
    {"mbed TLS ", "Mbed TLS", Behind::end},
    {"Mbed TLS ", "Mbed TLS", Behind::end},
    {"General configuration for OpenCV ", "OpenCV", Behind::end},
    {"QuickJS memory usage -- ", "QuickJS", Behind::end},
    {"MbedTLS/", "Mbed TLS", Behind::end},
    {"mbedTLS/", "Mbed TLS", Behind::end},
    {" (stable) (", "Dart", Behind::before},
    {"libarchive ", "libarchive", Behind::end},
    {", 10-Dec-2007", "bzip2", Behind::before},
    {", 6-Sept-2010", "bzip2", Behind::before},
    {", 13-Jul-2019", "bzip2", Behind::before},
    {"AOMedia Project AV1 Decoder v", "libaom", Behind::end},
    {"This is Libgcrypt ", "Libgcrypt", Behind::end},
    {"$LuaVersion: Lua ", "Lua", Behind::end},
    {"LuaJIT ", "LuaJIT", Behind::end},
};
constexpr std::size_t fixed_markers = std::size(markers);

// SQLite says its version as a text of its own, and in its source id: `2022-07-21 15:24:47 698edb77...`. Both are
// looked for by the beginnings that they can have.
constexpr std::array<std::string_view, 22> sqlite_years = {
    "2009-", "2010-", "2011-", "2012-", "2013-", "2014-", "2015-", "2016-", "2017-", "2018-", "2019-",
    "2020-", "2021-", "2022-", "2023-", "2024-", "2025-", "2026-", "2027-", "2028-", "2029-", "2030-"};

// Behind a zero byte: `3.6.` to `3.9.`, `3.10.` to `3.69.`.
const std::vector<std::string>& sqlite_numbers() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> out;
    for (int minor = 6; minor < 70; ++minor) out.push_back(std::string(1, '\0') + "3." + std::to_string(minor) + ".");
    return out;
  }();
  return texts;
}

// The years in which 3.6, 3.7 ... first came out (sqlite.org/changes.html): a number and a source id that are years
// apart do not belong together.
constexpr std::array<int, 46> sqlite_first_years = {
    2008, 2010, 2013, 2015, 2016, 2016, 2016, 2016, 2016, 2016, 2017, 2017, 2017, 2017, 2017, 2017,
    2018, 2018, 2018, 2018, 2018, 2019, 2019, 2019, 2019, 2020, 2020, 2020, 2020, 2021, 2021, 2021,
    2022, 2022, 2022, 2023, 2023, 2023, 2023, 2024, 2024, 2024, 2025, 2025, 2025, 2025};

// libxml2 says its version as one number, `20914` for 2.9.14 (include/libxml/xmlversion.h). The linker may put other
// text in front of it.
const std::vector<std::string>& xml_numbers() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> out;
    for (int minor = 9; minor <= 15; ++minor) {
      for (int patch = 0; patch <= 14; ++patch) {
        out.push_back(std::to_string(20000 + 100 * minor + patch) + std::string(1, '\0'));
      }
    }
    return out;
  }();
  return texts;
}

bool sqlite_of_year(std::string_view version, std::string_view day) {
  const auto number = [](std::string_view digits_first) {
    int out = 0;
    for (std::size_t i = 0; i < digits_first.size() && i < 4 && digit(digits_first[i]); ++i) {
      out = out * 10 + (digits_first[i] - '0');
    }
    return out;
  };
  const int year = number(day);
  const int last = static_cast<int>(sqlite_first_years.size()) - 1;
  const int index = number(version.substr(2)) - 6;
  if (index < 0 || index > last) return index > last && year >= sqlite_first_years.back();
  const int next = sqlite_first_years[static_cast<std::size_t>(std::min(index + 1, last))];
  return year >= sqlite_first_years[static_cast<std::size_t>(index)] && year <= next + 1;
}

const bytes::Literals& literals() {
  static const bytes::Literals all = [] {
    std::vector<std::string_view> texts;
    for (const Marker& marker : markers) texts.push_back(marker.text);
    texts.insert(texts.end(), sqlite_years.begin(), sqlite_years.end());
    texts.insert(texts.end(), xml_numbers().begin(), xml_numbers().end());
    texts.insert(texts.end(), sqlite_numbers().begin(), sqlite_numbers().end());
    return bytes::Literals(texts);
  }();
  return all;
}

constexpr std::size_t context = 256;         // bytes that have to be known behind a place to judge it
constexpr std::size_t lead = 32;             // and before it
constexpr std::size_t piece = 256 * 1024;    // looked at in one go
constexpr std::size_t most_different = 200;  // versions of one library

// ` 25 Mar 2021`, with one or two spaces in front.
bool is_date(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == 0 || at > 2) return false;
  text.remove_prefix(at);
  at = 0;
  while (at < text.size() && digit(text[at])) ++at;
  if (at == 0 || at > 2 || text.size() < at + 9) return false;
  text.remove_prefix(at);
  return text[0] == ' ' && letter(text[1]) && letter(text[2]) && letter(text[3]) && text[4] == ' ' &&
         std::all_of(text.begin() + 5, text.begin() + 9, digit);
}

bool holds(Behind behind, std::string_view rest) {
  switch (behind) {
    case Behind::copyright:
      return rest.starts_with(" Copyright");
    case Behind::date:
      return is_date(rest);
    case Behind::end:
      return rest.empty() || (!letter(rest[0]) && !digit(rest[0]));
    case Behind::nothing:
    case Behind::before:
      return true;
  }
  return false;
}

// `3.1.0` in front of a place.
std::string_view version_before(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && text.size() - begin < 16 && (digit(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  while (begin < text.size() && text[begin] == '.') ++begin;
  const std::string_view version = text.substr(begin);
  return version_at(version) == version ? version : std::string_view();
}

// Where the version begins in a text with its marker: markers that end within the version begin it themselves.
std::size_t version_begin(const Marker& marker) {
  if (!marker.text.ends_with('.')) return marker.text.size();
  std::size_t at = marker.text.size() - 1;
  while (at > 0 && digit(marker.text[at - 1])) --at;
  return at;
}

// `2022-07-21 15:24:47 ` and 40 or 64 hexadecimal digits; the last may have been changed by who changed the source.
bool is_source_id(std::string_view text) {
  static constexpr std::string_view shape = "dddd-dd-dd dd:dd:dd ";
  if (text.size() < shape.size() + 40) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !digit(text[i]) : text[i] != shape[i]) return false;
  }
  return std::all_of(text.begin() + shape.size(), text.begin() + shape.size() + 36,
                     [](char c) { return digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace

void NativeVersionSearch::note(std::string_view component, std::string_view version, std::uint64_t offset) {
  if (found_.size() < most_different) found_.try_emplace({std::string(component), std::string(version)}, offset);
}

// Places from `begin` up to `end` are judged; the rest of the text is only context.
void NativeVersionSearch::look(std::string_view text, std::uint64_t base, std::size_t begin, std::size_t end) {
  literals().search(text, [&](std::size_t index, std::size_t at) {
    if (at < begin || at >= end) return;
    if (index < fixed_markers) {
      const Marker& marker = markers[index];
      if (marker.behind == Behind::nothing) return note(marker.component, "unknown", base + at);
      if (marker.behind == Behind::before) {
        const std::string_view version = version_before(text.substr(0, at));
        if (!version.empty()) note(marker.component, version, base + at - version.size());
        return;
      }
      const std::string_view rest = text.substr(at + version_begin(marker));
      const std::string_view version = version_at(rest);
      if (version.empty() || !holds(marker.behind, rest.substr(version.size()))) return;
      note(marker.component, version, base + at);
    } else if (index < fixed_markers + sqlite_years.size()) {
      const std::string_view rest = text.substr(at);
      if (is_source_id(rest) && sqlite_days_.size() < most_different) {
        sqlite_days_.try_emplace(std::string(rest.substr(0, 10)), base + at);
      }
    } else if (index < fixed_markers + sqlite_years.size() + xml_numbers().size()) {
      const bool alone = at == 0 || !digit(text[at - 1]);
      if (alone && xml_numbers_.size() < most_different) {
        xml_numbers_.try_emplace(std::string(text.substr(at, 5)), base + at);
      }
    } else {
      const std::string_view rest = text.substr(at + 1);
      const std::string_view version = version_at(rest);
      const bool alone = version.size() < rest.size() && rest[version.size()] == '\0';
      if (!version.empty() && alone && sqlite_numbers_.size() < most_different) {
        sqlite_numbers_.try_emplace(std::string(version), base + at + 1);
      }
    }
  });
}

void NativeVersionSearch::take(bytes::View view) {
  constexpr std::size_t full = lead + piece + context;
  std::string_view rest = bytes::as_text(view);
  while (!rest.empty()) {
    const std::size_t some = std::min(rest.size(), full - kept_.size());
    kept_ += rest.substr(0, some);
    rest.remove_prefix(some);
    if (kept_.size() < full) return;
    look(kept_, base_, judged_, lead + piece);
    kept_.erase(0, piece);
    base_ += piece;
    judged_ = lead;
  }
}

std::vector<NativeVersion> NativeVersionSearch::finish() {
  look(kept_, base_, judged_, kept_.size());
  kept_.clear();
  if (!sqlite_days_.empty()) {
    // The text `3.x.y` can belong to anything; it is SQLite's when the library has SQLite, and only one such text.
    const auto& [day, offset] = *sqlite_days_.begin();
    const bool certain = sqlite_numbers_.size() == 1 && sqlite_of_year(sqlite_numbers_.begin()->first, day);
    note("SQLite", certain ? sqlite_numbers_.begin()->first : day, certain ? sqlite_numbers_.begin()->second : offset);
  }
  if (found_.contains({"libxml2", "unknown"}) && xml_numbers_.size() == 1) {
    const auto& [number, offset] = *xml_numbers_.begin();
    const auto two = [&](std::size_t at) {
      return number[at] == '0' ? number.substr(at + 1, 1) : number.substr(at, 2);
    };
    note("libxml2", number.substr(0, 1) + "." + two(1) + "." + two(3), offset);
  }
  std::vector<NativeVersion> out;
  for (const auto& [what, offset] : found_) {
    const bool known = what.second == "unknown" && std::any_of(found_.begin(), found_.end(), [&](const auto& other) {
                         return other.first.first == what.first && other.first.second != "unknown";
                       });
    if (!known) out.push_back({what.first, what.second, offset});
  }
  return out;
}

}  // namespace formulary::formats::android
