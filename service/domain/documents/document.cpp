#include "service/domain/documents/document.hpp"

#include <algorithm>

#include "service/domain/documents/kind_rules.hpp"
#include "service/domain/version_order.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using enum DocumentState;

constexpr Word<DocumentState> states[] = {
    {valid, "valid"},           {expiring, "expiring"}, {missing, "missing"}, {insufficient, "insufficient"},
    {superseded, "superseded"}, {expired, "expired"},
};

constexpr std::string_view blanks = " \t\r\n";
/// A day further away is a slip of the pen: 2202.
constexpr std::chrono::years longest(30);

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

bool is_number(std::string_view text) {
  return text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string what_is_wrong(const DocumentField& field, std::string_view value) {
  if (value.size() > longest_field) return "This is too long: at most 4000 characters.";
  switch (field.type) {
    case FieldType::text:
      return {};
    case FieldType::day:
      return parse_day(value) ? "" : "Write the day as 2026-03-01.";
    case FieldType::number:
      return is_number(value) ? "" : "This must be a whole number.";
    case FieldType::one:
      break;
  }
  if (std::ranges::find(field.choices, value) != field.choices.end()) return {};
  std::string words;
  for (const std::string_view choice : field.choices) words += (words.empty() ? "" : ", ") + std::string(choice);
  return "This must be one of: " + words + ".";
}

bool same_version(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const VersionParts left = read_version(a), right = read_version(b);
  return !left.empty() && !right.empty() && compare_versions(left, right) == std::partial_ordering::equivalent;
}

bool same_major(std::string_view a, std::string_view b) {
  const VersionParts left = read_version(a), right = read_version(b);
  return !left.empty() && !right.empty() && left.front() == right.front();
}

/// A list of versions has commas or semicolons between them.
bool names(std::string_view list, Bound bound, const DocumentSubject& subject) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(",;\n"), list.size());
    const std::string one = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (one.empty()) continue;
    if (bound == Bound::major_version && same_major(one, *subject.version)) return true;
    if (!subject.version->empty() && same_version(one, *subject.version)) return true;
    if (!subject.version_code.empty() && one == subject.version_code) return true;
  }
  return false;
}

class Standing {
 public:
  Standing(const Document& document, const DocumentKind& kind, const DocumentSubject& subject, Day today)
      : document_(document), kind_(kind), subject_(subject), today_(today) {
    out_.state = valid;
  }

  DocumentStanding conclude() {
    need_fields();
    compare_version();
    for (const TermRule& term : kind_.terms) apply(term);
    const KindRule rule = kind_rule(document_, out_.ends, today_);
    if (rule.prolonged) out_.ends = rule.prolonged;
    if (rule.ends && (!out_.ends || *rule.ends < *out_.ends)) {
      out_.ends = rule.ends;
      remark_ = rule.sentence;
    }
    if (rule.state != valid) worsen(rule.state, rule.sentence);
    if (out_.ends && *out_.ends < today_) {
      worsen(expired, "It ended on " + to_text(*out_.ends) + "." + (remark_.empty() ? "" : " " + remark_));
    }
    if (out_.state == valid && out_.ends) {
      out_.notice = notice_of(*out_.ends, today_);
      if (out_.notice != 0) out_.state = expiring;
      out_.sentence = "It counts until " + to_text(*out_.ends) + "." + (remark_.empty() ? "" : " " + remark_);
    } else if (out_.state == valid) {
      out_.sentence = std::string(kind_.expiry) + ".";
    }
    if (out_.state == expired && !dated_) out_.ends.reset();
    return std::move(out_);
  }

 private:
  void worsen(DocumentState state, const std::string& sentence) {
    if (state > out_.state) out_.state = state;
    out_.sentence += (out_.sentence.empty() ? "" : " ") + sentence;
  }

  /// Days are the matter of the terms.
  void need_fields() {
    for (const DocumentField& field : kind_.fields) {
      if (field.need == FieldNeed::optional || field.type == FieldType::day || field.name == kind_.version_field)
        continue;
      if (document_.value(field.name).empty()) worsen(insufficient, "Not said: " + std::string(field.text) + ".");
    }
  }

  void compare_version() {
    if (kind_.bound == Bound::intended_use && document_.use_revision != subject_.use_revision) {
      worsen(superseded, "The intended use was changed after it was handed in.");
    }
    if (kind_.version_field.empty()) return;
    const std::string_view said = document_.value(kind_.version_field);
    if (said.empty()) {
      worsen(superseded, "It does not say which version it is about.");
    } else if (subject_.version && !names(said, kind_.bound, subject_)) {
      worsen(superseded,
             "It is about another version than " +
                 (subject_.version->empty() ? std::string("this one, which has no name") : *subject_.version) + ".");
    }
  }

  void apply(const TermRule& term) {
    const DocumentField* field = kind_.field(term.field);
    const std::string what = field == nullptr ? std::string(term.field) : std::string(field->text);
    const std::string_view text = document_.value(term.field);
    if (text.empty()) {
      if (term.need == FieldNeed::needed) undated("Not said: " + what + ".");
      return;
    }
    const auto day = parse_day(text);
    if (!day) return undated("Unreadable: " + what + ".");
    const bool starts = term.kind != TermRule::Kind::until;
    if (starts && *day > today_) return undated(what + " lies in the future.");
    if (*day > today_ + std::chrono::duration_cast<std::chrono::days>(longest)) {
      return undated(what + " is too far away to be right.");
    }
    if (term.kind == TermRule::Kind::dated) return;
    const Day end = term.kind == TermRule::Kind::lasts ? months_after(*day, term.months) : *day;
    if (!out_.ends || end < *out_.ends) out_.ends = end;
  }

  void undated(const std::string& sentence) {
    dated_ = false;
    worsen(expired, sentence + " Without it the document counts as expired.");
  }

  const Document& document_;
  const DocumentKind& kind_;
  const DocumentSubject& subject_;
  const Day today_;
  DocumentStanding out_;
  std::string remark_;
  bool dated_ = true;
};

}  // namespace

std::string_view to_text(DocumentState state) { return word_of(states, state); }

std::string_view Document::value(std::string_view field) const {
  const auto found = std::ranges::find_if(fields, [&](const auto& one) { return one.first == field; });
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Day> Document::day(std::string_view field) const { return parse_day(value(field)); }

std::optional<Day> Document::issued() const {
  const DocumentKind* known = find_document_kind(kind);
  return known == nullptr || known->dated_field.empty() ? std::nullopt : day(known->dated_field);
}

std::vector<Refusal> normalise(Document& document) {
  const DocumentKind* kind = find_document_kind(document.kind);
  if (kind == nullptr) return {{RefusalCode::invalid, "The registry does not know this kind of document.", "/kind"}};
  std::vector<Refusal> mistakes;
  std::vector<std::pair<std::string, std::string>> ordered;
  for (const auto& [name, value] : document.fields) {
    if (kind->field(name) != nullptr) continue;
    mistakes.push_back({RefusalCode::invalid, "This kind of document has no such field.", "/fields/" + name});
  }
  for (const DocumentField& field : kind->fields) {
    std::string value = trimmed(document.value(field.name));
    if (value.empty()) continue;
    if (std::string wrong = what_is_wrong(field, value); !wrong.empty()) {
      mistakes.push_back({RefusalCode::invalid, std::move(wrong), "/fields/" + std::string(field.name)});
    }
    ordered.emplace_back(field.name, std::move(value));
  }
  document.fields = std::move(ordered);
  return mistakes;
}

int notice_of(Day end, Day today) {
  const auto left = (end - today).count();
  int notice = 0;
  for (const int days : notice_days) {
    if (left >= 0 && left <= days) notice = days;
  }
  return notice;
}

DocumentStanding standing_of(const Document& document, const DocumentSubject& subject, Day today) {
  const DocumentKind* kind = find_document_kind(document.kind);
  if (kind == nullptr) return {.state = expired, .sentence = "The registry does not know this kind of document."};
  return Standing(document, *kind, subject, today).conclude();
}

Result<void> may_give(const DocumentOpinion& opinion, const DocumentStanding& standing) {
  if (trimmed(opinion.reason).empty()) {
    return refuse(RefusalCode::invalid, "Say what you looked at.", "/reason");
  }
  if (opinion.accepted && standing.state > expiring) {
    return refuse(RefusalCode::conflict, "This document does not count: " + standing.sentence);
  }
  return {};
}

}  // namespace formulary::domain
