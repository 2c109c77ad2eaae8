#include "service/domain/scim/value.hpp"

#include <algorithm>
#include <utility>

namespace formulary::domain::scim {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool same_folded(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

Value Value::list() {
  Value value;
  value.content_ = List();
  return value;
}

Value Value::object() {
  Value value;
  value.content_ = Object();
  return value;
}

Value::List& Value::items() {
  if (!is_list()) content_ = List();
  return std::get<List>(content_);
}

const Value::List& Value::items() const {
  static const List none;
  return is_list() ? std::get<List>(content_) : none;
}

Value::Object& Value::members() {
  if (!is_object()) content_ = Object();
  return std::get<Object>(content_);
}

const Value::Object& Value::members() const {
  static const Object none;
  return is_object() ? std::get<Object>(content_) : none;
}

const Value* Value::find(std::string_view name) const {
  for (const Member& member : members()) {
    if (same_folded(member.name, name)) return &member.value;
  }
  return nullptr;
}

Value* Value::find(std::string_view name) { return const_cast<Value*>(std::as_const(*this).find(name)); }

Value& Value::at(std::string_view name) {
  if (Value* found = find(name)) return *found;
  return members().emplace_back(std::string(name), Value()).value;
}

void Value::erase(std::string_view name) {
  if (is_object()) std::erase_if(members(), [&](const Member& member) { return same_folded(member.name, name); });
}

std::string Value::text_at(std::string_view name) const {
  const Value* found = find(name);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

bool Value::operator==(const Value& other) const { return content_ == other.content_; }

}  // namespace formulary::domain::scim
