#include "service/io/datasets/format.hpp"

#include <algorithm>
#include <array>

#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {

std::span<const Format* const> formats() {
  static constexpr const Format* all[] = {
#define FORMAT(name) &name,
#include "service/io/datasets/readers.def"
#undef FORMAT
  };
  return all;
}

void Context::states_date(std::optional<domain::Day> day) {
  if (day && (!stated || *stated < *day)) stated = day;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool lists(std::string_view words, std::string_view word) {
  return std::ranges::any_of(split(words, ' '), [&](std::string_view group) {
    const auto listed = split(group, '/');
    return std::ranges::find(listed, word) != listed.end();
  });
}

bool understands(const Format& format, std::string_view plain) {
  if (format.knows == "*" || lists(format.knows, plain)) return true;
  for (const std::string_view need : split(format.needs, ' ')) {
    const auto alternatives = split(need, '/');
    if (std::ranges::any_of(alternatives, [&](std::string_view name) { return plain_name(name) == plain; }))
      return true;
  }
  return false;
}

std::vector<std::string> missing(const Format& format, const std::set<std::string>& names) {
  std::vector<std::string> result;
  for (const std::string_view need : split(format.needs, ' ')) {
    const auto alternatives = split(need, '/');
    const bool found = std::ranges::any_of(
        alternatives, [&](std::string_view alternative) { return names.contains(plain_name(alternative)); });
    if (found) continue;
    const std::size_t told = 4;  // of many names of one thing
    std::string words;
    for (std::size_t i = 0; i < std::min(alternatives.size(), told); ++i)
      words += (i == 0 ? "" : "/") + std::string(alternatives[i]);
    result.push_back(std::move(words) + (alternatives.size() > told ? "/..." : ""));
  }
  return result;
}

bool fits(const Format& format, const std::set<std::string>& names) {
  const auto excluded = split(format.never, ' ');
  return missing(format, names).empty() &&
         std::ranges::none_of(excluded, [&](std::string_view name) { return names.contains(std::string(name)); });
}

void link(domain::AuthorityRecord& record, domain::LinkKind kind, std::string value) {
  if (value.empty()) return;
  domain::RecordLink added{kind, std::move(value)};
  if (std::ranges::find(record.links, added) == record.links.end()) record.links.push_back(std::move(added));
}

std::optional<domain::Day> day(const Fields& fields, Context& context, std::initializer_list<std::string_view> names,
                               Order order) {
  for (const std::string_view name : names) {
    const std::string text = fields.text(name);
    if (text.empty()) continue;
    if (const auto read = read_day(text, order)) return read;
    if (context.remark) context.remark("The date " + in_quotes(text) + " cannot be; the record is kept without it.");
  }
  return std::nullopt;
}

std::expected<std::optional<domain::Day>, std::string> last_day(const Fields& fields,
                                                                std::initializer_list<std::string_view> names,
                                                                Order order) {
  const std::string text = fields.text(names);
  if (text.empty()) return std::optional<domain::Day>();
  const auto read = read_day(text, order);
  if (!read) return std::unexpected("The end of validity " + in_quotes(text) + " cannot be.");
  return read;
}

void link_texts(domain::AuthorityRecord& record, std::initializer_list<std::string> texts) {
  for (const std::string& text : texts) {
    for (std::string& udi : find_device_identifiers(text)) link(record, domain::LinkKind::udi, std::move(udi));
  }
}

std::string lines(std::initializer_list<std::string> texts) {
  std::string result;
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    if (!result.empty()) result += '\n';
    result += text;
  }
  return result;
}

std::string first_line(std::string_view text) {
  constexpr std::size_t longest = 300;
  text = trim(text);
  text = trim(text.substr(0, text.find_first_of("\r\n")));
  if (text.size() <= longest) return std::string(text);
  std::size_t size = longest;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return std::string(text.substr(0, size));
}

std::string class_of(std::string_view text) {
  std::string name = upper(trim(text));
  std::ranges::replace(name, '-', '_');
  std::ranges::replace(name, ' ', '_');
  if (const std::size_t word = name.rfind("CLASS_"); word != std::string::npos) name.erase(0, word + 6);
  if (name == "IIA" || name == "IIB") name[2] = static_cast<char>(name[2] - 'A' + 'a');
  return name;
}

std::string recall_class(std::string_view text) {
  std::string name = class_of(text);
  for (const std::string_view word : {"TYPE_", "LEVEL_"}) {
    if (name.starts_with(word)) name.erase(0, word.size());
  }
  if (name == "1") return "I";
  if (name == "2") return "II";
  if (name == "3") return "III";
  return name == "I" || name == "II" || name == "III" ? name : std::string();
}

}  // namespace formulary::io::datasets
