#include "service/api/object_reader.hpp"

#include <algorithm>

namespace formulary::api {
namespace {

constexpr std::size_t most_mistakes = 50;

/// Characters, not bytes: what does not continue a UTF-8 sequence begins a character.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & '\xC0') != '\x80'; }));
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Also the characters that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069): with them a name
/// looks like another.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && !is_space(text[i])) || byte == 0x7F) return true;
    if (text.substr(i, 2) != "\xE2\x80" && text.substr(i, 2) != "\xE2\x81") continue;
    const auto last = static_cast<unsigned char>(i + 2 < text.size() ? text[i + 2] : '\0');
    if (text[i + 1] == '\x80' ? last >= 0xAA && last <= 0xAE : last >= 0xA6 && last <= 0xA9) return true;
  }
  return false;
}

}  // namespace

ObjectReader::ObjectReader(const InputJson& json, Mistakes& mistakes, std::string pointer)
    : json_(json), mistakes_(mistakes), pointer_(std::move(pointer)) {
  if (!json_.is_object()) mistakes_.push_back({pointer_, "This must be an object: { ... }."});
}

const InputJson* ObjectReader::child(std::string_view name) {
  known_.emplace(name);
  if (!json_.is_object()) return nullptr;
  const auto it = json_.find(std::string(name));
  return it != json_.end() ? &*it : nullptr;
}

bool ObjectReader::required(std::string_view name) {
  if (child(name) != nullptr) return true;
  if (json_.is_object()) complain(name, "This field is missing.");
  return false;
}

void ObjectReader::complain(std::string_view name, std::string detail) {
  mistakes_.push_back({pointer(name), std::move(detail)});
}

void ObjectReader::complain(std::string_view name, std::size_t index, std::string detail) {
  mistakes_.push_back({pointer(name) + "/" + std::to_string(index), std::move(detail)});
}

std::optional<std::string> ObjectReader::check_text(std::string place, const InputJson& value, TextLimits limits) {
  const auto wrong = [&](std::string detail) {
    mistakes_.push_back({std::move(place), std::move(detail)});
    return std::nullopt;
  };
  if (!value.is_string()) return wrong("This must be a text.");
  const std::string& text = value.get_ref<const std::string&>();
  if (has_control(text)) return wrong("This holds control characters. Remove them.");
  const std::size_t length = length_of(text);
  if (length < limits.least || (limits.least > 0 && std::ranges::all_of(text, is_space))) {
    return wrong(limits.least == 1 ? "This must not be empty."
                                   : "This needs at least " + std::to_string(limits.least) + " characters.");
  }
  if (length > limits.most) return wrong("This has more than " + std::to_string(limits.most) + " characters.");
  return text;
}

std::optional<std::string> ObjectReader::optional_text(std::string_view name, TextLimits limits) {
  const InputJson* value = child(name);
  if (value == nullptr) return std::nullopt;
  return check_text(pointer(name), *value, limits);
}

std::string ObjectReader::text(std::string_view name, TextLimits limits) {
  if (!required(name)) return {};
  return optional_text(name, limits).value_or(std::string());
}

std::optional<std::string> ObjectReader::nullable_text(std::string_view name, TextLimits limits) {
  const InputJson* value = child(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_null()) return std::string();
  return check_text(pointer(name), *value, limits);
}

std::optional<bool> ObjectReader::optional_flag(std::string_view name) {
  const InputJson* value = child(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  complain(name, "This must be true or false.");
  return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::optional_number(std::string_view name, std::int64_t least,
                                                          std::int64_t most) {
  const InputJson* value = child(name);
  if (value == nullptr) return std::nullopt;
  const bool huge = value->is_number_unsigned() && value->get<std::uint64_t>() > std::uint64_t{INT64_MAX};
  if (!value->is_number_integer() || huge || value->get<std::int64_t>() < least || value->get<std::int64_t>() > most) {
    complain(name, "This must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::optional<domain::Day> ObjectReader::optional_day(std::string_view name) {
  const auto given = nullable_text(name, {1, 20});
  if (!given || given->empty()) return std::nullopt;
  const auto day = domain::parse_day(*given);
  if (!day) complain(name, "This must be a day such as 2027-06-30.");
  return day;
}

std::optional<std::vector<std::string>> ObjectReader::optional_texts(std::string_view name, std::size_t most_items,
                                                                     TextLimits limits) {
  const InputJson* value = child(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array()) {
    complain(name, "This must be a list: [ ... ].");
    return std::nullopt;
  }
  if (value->size() > most_items) {
    complain(name, "This list has more than " + std::to_string(most_items) + " items.");
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < value->size(); ++i) {
    auto one = check_text(pointer(name) + "/" + std::to_string(i), (*value)[i], limits);
    texts.push_back(one ? std::move(*one) : std::string());
  }
  return texts;
}

std::vector<std::string> ObjectReader::texts(std::string_view name, std::size_t most_items, TextLimits limits) {
  if (!required(name)) return {};
  return optional_texts(name, most_items, limits).value_or(std::vector<std::string>());
}

void ObjectReader::close() {
  if (!json_.is_object()) return;
  for (const auto& item : json_.items()) {
    if (!known_.contains(item.key())) complain(item.key(), "This field is not known here. Remove it.");
  }
}

Problem problem_of(const Mistakes& mistakes) {
  Problem problem{"invalid", 422, {}};
  problem.detail = mistakes.size() == 1
                       ? "One field has to be mended: " + mistakes.front().pointer + ". " + mistakes.front().detail
                       : std::to_string(mistakes.size()) + " fields have to be mended.";
  problem.errors.assign(mistakes.begin(),
                        mistakes.begin() + static_cast<std::ptrdiff_t>(std::min(mistakes.size(), most_mistakes)));
  return problem;
}

}  // namespace formulary::api
