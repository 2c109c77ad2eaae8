// Rules about backups: patient data must not leave the device in the private backup of its user.
#include <algorithm>
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

bool backs_up(const RuleInput& input) { return input.is(fact::android_allow_backup, "true"); }

bool has(const RuleInput& input, std::string_view name) {
  const std::string_view value = input.value(name);
  return !value.empty() && value != "true" && value != "false";
}

std::vector<Finding> about_backup(const Rule& rule, const RuleInput& input, std::string_view sentence) {
  const Fact* flag = input.find(fact::android_allow_backup);
  return {finding(rule, {}, std::string(sentence), flag == nullptr ? std::string_view() : flag->evidence)};
}

std::vector<Finding> everything(const Rule& rule, const RuleInput& input) {
  const bool limited = has(input, fact::android_full_backup_content) ||
                       has(input, fact::android_data_extraction_rules) || has(input, fact::android_backup_agent) ||
                       input.is(fact::android_full_backup_content, "false");
  if (!backs_up(input) || limited) return {};
  return about_backup(rule, input,
                      "The phone copies all of the app's data into the user's private backup, in the cloud or on a "
                      "computer.");
}

constexpr std::int64_t android_12 = 31;

std::vector<Finding> old_rules_only(const Rule& rule, const RuleInput& input) {
  if (!backs_up(input) || input.number(fact::android_target_sdk).value_or(0) < android_12) return {};
  if (!has(input, fact::android_full_backup_content) || has(input, fact::android_data_extraction_rules)) return {};
  return about_backup(rule, input,
                      "The app limits backups on older phones only; from Android 12 on those limits do not count.");
}

/// A `backup_rule` value is `include` or `exclude`, the domain and the path.
struct BackupRule {
  bool includes = false;
  bool excludes = false;
  bool databases = false;
  bool preferences = false;

  explicit BackupRule(std::string_view text) : includes(text.starts_with("include ")) {
    excludes = text.starts_with("exclude ");
    std::string_view domain = text.substr(std::min<std::size_t>(8, text.size()));
    domain = domain.substr(0, domain.find(' '));
    if (domain.starts_with("device_")) domain.remove_prefix(7);
    databases = domain == "database" || domain == "root";
    preferences = domain == "sharedpref" || domain == "root";
  }
};

/// What is not included is left out as soon as there is one `include`; else everything is copied that is not excluded.
bool keeps_data_back(std::span<const Fact* const> rules) {
  bool includes = false;
  bool includes_data = false;
  bool databases = false;
  bool preferences = false;
  for (const Fact* fact : rules) {
    const BackupRule rule(fact->value);
    includes = includes || rule.includes;
    includes_data = includes_data || (rule.includes && (rule.databases || rule.preferences));
    databases = databases || (rule.excludes && rule.databases);
    preferences = preferences || (rule.excludes && rule.preferences);
  }
  return (databases && preferences) || (includes && !includes_data);
}

std::vector<Finding> data_not_excluded(const Rule& rule, const RuleInput& input) {
  const auto rules = input.all(fact::android_backup_rule);
  if (!backs_up(input) || rules.empty()) return {};
  std::set<std::string_view> sections;
  for (const Fact* fact : rules) sections.insert(fact->subject);
  std::vector<Finding> out;
  for (const std::string_view section : sections) {
    const auto of_section = input.all(fact::android_backup_rule, section);
    if (keeps_data_back(of_section)) continue;
    out.push_back(finding(rule, section,
                          "The app's backup rules (" + shown(section) +
                              ") do not leave out its databases and settings, where such apps keep their data.",
                          of_section.front()->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_003a{
    .id = "AND-MAN-003a",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "All of the app's data goes into private backups",
    .why = "A backup leaves the hospital's control: patient data would lie in the private cloud storage of staff.",
    .would_pass = "The vendor switches backup off (allowBackup) or leaves patient data out of it by rules.",
    .citation = "Android developer documentation, \"Back up user data with Auto Backup\"",
    .effective = "2015-10-05",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0262", "CWE-530", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = everything,
};

const Rule and_man_003b{
    .id = "AND-MAN-003b",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "Backups are limited on old phones only",
    .why =
        "Since Android 12 a new set of rules counts. Without it everything is copied, also when moving to a new phone.",
    .would_pass = "The vendor adds dataExtractionRules that leave patient data out.",
    .citation = "Android developer documentation, \"Behavior changes: Apps targeting Android 12\", backup and restore",
    .effective = "2021-10-04",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0262", "CWE-530", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = old_rules_only,
};

const Rule and_man_003c{
    .id = "AND-MAN-003c",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "Backup rules do not leave out databases and settings",
    .why =
        "Apps keep patient data and keys in their databases and settings. They should not travel into a private "
        "backup.",
    .would_pass =
        "The vendor excludes the domains \"database\" and \"sharedpref\" from backup, or shows that they hold nothing "
        "sensitive.",
    .citation = "Android developer documentation, \"Back up user data with Auto Backup\"",
    .effective = "2015-10-05",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0262", "CWE-530", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = data_not_excluded,
};

}  // namespace formulary::domain
