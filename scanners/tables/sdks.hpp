// Software development kits that Android apps are put together from, and how each is recognised: by the classes it
// brings, the domains it talks to, and the settings it reads from the manifest. Public facts; nothing here judges.
//
// To add a kit: one line in sdks.def, in its place in the order.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace formulary::tables {

enum class SdkCategory {
  tracker,         ///< follows persons or places for a data broker
  analytics,       ///< reports how the app is used
  advertising,     ///< shows advertising
  session_replay,  ///< records what is on the screen
  crash,           ///< reports crashes
  push,            ///< sends messages to the phone
  location,        ///< maps and places
  social,          ///< social networks
  payment,         ///< payments and subscriptions
  authentication,  ///< logs people in, or checks who they are
  attribution,     ///< reports which advertisement led to the installation
  a_b_testing,     ///< changes the app from afar
  support,         ///< surveys and conversations with customers
  cloud,           ///< stores data, connects calls
};

std::string_view sdk_category_name(SdkCategory category);

struct Sdk {
  std::string_view identifier;
  std::string_view name;
  std::string_view owner;
  SdkCategory category = SdkCategory::cloud;
  std::vector<std::string_view> class_prefixes;  ///< the first is the most telling one
  std::vector<std::string_view> domains;
  std::vector<std::string_view> meta_data;
  std::string_view source;  ///< where anybody can read about it
};

/// All of them, in ascending order of identifier.
std::span<const Sdk> all_sdks();

/// The kit that a class belongs to, `com.facebook.ads.AdView`; null when the table knows none. Takes time that grows
/// with the length of the name, not with the table.
const Sdk* sdk_of_class(std::string_view class_name);

/// The kit that talks to a host, `api.mixpanel.com`, in small letters; null when the table knows none.
const Sdk* sdk_of_domain(std::string_view host);

/// The kit that reads a setting, `io.sentry.dsn`; null when the table knows none.
const Sdk* sdk_of_meta_data(std::string_view name);

}  // namespace formulary::tables
