// CycloneDX 1.2 to 1.7 ("JSON reference": bom, metadata, component, dependencies) and SPDX 2.2 and 2.3 ("Document
// creation information", "Package information", "Relationships between SPDX elements") as JSON. Support of a component
// stands in properties in CycloneDX, for which the FDA's guidance names no key: those whose name ends in the words; in
// SPDX 2.3 the end is `validUntilDate` (7.27), the level an annotation or comment that names it.
#include <set>

#include "service/api/document_file.hpp"

namespace formulary::api {
namespace {

const InputJson nothing;

const InputJson& child(const InputJson& json, const char* key) {
  if (!json.is_object()) return nothing;
  const auto found = json.find(key);
  return found == json.end() ? nothing : *found;
}

/// NOASSERTION and NONE are how SPDX says nothing.
std::string text(const InputJson& json, const char* key) {
  const InputJson& value = child(json, key);
  if (!value.is_string()) return {};
  std::string out = plain(value.get_ref<const std::string&>());
  return out == "NOASSERTION" || out == "NONE" ? std::string() : out;
}

template <class Work>
void each(const InputJson& list, const Work& work) {
  if (!list.is_array()) return;
  for (const InputJson& one : list) work(one);
}

domain::Result<domain::Sbom> refuse(const std::string& sentence) {
  return domain::refuse(domain::RefusalCode::invalid, sentence, "/upload");
}

/// Small letters and digits of a property's name.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

class CycloneDx {
 public:
  explicit CycloneDx(const InputJson& json) : json_(json) {}

  domain::Result<domain::Sbom> read() {
    sbom_.format = "CycloneDX";
    sbom_.spec_version = text(json_, "specVersion");
    if (!sbom_.spec_version.starts_with("1.")) return refuse("This CycloneDX version is not known to the registry.");
    const InputJson& metadata = child(json_, "metadata");
    sbom_.timestamp = text(metadata, "timestamp");
    each(child(metadata, "authors"), [&](const InputJson& one) { name(sbom_.author, text(one, "name")); });
    name(sbom_.author, text(child(metadata, "manufacturer"), "name"));
    name(sbom_.author, text(child(metadata, "manufacture"), "name"));
    read_tools(child(metadata, "tools"));
    const InputJson& root = child(metadata, "component");
    sbom_.root_name = text(root, "name");
    sbom_.root_version = text(root, "version");
    sbom_.supplier = text(child(metadata, "supplier"), "name");
    name(sbom_.supplier, text(child(root, "supplier"), "name"));
    name(sbom_.supplier, text(root, "publisher"));
    each(child(json_, "dependencies"), [&](const InputJson& one) {
      const InputJson& on = child(one, "dependsOn");
      if (!on.is_array()) return;
      related_.insert(text(one, "ref"));
      each(on, [&](const InputJson& ref) {
        if (ref.is_string()) related_.insert(plain(ref.get_ref<const std::string&>()));
      });
    });
    components(child(json_, "components"), false);
    components(child(root, "components"), true);
    if (too_many_) return refuse("The bill of materials names more than 10000 components.");
    return std::move(sbom_);
  }

 private:
  static void name(std::string& into, const std::string& value) {
    if (into.empty()) into = value;
  }

  void read_tools(const InputJson& tools) {
    const auto take = [&](const InputJson& one) { name(sbom_.tool, text(one, "name")); };
    each(tools, take);
    each(child(tools, "components"), take);
  }

  /// `within`: of another component, which is a relationship as well.
  void components(const InputJson& list, bool within) {
    each(list, [&](const InputJson& one) {
      if (sbom_.components.size() >= domain::most_components) {
        too_many_ = true;
        return;
      }
      domain::SbomComponent component;
      const std::string group = text(one, "group");
      component.name = text(one, "name");
      if (!group.empty()) component.name = group + "/" + component.name;
      component.version = text(one, "version");
      component.supplier = text(child(one, "supplier"), "name");
      name(component.supplier, text(child(one, "manufacturer"), "name"));
      name(component.supplier, text(one, "publisher"));
      name(component.supplier, text(one, "author"));
      component.identifier = text(one, "purl");
      name(component.identifier, text(one, "cpe"));
      name(component.identifier, text(child(one, "swid"), "tagId"));
      const std::string reference = text(one, "bom-ref");
      component.related = within || (!reference.empty() && related_.contains(reference));
      each(child(one, "properties"), [&](const InputJson& property) {
        const std::string key = folded(text(property, "name"));
        if (key.ends_with("supportlevel") || key.ends_with("levelofsupport"))
          component.support = text(property, "value");
        if (key.ends_with("endofsupport") || key.ends_with("endofsupportdate")) {
          component.end_of_support = text(property, "value");
        }
      });
      sbom_.components.push_back(std::move(component));
      components(child(one, "components"), true);
    });
  }

  const InputJson& json_;
  domain::Sbom sbom_;
  std::set<std::string> related_;
  bool too_many_ = false;
};

class Spdx {
 public:
  explicit Spdx(const InputJson& json) : json_(json) {}

  domain::Result<domain::Sbom> read() {
    sbom_.format = "SPDX";
    const std::string version = text(json_, "spdxVersion");
    if (version != "SPDX-2.2" && version != "SPDX-2.3")
      return refuse("This SPDX version is not known to the registry.");
    sbom_.spec_version = version.substr(5);
    const InputJson& info = child(json_, "creationInfo");
    sbom_.timestamp = text(info, "created");
    each(child(info, "creators"), [&](const InputJson& one) {
      if (!one.is_string()) return;
      const std::string creator = plain(one.get_ref<const std::string&>());
      if (creator.starts_with("Tool: ") && sbom_.tool.empty()) sbom_.tool = creator.substr(6);
      if (!creator.starts_with("Tool: ") && sbom_.author.empty()) sbom_.author = after_colon(creator);
    });
    std::set<std::string> roots;
    each(child(json_, "documentDescribes"), [&](const InputJson& one) {
      if (one.is_string()) roots.insert(one.get<std::string>());
    });
    each(child(json_, "relationships"), [&](const InputJson& one) {
      const std::string type = text(one, "relationshipType");
      const std::string from = text(one, "spdxElementId"), to = text(one, "relatedSpdxElement");
      if (type == "DESCRIBES") roots.insert(to);
      if (type == "DESCRIBED_BY") roots.insert(from);
      if (type.find("DEPEND") == std::string::npos && !type.starts_with("CONTAIN") && !type.ends_with("_LINK")) return;
      related_.insert(from);
      related_.insert(to);
    });
    bool too_many = false;
    each(child(json_, "packages"), [&](const InputJson& one) {
      if (sbom_.root_name.empty() && roots.contains(text(one, "SPDXID"))) return root(one);
      too_many = too_many || sbom_.components.size() >= domain::most_components;
      if (!too_many) sbom_.components.push_back(package(one));
    });
    if (too_many) return refuse("The bill of materials names more than 10000 components.");
    return std::move(sbom_);
  }

 private:
  /// `Organization: Example (mail@example.org)`.
  static std::string after_colon(const std::string& text) {
    const std::size_t colon = text.find(": ");
    return colon == std::string::npos ? text : text.substr(colon + 2);
  }

  void root(const InputJson& one) {
    sbom_.root_name = text(one, "name");
    sbom_.root_version = text(one, "versionInfo");
    sbom_.supplier = after_colon(text(one, "supplier"));
  }

  domain::SbomComponent package(const InputJson& one) const {
    domain::SbomComponent component;
    component.name = text(one, "name");
    component.version = text(one, "versionInfo");
    component.supplier = after_colon(text(one, "supplier"));
    if (component.supplier.empty()) component.supplier = after_colon(text(one, "originator"));
    each(child(one, "externalRefs"), [&](const InputJson& reference) {
      const std::string type = text(reference, "referenceType");
      const bool purl = type == "purl";
      if (!purl && !type.starts_with("cpe") && type != "swid") return;
      if (purl || component.identifier.empty()) component.identifier = text(reference, "referenceLocator");
    });
    component.related = related_.contains(text(one, "SPDXID"));
    component.end_of_support = text(one, "validUntilDate");
    const auto level = [&](const std::string& comment) {
      const std::string words = folded(comment);
      if (words.find("supportlevel") != std::string::npos || words.find("levelofsupport") != std::string::npos) {
        component.support = comment;
      }
    };
    level(text(one, "comment"));
    each(child(one, "annotations"), [&](const InputJson& note) { level(text(note, "comment")); });
    return component;
  }

  const InputJson& json_;
  domain::Sbom sbom_;
  std::set<std::string> related_;
};

}  // namespace

domain::Result<domain::Sbom> read_sbom_json(const InputJson& json) {
  if (text(json, "bomFormat") == "CycloneDX") return CycloneDx(json).read();
  if (json.contains("spdxVersion")) return Spdx(json).read();
  if (json.contains("@graph"))
    return refuse("SPDX 3 is not known to the registry. Ask the maker for SPDX 2.3 or CycloneDX.");
  return refuse("This is neither CycloneDX nor SPDX.");
}

}  // namespace formulary::api
