#include "service/io/datasets/fields.hpp"

#include <algorithm>

#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

const Json nothing;

}  // namespace

std::string text_of(const Json& value) {
  if (value.is_string()) return std::string(unwrap_formula(value.get_ref<const std::string&>()));
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

std::string code_of(const Json& value) {
  std::string text = text_of(value);
  if (value.is_object()) {
    for (const std::string_view name : {"code", "name", "value"}) {
      const auto found = value.find(std::string(name));
      if (found != value.end() && text.empty()) text = text_of(*found);
    }
  }
  if (text.starts_with("refdata.")) text.erase(0, text.rfind('.') + 1);
  text = upper(text);
  std::ranges::replace(text, '-', '_');
  return text;
}

std::vector<std::string> texts_of(const Json& value) {
  std::vector<std::string> texts;
  const auto take = [&](const Json& item) {
    std::string text = text_of(item);
    if (!text.empty()) texts.push_back(std::move(text));
  };
  if (value.is_object()) {
    for (const auto& member : value.items()) {
      for (std::string& text : member.value().is_object() ? std::vector<std::string>() : texts_of(member.value())) {
        texts.push_back(std::move(text));
      }
    }
  } else if (value.is_array()) {
    for (const Json& item : value) take(item);
  } else {
    take(value);
  }
  return texts;
}

std::vector<const Json*> objects_of(const Json& value, std::string_view name) {
  std::vector<const Json*> objects;
  if (value.is_array()) {
    for (const Json& item : value) {
      if (item.is_object()) objects.push_back(&item);
    }
  } else if (value.is_object()) {
    const auto inner = name.empty() ? value.end() : value.find(std::string(name));
    if (inner != value.end()) return objects_of(*inner);
    objects.push_back(&value);
  }
  return objects;
}

Fields::Fields(const Json& record) : record_(record) {
  members_.reserve(record.size());
  for (const auto& member : record.items()) members_.emplace_back(plain_name(member.key()), &member.value());
}

const Json& Fields::at(std::string_view name) const {
  const auto found = std::ranges::find(members_, name, &std::pair<std::string, const Json*>::first);
  return found == members_.end() ? nothing : *found->second;
}

std::string Fields::text(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    std::string found = text_of(at(name));
    if (!found.empty()) return found;
  }
  return {};
}

bool Fields::has(std::string_view name) const {
  return std::ranges::find(members_, name, &std::pair<std::string, const Json*>::first) != members_.end();
}

}  // namespace formulary::io::datasets
