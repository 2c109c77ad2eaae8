#include "service/io/sink/line.hpp"

#include <charconv>

namespace formulary::io::sink {
namespace {

constexpr std::string_view sequence_word = "{\"seq\":";
constexpr std::string_view group_word = ",\"group\":";
constexpr std::string_view entry_word = ",\"entry\":";

/// Takes `word` and the number behind it off `rest`.
std::optional<std::int64_t> take_number(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return std::nullopt;
  rest.remove_prefix(word.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return number;
}

}  // namespace

std::string to_line(std::int64_t sequence, std::int64_t group, std::string_view entry) {
  std::string line;
  line.reserve(entry.size() + 64);
  line.append(sequence_word).append(std::to_string(sequence));
  line.append(group_word).append(std::to_string(group));
  line.append(entry_word).append(entry).append("}");
  return line;
}

std::optional<usecases::AuditSink::End> parse_line(std::string_view line) {
  const auto sequence = take_number(line, sequence_word);
  const auto group = sequence ? take_number(line, group_word) : std::nullopt;
  if (!group || *group > *sequence || !line.starts_with(entry_word) || !line.ends_with('}')) return std::nullopt;
  line.remove_prefix(entry_word.size());
  line.remove_suffix(1);
  return usecases::AuditSink::End{*sequence, *group, std::string(line)};
}

}  // namespace formulary::io::sink
