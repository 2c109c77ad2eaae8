#include "scanners/formats/aab/module.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "scanners/bytes/android_proto_table.hpp"
#include "scanners/formats/android/contents.hpp"
#include "scanners/formats/android/element.hpp"
#include "scanners/formats/android/manifest.hpp"

namespace formulary::formats::aab {
namespace {

using android::Element;
using android::Package;

constexpr std::string_view base_module = "base";
constexpr std::string_view manifest_path = "/manifest/AndroidManifest.xml";
constexpr std::string_view resources_path = "/resources.pb";
constexpr std::string_view distribution_uri = "http://schemas.android.com/apk/distribution";

// Folders at the top that are no modules.
bool is_module(std::string_view folder) { return folder != "META-INF" && folder != "BUNDLE-METADATA"; }

// The base first: what it says holds for the others.
std::vector<std::string> module_names(const bytes::Zip& zip) {
  std::set<std::string> names;
  for (const bytes::ZipEntry& entry : zip.entries()) {
    const std::size_t slash = entry.name.find('/');
    if (slash != std::string::npos && is_module(entry.name.substr(0, slash))) names.insert(entry.name.substr(0, slash));
  }
  std::vector<std::string> ordered(names.begin(), names.end());
  std::stable_partition(ordered.begin(), ordered.end(), [](const std::string& name) { return name == base_module; });
  return ordered;
}

bytes::ProtoResources read_resources(ScanContext& context, const bytes::Zip& zip,
                                     const std::vector<std::string>& modules) {
  bytes::ProtoResources resources;
  for (const std::string& module : modules) {
    const std::string file = module + std::string(resources_path);
    const bytes::ZipEntry* entry = zip.find(file);
    if (entry == nullptr) continue;
    auto content = zip.extract(*entry, context.budget, context.anomalies, bytes::Checksum::only_reported);
    if (content) resources.add(std::move(*content), file, context.budget, context.anomalies);
  }
  return resources;
}

std::string distribution_attribute(const Element& element, std::string_view name) {
  for (const bytes::XmlAttribute& one : element.attributes()) {
    if (one.ns == distribution_uri && one.name == name) return element.show(one);
  }
  return {};
}

// developer.android.com, "Feature module manifest": <dist:module> with its type, and <dist:delivery> within.
void state_distribution(Package& package, const std::string& module) {
  ScanContext& context = package.context;
  std::string kind(module == base_module ? "base" : "feature");
  std::string delivery = "install-time";
  for (const Element& element : root(package, package.manifest).children("module")) {
    const std::string type = distribution_attribute(element, "type");
    if (!type.empty() && module != base_module) kind = type;
    if (distribution_attribute(element, "onDemand") == "true") delivery = "on-demand";
    if (distribution_attribute(element, "instant") == "true") {
      context.state(fact::aab_module_instant, module, "true", element.place());
    }
    for (const Element& ways : element.children("delivery")) {
      for (const Element& way : ways.children()) {
        delivery = way.child("conditions") ? "conditional" : android::clean(way.name());
      }
    }
  }
  const std::string place = root(package, package.manifest).place();
  context.state(fact::aab_module, module, kind, place);
  context.state(fact::aab_module_delivery, module, delivery, place);
}

// developer.android.com, "The Android App Bundle format": a module keeps its code in dex/ and what belongs to the top
// of a package in root/; everything else lies where it will lie in the package.
std::string name_in_package(std::string_view name, std::string_view module) {
  if (name.size() <= module.size() + 1 || !name.starts_with(module) || name[module.size()] != '/') return {};
  name.remove_prefix(module.size() + 1);
  for (const std::string_view folder : {"dex/", "root/"}) {
    if (name.starts_with(folder)) return std::string(name.substr(folder.size()));
  }
  if (name.starts_with("manifest/") || name.ends_with(".pb")) return {};
  return std::string(name);
}

/// States what the files of `module` hold, as of the package that a store makes from it.
void state_files(ScanContext& context, const bytes::Zip& zip, const std::string& module,
                 const bytes::ProtoResources& resources) {
  const std::size_t facts = context.facts.size(), anomalies = context.anomalies.size();
  android::state_contents(context, zip.renamed([&](std::string_view name) { return name_in_package(name, module); }),
                          android::XmlEncoding::protobuf, resources.message(module + std::string(resources_path)));
  const auto place = [&](std::string& evidence) {
    evidence = module + (evidence.starts_with("classes") ? "/dex/" : "/") + evidence;
  };
  for (std::size_t i = facts; i < context.facts.size(); ++i) place(context.facts[i].evidence);
  for (std::size_t i = anomalies; i < context.anomalies.size(); ++i) place(context.anomalies[i].evidence);
}

void compare(Package& package, const BasePackage& base, const std::string& module) {
  const Element manifest = root(package, package.manifest);
  if (package.name != base.name) {
    package.context.object(anomaly::aab_module_differs, module, manifest.place("package"));
  }
  const std::string split = manifest.string("split").value_or("");
  if (!split.empty() && split != module) {
    package.context.object(anomaly::aab_module_differs, module, manifest.place("split"));
  }
}

}  // namespace

bool state_modules(ScanContext& context, const bytes::Zip& zip) {
  const std::vector<std::string> modules = module_names(zip);
  const bytes::ProtoResources resources = read_resources(context, zip, modules);
  std::optional<BasePackage> base;
  for (const std::string& module : modules) {
    // Each module is picked out of all entries.
    if (context.full() || !context.budget.take(context.budget.steps, zip.entries().size(), "modules")) break;
    const std::string file = module + std::string(manifest_path);
    // Stated apart first: of a module that is not the base, facts without a subject are about the module.
    ScanContext within{context.source, context.options, context.budget, {}, {}, {}};
    const auto manifest = android::read_manifest(within, zip, android::XmlEncoding::protobuf, file);
    std::ranges::move(within.anomalies, std::back_inserter(context.anomalies));
    within.anomalies.clear();
    if (context.malformed.empty()) context.malformed = within.malformed;
    if (!manifest) {
      context.object(anomaly::aab_module_malformed, module, file);
      if (module == base_module) return false;
      continue;
    }
    Package package{.context = within,
                    .zip = zip,
                    .manifest = *manifest,
                    .resources = &resources,
                    .base = base ? &*base : nullptr,
                    .folder = module + "/",
                    .encoding = android::XmlEncoding::protobuf};
    android::judge_manifest(within, *manifest);
    android::state_package(package);
    if (context.options.extent == Extent::whole) state_files(within, zip, module, resources);
    state_distribution(package, module);
    if (base) compare(package, *base, module);
    std::ranges::move(within.anomalies, std::back_inserter(context.anomalies));
    if (module == base_module) {
      base = android::as_base(package);
      std::ranges::move(within.facts, std::back_inserter(context.facts));
    } else {
      android::join(context, std::move(within.facts), module);
    }
  }
  return base.has_value();
}

}  // namespace formulary::formats::aab
