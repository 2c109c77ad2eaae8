// What rules cite and are mapped to exists, and no rule counts from before the day of what it cites.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "service/domain/rules/rule.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {
namespace {

/// OWASP MASVS v2.1.0: the groups and how many controls each has.
const std::map<std::string, int> control_groups = {{"STORAGE", 2},  {"CRYPTO", 2}, {"AUTH", 3},       {"NETWORK", 2},
                                                   {"PLATFORM", 3}, {"CODE", 4},   {"RESILIENCE", 4}, {"PRIVACY", 4}};

bool is_control(const std::string& text) {
  static const std::regex shape("MASVS-([A-Z]+)-([1-9])");
  std::smatch parts;
  if (!std::regex_match(text, parts, shape)) return false;
  const auto group = control_groups.find(parts[1]);
  return group != control_groups.end() && std::stoi(parts[2]) <= group->second;
}

/// OWASP MASTG: its tests for Android that have not been withdrawn, MASTG-TEST-0002 and so on.
constexpr int guide_tests[] = {2,   4,   5,   7,   8,   10,  11,  14,  15,  17,  18,  23,  25,  26,  27,  28,  29,  30,
                               33,  34,  35,  36,  37,  40,  43,  45,  46,  47,  48,  49,  50,  51,  200, 201, 202, 203,
                               204, 205, 206, 207, 208, 212, 216, 217, 218, 221, 222, 223, 224, 225, 226, 227, 231, 232,
                               233, 234, 235, 236, 237, 238, 239, 242, 243, 244, 245, 247, 249, 250, 251, 252, 253, 254,
                               255, 256, 257, 258, 262, 263, 264, 265, 272, 274, 282, 283, 284, 285, 286, 287};

std::set<std::string> guide_test_ids() {
  std::set<std::string> out;
  for (const int number : guide_tests) {
    const std::string digits = std::to_string(number);
    out.insert("MASTG-TEST-" + std::string(4 - digits.size(), '0') + digits);
  }
  return out;
}

/// MITRE CWE: weaknesses that rules speak of. Categories and views of that list are none, so they are not here.
const std::map<std::string, std::string> weaknesses = {
    {"CWE-22", "Path Traversal"},
    {"CWE-61", "UNIX Symbolic Link Following"},
    {"CWE-78", "OS Command Injection"},
    {"CWE-114", "Process Control"},
    {"CWE-119", "Improper Restriction of Operations within the Bounds of a Memory Buffer"},
    {"CWE-121", "Stack-based Buffer Overflow"},
    {"CWE-158", "Improper Neutralization of Null Byte or NUL Character"},
    {"CWE-178", "Improper Handling of Case Sensitivity"},
    {"CWE-200", "Exposure of Sensitive Information to an Unauthorized Actor"},
    {"CWE-212", "Improper Removal of Sensitive Information Before Storage or Transfer"},
    {"CWE-250", "Execution with Unnecessary Privileges"},
    {"CWE-280", "Improper Handling of Insufficient Permissions or Privileges"},
    {"CWE-282", "Improper Ownership Management"},
    {"CWE-295", "Improper Certificate Validation"},
    {"CWE-297", "Improper Validation of Certificate with Host Mismatch"},
    {"CWE-298", "Improper Validation of Certificate Expiration"},
    {"CWE-311", "Missing Encryption of Sensitive Data"},
    {"CWE-319", "Cleartext Transmission of Sensitive Information"},
    {"CWE-321", "Use of Hard-coded Cryptographic Key"},
    {"CWE-324", "Use of a Key Past its Expiration Date"},
    {"CWE-326", "Inadequate Encryption Strength"},
    {"CWE-327", "Use of a Broken or Risky Cryptographic Algorithm"},
    {"CWE-328", "Use of Weak Hash"},
    {"CWE-331", "Insufficient Entropy"},
    {"CWE-338", "Use of Cryptographically Weak Pseudo-Random Number Generator"},
    {"CWE-345", "Insufficient Verification of Data Authenticity"},
    {"CWE-347", "Improper Verification of Cryptographic Signature"},
    {"CWE-353", "Missing Support for Integrity Check"},
    {"CWE-359", "Exposure of Private Personal Information to an Unauthorized Actor"},
    {"CWE-400", "Uncontrolled Resource Consumption"},
    {"CWE-409", "Improper Handling of Highly Compressed Data (Data Amplification)"},
    {"CWE-426", "Untrusted Search Path"},
    {"CWE-434", "Unrestricted Upload of File with Dangerous Type"},
    {"CWE-436", "Interpretation Conflict"},
    {"CWE-439", "Behavioral Change in New Version or Environment"},
    {"CWE-489", "Active Debug Code"},
    {"CWE-506", "Embedded Malicious Code"},
    {"CWE-530", "Exposure of Backup File to an Unauthorized Control Sphere"},
    {"CWE-532", "Insertion of Sensitive Information into Log File"},
    {"CWE-653", "Improper Isolation or Compartmentalization"},
    {"CWE-656", "Reliance on Security Through Obscurity"},
    {"CWE-693", "Protection Mechanism Failure"},
    {"CWE-694", "Use of Multiple Resources with Duplicate Identifier"},
    {"CWE-732", "Incorrect Permission Assignment for Critical Resource"},
    {"CWE-749", "Exposed Dangerous Method or Function"},
    {"CWE-757", "Selection of Less-Secure Algorithm During Negotiation"},
    {"CWE-798", "Use of Hard-coded Credentials"},
    {"CWE-829", "Inclusion of Functionality from Untrusted Control Sphere"},
    {"CWE-862", "Missing Authorization"},
    {"CWE-912", "Hidden Functionality"},
    {"CWE-922", "Insecure Storage of Sensitive Information"},
    {"CWE-925", "Improper Verification of Intent by Broadcast Receiver"},
    {"CWE-926", "Improper Export of Android Application Components"},
    {"CWE-939", "Improper Authorization in Handler for Custom URL Scheme"},
    {"CWE-1021", "Improper Restriction of Rendered UI Layers or Frames"},
    {"CWE-1059", "Insufficient Technical Documentation"},
    {"CWE-1104", "Use of Unmaintained Third Party Components"},
    {"CWE-1173", "Improper Use of Validation Framework"},
    {"CWE-1357", "Reliance on Insufficiently Trustworthy Component"},
    {"CWE-1395", "Dependency on Vulnerable Third-Party Component"},
};

/// 45 CFR 164: of the safeguards for electronic health information, and of the rules on its disclosure.
const std::set<std::string> health_clauses = {"45 CFR 164.308(a)(1)(ii)(A)", "45 CFR 164.308(a)(1)(ii)(B)",
                                              "45 CFR 164.308(a)(5)(ii)(B)", "45 CFR 164.310(d)(1)",
                                              "45 CFR 164.310(d)(2)(i)",     "45 CFR 164.310(d)(2)(ii)",
                                              "45 CFR 164.312(a)(1)",        "45 CFR 164.312(a)(2)(i)",
                                              "45 CFR 164.312(a)(2)(ii)",    "45 CFR 164.312(a)(2)(iii)",
                                              "45 CFR 164.312(a)(2)(iv)",    "45 CFR 164.312(b)",
                                              "45 CFR 164.312(c)(1)",        "45 CFR 164.312(c)(2)",
                                              "45 CFR 164.312(d)",           "45 CFR 164.312(e)(1)",
                                              "45 CFR 164.312(e)(2)(i)",     "45 CFR 164.312(e)(2)(ii)",
                                              "45 CFR 164.502(a)",           "45 CFR 164.502(b)"};

/// NIST SP 800-163 revision 1: its sections and appendices.
const std::set<std::string> vetting_sections = {
    "section 1",     "section 1.1", "section 1.2",   "section 1.3",   "section 1.4",   "section 1.5",
    "section 2",     "section 2.1", "section 2.1.1", "section 2.1.2", "section 2.1.3", "section 2.1.4",
    "section 2.2",   "section 2.3", "section 3",     "section 3.1",   "section 3.2",   "section 3.3",
    "section 3.4",   "section 3.5", "section 4",     "section 4.1",   "section 4.1.1", "section 4.1.2",
    "section 4.1.3", "section 4.2", "section 4.2.1", "section 4.2.2", "section 4.2.3", "section 5",
    "section 6",     "appendix A",  "appendix B",    "appendix C"};

/// Every part of `text` of this shape; of its first group where it has one.
std::vector<std::string> every(std::string_view text, const char* shape) {
  const std::regex pattern(shape);
  const std::string copy(text);
  std::vector<std::string> out;
  for (std::sregex_iterator at(copy.begin(), copy.end(), pattern), end; at != end; ++at) {
    out.push_back(at->size() > 1 ? (*at)[1] : (*at)[0]);
  }
  return out;
}

TEST(Citations, OfTheVerificationStandardNameControlsThatExist) {
  EXPECT_TRUE(is_control("MASVS-PRIVACY-4"));
  EXPECT_FALSE(is_control("MASVS-NETWORK-3"));
  EXPECT_FALSE(is_control("MASVS-ARCH-1"));
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(is_control(std::string(rule.mapping.masvs))) << rule.id << ": " << rule.mapping.masvs;
    for (const std::string& one : every(rule.citation, "MASVS-[A-Z]+-[0-9]+")) {
      EXPECT_TRUE(is_control(one)) << rule.id << ": " << one;
      EXPECT_EQ(one, rule.mapping.masvs) << rule.id << " cites one control and is mapped to another";
    }
  }
}

TEST(Citations, OfTheTestingGuideNameTestsThatExist) {
  const std::set<std::string> known = guide_test_ids();
  for (const Rule& rule : all_rules()) {
    const std::string mapped(rule.mapping.mastg);
    EXPECT_TRUE(mapped.empty() || known.contains(mapped)) << rule.id << ": " << mapped;
    const std::vector<std::string> cited = every(rule.citation, "MASTG-TEST-[0-9]+");
    for (const std::string& one : cited) EXPECT_TRUE(known.contains(one)) << rule.id << ": " << one;
    EXPECT_TRUE(cited.empty() || std::ranges::find(cited, mapped) != cited.end())
        << rule.id << " cites a test and is mapped to another";
  }
}

TEST(Citations, TheListOfTestsIsThatOfTheTestingGuide) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  std::ifstream table(std::string(shared == nullptr ? "../shared" : shared) + "/checks/mastg_tests.tsv");
  if (!table) GTEST_SKIP() << "needs the shared tables: set FORMULARY_SHARED";
  std::set<std::string> published;
  for (std::string line; std::getline(table, line);) {
    if (line.find("\tandroid\t") == std::string::npos || line.find("\tdeprecated\t") != std::string::npos) continue;
    published.insert(line.substr(0, line.find('\t')));
  }
  EXPECT_EQ(guide_test_ids(), published);
}

TEST(Citations, OfWeaknessesNameWeaknessesThatExist) {
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(weaknesses.contains(std::string(rule.mapping.cwe))) << rule.id << ": " << rule.mapping.cwe;
    for (const std::string& one : every(rule.citation, "CWE-[0-9]+")) {
      EXPECT_TRUE(weaknesses.contains(one)) << rule.id << ": " << one;
    }
  }
}

TEST(Citations, OfLawAndOfTheVettingGuideNameClausesThatExist) {
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(health_clauses.contains(std::string(rule.mapping.hipaa))) << rule.id << ": " << rule.mapping.hipaa;
    for (const std::string& one : every(rule.citation, "45 CFR 164[0-9.()a-zA-Z]*")) {
      EXPECT_TRUE(health_clauses.contains(one)) << rule.id << ": " << one;
    }
    constexpr std::string_view guide = "SP 800-163r1 ";
    ASSERT_TRUE(rule.mapping.sp800_163.starts_with(guide)) << rule.id;
    EXPECT_TRUE(vetting_sections.contains(std::string(rule.mapping.sp800_163.substr(guide.size()))))
        << rule.id << ": " << rule.mapping.sp800_163;
    const auto mentions = every(rule.citation, "800-163");
    const auto sections = every(rule.citation, "NIST SP 800-163 revision 1, ((?:section|appendix) [0-9A-C.]+)");
    EXPECT_EQ(mentions.size(), sections.size()) << rule.id << ": " << rule.citation;
    for (const std::string& one : sections) EXPECT_TRUE(vetting_sections.contains(one)) << rule.id << ": " << one;
  }
}

struct Source {
  const char* words;  ///< in a citation
  const char* day;    ///< of publication, or of the release of Android that brought it
};

constexpr Source sources[] = {
    {"OWASP MASVS v2.0.0", "2023-04-01"},
    {"OWASP MASTG", "2023-09-29"},
    {"NIST SP 800-163 revision 1", "2019-04-19"},
    {"NIST SP 800-131A revision 2", "2019-03-21"},
    {"NIST SP 800-57 part 1 revision 5", "2020-05-04"},
    {"FIPS 186-5", "2023-02-03"},
    {"RFC 5280", "2008-05-01"},
    {"RFC 7469", "2015-04-01"},
    {"RFC 8996", "2021-03-23"},
    {"HHS Office for Civil Rights", "2022-12-01"},
    {"ANSI/NEMA HN 1-2019", "2019-10-08"},
    {"NTIA", "2021-07-12"},
    {"CVE-2013-4787", "2013-07-08"},
    {"CVE-2017-13156", "2017-12-01"},
    {"CVE-2017-15361", "2017-10-16"},
    {"InputMethodService", "2009-04-27"},
    {"AccessibilityService", "2009-09-15"},
    {"<path-permission>", "2009-09-15"},
    {"android:testOnly", "2009-09-15"},
    {"Device administration overview", "2010-05-20"},
    {"android:installLocation", "2010-05-20"},
    {"android:vmSafeMode", "2010-05-20"},
    {"android:largeHeap", "2011-02-22"},
    {"VpnService", "2011-10-18"},
    {"NotificationListenerService", "2013-07-24"},
    {"PrintService", "2013-10-31"},
    {"BODY_SENSORS", "2014-06-25"},
    {"Verify Android App Links", "2015-10-05"},
    {"Auto Backup", "2015-10-05"},
    {"Network security configuration", "2016-08-22"},
    {"APK Signature Scheme v2", "2016-08-22"},
    {"android:directBootAware", "2016-08-22"},
    {"android:externalService", "2016-08-22"},
    {"CallScreeningService", "2016-08-22"},
    {"AutofillService", "2017-08-21"},
    {"APK Signature Scheme v3", "2018-08-06"},
    {"ACTION_SECRET_CODE", "2018-08-06"},
    {"ACCESS_BACKGROUND_LOCATION", "2019-09-03"},
    {"android:hasFragileUserData", "2019-09-03"},
    {"android:requestLegacyExternalStorage", "2019-09-03"},
    {"deprecated from API level 29", "2019-09-03"},
    {"<profileable>", "2019-09-03"},
    {"APK signature scheme v4", "2020-09-08"},
    {"android:allowNativeHeapPointerTagging", "2020-09-08"},
    {"android:preserveLegacyExternalStorage", "2020-09-08"},
    {"Package visibility", "2020-09-08"},
    {"Apps targeting Android 12", "2021-10-04"},
    {"BLUETOOTH_SCAN", "2021-10-04"},
    {"CompanionDeviceService", "2021-10-04"},
    {"SCHEDULE_EXACT_ALARM", "2021-10-04"},
    {"CredentialProviderService", "2023-10-04"},
    {"Foreground service types are required", "2023-10-04"},
    {"certificate transparency", "2025-06-10"},
    {"domain encryption", "2026-06-16"},
};

/// The first day on which anything existed that a citation names: its parts stand between semicolons, and of a part the
/// youngest thing that it names counts. Nothing where a part names none of `sources`.
std::optional<Day> first_day(std::string_view citation) {
  std::optional<Day> first;
  while (!citation.empty()) {
    const std::size_t end = std::min(citation.find(';'), citation.size());
    const std::string_view part = citation.substr(0, end);
    citation.remove_prefix(std::min(end + 1, citation.size()));
    std::optional<Day> day;
    for (const Source& source : sources) {
      if (part.find(source.words) != std::string_view::npos) day = std::max(day, parse_day(source.day));
    }
    if (!day) return std::nullopt;
    first = first ? std::min(first, day) : day;
  }
  return first;
}

TEST(Citations, NoRuleCountsFromBeforeWhatItCites) {
  EXPECT_EQ(first_day("RFC 5280 section 4.1.2.5; FIPS 186-5 section 4"), parse_day("2008-05-01"));
  EXPECT_EQ(first_day("Network security configuration, domain encryption"), parse_day("2026-06-16"));
  EXPECT_EQ(first_day("RFC 5280 section 4.1.2.5; something else"), std::nullopt);
  std::size_t dated = 0;
  for (const Rule& rule : all_rules()) {
    const auto first = first_day(rule.citation);
    if (!first) continue;
    ++dated;
    EXPECT_GE(parse_day(rule.effective), first) << rule.id << ": " << rule.effective << ", " << rule.citation;
  }
  EXPECT_GT(dated, 120U);
}

TEST(Citations, EverySourceIsCited) {
  for (const Source& source : sources) {
    EXPECT_TRUE(parse_day(source.day)) << source.words;
    EXPECT_TRUE(std::ranges::any_of(all_rules(), [&](const Rule& rule) {
      return rule.citation.find(source.words) != std::string_view::npos;
    })) << source.words;
  }
}

}  // namespace
}  // namespace formulary::domain
