#include "scanners/bytes/android_config.hpp"

#include <algorithm>
#include <cstdlib>

namespace formulary::bytes {
namespace {

// Languages and regions: two letters, or three packed into fifteen bits with the highest bit set.
std::string unpack(std::uint8_t first, std::uint8_t second, char base) {
  if ((first & 0x80) != 0) {
    const int one = second & 0x1f;
    const int two = ((second & 0xe0) >> 5) | ((first & 0x03) << 3);
    const int three = (first & 0x7c) >> 2;
    return {static_cast<char>(base + one), static_cast<char>(base + two), static_cast<char>(base + three)};
  }
  if (first == 0) return {};
  return {static_cast<char>(first), static_cast<char>(second)};
}

std::string until_zero(View bytes) {
  const std::string_view text = as_text(bytes);
  return std::string(text.substr(0, text.find('\0')));
}

// The script that is meant when none is written, for the languages that are written in several.
std::string_view script_of(const ResourceLocale& locale) {
  struct Row {
    std::string_view language, region, script;
  };
  static constexpr Row rows[] = {
      {"zh", "TW", "Hant"}, {"zh", "HK", "Hant"}, {"zh", "MO", "Hant"}, {"zh", "", "Hans"},   {"sr", "ME", "Latn"},
      {"sr", "RO", "Latn"}, {"sr", "TR", "Latn"}, {"sr", "", "Cyrl"},   {"uz", "AF", "Arab"}, {"uz", "CN", "Cyrl"},
      {"uz", "", "Latn"},   {"pa", "PK", "Arab"}, {"pa", "", "Guru"},   {"az", "IR", "Arab"}, {"az", "IQ", "Arab"},
      {"az", "", "Latn"},   {"kk", "CN", "Arab"}, {"kk", "", "Cyrl"},   {"mn", "CN", "Mong"}, {"mn", "", "Cyrl"},
  };
  if (!locale.script.empty()) return locale.script;
  for (const Row& row : rows) {
    if (row.language == locale.language && (row.region.empty() || row.region == locale.region)) return row.script;
  }
  return "";
}

bool locale_matches(const ResourceLocale& has, const ResourceLocale& wanted) {
  if (has.language.empty()) return has.region.empty() || has.region == wanted.region;
  return has.language == wanted.language && script_of(has) == script_of(wanted);
}

// The more specific one; of two regions the wanted one.
int compare_locales(const ResourceLocale& a, const ResourceLocale& b, const ResourceLocale& wanted) {
  const auto rank = [&](const ResourceLocale& locale) {
    int value = 0;
    if (!locale.language.empty()) value += 8;
    if (!wanted.region.empty() && locale.region == wanted.region) value += 4;
    if (locale.region.empty()) value += 2;  // a region that was not asked for is worse than none
    if (locale.variant == wanted.variant) value += 1;
    return value;
  };
  return rank(a) - rank(b);
}

}  // namespace

std::string ResourceLocale::text() const {
  std::string text = language;
  for (const std::string* part : {&script, &region, &variant}) {
    if (!part->empty()) text += (text.empty() ? "" : "-") + *part;
  }
  return text;
}

ResourceConfig ResourceConfig::ordinary_device() {
  ResourceConfig device;
  device.orientation = 1;  // portrait
  device.density = 160;
  device.sdk_version = 10000;
  device.smallest_width_dp = 320;
  device.width_dp = 320;
  device.height_dp = 480;
  device.screen_layout = 2;  // normal
  return device;
}

bool ResourceConfig::matches(const ResourceConfig& device) const {
  const auto same_or_any = [](auto has, auto wanted) { return has == 0 || has == wanted; };
  const auto at_most = [](auto has, auto wanted) { return has == 0 || has <= wanted; };
  const auto part = [](std::uint8_t value, int mask) { return value & mask; };
  return same_or_any(mcc, device.mcc) && same_or_any(mnc, device.mnc) && locale_matches(locale, device.locale) &&
         at_most(part(screen_layout, 0x0f), part(device.screen_layout, 0x0f)) &&
         same_or_any(part(screen_layout, 0x30), part(device.screen_layout, 0x30)) &&
         same_or_any(part(screen_layout, 0xc0), part(device.screen_layout, 0xc0)) &&
         same_or_any(part(ui_mode, 0x0f), part(device.ui_mode, 0x0f)) &&
         same_or_any(part(ui_mode, 0x30), part(device.ui_mode, 0x30)) &&
         at_most(smallest_width_dp, device.smallest_width_dp) && same_or_any(screen_layout2, device.screen_layout2) &&
         same_or_any(color_mode, device.color_mode) && at_most(width_dp, device.width_dp) &&
         at_most(height_dp, device.height_dp) && same_or_any(orientation, device.orientation) &&
         same_or_any(touchscreen, device.touchscreen) && same_or_any(input_flags, device.input_flags) &&
         same_or_any(keyboard, device.keyboard) && same_or_any(navigation, device.navigation) &&
         at_most(screen_width, device.screen_width) && at_most(screen_height, device.screen_height) &&
         at_most(sdk_version, device.sdk_version) && same_or_any(minor_version, device.minor_version);
}

// The order of the qualifiers is that of the platform's table of configuration qualifiers.
bool ResourceConfig::better_than(const ResourceConfig& other, const ResourceConfig& device) const {
  const auto prefer_set = [](auto a, auto b) { return (a != 0) - (b != 0); };
  const auto prefer_larger = [](auto a, auto b) { return (a > b) - (a < b); };
  const auto part = [](std::uint8_t value, int mask) { return value & mask; };
  const auto density_order = [&]() -> int {
    const int here = density != 0 ? density : 160;
    const int there = other.density != 0 ? other.density : 160;
    if (here == there) return 0;
    if (here == any_density) return 1;
    if (there == any_density) return -1;
    const int wanted = device.density != 0 && device.density != any_density ? device.density : 160;
    const int high = std::max(here, there);
    const int low = std::min(here, there);
    const int larger_wins = here > there ? 1 : -1;
    if (wanted >= high) return larger_wins;
    if (low >= wanted) return -larger_wins;
    // Scaling the lower one up looks worse than scaling the higher one down, unless it is much nearer.
    return std::int64_t{2 * low - wanted} * high > std::int64_t{wanted} * wanted ? -larger_wins : larger_wins;
  };
  const std::array<int, 21> order = {
      prefer_set(mcc, other.mcc),
      prefer_set(mnc, other.mnc),
      compare_locales(locale, other.locale, device.locale),
      prefer_set(part(screen_layout, 0xc0), part(other.screen_layout, 0xc0)),
      prefer_larger(smallest_width_dp, other.smallest_width_dp),
      prefer_larger(width_dp + height_dp, other.width_dp + other.height_dp),
      prefer_larger(part(screen_layout, 0x0f), part(other.screen_layout, 0x0f)),
      prefer_set(part(screen_layout, 0x30), part(other.screen_layout, 0x30)),
      prefer_set(screen_layout2, other.screen_layout2),
      prefer_set(color_mode, other.color_mode),
      prefer_set(orientation, other.orientation),
      prefer_set(part(ui_mode, 0x0f), part(other.ui_mode, 0x0f)),
      prefer_set(part(ui_mode, 0x30), part(other.ui_mode, 0x30)),
      density_order(),
      prefer_set(touchscreen, other.touchscreen),
      prefer_set(input_flags, other.input_flags),
      prefer_set(navigation, other.navigation),
      prefer_set(keyboard, other.keyboard),
      prefer_larger(screen_width + screen_height, other.screen_width + other.screen_height),
      prefer_larger(sdk_version, other.sdk_version),
      prefer_larger(minor_version, other.minor_version),
  };
  const auto first = std::find_if(order.begin(), order.end(), [](int value) { return value != 0; });
  return first != order.end() && *first > 0;
}

ResourceConfig read_resource_config(View data) {
  // A later tool may write more, an older one less: what is missing reads as zero.
  const std::uint32_t size = Cursor(data).u32("size");
  std::array<std::byte, 64> fixed{};
  const std::size_t known = std::min({fixed.size(), data.size(), static_cast<std::size_t>(size)});
  std::copy_n(data.begin(), known, fixed.begin());

  Cursor cursor(fixed);
  ResourceConfig config;
  cursor.skip(4, "size");
  config.mcc = cursor.u16("mcc");
  config.mnc = cursor.u16("mnc");
  const std::uint8_t language_first = cursor.u8("language");
  config.locale.language = unpack(language_first, cursor.u8("language"), 'a');
  const std::uint8_t region_first = cursor.u8("region");
  config.locale.region = unpack(region_first, cursor.u8("region"), '0');
  config.orientation = cursor.u8("orientation");
  config.touchscreen = cursor.u8("touchscreen");
  config.density = cursor.u16("density");
  config.keyboard = cursor.u8("keyboard");
  config.navigation = cursor.u8("navigation");
  config.input_flags = cursor.u8("input flags");
  cursor.skip(1, "padding");
  config.screen_width = cursor.u16("screen width");
  config.screen_height = cursor.u16("screen height");
  config.sdk_version = cursor.u16("sdk version");
  config.minor_version = cursor.u16("minor version");
  config.screen_layout = cursor.u8("screen layout");
  config.ui_mode = cursor.u8("ui mode");
  config.smallest_width_dp = cursor.u16("smallest width");
  config.width_dp = cursor.u16("width");
  config.height_dp = cursor.u16("height");
  config.locale.script = until_zero(cursor.bytes(4, "script"));
  config.locale.variant = until_zero(cursor.bytes(8, "variant"));
  config.screen_layout2 = cursor.u8("screen layout 2");
  config.color_mode = cursor.u8("color mode");
  return config;
}

}  // namespace formulary::bytes
