#include "scanners/formats/apk_set/judge.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace formulary::formats::apk_set {
namespace {

using Statements = std::set<std::pair<std::string_view, std::string_view>>;

// What packages of one application may differ in because they are made for different devices.
bool depends_on_device(const Fact& one) {
  static constexpr std::array names = {fact::android_min_sdk,
                                       fact::android_max_sdk,
                                       fact::android_abi,
                                       fact::android_density,
                                       fact::android_locale,
                                       fact::android_icon,
                                       fact::android_label,
                                       fact::android_split_required,
                                       fact::android_split_types,
                                       fact::android_split_isolated,
                                       fact::android_extract_native_libs,
                                       fact::android_target_sandbox_version,
                                       fact::android_locale_config};
  if (std::ranges::find(names, one.name) != names.end()) return true;
  return one.name == fact::android_meta_data && one.subject.starts_with("com.android.");  // the store's own notes
}

// `subject` and value of what is said about the application itself, by name.
std::map<std::string_view, Statements> about_application(const Member& member,
                                                         const std::set<std::string_view>& classes) {
  std::map<std::string_view, Statements> said;
  for (const Fact& one : member.report.facts) {
    if (!one.name.starts_with("android.") || depends_on_device(one) || classes.contains(one.subject)) continue;
    said[one.name].insert({one.subject, one.value});
  }
  return said;
}

std::set<std::string_view> component_classes(const Member& member) {
  std::set<std::string_view> classes;
  for (const Fact& one : member.report.facts) {
    if (one.name == fact::android_component) classes.insert(one.subject);
  }
  return classes;
}

void compare_alternative(ScanContext& context, const Member& base, const Member& other) {
  const auto expected = about_application(base, component_classes(base));
  const auto found = about_application(other, component_classes(other));
  std::set<std::string_view> names;
  for (const auto& [name, said] : expected) names.insert(name);
  for (const auto& [name, said] : found) names.insert(name);
  for (const std::string_view name : names) {
    const auto one = expected.find(name);
    const auto two = found.find(name);
    if (one == expected.end() || two == found.end() || one->second != two->second) {
      context.object(anomaly::apk_set_alternative_differs, other.file(), other.place(name));
    }
  }
}

// A component that two packages describe must be the same in both: rules see it once.
void compare_components(ScanContext& context, const std::vector<Member>& members) {
  std::map<std::string_view, Statements> known;
  for (const Member& member : members) {
    std::map<std::string_view, Statements> own;
    const std::set<std::string_view> classes = component_classes(member);
    for (const Fact& one : member.report.facts) {
      if (classes.contains(one.subject)) own[one.subject].insert({one.name, one.value});
    }
    for (auto& [name, said] : own) {
      const auto [earlier, is_new] = known.try_emplace(name, said);
      if (!is_new && earlier->second != said) {
        context.object(anomaly::apk_set_component_differs, name, member.file());
      }
    }
  }
}

bool says(const Member& member, std::string_view fact) { return !member.value(fact).empty(); }

class Splits {
 public:
  Splits(ScanContext& context, const std::vector<Member>& members) : context_(context), members_(members) {
    for (const Member& member : members) {
      if (member.role == Role::split) names_.insert(member.split());
      for (const Fact& one : member.report.facts) {
        if (one.name == fact::android_split_types) collect(one.value);
      }
    }
  }

  void judge() {
    const bool several_bases =
        std::ranges::any_of(members_, [](const Member& one) { return one.role == Role::alternative; });
    std::set<std::string_view> seen;
    for (const Member& member : members_) {
      require(member);
      if (member.role != Role::split) continue;
      // A set for many devices holds the same split once for each of its bases.
      if (!seen.insert(member.split()).second && !several_bases) object(anomaly::apk_set_split_duplicate, member);
      belongs(member);
      judge_kind(member);
    }
  }

 private:
  void object(std::string_view id, const Member& member, std::string_view what = {}) {
    context_.object(id, what.empty() ? member.split() : what, member.place("AndroidManifest.xml#/manifest"));
  }

  // splitTypes and requiredSplitTypes are lists with commas.
  static std::vector<std::string> words(std::string_view list) {
    std::vector<std::string> found;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(','), list.size());
      if (end != 0) found.emplace_back(list.substr(0, end));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
    return found;
  }
  void collect(std::string_view list) {
    for (std::string& type : words(list)) types_.insert(std::move(type));
  }

  void belongs(const Member& member) {
    const std::string_view owner = member.value(fact::android_split_config_for);
    if (!owner.empty() && !names_.contains(owner)) object(anomaly::apk_set_split_orphan, member, owner);
    for (const Fact& one : member.report.facts) {
      if (one.name == fact::android_split_uses && !names_.contains(one.value)) {
        object(anomaly::apk_set_split_orphan, member, one.value);
      }
    }
  }

  void require(const Member& member) {
    for (const Fact& one : member.report.facts) {
      if (one.name != fact::android_split_required || one.value == "false") continue;
      if (one.value == "true") {
        if (names_.empty()) object(anomaly::apk_set_split_missing, member, "any split");
        continue;
      }
      for (const std::string& type : words(one.value)) {
        if (!types_.contains(type)) object(anomaly::apk_set_split_missing, member, type);
      }
    }
  }

  void judge_kind(const Member& member) {
    const bool configuration = says(member, fact::android_split_config_for) || member.split().starts_with("config.") ||
                               member.split().find(".config.") != std::string_view::npos;
    if (!configuration) return;
    const bool code = member.value(fact::container_dex_files) != "0" || !component_classes(member).empty();
    if (code || member.value(fact::android_split_feature) == "true") object(anomaly::apk_set_split_kind, member);
  }

  ScanContext& context_;
  const std::vector<Member>& members_;
  std::set<std::string_view> names_;
  std::set<std::string> types_;
};

}  // namespace

void judge(ScanContext& context, const std::vector<Member>& members) {
  const Member& base = members.front();
  for (const Member& member : members) {
    if (member.report.format != "apk") continue;  // that it is none is stated already
    const std::string place = member.place("AndroidManifest.xml#/manifest");
    if (member.value(fact::android_package) != base.value(fact::android_package)) {
      context.object(anomaly::apk_set_package_differs, member.file(), place);
    }
    if (member.value(fact::android_version_code) != base.value(fact::android_version_code)) {
      context.object(anomaly::apk_set_version_differs, member.file(), place);
    }
    if (member.role == Role::alternative) compare_alternative(context, base, member);
  }
  compare_components(context, members);
  Splits(context, members).judge();
}

}  // namespace formulary::formats::apk_set
