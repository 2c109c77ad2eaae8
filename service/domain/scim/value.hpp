// A SCIM resource as a value: null, truth, number, text, list, or object whose member names are compared without regard
// to case (RFC 7643, section 2.1). Order of members is kept. Knows nothing of any schema.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace formulary::domain::scim {

/// ASCII letters in lower case, everything else as it is.
std::string folded(std::string_view text);
bool same_folded(std::string_view a, std::string_view b);

struct Member;

class Value {
 public:
  using List = std::vector<Value>;
  using Object = std::vector<Member>;

  Value() = default;
  Value(bool truth) : content_(truth) {}
  Value(double number) : content_(number) {}
  Value(std::string text) : content_(std::move(text)) {}
  Value(std::string_view text) : content_(std::string(text)) {}
  Value(const char* text) : content_(std::string(text)) {}
  static Value list();
  static Value object();

  bool is_null() const { return std::holds_alternative<std::monostate>(content_); }
  bool is_list() const { return std::holds_alternative<List>(content_); }
  bool is_object() const { return std::holds_alternative<Object>(content_); }
  const bool* truth() const { return std::get_if<bool>(&content_); }
  const double* number() const { return std::get_if<double>(&content_); }
  const std::string* text() const { return std::get_if<std::string>(&content_); }

  /// Empty for what is no list.
  List& items();
  const List& items() const;
  /// Empty for what is no object.
  Object& members();
  const Object& members() const;

  const Value* find(std::string_view name) const;
  Value* find(std::string_view name);
  /// The member, made where it is missing. Makes an object of what was none.
  Value& at(std::string_view name);
  void set(std::string_view name, Value value) { at(name) = std::move(value); }
  void erase(std::string_view name);
  /// The text under `name`; empty where there is none.
  std::string text_at(std::string_view name) const;

  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, double, std::string, List, Object> content_;
};

struct Member {
  std::string name;
  Value value;

  bool operator==(const Member&) const = default;
};

}  // namespace formulary::domain::scim
