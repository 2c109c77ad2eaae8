#include "scanners/formats/android/provider.hpp"

#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

// The three ways to name a part of a provider's data, as in `pathPrefix=/shared`.
std::string pattern(const Element& element) {
  std::string text;
  for (const std::uint32_t id : {attribute::path, attribute::pathPrefix, attribute::pathPattern,
                                 attribute::pathAdvancedPattern, attribute::pathSuffix}) {
    if (const auto value = element.string(id)) {
      text += (text.empty() ? "" : " ") + std::string(tables::android_attribute_name(id)) + "=" + *value;
    }
  }
  return text;
}

// androidx.core.content.FileProvider: the file that this meta-data names lists folders by kind, name and path.
void state_file_paths(Package& package, const Element& provider, const std::string& class_name) {
  for (const Element& data : provider.children("meta-data")) {
    const std::string name = data.show(attribute::name);
    if (name != "android.support.FILE_PROVIDER_PATHS" && name != "androidx.core.FILE_PROVIDER_PATHS") continue;
    const auto file = data.string(attribute::resource);
    const auto document = file ? read_xml(package, *file) : std::nullopt;
    if (!document) continue;
    for (const Element& path : root(package, *document).children()) {
      const std::string kind = clean(path.name());
      package.context.state(fact::android_provider_file_path, class_name,
                            kind + " " + path.show("name") + "=" + path.show("path"), path.place());
    }
  }
}

}  // namespace

void state_provider(Package& package, const Element& provider, const std::string& class_name,
                    const std::string& guard) {
  ScanContext& context = package.context;
  if (const auto authorities = provider.string(attribute::authorities)) {
    std::string_view rest = *authorities;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      if (end != 0) {
        context.state(fact::android_provider_authority, class_name, rest.substr(0, end),
                      provider.place(attribute::authorities));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  const auto state_guard = [&](std::string_view name, std::uint32_t id) {
    const std::string own = provider.string(id).value_or("");
    context.state(name, class_name, own.empty() ? guard : own, provider.place(id));
  };
  state_guard(fact::android_provider_read_permission, attribute::readPermission);
  state_guard(fact::android_provider_write_permission, attribute::writePermission);
  context.state(fact::android_provider_grant_uri_permissions, class_name,
                truth(provider.boolean(attribute::grantUriPermissions).value_or(false)),
                provider.place(attribute::grantUriPermissions));
  if (provider.boolean(attribute::multiprocess).value_or(false)) {
    context.state(fact::android_provider_multiprocess, class_name, "true", provider.place(attribute::multiprocess));
  }
  for (const Element& grant : provider.children("grant-uri-permission")) {
    context.state(fact::android_provider_grant_uri, class_name, pattern(grant), grant.place());
  }
  for (const Element& path : provider.children("path-permission")) {
    std::string text = pattern(path);
    for (const std::uint32_t id : {attribute::permission, attribute::readPermission, attribute::writePermission}) {
      if (const auto value = path.string(id)) {
        text += " " + std::string(tables::android_attribute_name(id)) + "=" + *value;
      }
    }
    context.state(fact::android_provider_path_permission, class_name, text, path.place());
  }
  state_file_paths(package, provider, class_name);
}

}  // namespace formulary::formats::android
