// Rules about data that the app offers to others, and about the permissions that it declares to guard itself.
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

bool open_provider(const RuleInput& input, std::string_view component) {
  return input.value(fact::android_exported, component) == "true" &&
         input.value(fact::android_component_enabled, component) != "false";
}

/// Nobody needs a permission: neither the particular one nor the component's.
bool unguarded(const RuleInput& input, std::string_view particular, std::string_view component) {
  const Fact* own = input.find(particular, component);
  if (own != nullptr) return own->value.empty();
  return input.value(fact::android_component_permission, component).empty();
}

std::vector<Finding> open_data(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* kind : input.all(fact::android_component)) {
    if (kind->value != "provider" || !open_provider(input, kind->subject)) continue;
    const bool read = unguarded(input, fact::android_provider_read_permission, kind->subject);
    const bool write = unguarded(input, fact::android_provider_write_permission, kind->subject);
    if (!read && !write) continue;
    out.push_back(finding(rule, kind->subject,
                          "Any other app on the device can " +
                              std::string(read && write ? "read and change"
                                          : read        ? "read"
                                                        : "change") +
                              " the data that " + short_name(kind->subject) + " keeps.",
                          kind->evidence));
  }
  return out;
}

std::vector<Finding> open_on_old_phones(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* old : input.all(fact::android_exported_before_17)) {
    if (input.value(fact::android_component_enabled, old->subject) == "false") continue;
    const bool read = unguarded(input, fact::android_provider_read_permission, old->subject);
    const bool write = unguarded(input, fact::android_provider_write_permission, old->subject);
    if (!read && !write) continue;
    out.push_back(finding(
        rule, old->subject,
        "On phones before Android 4.2 any other app can get at the data that " + short_name(old->subject) + " keeps.",
        old->evidence));
  }
  return out;
}

/// A `path_permission` value is patterns and permissions: `pathPrefix=/shared readPermission=org.example.READ`.
std::vector<Finding> weak_path_permission(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* path : input.all(fact::android_provider_path_permission)) {
    if (input.value(fact::android_component_enabled, path->subject) == "false") continue;
    std::string_view rest = path->value;
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      const std::size_t equals = word.find('=');
      const bool guards = equals != std::string_view::npos && !word.starts_with("path");
      const std::string_view permission = guards ? word.substr(equals + 1) : std::string_view();
      const std::string_view level = input.value(fact::android_permission_declared_level, permission);
      if (!level.starts_with("normal") && !level.starts_with("dangerous")) continue;
      out.push_back(finding(rule, path->subject,
                            "A part of the data that " + short_name(path->subject) + " keeps is guarded by " +
                                shown(permission) + " only, which any app can get.",
                            path->evidence));
    }
  }
  return out;
}

std::vector<Finding> lends_everything(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* grant : input.all(fact::android_provider_grant_uri)) {
    const std::size_t equals = grant->value.find('=');
    const std::string_view pattern = equals == std::string::npos ? std::string_view(grant->value)
                                                                 : std::string_view(grant->value).substr(equals + 1);
    if (pattern != "/" && pattern != "*" && pattern != ".*" && pattern != "/.*" && !pattern.empty()) continue;
    out.push_back(finding(
        rule, grant->subject,
        "The data store " + short_name(grant->subject) + " can lend all of its data to other apps, not only a part.",
        grant->evidence));
  }
  return out;
}

/// File providers have to be able to lend anything, and limit it by the folders that they share.
std::vector<Finding> may_lend_anything(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* grants : input.all(fact::android_provider_grant_uri_permissions)) {
    if (grants->value != "true" || !input.all(fact::android_provider_file_path, grants->subject).empty()) continue;
    if (input.value(fact::android_component_enabled, grants->subject) == "false") continue;
    out.push_back(
        finding(rule, grants->subject,
                "The data store " + short_name(grants->subject) + " may lend other apps access to any of its entries.",
                grants->evidence));
  }
  return out;
}

/// A `file_path` value is the kind, the name and the path: `root-path name=path`.
std::string_view path_of(const Fact& fact) {
  const std::size_t equals = fact.value.rfind('=');
  return equals == std::string::npos ? std::string_view() : std::string_view(fact.value).substr(equals + 1);
}

std::vector<Finding> shares_root(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* path : input.all(fact::android_provider_file_path)) {
    if (!path->value.starts_with("root-path")) continue;
    out.push_back(finding(rule, path->subject,
                          "The file store " + short_name(path->subject) +
                              " can share every file that the app can read, from the root of the device on.",
                          path->evidence));
  }
  return out;
}

std::vector<Finding> shares_whole_folder(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* path : input.all(fact::android_provider_file_path)) {
    const std::string_view folder = path_of(*path);
    if (path->value.starts_with("root-path") || path->value.starts_with("cache-path") ||
        path->value.starts_with("external-cache-path")) {
      continue;
    }
    if (!folder.empty() && folder != "." && folder != "/" && folder != "./") continue;
    out.push_back(finding(rule, path->subject,
                          "The file store " + short_name(path->subject) + " can share a whole storage area (" +
                              shown(path->value) + ") instead of one folder in it.",
                          path->evidence));
  }
  return out;
}

std::vector<Finding> weak_own_permission(const Rule& rule, const RuleInput& input) {
  std::set<std::string_view> guards;
  for (const Fact* guard : input.all(fact::android_component_permission)) {
    if (input.value(fact::android_exported, guard->subject) == "true") guards.insert(guard->value);
  }
  std::vector<Finding> out;
  for (const Fact* declared : input.all(fact::android_permission_declared)) {
    const std::string_view level = input.value(fact::android_permission_declared_level, declared->value);
    if (level.starts_with("signature") || level.starts_with("internal") || level.starts_with("knownSigner")) continue;
    if (!guards.contains(declared->value)) continue;
    out.push_back(finding(rule, declared->value,
                          "The app guards parts of itself with its own permission " + shown(declared->value) +
                              ", but lets any app have it (level " + (level.empty() ? "normal" : shown(level)) + ").",
                          declared->evidence));
  }
  return out;
}

bool begins_with_domain(std::string_view name, std::string_view domain) {
  return name.starts_with(domain) && name.size() > domain.size() && name[domain.size()] == '.';
}

std::vector<Finding> squatting(const Rule& rule, const RuleInput& input) {
  const std::string_view package = input.value(fact::android_package);
  std::vector<Finding> out;
  for (const Fact* declared : input.all(fact::android_permission_declared)) {
    for (const std::string_view owner :
         {"android", "com.android", "com.google", "com.samsung", "com.huawei", "com.microsoft", "com.apple"}) {
      if (!begins_with_domain(declared->value, owner) || begins_with_domain(package, owner)) continue;
      out.push_back(finding(
          rule, declared->value,
          "The app declares the permission " + shown(declared->value) + ", whose name belongs to somebody else.",
          declared->evidence));
    }
  }
  return out;
}

std::vector<Finding> unusual_level(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* level : input.all(fact::android_permission_declared_level)) {
    const std::size_t bar = level->value.find('|');
    if (bar == std::string::npos || level->value == "signature|privileged") continue;
    out.push_back(finding(rule, level->subject,
                          "The app's own permission " + shown(level->subject) + " is also given in special cases (" +
                              shown(level->value.substr(bar + 1)) + ").",
                          level->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_005{
    .id = "AND-MAN-005",
    .format = "apk",
    .family = "providers",
    .severity = Severity::warn,
    .title = "The app's own permission is given in special cases",
    .why = "Some additions to a permission's level hand it to developers, installers or other signers as well.",
    .would_pass = "The vendor uses the plain level \"signature\".",
    .citation = "Android developer documentation, \"<permission>\", android:protectionLevel (flags)",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = unusual_level,
};

const Rule and_man_006a{
    .id = "AND-MAN-006a",
    .format = "apk",
    .family = "providers",
    .severity = Severity::high,
    .title = "Any app can get at stored data",
    .why = "A data store that is open to all apps gives away what is in it, which may be patient data.",
    .would_pass =
        "The vendor closes the data store (android:exported is false) or guards reading and writing with a permission "
        "of signature level.",
    .citation = "Android developer documentation, \"<provider>\", android:exported",
    .effective = "2012-11-13",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0007", "CWE-926", hipaa::access_control, vetting::vulnerability_types},
    .conclude = open_data,
};

const Rule and_man_006e{
    .id = "AND-MAN-006e",
    .format = "apk",
    .family = "providers",
    .severity = Severity::warn,
    .title = "Old phones let any app get at stored data",
    .why =
        "Phones before Android 4.2 open a data store to all apps unless it says otherwise. Newer ones keep it closed, "
        "so "
        "that nobody notices.",
    .would_pass = "The vendor sets android:exported to false, or supports newer phones only.",
    .citation = "Android developer documentation, \"<provider>\", android:exported",
    .effective = "2012-11-13",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-926", hipaa::access_control, vetting::vulnerability_types},
    .conclude = open_on_old_phones,
};

const Rule and_man_006f{
    .id = "AND-MAN-006f",
    .format = "apk",
    .family = "providers",
    .severity = Severity::warn,
    .title = "A part of stored data has a weaker guard",
    .why = "An exception for a part of the data counts instead of the guard of the whole.",
    .would_pass = "The vendor removes the exception, or guards it with a permission of signature level.",
    .citation = "Android developer documentation, \"<path-permission>\"",
    .effective = "2009-09-15",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = weak_path_permission,
};

const Rule and_man_006b{
    .id = "AND-MAN-006b",
    .format = "apk",
    .family = "providers",
    .severity = Severity::warn,
    .title = "A data store can lend all of its data",
    .why =
        "A store that lends access should do so for single entries. Lending everything makes one mistake a leak of "
        "all.",
    .would_pass = "The vendor limits what can be lent to the paths that need it.",
    .citation = "Android developer documentation, \"<grant-uri-permission>\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0007", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = lends_everything,
};

const Rule and_man_006g{
    .id = "AND-MAN-006g",
    .format = "apk",
    .family = "providers",
    .severity = Severity::info,
    .title = "A data store may lend any of its entries",
    .why =
        "What is lent goes around the permissions that guard the store. Whether it is lent to the right app, and no "
        "more than needed, depends on the app's own code.",
    .would_pass = "The vendor names the entries that are lent, or limits them (<grant-uri-permission>).",
    .citation = "Android developer documentation, \"<provider>\", android:grantUriPermissions",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0007", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = may_lend_anything,
};

const Rule and_man_006c{
    .id = "AND-MAN-006c",
    .format = "apk",
    .family = "providers",
    .severity = Severity::high,
    .title = "All files of the app can be shared",
    .why =
        "Sharing from the root of the device means that a trick can make the app hand out any file it can read, also "
        "patient data and keys.",
    .would_pass = "The vendor replaces root-path by the one folder that is to be shared.",
    .citation = "Android developer documentation, \"Improperly Exposed Directories to FileProvider\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0007", "CWE-200", hipaa::access_control, vetting::vulnerability_types},
    .conclude = shares_root,
};

const Rule and_man_006d{
    .id = "AND-MAN-006d",
    .format = "apk",
    .family = "providers",
    .severity = Severity::warn,
    .title = "A whole storage area can be shared",
    .why = "The wider the shared area, the more a trick can get out of the app.",
    .would_pass = "The vendor shares one folder made for the purpose.",
    .citation = "Android developer documentation, \"Improperly Exposed Directories to FileProvider\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0007", "CWE-200", hipaa::access_control, vetting::vulnerability_types},
    .conclude = shares_whole_folder,
};

const Rule and_man_007a{
    .id = "AND-MAN-007a",
    .format = "apk",
    .family = "providers",
    .severity = Severity::high,
    .title = "The app's own guard lets everybody in",
    .why = "A guard that is given to any app that asks is no guard.",
    .would_pass = "The vendor declares the permission at signature level.",
    .citation = "Android developer documentation, \"Custom permissions\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = weak_own_permission,
};

const Rule and_man_007c{
    .id = "AND-MAN-007c",
    .format = "apk",
    .family = "providers",
    .severity = Severity::high,
    .title = "The app declares a permission in somebody else's name",
    .why =
        "Whoever declares a name first decides who gets the permission. Taking another's name can open that vendor's "
        "apps.",
    .would_pass = "The vendor uses names that begin with its own package name.",
    .citation = "Android developer documentation, \"Define a custom app permission\", naming",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = squatting,
};

}  // namespace formulary::domain
