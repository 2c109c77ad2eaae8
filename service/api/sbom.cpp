#include "service/api/sbom.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace formulary::api {
namespace {

constexpr std::size_t most_places = 50;  // of one component

struct Component {
  std::string type = "library";
  std::string group;
  std::string name;
  std::string version;  ///< empty: unknown
  std::string purl;     ///< empty: it has none
  std::string publisher;
  std::vector<std::string> places;
};

// purl specification, "Character encoding": what may stand as it is in a version.
std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                       c == '-' || c == '_' || c == '~' || c == ':';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15];
  }
  return out;
}

// `pkg:npm/%40scope/name`: the group `@scope` and the name.
void name_from_purl(Component& component, std::string_view purl) {
  std::string_view rest = purl.substr(std::min(purl.find('/') + 1, purl.size()));
  const std::size_t slash = rest.rfind('/');
  if (slash != std::string_view::npos) {
    component.group = rest.substr(0, slash);
    if (component.group.starts_with("%40")) component.group.replace(0, 3, "@");
    rest = rest.substr(slash + 1);
  }
  component.name = rest;
}

class Components {
 public:
  explicit Components(const Report& report) {
    std::map<std::string_view, std::string_view> owners, versions;
    for (const Fact& fact : report.facts) {
      if (fact.name == fact::android_sdk_owner) owners.emplace(fact.subject, fact.value);
      if (fact.name == fact::android_runtime_version) versions.emplace(fact.subject, fact.value);
    }
    for (const Fact& fact : report.facts) {
      if (fact.name == fact::android_library_bundled) add_package(fact.subject, fact.value, fact.evidence);
      if (fact.name == fact::android_native_version) add_native(fact);
      if (fact.name == fact::android_runtime || fact.name == fact::android_runtime_engine) {
        Component& one = at("runtime:" + fact.value, fact.evidence);
        one.type = "framework";
        one.name = fact.value;
        if (const auto version = versions.find(fact.value); version != versions.end()) one.version = version->second;
      }
      if (fact.name == fact::android_sdk) {
        Component& one = at("sdk:" + fact.value, fact.evidence);
        one.name = fact.value;
        if (const auto owner = owners.find(fact.value); owner != owners.end()) one.publisher = owner->second;
      }
    }
  }

  const std::map<std::string, Component>& by_reference() const { return components_; }

 private:
  Component& at(const std::string& reference, const std::string& place) {
    Component& one = components_[reference];
    const bool known = std::find(one.places.begin(), one.places.end(), place) != one.places.end();
    if (!place.empty() && !known && one.places.size() < most_places) one.places.push_back(place);
    return one;
  }

  void add_package(const std::string& purl, const std::string& version, const std::string& place) {
    const std::string whole = version.empty() ? purl : purl + "@" + encoded(version);
    Component& one = at(whole, place);
    name_from_purl(one, purl);
    one.version = version;
    one.purl = whole;
  }

  void add_native(const Fact& fact) {
    std::string name;
    for (const char c : fact.subject) name += c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    add_package("pkg:generic/" + encoded(name), fact.value == "unknown" ? "" : fact.value, fact.evidence);
  }

  std::map<std::string, Component> components_;
};

// A UUID of version 8 (RFC 9562, section 5.8) from the artifact's digest: the same artifact has the same one.
std::string serial_number(std::string_view sha256) {
  std::string digits(sha256.substr(0, 32));
  digits.resize(32, '0');
  digits[12] = '8';
  digits[16] = "89ab"[static_cast<unsigned char>(digits[16]) & 3];
  for (const std::size_t at : {20U, 16U, 12U, 8U}) digits.insert(at, 1, '-');
  return "urn:uuid:" + digits;
}

Json component_json(const std::string& reference, const Component& component) {
  Json json;
  json["type"] = component.type;
  json["bom-ref"] = reference;
  if (!component.publisher.empty()) json["publisher"] = component.publisher;
  if (!component.group.empty()) json["group"] = component.group;
  json["name"] = component.name;
  if (!component.version.empty()) json["version"] = component.version;
  if (!component.purl.empty()) json["purl"] = component.purl;
  if (component.places.empty()) return json;
  json["evidence"]["occurrences"] = Json::array();
  for (const std::string& place : component.places) {
    json["evidence"]["occurrences"].push_back({{"location", place}});
  }
  return json;
}

Json artifact_json(const Report& report) {
  Json json;
  json["type"] = "application";
  json["bom-ref"] = "artifact";
  std::string name = "sha256:" + report.artifact.sha256;
  std::string version;
  for (const Fact& fact : report.facts) {
    if (fact.name == fact::android_package && !fact.value.empty()) name = fact.value;
    if (fact.name == fact::android_version_name) version = fact.value;
  }
  json["name"] = name;
  if (!version.empty()) json["version"] = version;
  json["hashes"] = Json::array({{{"alg", "SHA-256"}, {"content", report.artifact.sha256}}});
  return json;
}

}  // namespace

Json cyclonedx_json(const Report& report, domain::Instant scanned) {
  const Components components(report);
  Json json;
  json["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json";
  json["bomFormat"] = "CycloneDX";
  json["specVersion"] = "1.6";
  json["serialNumber"] = serial_number(report.artifact.sha256);
  json["version"] = 1;
  Json metadata;
  metadata["timestamp"] = domain::to_rfc3339(scanned);
  const std::size_t space = report.scanner.find(' ');
  Json tool = {{"type", "application"}, {"name", report.scanner.substr(0, space)}};
  if (space != std::string::npos) tool["version"] = report.scanner.substr(space + 1);
  metadata["tools"]["components"] = Json::array({tool});
  metadata["component"] = artifact_json(report);
  metadata["properties"] =
      Json::array({{{"name", "formulary:complete"}, {"value", report.complete ? "true" : "false"}}});
  json["metadata"] = metadata;
  json["components"] = Json::array();
  Json references = Json::array();
  for (const auto& [reference, component] : components.by_reference()) {
    json["components"].push_back(component_json(reference, component));
    references.push_back(reference);
  }
  json["dependencies"] = Json::array({{{"ref", "artifact"}, {"dependsOn", references}}});
  return json;
}

}  // namespace formulary::api
