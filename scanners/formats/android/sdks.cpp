#include "scanners/formats/android/sdks.hpp"

#include <map>
#include <string>

#include "scanners/tables/sdks.hpp"

namespace formulary::formats::android {
namespace {

// The first place of each kit and kind of sign; places in the order of their text, so that the Report does not depend
// on the order in which facts were stated.
class Found {
 public:
  void add(const tables::Sdk* sdk, const std::string& place) {
    if (sdk == nullptr) return;
    std::string& first = places_.try_emplace(sdk->identifier, sdk, place).first->second.second;
    if (place < first) first = place;
  }

  void state(ScanContext& context) const {
    for (const auto& [identifier, one] : places_) {
      const auto& [sdk, place] = one;
      context.state(fact::android_sdk, tables::sdk_category_name(sdk->category), sdk->name, place);
      context.state(fact::android_sdk_owner, sdk->name, sdk->owner, "");
      context.state(fact::android_sdk_source, sdk->name, sdk->source, "");
    }
  }

 private:
  std::map<std::string_view, std::pair<const tables::Sdk*, std::string>> places_;
};

// A class of that very name, or the first one below it.
CodeTables::Class first_class(const CodeTables& code, std::string_view prefix) {
  const CodeTables::Class exact = code.first_below(prefix);
  if (exact.name == prefix) return exact;
  const CodeTables::Class inner = code.first_below(std::string(prefix) + "$");
  return inner.name.empty() ? code.first_below(std::string(prefix) + ".") : inner;
}

Found in_code(const CodeTables& code) {
  Found found;
  for (const tables::Sdk& sdk : tables::all_sdks()) {
    for (const std::string_view prefix : sdk.class_prefixes) {
      const CodeTables::Class first = first_class(code, prefix);
      if (first.name.empty()) continue;
      found.add(&sdk, std::string(first.file) + "#" + std::string(first.name));
      break;
    }
  }
  return found;
}

}  // namespace

void state_sdks(ScanContext& context, const CodeTables& code) {
  Found settings;
  Found components;
  for (const Fact& fact : context.facts) {
    if (fact.name == fact::android_meta_data) settings.add(tables::sdk_of_meta_data(fact.subject), fact.evidence);
    if (fact.name == fact::android_component) components.add(tables::sdk_of_class(fact.subject), fact.evidence);
  }
  settings.state(context);
  components.state(context);
  in_code(code).state(context);
  for (const auto& [domain, place] : code.domains()) {
    if (const tables::Sdk* sdk = tables::sdk_of_domain(domain)) {
      context.state(fact::android_sdk_domain, sdk->name, domain, place);
    }
  }
}

}  // namespace formulary::formats::android
