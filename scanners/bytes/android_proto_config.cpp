// read_proto_config of android_proto_table.hpp: the enumerations of message Configuration become the bit fields of
// ResTable_config.
#include <algorithm>

#include "scanners/bytes/android_proto_table.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

// BCP 47: language, then script (four letters), region (two letters or three digits) and variants, in this order.
ResourceLocale parse_locale(std::string_view tag) {
  ResourceLocale locale;
  bool first = true;
  while (!tag.empty()) {
    const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
    const std::string part(tag.substr(0, std::min<std::size_t>(end, 8)));
    tag.remove_prefix(std::min(end + 1, tag.size()));
    if (first) {
      locale.language = part;
    } else if (part.size() == 4 && locale.script.empty() && locale.region.empty() && (part[0] < '0' || part[0] > '9')) {
      locale.script = part;
    } else if ((part.size() == 2 || part.size() == 3) && locale.region.empty()) {
      locale.region = part;
    } else {
      locale.variant += (locale.variant.empty() ? "" : "-") + part;
    }
    first = false;
  }
  return locale;
}

}  // namespace

ResourceConfig read_proto_config(View message, Budget& budget) {
  ResourceConfig config;
  const auto set = [](auto& bits, std::uint64_t value, unsigned shift) {
    bits = static_cast<std::remove_reference_t<decltype(bits)>>(bits | value << shift);
  };
  // Some enumerations count yes first, where the bit field counts no first.
  const auto yes_first = [](std::uint64_t value) { return value == 1 ? 2U : value == 2 ? 1U : 0U; };
  for_each_field(message, budget, [&](const ProtoField& field) {
    const std::uint64_t value = field.value;
    const auto small = static_cast<std::uint8_t>(value);
    const auto number = static_cast<std::uint16_t>(value);
    switch (field.number) {
      case 1:
        config.mcc = number;
        break;
      case 2:
        config.mnc = number;
        break;
      case 3:
        config.locale = parse_locale(as_text(field.data));
        break;
      case 4:
        set(config.screen_layout, value & 3, 6);
        break;
      case 5:
        config.screen_width = number;
        break;
      case 6:
        config.screen_height = number;
        break;
      case 7:
        config.width_dp = number;
        break;
      case 8:
        config.height_dp = number;
        break;
      case 9:
        config.smallest_width_dp = number;
        break;
      case 10:
        set(config.screen_layout, value & 0xf, 0);
        break;
      case 11:
        set(config.screen_layout, yes_first(value), 4);
        break;
      case 12:
        set(config.screen_layout2, yes_first(value), 0);
        break;
      case 13:
        set(config.color_mode, yes_first(value), 0);
        break;
      case 14:
        set(config.color_mode, yes_first(value), 2);
        break;
      case 15:
        config.orientation = small;
        break;
      case 16:
        set(config.ui_mode, value & 0xf, 0);
        break;
      case 17:
        set(config.ui_mode, yes_first(value), 4);
        break;
      case 18:
        config.density = number;
        break;
      case 19:
        config.touchscreen = small;
        break;
      case 20:
        set(config.input_flags, value & 3, 0);
        break;
      case 21:
        config.keyboard = small;
        break;
      case 22:
        set(config.input_flags, value & 3, 2);
        break;
      case 23:
        config.navigation = small;
        break;
      case 24:
        config.sdk_version = number;
        break;
      case 27:
        config.minor_version = number;
        break;
      default:
        break;  // what only the build needs
    }
  });
  return config;
}

}  // namespace formulary::bytes
