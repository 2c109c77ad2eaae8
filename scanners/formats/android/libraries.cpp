#include "scanners/formats/android/libraries.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "scanners/bytes/inflate.hpp"
#include "scanners/bytes/text.hpp"
#include "scanners/formats/android/script_libraries.hpp"
#include "scanners/formats/android/version_text.hpp"

namespace formulary::formats::android {
namespace {

constexpr std::uint64_t largest_list = bytes::Budget::mebibyte;          // a file that names libraries
constexpr std::uint64_t largest_notices = 16 * bytes::Budget::mebibyte;  // inflated
constexpr std::size_t most_listed = 2000;                                // libraries named by one file

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

// Names as Maven, npm and pub allow them.
bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 200) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  });
}

// A properties file (java.util.Properties, without continued lines, which these files do not have).
std::map<std::string_view, std::string_view> properties(std::string_view text) {
  std::map<std::string_view, std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = line.find('=');
    if (line.starts_with('#') || equals == std::string_view::npos) continue;
    out.emplace(trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)));
  }
  return out;
}

class Libraries {
 public:
  Libraries(ScanContext& context, const bytes::Zip& zip) : context_(context), zip_(zip) {}

  void state() {
    for (const bytes::ZipEntry& entry : zip_.entries()) {
      const std::string_view name = entry.name;
      if (name.starts_with("META-INF/")) {
        state_meta_inf(entry, name.substr(9));
      } else if (name.find('/') == std::string_view::npos && name.ends_with(".properties")) {
        state_google_properties(entry);
      } else if (name == "assets/www/cordova_plugins.js") {
        state_cordova_plugins(entry);
      } else if (name == "assets/capacitor.plugins.json") {
        state_capacitor_plugins(entry);
      } else if (name == "assets/flutter_assets/NOTICES.Z") {
        state_flutter_notices(entry);
      } else if (name.starts_with("assemblies/") && name.ends_with(".dll")) {
        const std::string_view assembly = name.substr(name.rfind('/') + 1);
        add("pkg:nuget/", assembly.substr(0, assembly.size() - 4), "", entry);
      }
    }
  }

 private:
  std::optional<std::vector<std::byte>> content(const bytes::ZipEntry& entry) {
    if (entry.size > largest_list) return std::nullopt;
    return zip_.extract(entry, context_.budget, context_.anomalies);
  }

  void add(std::string_view type, std::string_view name, std::string_view version, const bytes::ZipEntry& entry) {
    const bool shaped = std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (name.empty() || name.size() > 400 || !shaped || (!version.empty() && !is_version(version))) return;
    context_.state(fact::android_library_bundled, std::string(type) + std::string(name), version, entry.name);
  }

  void state_meta_inf(const bytes::ZipEntry& entry, std::string_view name) {
    const bool at_top = name.find('/') == std::string_view::npos;
    if (at_top && name.ends_with(".version")) {
      state_version_file(entry, name.substr(0, name.size() - 8));
    } else if (at_top && name.ends_with(".kotlin_module")) {
      const std::string_view module = name.substr(0, name.size() - 14);
      if (is_name(module)) context_.state(fact::android_kotlin_module, "", module, entry.name);
    } else if (name.starts_with("maven/") && name.ends_with("/pom.properties")) {
      state_pom(entry);
    } else if (name == "com/android/build/gradle/app-metadata.properties") {
      const auto text = content(entry);
      if (!text) return;
      const auto values = properties(bytes::as_text(*text));
      const auto version = values.find("androidGradlePluginVersion");
      if (version != values.end()) add("pkg:maven/", "com.android.tools.build/gradle", version->second, entry);
    }
  }

  // `androidx.core_core.version`, written by the Android Gradle plugin: group, `_`, artifact. Those of kotlinx lack
  // their group's beginning and have `_` for `-`.
  void state_version_file(const bytes::ZipEntry& entry, std::string_view name) {
    const std::size_t separator = name.find('_');
    if (!is_name(name) || separator == std::string_view::npos) return;
    const auto text = content(entry);
    if (!text) return;
    std::string group(name.substr(0, separator));
    std::string artifact(name.substr(separator + 1));
    if (group == "kotlinx") {
      group = "org.jetbrains.kotlinx";
      std::replace(artifact.begin(), artifact.end(), '_', '-');
      artifact.insert(0, "kotlinx-");
    }
    add("pkg:maven/", group + "/" + artifact, trimmed(bytes::as_text(*text)), entry);
  }

  // Maven Archiver, "pom.properties content".
  void state_pom(const bytes::ZipEntry& entry) {
    const auto text = content(entry);
    if (!text) return;
    const auto values = properties(bytes::as_text(*text));
    const auto group = values.find("groupId");
    const auto artifact = values.find("artifactId");
    const auto version = values.find("version");
    if (group == values.end() || artifact == values.end() || version == values.end()) return;
    if (!is_name(group->second) || !is_name(artifact->second)) return;
    add("pkg:maven/", std::string(group->second) + "/" + std::string(artifact->second), version->second, entry);
  }

  // The libraries of Google Play services and Firebase each bring `play-services-base.properties` with version and
  // client.
  void state_google_properties(const bytes::ZipEntry& entry) {
    const auto text = content(entry);
    if (!text) return;
    const auto values = properties(bytes::as_text(*text));
    const auto client = values.find("client");
    const auto version = values.find("version");
    if (client == values.end() || version == values.end() || !is_name(client->second)) return;
    static constexpr std::pair<std::string_view, std::string_view> groups[] = {
        {"play-services-", "com.google.android.gms"},
        {"firebase-", "com.google.firebase"},
        {"billing", "com.android.billingclient"},
        {"transport-", "com.google.android.datatransport"},
    };
    for (const auto& [start, group] : groups) {
      if (!client->second.starts_with(start)) continue;
      return add("pkg:maven/", std::string(group) + "/" + std::string(client->second), version->second, entry);
    }
    add("pkg:generic/", client->second, version->second, entry);
  }

  void add_npm(std::string_view name, std::string_view version, const bytes::ZipEntry& entry) {
    // purl specification, "npm": the scope's `@` is percent-encoded.
    if (name.starts_with('@')) {
      const std::size_t slash = name.find('/');
      if (slash == std::string_view::npos || !is_name(name.substr(1, slash - 1)) || !is_name(name.substr(slash + 1))) {
        return;
      }
      return add("pkg:npm/%40", name.substr(1), version, entry);
    }
    if (is_name(name)) add("pkg:npm/", name, version, entry);
  }

  // The plugin list that Cordova's build writes: `module.exports.metadata = { "name": "version", ... };`.
  void state_cordova_plugins(const bytes::ZipEntry& entry) {
    const auto text = content(entry);
    if (!text) return;
    const std::string_view script = bytes::as_text(*text);
    const std::size_t word = script.find("metadata");
    const std::size_t open = script.find('{', word);
    const std::size_t close = script.find('}', open);
    if (word == std::string_view::npos || open == std::string_view::npos || close == std::string_view::npos) return;
    const auto list = nlohmann::json::parse(script.substr(open, close - open + 1), nullptr, false);
    if (!list.is_object()) return;
    std::size_t count = 0;
    for (const auto& [name, version] : list.items()) {
      if (version.is_string() && ++count <= most_listed) add_npm(name, version.get_ref<const std::string&>(), entry);
    }
  }

  // The plugin list that Capacitor's tools write: `[{"pkg": "@capacitor/app", "classpath": ...}]`.
  void state_capacitor_plugins(const bytes::ZipEntry& entry) {
    const auto text = content(entry);
    if (!text || std::count(text->begin(), text->end(), std::byte{'['}) > 1000) return;
    const auto list = nlohmann::json::parse(bytes::as_text(*text), nullptr, false);
    if (!list.is_array()) return;
    std::size_t count = 0;
    for (const auto& plugin : list) {
      const auto name = plugin.is_object() ? plugin.find("pkg") : plugin.end();
      if (!plugin.is_object() || name == plugin.end() || !name->is_string()) continue;
      if (++count <= most_listed) add_npm(name->get_ref<const std::string&>(), "", entry);
    }
  }

  // Flutter's notices: gzip (RFC 1952) of parts with a line of 80 hyphens between them; each begins with the names of
  // the packages that it is about, a line each, and an empty line.
  void state_flutter_notices(const bytes::ZipEntry& entry) {
    const auto packed = content(entry);
    constexpr std::size_t header = 10;
    if (!packed || packed->size() < header + 8 || !bytes::as_text(*packed).starts_with("\x1f\x8b\x08")) return;
    if ((*packed)[3] != std::byte{0}) return;  // Flutter writes none of the optional fields
    bytes::View rest = bytes::View(*packed).subspan(header);
    std::string text;
    const auto next = [&] { return std::exchange(rest, bytes::View()); };
    const std::uint64_t limit = std::min(largest_notices, context_.budget.inflated);
    bytes::inflate_pieces(next, limit, [&](bytes::View piece) { text += bytes::as_text(piece); });
    if (!context_.budget.take(context_.budget.inflated, text.size(), "decompressed bytes")) return;
    std::map<std::string_view, bool> seen;
    std::string_view left = text;
    bool names = true;
    while (!left.empty() && seen.size() < most_listed) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      const std::string_view line = trimmed(left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
      if (line.size() == 80 && line.find_first_not_of('-') == std::string_view::npos) {
        names = true;
      } else if (line.empty()) {
        names = false;
      } else if (names && is_name(line) && seen.emplace(line, true).second) {
        add("pkg:pub/", line, "", entry);
      }
    }
  }

  ScanContext& context_;
  const bytes::Zip& zip_;
};

}  // namespace

void state_libraries(ScanContext& context, const bytes::Zip& zip) {
  Libraries(context, zip).state();
  state_script_libraries(context, zip);
}

}  // namespace formulary::formats::android
