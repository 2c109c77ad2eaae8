#include "tests/service/domain/rules/case_file.hpp"

#include <set>

#include "service/domain/time.hpp"

namespace formulary::domain {
namespace {

const std::set<std::string_view>& fact_names() {
  static const std::set<std::string_view> names = {
#define FACT(identifier, name, sentence) name,
#include "scanners/facts.def"
#undef FACT
  };
  return names;
}

const std::set<std::string_view>& anomaly_ids() {
  static const std::set<std::string_view> ids = {
#define ANOMALY(identifier, id, sentence) id,
#include "scanners/anomalies.def"
#undef ANOMALY
  };
  return ids;
}

/// Takes the text up to `end` from the front of `rest`; all of it when `end` does not occur.
std::string_view take_until(std::string_view& rest, std::string_view end) {
  const std::size_t at = rest.find(end);
  const std::string_view taken = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + end.size());
  return taken;
}

/// `name [subject]` in front of ` = `, ` @ `, `: ` or the end.
std::string_view take_subject(std::string_view& name) {
  if (!name.ends_with(']')) return {};
  const std::size_t open = name.find(" [");
  if (open == std::string_view::npos) return {};
  const std::string_view subject = name.substr(open + 2, name.size() - open - 3);
  name = name.substr(0, open);
  return subject;
}

class Parser {
 public:
  explicit Parser(std::string_view format) : format_(format) {}

  void line(std::string_view text) {
    ++number_;
    if (text.empty() || text.starts_with('#')) return;
    const std::string_view whole = text;
    const std::string_view word = take_until(text, " ");
    if (word == "today") return set_today(text);
    if (word == "raises" || word == "quiet") return begin(word == "raises");
    if (out_.parts.empty()) return mistake("this has to follow `raises` or `quiet`");
    if (word == "fact") return add_fact(text);
    if (word == "anomaly") return add_anomaly(text);
    if (word == "finds") return add_expected(text);
    mistake("cannot be read: " + std::string(whole));
  }

  CaseFile result() { return std::move(out_); }

 private:
  void mistake(std::string sentence) { out_.mistakes.push_back("line " + std::to_string(number_) + ": " + sentence); }

  void set_today(std::string_view text) {
    const auto day = parse_day(text);
    if (!day) return mistake("`today` needs a day");
    today_ = *day;
  }

  void begin(bool raises) {
    CasePart part;
    part.raises = raises;
    part.line = number_;
    part.today = today_;
    part.report.format = format_;
    part.report.complete = true;
    out_.parts.push_back(std::move(part));
  }

  void add_fact(std::string_view rest) {
    std::string_view name = take_until(rest, " = ");
    const std::string_view subject = take_subject(name);
    const std::string_view value = take_until(rest, " @ ");
    if (!fact_names().contains(name)) return mistake("no fact is called " + std::string(name));
    out_.parts.back().report.facts.push_back(
        {std::string(name), std::string(subject), std::string(value), std::string(rest)});
  }

  void add_anomaly(std::string_view rest) {
    std::string_view id = take_until(rest, " @ ");
    const std::string_view subject = take_subject(id);
    if (!anomaly_ids().contains(id)) return mistake("no anomaly is called " + std::string(id));
    out_.parts.back().report.anomalies.push_back({std::string(id), std::string(subject), std::string(rest)});
  }

  void add_expected(std::string_view rest) {
    if (!out_.parts.back().raises) return mistake("`finds` belongs to `raises`");
    std::string_view severity = take_until(rest, ": ");
    const std::string_view subject = take_subject(severity);
    if (!parse_severity(severity)) return mistake("no severity is called " + std::string(severity));
    out_.parts.back().expected.push_back({std::string(severity), std::string(subject), std::string(rest)});
  }

  std::string format_;
  CaseFile out_;
  Day today_ = Day(std::chrono::year(2026) / 11 / 23);
  int number_ = 0;
};

}  // namespace

CaseFile parse_case(std::string_view text, std::string_view format) {
  Parser parser(format);
  while (!text.empty()) parser.line(take_until(text, "\n"));
  return parser.result();
}

std::string as_lines(const std::vector<ExpectedFinding>& findings) {
  std::string out;
  for (const ExpectedFinding& one : findings) {
    out += "finds " + one.severity + (one.subject.empty() ? "" : " [" + one.subject + "]") + ": " + one.sentence + "\n";
  }
  return out;
}

}  // namespace formulary::domain
