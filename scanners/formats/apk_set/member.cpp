#include "scanners/formats/apk_set/member.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "scanners/bytes/android_xml.hpp"
#include "scanners/formats/android/package.hpp"

namespace formulary::formats::apk_set {
namespace {

// Whether the manifest says that the package is a split. One that cannot be read is none that counts as a base.
bool is_base(const bytes::Zip& set, const bytes::ZipEntry& entry, bytes::Budget& budget) {
  std::vector<Anomaly> unused;  // the package is scanned again in full
  const std::unique_ptr<bytes::Source> source = set.open_entry(entry, budget, unused);
  const std::optional<bytes::Zip> zip = source ? bytes::Zip::open(*source, budget, unused) : std::nullopt;
  const bytes::ZipEntry* file = zip ? zip->find("AndroidManifest.xml") : nullptr;
  const auto content =
      file != nullptr ? zip->extract(*file, budget, unused, bytes::Checksum::only_reported) : std::nullopt;
  const auto manifest = content ? bytes::XmlDocument::read(*content, file->name, budget, unused) : std::nullopt;
  if (!manifest) return false;
  return std::ranges::none_of(manifest->elements().front().attributes, [](const bytes::XmlAttribute& one) {
    return one.resource_id == 0 && one.ns.empty() && one.name == "split" && !one.text.empty();
  });
}

// The usual names of a base, the most telling first: those of plain sets, of bundletool, of other tools.
std::size_t rank(std::string_view file) {
  static constexpr std::string_view usual[] = {"base.apk", "splits/base-master.apk", "base-master.apk",
                                               "universal.apk"};
  return static_cast<std::size_t>(std::ranges::find(usual, file) - std::begin(usual));
}

}  // namespace

std::string_view Member::value(std::string_view fact) const {
  const auto found =
      std::ranges::find_if(report.facts, [&](const Fact& one) { return one.name == fact && one.subject.empty(); });
  return found == report.facts.end() ? std::string_view() : std::string_view(found->value);
}

std::vector<Member> find_members(const bytes::Zip& zip, bytes::Budget& outer) {
  bytes::Budget budget = bytes::Budget::for_file(zip.source().size());
  std::vector<Member> members;
  std::uint64_t left = zip.source().size();  // packages of an honest set do not share their bytes
  for (const bytes::ZipEntry& entry : zip.entries()) {
    if (!entry.name.ends_with(".apk")) continue;
    const std::uint64_t length = 30 + entry.name.size() + (entry.method == 8 ? entry.compressed_size : entry.size);
    if (!outer.take(left, length, "packages of a set that share their bytes")) break;
    members.push_back({&entry, is_base(zip, entry, budget) ? Role::alternative : Role::split, {}});
  }
  std::ranges::stable_sort(members, [](const Member& a, const Member& b) {
    const bool a_splits = a.role == Role::split;
    const bool b_splits = b.role == Role::split;
    return std::make_tuple(a_splits, rank(a.file()), std::string_view(a.file())) <
           std::make_tuple(b_splits, rank(b.file()), std::string_view(b.file()));
  });
  if (!members.empty() && members.front().role == Role::alternative) members.front().role = Role::base;
  return members;
}

BasePackage as_base(const Member& member) {
  // A level that is no number is the codename of a release that is not out yet.
  const auto level = [&](std::string_view fact) {
    const std::string_view text = member.value(fact);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : android::Package::newest_sdk;
  };
  BasePackage base;
  base.name = member.value(fact::android_package);
  base.min_sdk = level(fact::android_min_sdk);
  base.target_sdk = level(fact::android_target_sdk);
  base.enabled = member.value(fact::android_application_enabled) != "false";
  base.permission = member.value(fact::android_application_permission);
  for (const Fact& one : member.report.facts) {
    if (one.name == fact::android_permission_declared_level) base.declared_levels[one.subject] = one.value;
  }
  return base;
}

}  // namespace formulary::formats::apk_set
