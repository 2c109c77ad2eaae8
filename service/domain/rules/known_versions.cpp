// Rules about well-known libraries inside of native libraries: versions for which an attack is publicly known.
#include <algorithm>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

namespace {

/// Versions from `first` up to, but not including, `fixed` are affected.
struct Known {
  std::string_view component;
  std::string_view record;  ///< in the National Vulnerability Database
  std::string_view published;
  std::string_view first;  ///< empty: every older one
  std::string_view fixed;
  std::string_view danger;
};

constexpr Known known[] = {
    {"OpenSSL", "CVE-2014-0160", "2014-04-07", "1.0.1", "1.0.1g", "a server can read the app's memory (Heartbleed)"},
    {"OpenSSL", "CVE-2016-2108", "2016-05-03", "1.0.1", "1.0.1o", "a certificate can take over the app"},
    {"OpenSSL", "CVE-2016-2108", "2016-05-03", "1.0.2", "1.0.2c", "a certificate can take over the app"},
    {"OpenSSL", "CVE-2022-0778", "2022-03-15", "1.0.2", "1.0.2zd", "a certificate can make the app hang"},
    {"OpenSSL", "CVE-2022-0778", "2022-03-15", "1.1.1", "1.1.1n", "a certificate can make the app hang"},
    {"OpenSSL", "CVE-2022-0778", "2022-03-15", "3.0.0", "3.0.2", "a certificate can make the app hang"},
    {"OpenSSL", "CVE-2022-3602", "2022-11-01", "3.0.0", "3.0.7",
     "a certificate can make the app crash or take it over"},
    {"zlib", "CVE-2022-37434", "2022-08-05", "", "1.2.13", "a compressed file can take over the app"},
    {"SQLite", "CVE-2022-35737", "2022-08-03", "1.0.12", "3.39.2", "very long texts can take over the app"},
    {"curl", "CVE-2023-38545", "2023-10-11", "7.69.0", "8.4.0", "a server can take over the app behind a proxy"},
    {"WebP", "CVE-2023-4863", "2023-09-12", "0.5.0", "1.3.2", "a picture can take over the app"},
    {"libpng", "CVE-2015-8126", "2015-11-12", "", "1.0.64", "a picture can take over the app"},
    {"libpng", "CVE-2015-8126", "2015-11-12", "1.1.0", "1.2.54", "a picture can take over the app"},
    {"libpng", "CVE-2015-8126", "2015-11-12", "1.3.0", "1.4.17", "a picture can take over the app"},
    {"libpng", "CVE-2015-8126", "2015-11-12", "1.5.0", "1.5.24", "a picture can take over the app"},
    {"libpng", "CVE-2015-8126", "2015-11-12", "1.6.0", "1.6.19", "a picture can take over the app"},
    {"libjpeg-turbo", "CVE-2019-2201", "2019-11-13", "", "2.0.4", "a picture can take over the app"},
    {"libvpx", "CVE-2023-5217", "2023-09-28", "", "1.13.1", "a video can take over the app"},
    {"expat", "CVE-2022-25235", "2022-02-16", "", "2.4.5", "a document can take over the app"},
    {"expat", "CVE-2024-45492", "2024-08-30", "2.4.5", "2.6.3", "a document can take over the app"},
    {"libxml2", "CVE-2022-40304", "2022-11-23", "", "2.10.3", "a document can take over the app"},
    {"libssh2", "CVE-2019-3855", "2019-03-21", "", "1.8.1", "a server can take over the app"},
    {"Mbed TLS", "CVE-2018-0488", "2018-02-13", "1.3.0", "1.3.22", "a server can take over the app"},
    {"Mbed TLS", "CVE-2018-0488", "2018-02-13", "2.0.0", "2.1.10", "a server can take over the app"},
    {"Mbed TLS", "CVE-2018-0488", "2018-02-13", "2.2.0", "2.7.0", "a server can take over the app"},
    {"bzip2", "CVE-2019-12900", "2019-06-19", "", "1.0.7", "a compressed file can take over the app"},
    {"libarchive", "CVE-2019-18408", "2019-10-24", "", "3.4.0", "an archive can take over the app"},
    {"Libgcrypt", "CVE-2021-3345", "2021-01-29", "1.9.0", "1.9.1", "whoever sends data can take over the app"},
};

/// Where only the day of SQLite's source is known: 3.39.2 is of this day.
constexpr std::string_view sqlite_fixed_day = "2022-07-21";

bool digit(char c) { return c >= '0' && c <= '9'; }

/// `1.1.1k` before `1.1.1za`, `1.2.9` before `1.2.10`; what follows a hyphen does not count.
bool older(std::string_view a, std::string_view b) {
  const auto number = [](std::string_view& text) {
    std::uint64_t out = 0;
    std::size_t end = 0;
    for (; end < text.size() && end < 9 && digit(text[end]); ++end)
      out = out * 10 + static_cast<std::uint64_t>(text[end] - '0');
    text.remove_prefix(end);
    return out;
  };
  a = a.substr(0, a.find('-'));
  b = b.substr(0, b.find('-'));
  while (!a.empty() || !b.empty()) {
    const std::uint64_t first = number(a);
    const std::uint64_t second = number(b);
    if (first != second) return first < second;
    if ((a.empty() || a.front() != '.') && (b.empty() || b.front() != '.')) break;
    if (a.starts_with('.')) a.remove_prefix(1);
    if (b.starts_with('.')) b.remove_prefix(1);
  }
  // The letters of OpenSSL: none, a to z, za to zz.
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool is_day(std::string_view text) { return parse_day(text).has_value(); }

bool affected(const Known& row, std::string_view version) {
  if (version == "unknown") return false;
  if (is_day(version)) return row.component == "SQLite" && version < sqlite_fixed_day;
  return (row.first.empty() || !older(version, row.first)) && older(version, row.fixed);
}

std::vector<Finding> vulnerable(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_native_version)) {
    for (const Known& row : known) {
      if (row.component != fact->subject || !affected(row, fact->value)) continue;
      if (parse_day(row.published).value_or(input.today) > input.today) continue;
      const std::string what = shown(fact->subject) + (is_day(fact->value) ? " of " : " ") + shown(fact->value);
      out.push_back(finding(rule, what,
                            "The app contains " + what + ", for which an attack is publicly known (" +
                                std::string(row.record) + "): " + std::string(row.danger) + ". Version " +
                                std::string(row.fixed) + " is the first without it.",
                            fact->evidence));
    }
  }
  return out;
}

std::vector<Finding> unversioned(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_native_version)) {
    const bool judged = std::any_of(std::begin(known), std::end(known),
                                    [&](const Known& row) { return row.component == fact->subject; });
    if (!judged || fact->value != "unknown") continue;
    out.push_back(finding(rule, fact->subject,
                          "The app contains " + shown(fact->subject) +
                              ", of which attacks on older versions are known, and does not say which version.",
                          fact->evidence));
  }
  return out;
}

}  // namespace

const Rule and_lib_001a{
    .id = "AND-LIB-001a",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::high,
    .title = "Contains a library with a publicly known weakness",
    .why =
        "How to attack these versions is public. Whoever can send the app a picture, a file or a certificate can try "
        "it.",
    .would_pass = "The vendor delivers a version with the library brought up to date.",
    .citation = "NIST National Vulnerability Database, the records that the finding names",
    .effective = "2014-04-07",
    .mapping = {"MASVS-CODE-3", "MASTG-TEST-0274", "CWE-1395", hipaa::risk_analysis, vetting::vulnerability_types},
    .conclude = vulnerable,
};

const Rule and_lib_001b{
    .id = "AND-LIB-001b",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "Contains a well-known library of unknown version",
    .why = "Without its version nobody can tell whether the library has weaknesses that are publicly known.",
    .would_pass = "The vendor says which version it is, for instance in a list of components (SBOM).",
    .citation = "OWASP MASVS v2.0.0, MASVS-CODE-3",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CODE-3", "MASTG-TEST-0274", "CWE-1395", hipaa::risk_analysis, vetting::vulnerability_types},
    .conclude = unversioned,
};

}  // namespace formulary::domain
