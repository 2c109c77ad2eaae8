#include "scanners/formats/aab/config.hpp"

#include <array>
#include <string>

#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::formats::aab {
namespace {

using bytes::ProtoField;

std::string_view truth(bool value) { return value ? "true" : "false"; }

std::string bundle_type(std::uint64_t number) {
  static constexpr std::array<std::string_view, 3> names = {"regular", "apex", "asset-only"};
  return number < names.size() ? std::string(names[static_cast<std::size_t>(number)]) : std::to_string(number);
}

// message SplitDimension: value = 1, negate = 2.
void state_split(ScanContext& context, bytes::View message) {
  static constexpr std::array<std::string_view, 8> names = {
      "", "abi", "screen-density", "language", "texture-compression", "", "device-tier", "country-set"};
  const std::uint32_t value = bytes::proto_number(message, 1, context.budget);
  const bool negated = bytes::proto_number(message, 2, context.budget) != 0;
  const bool known = value < names.size() && !names[value].empty();
  context.state(fact::aab_split_by, known ? std::string(names[value]) : std::to_string(value), truth(!negated),
                config_file);
}

// message Optimizations: splits_config = 1 (split_dimension = 1), and messages with `enabled` = 1.
bool state_optimizations(ScanContext& context, bytes::View message) {
  return bytes::for_each_field(message, context.budget, [&](const ProtoField& field) {
    if (field.is_number()) return;
    std::string_view name;
    switch (field.number) {
      case 1:
        bytes::for_each_field(field.data, context.budget, [&](const ProtoField& split) {
          if (split.number == 1 && !split.is_number()) state_split(context, split.data);
        });
        return;
      case 2:
        name = "uncompressed-native-libraries";
        break;
      case 3:
        name = "uncompressed-dex-files";
        break;
      case 6:
        name = "store-archive";
        break;
      default:
        return;
    }
    const bool enabled = bytes::proto_number(field.data, 1, context.budget) != 0;
    context.state(fact::aab_optimization, name, truth(enabled), config_file);
  });
}

}  // namespace

void state_config(ScanContext& context, const bytes::Zip& zip) {
  const bytes::ZipEntry* entry = zip.find(config_file);
  const auto content = entry != nullptr ? zip.extract(*entry, context.budget, context.anomalies) : std::nullopt;
  if (!content) {
    context.object(anomaly::aab_config_malformed, "", config_file);
    return;
  }
  std::uint64_t type = 0;
  bool readable = true;
  const bool whole = bytes::for_each_field(*content, context.budget, [&](const ProtoField& field) {
    if (field.number == 8 && field.is_number()) type = field.value;
    if (field.is_number()) return;
    if (field.number == 1) {
      const std::string_view version = bytes::proto_text(field.data, 2, context.budget);
      if (!version.empty()) context.state(fact::aab_bundletool_version, "", version, config_file);
    }
    if (field.number == 2) readable = state_optimizations(context, field.data) && readable;
    if (field.number == 6) {
      context.state(fact::aab_embedded_apk, "", bytes::proto_text(field.data, 1, context.budget), config_file);
    }
  });
  context.state(fact::aab_type, "", bundle_type(type), config_file);
  if (!whole || !readable) context.object(anomaly::aab_config_malformed, "", config_file);
}

}  // namespace formulary::formats::aab
