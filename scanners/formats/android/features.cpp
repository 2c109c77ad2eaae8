// What the package needs of a device and of other packages: features, libraries, screens, configurations, queries.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

std::string_view need(const Element& element) {
  return element.boolean(attribute::required).value_or(true) ? "required" : "optional";
}

std::string hexadecimal(std::int64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%x", static_cast<std::uint32_t>(value));
  return text;
}

// uses-feature, also within a feature-group. Gives the names.
std::set<std::string> state_declared_features(ScanContext& context, const Element& parent) {
  std::set<std::string> declared;
  for (const Element& element : parent.children("uses-feature")) {
    if (const auto name = element.string(attribute::name)) {
      declared.insert(*name);
      context.state(fact::android_feature, need(element), *name, element.place());
    } else if (const auto version = element.integer(attribute::glEsVersion)) {
      context.state(fact::android_gl_es_version, "", hexadecimal(*version), element.place());
    }
  }
  return declared;
}

struct Implication {
  std::string_view permission;  ///< without `android.permission.`
  std::string_view feature;     ///< without `android.hardware.`
  std::uint32_t from_target = 0;
  std::uint32_t below_target = Package::newest_sdk + 1;
};

// What the market infers from permissions (the documentation of uses-feature, "Permissions that imply feature
// requirements").
constexpr Implication implications[] = {
    {"CAMERA", "camera"},
    {"ACCESS_FINE_LOCATION", "location.gps", 0, 21},
    {"ACCESS_FINE_LOCATION", "location"},
    {"ACCESS_COARSE_LOCATION", "location.network", 0, 21},
    {"ACCESS_COARSE_LOCATION", "location"},
    {"ACCESS_MOCK_LOCATION", "location"},
    {"ACCESS_LOCATION_EXTRA_COMMANDS", "location"},
    {"INSTALL_LOCATION_PROVIDER", "location"},
    {"BLUETOOTH", "bluetooth", 5},
    {"BLUETOOTH_ADMIN", "bluetooth", 5},
    {"RECORD_AUDIO", "microphone"},
    {"ACCESS_WIFI_STATE", "wifi"},
    {"CHANGE_WIFI_STATE", "wifi"},
    {"CHANGE_WIFI_MULTICAST_STATE", "wifi"},
    {"CALL_PHONE", "telephony"},
    {"CALL_PRIVILEGED", "telephony"},
    {"MODIFY_PHONE_STATE", "telephony"},
    {"PROCESS_OUTGOING_CALLS", "telephony"},
    {"READ_SMS", "telephony"},
    {"RECEIVE_SMS", "telephony"},
    {"RECEIVE_MMS", "telephony"},
    {"RECEIVE_WAP_PUSH", "telephony"},
    {"SEND_SMS", "telephony"},
    {"WRITE_APN_SETTINGS", "telephony"},
    {"WRITE_SMS", "telephony"},
};

void state_implied_features(Package& package, const Element& manifest, const std::set<std::string>& declared) {
  ScanContext& context = package.context;
  const auto imply = [&](std::string_view feature, std::string_view reason, const std::string& place) {
    const std::string name = "android.hardware." + std::string(feature);
    if (!declared.contains(name)) context.state(fact::android_feature_implied, reason, name, place);
  };
  for (const Element& element : manifest.children()) {
    if (context.full()) return;
    if (!element.name().starts_with("uses-permission")) continue;
    const std::string permission = element.string(attribute::name).value_or("");
    for (const Implication& one : implications) {
      if (permission != "android.permission." + std::string(one.permission)) continue;
      if (package.target_sdk < one.from_target || package.target_sdk >= one.below_target) continue;
      imply(one.feature, "requested " + permission, element.place());
    }
  }
  if (!declared.contains("android.hardware.touchscreen")) {
    imply("faketouch", "default feature for all apps", manifest.place());
  }
}

void state_libraries(Package& package, const Element& element) {
  ScanContext& context = package.context;
  for (const Element& one : element.children()) {
    const std::string name = one.show(attribute::name);
    const auto versioned = [&] {
      std::string subject;
      if (const auto version = one.string(attribute::version)) subject = "version=" + *version;
      if (const auto digest = one.string(attribute::certDigest)) {
        subject += (subject.empty() ? "certDigest=" : " certDigest=") + *digest;
      }
      return subject;
    };
    if (one.name() == "uses-library") context.state(fact::android_library, need(one), name, one.place());
    if (one.name() == "uses-native-library") context.state(fact::android_native_library, need(one), name, one.place());
    if (one.name() == "uses-static-library") {
      context.state(fact::android_static_library, versioned(), name, one.place());
    }
    if (one.name() == "uses-sdk-library") context.state(fact::android_sdk_library, versioned(), name, one.place());
    if (one.name() == "library" || one.name() == "static-library" || one.name() == "sdk-library") {
      context.state(fact::android_library_declared, one.name(), name, one.place());
    }
  }
}

void state_screens(Package& package, const Element& manifest) {
  ScanContext& context = package.context;
  static constexpr std::pair<std::string_view, std::uint32_t> sizes[] = {{"small", attribute::smallScreens},
                                                                         {"normal", attribute::normalScreens},
                                                                         {"large", attribute::largeScreens},
                                                                         {"xlarge", attribute::xlargeScreens}};
  for (const Element& screens : manifest.children("supports-screens")) {
    for (const auto& [size, id] : sizes) {
      if (const auto supported = screens.boolean(id)) {
        context.state(fact::android_supports_screen, size, truth(*supported), screens.place(id));
      }
    }
    if (const auto any = screens.boolean(attribute::anyDensity)) {
      context.state(fact::android_supports_any_density, "", truth(*any), screens.place(attribute::anyDensity));
    }
  }
  for (const Element& screens : manifest.children("compatible-screens")) {
    for (const Element& screen : screens.children("screen")) {
      context.state(fact::android_compatible_screen, "",
                    screen.show(attribute::screenSize) + "/" + screen.show(attribute::screenDensity), screen.place());
    }
  }
  for (const Element& configuration : manifest.children("uses-configuration")) {
    std::string text;
    for (const bytes::XmlAttribute& one : configuration.attributes()) {
      text += (text.empty() ? "" : " ") + clean(one.name) + "=" + configuration.show(one);
    }
    context.state(fact::android_uses_configuration, "", text, configuration.place());
  }
  for (const Element& texture : manifest.children("supports-gl-texture")) {
    context.state(fact::android_gl_texture, "", texture.show(attribute::name), texture.place());
  }
}

// An intent for people: `action=… category=… scheme=…`.
std::string intent_text(const Element& intent) {
  std::string text;
  const auto append = [&](std::string_view name, const std::string& value) {
    text += (text.empty() ? "" : " ") + std::string(name) + "=" + value;
  };
  for (const Element& part : intent.children()) {
    if (part.name() == "action" || part.name() == "category") append(part.name(), part.show(attribute::name));
    if (part.name() != "data") continue;
    for (const bytes::XmlAttribute& one : part.attributes()) append(clean(one.name), part.show(one));
  }
  return text;
}

void state_queries(Package& package, const Element& manifest) {
  ScanContext& context = package.context;
  for (const Element& queries : manifest.children("queries")) {
    for (const Element& query : queries.children()) {
      if (query.name() == "package") {
        context.state(fact::android_query_package, "", query.show(attribute::name), query.place());
      } else if (query.name() == "provider") {
        context.state(fact::android_query_provider, "", query.show(attribute::authorities), query.place());
      } else if (query.name() == "intent") {
        context.state(fact::android_query_intent, "", intent_text(query), query.place());
      }
    }
  }
}

}  // namespace

void state_features(Package& package) {
  const Element manifest = root(package, package.manifest);
  std::set<std::string> declared = state_declared_features(package.context, manifest);
  for (const Element& group : manifest.children("feature-group")) {
    declared.merge(state_declared_features(package.context, group));
  }
  state_implied_features(package, manifest, declared);
  if (const auto element = application(package)) state_libraries(package, *element);
  state_screens(package, manifest);
  state_queries(package, manifest);
}

}  // namespace formulary::formats::android
