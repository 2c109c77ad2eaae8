#include "service/domain/recalls/recall.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "service/domain/names/fold.hpp"
#include "service/domain/recalls/notice_numbers.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<RecallSeverity> severities[] = {
    {RecallSeverity::class_one, "I"},
    {RecallSeverity::class_two, "II"},
    {RecallSeverity::class_three, "III"},
    {RecallSeverity::early_alert, "early_alert"},
    {RecallSeverity::unclassified, "unclassified"},
};
constexpr Word<RecallStatus> statuses[] = {
    {RecallStatus::ongoing, "ongoing"},
    {RecallStatus::completed, "completed"},
    {RecallStatus::terminated, "terminated"},
};

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

void add(std::vector<std::string>& out, const std::string& value) {
  if (!value.empty() && std::ranges::find(out, value) == out.end()) out.push_back(value);
}

/// Product codes are missing in some records, and then say so.
bool is_code(const std::string& code) { return !code.empty() && code != "N/A" && code != "NA" && code != "n/a"; }

void take(std::string& into, const std::string& value) {
  if (into.empty()) into = value;
}

/// The text that several records of one notice make: each line once, in order.
class Lines {
 public:
  void add(std::string_view more) {
    for (std::size_t at = 0; at < more.size();) {
      const std::size_t end = std::min(more.find('\n', at), more.size());
      const std::string_view line = more.substr(at, end - at);
      at = end + 1;
      if (line.empty() || !seen_.emplace(line).second) continue;
      if (!text_.empty()) text_ += '\n';
      text_ += line;
    }
  }
  std::string text() && { return std::move(text_); }

 private:
  std::unordered_set<std::string> seen_;
  std::string text_;
};

}  // namespace

std::string_view to_text(RecallSeverity severity) { return word_of(severities, severity); }
std::string_view to_text(RecallStatus status) { return word_of(statuses, status); }

bool is_grave(RecallSeverity severity) { return severity >= RecallSeverity::class_one; }

RecallSeverity read_recall_severity(std::string_view device_class, std::string_view status) {
  const std::vector<std::string> words = words_of(fold(device_class));
  const std::vector<std::string> state = words_of(fold(status));
  const auto alert = [](const std::vector<std::string>& text) { return has(text, "early") && has(text, "alert"); };
  if (has(words, "i") || has(words, "1")) return RecallSeverity::class_one;
  if (alert(words) || alert(state)) return RecallSeverity::early_alert;
  if (has(words, "ii") || has(words, "2")) return RecallSeverity::class_two;
  if (has(words, "iii") || has(words, "3")) return RecallSeverity::class_three;
  return RecallSeverity::unclassified;
}

RecallStatus read_recall_status(std::string_view text) {
  const std::vector<std::string> words = words_of(fold(text));
  if (has(words, "open") || has(words, "ongoing") || has(words, "not") || has(words, "pending"))
    return RecallStatus::ongoing;
  if (has(words, "terminated") || has(words, "closed")) return RecallStatus::terminated;
  if (has(words, "completed") || has(words, "complete")) return RecallStatus::completed;
  return RecallStatus::ongoing;
}

std::string recall_number(const AuthorityRecord& record) {
  for (const RecordLink& link : record.links) {
    if (link.kind == LinkKind::recall && !link.value.empty()) return link.value;
  }
  return record.number.empty() ? record.key : record.number;
}

std::string submission_base(std::string_view number) {
  std::string out;
  for (const char c : number) {
    if (c == '/' || c == '-' || ((c == 'S' || c == 's') && out.size() >= 7)) break;
    if (is_letter(c) || is_digit(c)) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

RecallNotice recall_notice(std::span<const AuthorityRecord> records) {
  RecallNotice notice;
  bool classified = false, stated = false;
  Lines lines;
  for (const AuthorityRecord& record : records) {
    take(notice.key, record.key);
    take(notice.number, recall_number(record));
    take(notice.firm, record.holder);
    take(notice.name, record.name);
    take(notice.model, record.model);
    take(notice.catalogue, record.catalogue);
    take(notice.product, record.text.substr(0, record.text.find('\n')));
    lines.add(record.text);
    if (!notice.initiated) notice.initiated = record.decided;
    if (is_code(record.product_code)) add(notice.product_codes, record.product_code);
    for (const RecordLink& link : record.links) {
      if (link.kind == LinkKind::udi) add(notice.udis, link.value);
      if (link.kind == LinkKind::submission) add(notice.submissions, submission_base(link.value));
      if (link.kind == LinkKind::product_code && is_code(link.value)) add(notice.product_codes, link.value);
      if (link.kind == LinkKind::company) add(notice.company_numbers, link.value);
    }
    // A record without a class says nothing about it; of two that say something, the graver counts.
    const RecallSeverity severity = read_recall_severity(record.device_class, record.status);
    if (severity != RecallSeverity::unclassified) {
      notice.severity = classified ? std::max(notice.severity, severity) : severity;
      classified = true;
    }
    if (!record.status.empty()) {
      const RecallStatus status = read_recall_status(record.status);
      notice.status = stated ? std::min(notice.status, status) : status;
      stated = true;
    }
  }
  notice.text = std::move(lines).text();
  for (const std::string& udi : udis_in(notice.text)) add(notice.udis, udi);
  for (const std::string& number : submissions_in(notice.text)) add(notice.submissions, number);
  return notice;
}

}  // namespace formulary::domain
