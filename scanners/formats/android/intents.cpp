#include "scanners/formats/android/intents.hpp"

#include <set>
#include <vector>

#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

constexpr std::size_t most_links = 200;  // of one filter

struct Filter {
  std::set<std::string> actions;
  std::set<std::string> categories;
  // The platform matches every scheme with every authority and every path of the same filter.
  std::set<std::string> schemes;
  std::set<std::string> authorities;
  std::set<std::string> paths;
  bool verified = false;

  bool has(const std::string& action, const std::string& category) const {
    return actions.contains(action) && categories.contains(category);
  }
};

void read_data(ScanContext& context, const Element& data, const std::string& class_name, Filter& filter) {
  for (const bytes::XmlAttribute& one : data.attributes()) {
    const std::string_view name = tables::android_attribute_name(one.resource_id);
    if (name.empty()) continue;
    context.state(fact::android_intent_data, class_name, std::string(name) + "=" + data.show(one), data.place(name));
  }
  if (const auto scheme = data.string(attribute::scheme)) filter.schemes.insert(*scheme);
  if (const auto host = data.string(attribute::host)) {
    const auto port = data.string(attribute::port);
    filter.authorities.insert(port ? *host + ":" + *port : *host);
  }
  const auto add_path = [&](std::uint32_t id, std::string_view before, std::string_view behind) {
    if (const auto path = data.string(id)) filter.paths.insert(std::string(before) + *path + std::string(behind));
  };
  add_path(attribute::path, "", "");
  add_path(attribute::pathPrefix, "", "*");
  add_path(attribute::pathPattern, "", "");
  add_path(attribute::pathAdvancedPattern, "", "");
  add_path(attribute::pathSuffix, "*", "");
}

void state_links(ScanContext& context, const Filter& filter, const std::string& class_name, const std::string& place) {
  if (!filter.has("android.intent.action.VIEW", "android.intent.category.BROWSABLE")) return;
  const std::set<std::string> any = {""};
  std::size_t links = 0;
  for (const std::string& scheme : filter.schemes) {
    const bool web = scheme == "http" || scheme == "https";
    if (!web) context.state(fact::android_deep_link_custom_scheme, class_name, scheme, place);
    for (const std::string& authority : filter.authorities.empty() ? any : filter.authorities) {
      // Without an authority, paths do not count.
      for (const std::string& path : authority.empty() || filter.paths.empty() ? any : filter.paths) {
        if (++links > most_links) return;
        std::string address = scheme + "://" + authority;
        if (!path.empty() && !path.starts_with('/')) address += '/';
        address += path;
        context.state(fact::android_deep_link, class_name, address, place);
        if (web && !filter.verified) context.state(fact::android_deep_link_unverified, class_name, address, place);
      }
    }
  }
}

}  // namespace

IntentFilters state_intent_filters(ScanContext& context, const Element& component, const std::string& class_name) {
  IntentFilters found;
  for (const Element& element : component.children("intent-filter")) {
    found.any = true;
    Filter filter;
    filter.verified = element.boolean(attribute::autoVerify).value_or(false);
    if (const auto priority = element.integer(attribute::priority); priority && *priority != 0) {
      context.state(fact::android_intent_priority, class_name, std::to_string(*priority),
                    element.place(attribute::priority));
    }
    for (const Element& part : element.children()) {
      if (part.name() == "action" || part.name() == "category") {
        const bool action = part.name() == "action";
        const std::string name = part.show(attribute::name);
        (action ? filter.actions : filter.categories).insert(name);
        context.state(action ? fact::android_intent_action : fact::android_intent_category, class_name, name,
                      part.place());
      } else if (part.name() == "data") {
        read_data(context, part, class_name, filter);
      }
    }
    const std::string main = "android.intent.action.MAIN";
    found.launcher |= filter.has(main, "android.intent.category.LAUNCHER");
    found.leanback_launcher |= filter.has(main, "android.intent.category.LEANBACK_LAUNCHER");
    state_links(context, filter, class_name, element.place());
  }
  return found;
}

}  // namespace formulary::formats::android
