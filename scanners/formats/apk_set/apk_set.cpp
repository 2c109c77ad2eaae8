// Sets of Android packages, a base with its splits in one archive: .apks (bundletool, SAI), .xapk, .apkm. Each package
// is scanned as one, through scan.hpp, and together they become one Report about the application.
#include <algorithm>

#include "scanners/bytes/zip_directory.hpp"
#include "scanners/formats/android/container.hpp"
#include "scanners/formats/apk_set/index.hpp"
#include "scanners/formats/apk_set/judge.hpp"
#include "scanners/formats/apk_set/member.hpp"
#include "scanners/formats/apk_set/merge.hpp"
#include "scanners/scan.hpp"

namespace formulary::formats::apk_set {

bool detect(const bytes::Source& source);
void scan(ScanContext& context);

namespace {

constexpr std::uint64_t steps_per_package = 5000;

void scan_member(ScanContext& context, const bytes::Zip& zip, const std::optional<BasePackage>& base, Member& member) {
  const std::unique_ptr<bytes::Source> source = zip.open_entry(*member.entry, context.budget, context.anomalies);
  ScanOptions options = context.options;
  if (member.role == Role::split) options.base = base;
  if (source) member.report = scan_within(*source, options, context.budget);
  const bool readable = source && member.report.format == "apk" && member.report.complete;
  if (!readable) {
    const std::string& reason = member.report.reason;
    context.object(anomaly::apk_set_not_a_package, member.file(), member.file());
    if (context.malformed.empty()) {
      context.malformed = member.file() + " cannot be read as a package" + (reason.empty() ? "" : ": " + reason);
    }
  }
}

void state_roles(ScanContext& context, const std::vector<Member>& members) {
  for (const Member& member : members) {
    switch (member.role) {
      case Role::base:
        context.state(fact::apk_set_base, "", member.file(), member.file());
        break;
      case Role::alternative:
        context.state(fact::apk_set_alternative, "", member.file(), member.file());
        break;
      case Role::split:
        context.state(fact::apk_set_split, member.file(), member.split(), member.file());
        break;
    }
    if (!member.report.artifact.sha256.empty()) {
      context.state(fact::apk_set_sha256, member.file(), member.report.artifact.sha256, member.file());
    }
  }
  context.state(fact::apk_set_packages, "", std::to_string(members.size()), "");
}

}  // namespace

// A ZIP archive that holds a package, or an index of some.
bool detect(const bytes::Source& source) {
  return std::ranges::any_of(bytes::list_zip(source), [](const bytes::ZipEntry& entry) {
    return entry.name.ends_with(".apk") || is_index(entry.name);
  });
}

void scan(ScanContext& context) {
  const std::optional<bytes::Zip> zip = bytes::Zip::open(context.source, context.budget, context.anomalies);
  if (!zip) {
    context.malformed = "the archive's central directory cannot be read";
    return;
  }
  if (context.options.extent == Extent::whole) android::state_container(context, *zip, android::Layout::set);
  std::vector<Member> members = find_members(*zip, context.budget);
  if (members.empty() || members.front().role != Role::base) {
    context.object(anomaly::apk_set_no_base, "", "");
    if (context.malformed.empty()) context.malformed = "the set has no base package";
  }
  if (members.empty()) return;
  std::optional<BasePackage> base;
  for (Member& member : members) {
    if (context.full() || !context.budget.take(context.budget.steps, steps_per_package, "packages of a set")) break;
    scan_member(context, *zip, base, member);
    if (member.role == Role::base) base = as_base(member);
  }
  state_roles(context, members);
  judge(context, members);
  judge_index(context, *zip, members);
  merge(context, members);
}

}  // namespace formulary::formats::apk_set
