#include "scanners/tables/sdks.hpp"

#include <algorithm>
#include <utility>

namespace formulary::tables {
namespace {

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

const std::vector<Sdk>& table() {
  using enum SdkCategory;
  static const std::vector<Sdk> sdks = {
#define SDK(identifier, name, owner, category, prefixes, domains, meta_data, source) \
  {#identifier, name, owner, category, words(prefixes), words(domains), words(meta_data), source},
#include "scanners/tables/sdks.def"
#undef SDK
  };
  return sdks;
}

// Words with their kits, sorted for binary search.
class Index {
 public:
  explicit Index(std::vector<std::string_view> Sdk::*list) {
    for (const Sdk& sdk : table()) {
      for (const std::string_view word : sdk.*list) entries_.emplace_back(word, &sdk);
    }
    std::ranges::sort(entries_, {}, &Entry::first);
  }

  const Sdk* find(std::string_view word) const {
    const auto at = std::ranges::lower_bound(entries_, word, {}, &Entry::first);
    return at == entries_.end() || at->first != word ? nullptr : at->second;
  }

 private:
  using Entry = std::pair<std::string_view, const Sdk*>;
  std::vector<Entry> entries_;
};

}  // namespace

std::string_view sdk_category_name(SdkCategory category) {
  switch (category) {
    case SdkCategory::tracker:
      return "tracker";
    case SdkCategory::analytics:
      return "analytics";
    case SdkCategory::advertising:
      return "advertising";
    case SdkCategory::session_replay:
      return "session_replay";
    case SdkCategory::crash:
      return "crash";
    case SdkCategory::push:
      return "push";
    case SdkCategory::location:
      return "location";
    case SdkCategory::social:
      return "social";
    case SdkCategory::payment:
      return "payment";
    case SdkCategory::authentication:
      return "authentication";
    case SdkCategory::attribution:
      return "attribution";
    case SdkCategory::a_b_testing:
      return "a_b_testing";
    case SdkCategory::support:
      return "support";
    case SdkCategory::cloud:
      return "cloud";
  }
  return {};
}

std::span<const Sdk> all_sdks() { return table(); }

// From the whole name up through its packages, so that the longest prefix wins.
const Sdk* sdk_of_class(std::string_view class_name) {
  static const Index index(&Sdk::class_prefixes);
  while (!class_name.empty()) {
    if (const Sdk* sdk = index.find(class_name)) return sdk;
    const std::size_t end = class_name.find_last_of(".$");
    class_name = class_name.substr(0, end == std::string_view::npos ? 0 : end);
  }
  return nullptr;
}

const Sdk* sdk_of_domain(std::string_view host) {
  static const Index index(&Sdk::domains);
  while (!host.empty()) {
    if (const Sdk* sdk = index.find(host)) return sdk;
    const std::size_t dot = host.find('.');
    host = dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
  }
  return nullptr;
}

const Sdk* sdk_of_meta_data(std::string_view name) {
  static const Index index(&Sdk::meta_data);
  return index.find(name);
}

}  // namespace formulary::tables
