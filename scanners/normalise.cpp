#include "scanners/normalise.hpp"

#include <algorithm>
#include <initializer_list>

#include "scanners/report_json.hpp"

namespace formulary {

namespace {

/// The length of the well-formed sequence at the start of `text`; 0 when there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
  const unsigned lead = byte(0), second = byte(1);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const bool overlong = lead == 0xe0 && second < 0xa0, surrogate = lead == 0xed && second > 0x9f;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const bool overlong = lead == 0xf0 && second < 0x90, beyond = lead == 0xf4 && second > 0x8f;
    return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

enum class Fit { whole, cut };

/// Cuts `text` to at most `longest` bytes, not within a sequence.
Fit cut(std::string& text, std::uint64_t longest) {
  if (text.size() <= longest) return Fit::whole;
  std::size_t end = static_cast<std::size_t>(longest);
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u) --end;
  text.resize(end);
  return Fit::cut;
}

/// Makes `text` valid, and cuts it where it is longer than a Report may say.
Fit tidy(std::string& text, std::uint64_t longest) {
  const Fit raw = cut(text, longest);
  text = valid_utf8(text);
  const Fit valid = cut(text, longest);
  if (raw == Fit::whole && valid == Fit::whole) return Fit::whole;
  text += "…";
  return Fit::cut;
}

template <typename Row>
void sort_and_unite(std::vector<Row>& rows) {
  std::ranges::sort(rows);
  const auto repeated = std::ranges::unique(rows);
  rows.erase(repeated.begin(), repeated.end());
}

/// Keeps the rows that fit into `left` bytes.
template <typename Row>
Fit keep_what_fits(std::vector<Row>& rows, std::uint64_t& left) {
  std::size_t kept = 0;
  for (; kept < rows.size(); ++kept) {
    const std::uint64_t size = json_size(rows[kept]);
    if (size > left) break;
    left -= size;
  }
  if (kept == rows.size()) return Fit::whole;
  rows.resize(kept);
  return Fit::cut;
}

}  // namespace

std::string valid_utf8(std::string_view raw) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(raw.size());
  while (!raw.empty()) {
    const std::size_t length = sequence_length(raw);
    if (length == 0) {
      const auto byte = static_cast<unsigned char>(raw.front());
      text.append({'\\', 'x', digits[byte >> 4], digits[byte & 15]});
    } else {
      text.append(raw.substr(0, length));
    }
    raw.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return text;
}

void exceed(Report& report, std::string_view what) {
  report.anomalies.push_back({std::string(anomaly::limit_exceeded), std::string(what), ""});
  report.complete = false;
  if (report.reason.empty()) report.reason = "limit:" + std::string(what);
}

void normalise(Report& report, const ReportLimits& limits) {
  Fit texts = tidy(report.reason, limits.text);
  const auto tidy_all = [&](std::initializer_list<std::string*> row) {
    for (std::string* each : row) {
      if (tidy(*each, limits.text) == Fit::cut) texts = Fit::cut;
    }
  };
  for (Fact& fact : report.facts) tidy_all({&fact.name, &fact.subject, &fact.value, &fact.evidence});
  for (Anomaly& anomaly : report.anomalies) tidy_all({&anomaly.id, &anomaly.subject, &anomaly.evidence});
  if (texts == Fit::cut) exceed(report, "length of a text");

  sort_and_unite(report.facts);
  sort_and_unite(report.anomalies);

  std::uint64_t half = limits.report / 2;  // anomalies may not crowd out the facts
  const Fit anomalies = keep_what_fits(report.anomalies, half);
  std::uint64_t rest = limits.report / 2 + half;
  const Fit facts = keep_what_fits(report.facts, rest);
  if (anomalies == Fit::cut || facts == Fit::cut) {
    exceed(report, "size of the report");
    sort_and_unite(report.anomalies);
  }
}

}  // namespace formulary
