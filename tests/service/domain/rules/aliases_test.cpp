// The alias table: every rule of the other scanner is answered, every answer names rules that there are, and where
// its rules are wrong by construction ours are not.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/rules/rule.hpp"

namespace formulary::domain {
namespace {

struct Alias {
  std::string_view theirs;
  std::string_view ours;  ///< ids, separated by spaces
  std::string_view sentence;
};

constexpr Alias aliases[] = {
#define ALIAS(theirs, ours, sentence) {theirs, ours, sentence},
#include "service/domain/rules/aliases.def"
#undef ALIAS
};

std::set<std::string> ids(std::string_view ours) {
  std::istringstream stream{std::string(ours)};
  return {std::istream_iterator<std::string>(stream), {}};
}

TEST(Aliases, NameRulesThatThereAre) {
  std::set<std::string_view> theirs;
  for (const Alias& alias : aliases) {
    EXPECT_TRUE(theirs.insert(alias.theirs).second) << alias.theirs << " is answered twice";
    for (const std::string& id : ids(alias.ours)) EXPECT_NE(find_rule(id), nullptr) << alias.theirs << ": " << id;
    EXPECT_TRUE(alias.sentence.ends_with('.')) << alias.theirs;
    EXPECT_EQ(alias.ours.empty(), alias.sentence.starts_with("Not a finding:")) << alias.theirs;
  }
  EXPECT_EQ(theirs.size(), 53U);
}

TEST(Aliases, AnswerEveryRuleOfTheOtherScanner) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const auto file =
      std::filesystem::path(shared != nullptr ? shared : "../shared") / "checks" / "peer_android_manifest_rules.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs the shared checks: set FORMULARY_SHARED";
  std::set<std::string> theirs, answered;
  std::ifstream rows(file);
  std::string line;
  std::getline(rows, line);
  while (std::getline(rows, line)) theirs.insert(line.substr(0, line.find('\t')));
  for (const Alias& alias : aliases) answered.emplace(alias.theirs);
  EXPECT_EQ(answered, theirs);
}

// What the other scanner reports, and we must not: a package, as facts, about which the rules that answer its rule
// keep quiet.
struct Mistake {
  std::string_view theirs;
  std::string_view what;
  std::vector<Fact> facts;
};

std::vector<Fact> component(const std::string& kind, std::vector<std::pair<std::string_view, std::string>> more) {
  std::vector<Fact> facts = {{std::string(fact::android_component), "org.example.ward.Part", kind, "m"},
                             {std::string(fact::android_exported), "org.example.ward.Part", "true", "m"},
                             {std::string(fact::android_component_enabled), "org.example.ward.Part", "true", "m"}};
  for (auto& [name, value] : more) {
    std::erase_if(facts, [&](const Fact& fact) { return fact.name == name; });
    facts.push_back({std::string(name), "org.example.ward.Part", value, "m"});
  }
  return facts;
}

std::vector<Fact> package(std::vector<std::pair<std::string_view, std::string>> values) {
  std::vector<Fact> facts;
  for (auto& [name, value] : values) facts.push_back({std::string(name), "", value, "m"});
  return facts;
}

std::vector<Mistake> mistakes() {
  using namespace fact;
  std::vector<Mistake> all = {
      {"clear_text_traffic", "the flag counts where a configuration replaces it",
       [] {
         auto facts = package({{android_uses_cleartext_traffic, "true"},
                               {android_network_security_config, "res/xml/network.xml"},
                               {android_min_sdk, "24"}});
         facts.push_back({std::string(android_network_cleartext), "*", "false", "m"});
         return facts;
       }()},
      {"has_network_security", "having network rules is a finding",
       package({{android_network_security_config, "res/xml/network.xml"}})},
      {"vulnerable_os_version2", "a level that still gets fixes is too old", package({{android_min_sdk, "34"}})},
      {"app_allowbackup", "a backup without the data is a finding",
       [] {
         auto facts = package({{android_allow_backup, "true"},
                               {android_target_sdk, "34"},
                               {android_full_backup_content, "res/xml/old.xml"},
                               {android_data_extraction_rules, "res/xml/new.xml"}});
         for (const char* section :
              {"res/xml/old.xml", "res/xml/new.xml cloud-backup", "res/xml/new.xml device-transfer"}) {
           for (const char* domain : {"root", "database", "sharedpref", "file", "external"}) {
             facts.push_back({std::string(android_backup_rule), section, std::string("exclude ") + domain + " .", "m"});
           }
         }
         return facts;
       }()},
      {"task_affinity_set", "the app's own task is a foreign one",
       [] {
         auto facts = component("activity", {{android_task_affinity, "org.example.ward"}});
         for (auto& one : package({{android_package, "org.example.ward"}, {android_target_sdk, "26"}}))
           facts.push_back(one);
         return facts;
       }()},
      {"task_hijacking2", "an empty affinity is no better than none",
       [] {
         auto facts = component("activity", {{android_task_affinity, ""}});
         for (auto& one : package({{android_package, "org.example.ward"}, {android_target_sdk, "26"}}))
           facts.push_back(one);
         return facts;
       }()},
      {"sms_receiver_port_found", "a port in a deep link is a message receiver",
       component("activity", {{android_intent_data, "port=8443"},
                              {android_component_permission, "android.permission.DUMP"},
                              {android_component_permission_level, "signature"}})},
      {"high_intent_priority_found", "a low priority written in hexadecimal is a high one",
       component("receiver", {{android_intent_priority, "-1000"}})},
      {"explicitly_exported", "a part that is switched off can be called",
       component("service", {{android_component_enabled, "false"}})},
      {"explicitly_exported", "a provider that guards reading and writing is open",
       component("provider", {{android_provider_read_permission, "android.permission.DUMP"},
                              {android_provider_write_permission, "android.permission.DUMP"}})},
  };
  // The platform's own guards, flags and all.
  for (const char* level : {"signature", "signature|privileged", "signature|installer|verifier", "internal|role"}) {
    all.push_back({"exported_protected_permission_not_defined", "a guard of the platform is undefined",
                   component("service", {{android_component_permission, "android.permission.BIND_JOB_SERVICE"},
                                         {android_component_permission_level, level}})});
  }
  return all;
}

TEST(Aliases, DoNotRepeatMistakes) {
  for (const Mistake& mistake : mistakes()) {
    SCOPED_TRACE(std::string(mistake.theirs) + ": " + std::string(mistake.what));
    const auto alias = std::ranges::find(aliases, mistake.theirs, &Alias::theirs);
    ASSERT_NE(alias, std::end(aliases));
    Report report;
    report.format = "apk";
    report.complete = true;
    report.facts = mistake.facts;
    const std::set<std::string> ours = ids(alias->ours);
    for (const Finding& finding : evaluate(report, *parse_day("2026-03-01"))) {
      EXPECT_FALSE(ours.contains(finding.rule)) << finding.rule << " " << finding.sentence;
    }
  }
}

}  // namespace
}  // namespace formulary::domain
