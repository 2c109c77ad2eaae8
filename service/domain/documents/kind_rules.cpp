#include "service/domain/documents/kind_rules.hpp"

#include <algorithm>

#include "service/domain/version_order.hpp"

namespace formulary::domain {
namespace {

using enum DocumentState;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Day at(int y, unsigned m, unsigned d) { return Day(year(y) / month(m) / day(d)); }

/// No certificate of the 2013 edition counts afterwards (IAF MD 26:2023, section 2).
const Day end_of_edition_2013 = at(2025, 10, 31);
/// NHS England, DTAC 2.0: forms of the first version are not taken afterwards.
const Day end_of_dtac_1 = at(2026, 4, 6);
/// 45 CFR 84.84 as amended by 91 FR 25496, recipients with fifteen or more employees: WCAG 2.1, level AA.
const Day accessibility = at(2027, 5, 11);

bool at_least(std::string_view version, std::string_view least) {
  const VersionParts read = read_version(version);
  if (read.empty()) return false;
  const auto order = compare_versions(read, read_version(least));
  return order == std::partial_ordering::greater || order == std::partial_ordering::equivalent;
}

KindRule soc2(const Document& document, std::optional<Day> ends) {
  const std::string_view opinion = document.value("opinion");
  if (opinion == "adverse" || opinion == "disclaimer") {
    return {.state = insufficient, .sentence = "The auditor's opinion is: " + std::string(opinion) + "."};
  }
  const auto bridge = document.day("bridge_letter_until");
  if (!ends || !bridge || *bridge <= *ends) return {};
  return {.prolonged = std::min(*bridge, months_after(*ends, 3))};
}

KindRule iso27001(const Document& document, Day today) {
  const std::string_view edition = document.value("standard_edition");
  KindRule rule;
  if (edition.find("2013") != std::string_view::npos) {
    rule.ends = end_of_edition_2013;
    rule.sentence = "No certificate of the 2013 edition counts after " + to_text(end_of_edition_2013) + ".";
  } else if (!edition.empty() && edition.find("2022") == std::string_view::npos) {
    return {.state = superseded, .sentence = "It is not of the edition in force, ISO/IEC 27001:2022."};
  }
  const auto issued = document.day("issued"), seen = document.day("last_surveillance");
  if (issued) {
    const Day audited = months_after(seen && *seen > *issued && *seen <= today ? *seen : *issued, 12);
    if (!rule.ends || audited < *rule.ends) {
      rule.ends = audited;
      rule.sentence = "A surveillance audit is due every year.";
    }
  }
  return rule;
}

KindRule hitrust(const Document& document) {
  const auto issued = document.day("issued"), interim = document.day("interim_assessment");
  const bool two_years = document.value("level") == "r2" && issued && interim && *interim >= *issued &&
                         *interim <= months_after(*issued, 13);
  if (two_years || !issued) return {};
  return {.ends = months_after(*issued, 12),
          .sentence = document.value("level") == "r2" ? "Its second year needs an interim assessment." : ""};
}

KindRule declaration(const Document& document) {
  if (!document.value("certificate_no").empty() && !document.day("certificate_expires")) {
    return {.state = expired, .sentence = "It rests on a certificate, and does not say until when that counts."};
  }
  return {};
}

KindRule vpat(const Document& document, Day today) {
  const bool enough = at_least(document.value("wcag_version"), "2.1") && document.value("level") != "A";
  if (enough || today < accessibility) return {};
  return {.state = insufficient, .sentence = "Since " + to_text(accessibility) + " WCAG 2.1, level AA, has to be met."};
}

KindRule pentest(const Document& document) {
  const auto some = [&](std::string_view field) {
    const std::string_view text = document.value(field);
    return !text.empty() && text.find_first_not_of('0') != std::string_view::npos;
  };
  if (!some("critical_open") && !some("high_open")) return {};
  return {.state = insufficient, .sentence = "Critical or high findings of the test are open."};
}

KindRule dtac(const Document& document, Day today) {
  for (const std::string_view part : {"C1", "C2", "C3", "C4"}) {
    if (document.value(part) == "fail") {
      return {.state = insufficient, .sentence = "Part " + std::string(part) + " of the form is not passed."};
    }
  }
  if (at_least(document.value("form_version"), "2") || today <= end_of_dtac_1) return {};
  return {.state = superseded, .sentence = "Only forms of version 2 count after " + to_text(end_of_dtac_1) + "."};
}

KindRule dspt(const Document& document) {
  const std::string_view status = document.value("status");
  if (status == "approaching standards" || status == "standards not met") {
    return {.state = insufficient, .sentence = "The status is: " + std::string(status) + "."};
  }
  const auto published = document.day("published");
  if (!published) return {};
  const year in = std::chrono::year_month_day(*published).year();
  const Day june(in / month(6) / day(30));
  return {.ends = june > *published ? june : Day((in + std::chrono::years(1)) / month(6) / day(30))};
}

}  // namespace

Day months_after(Day from, int months) {
  const std::chrono::year_month_day date(from);
  const auto later = std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
  const day last = (later / std::chrono::last).day();
  return Day(later / std::min(date.day(), last));
}

KindRule kind_rule(const Document& document, std::optional<Day> ends, Day today) {
  const std::string_view kind = document.kind;
  if (kind == "soc2") return soc2(document, ends);
  if (kind == "iso27001") return iso27001(document, today);
  if (kind == "hitrust") return hitrust(document);
  if (kind == "doc") return declaration(document);
  if (kind == "vpat") return vpat(document, today);
  if (kind == "pentest") return pentest(document);
  if (kind == "dtac") return dtac(document, today);
  if (kind == "dspt") return dspt(document);
  return {};
}

}  // namespace formulary::domain
