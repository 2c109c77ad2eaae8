#include "service/domain/scim/filter.hpp"

#include <algorithm>

namespace formulary::domain::scim {
namespace {

/// What stands at `path` in `object`, lists taken apart; of something with parts its `value`, as filters mean it.
std::vector<const Value*> values_at(const AttributePath& path, const Value& object) {
  std::vector<const Value*> found;
  if (path.attribute == nullptr) return found;
  const Value* holder = &object;
  if (path.schema == Schema::enterprise && path.attribute->parent.empty()) holder = object.find(urn_of(path.schema));
  const Value* value = holder != nullptr ? holder->find(path.attribute->name) : nullptr;
  if (value == nullptr) return found;
  const auto add = [&](const Value& one) {
    const Value* part = &one;
    if (path.attribute->complex()) part = one.find(path.sub != nullptr ? path.sub->name : std::string_view("value"));
    if (part != nullptr && !part->is_null()) found.push_back(part);
  };
  if (value->is_list()) {
    for (const Value& item : value->items()) add(item);
  } else {
    add(*value);
  }
  return found;
}

bool holds(Operator op, std::string_view a, std::string_view b) {
  switch (op) {
    case Operator::eq:
    case Operator::ne:
      return a == b;
    case Operator::co:
      return a.find(b) != std::string_view::npos;
    case Operator::sw:
      return a.starts_with(b);
    case Operator::ew:
      return a.ends_with(b);
    case Operator::gt:
      return a > b;
    case Operator::ge:
      return a >= b;
    case Operator::lt:
      return a < b;
    case Operator::le:
      return a <= b;
    case Operator::pr:
      break;
  }
  return true;
}

bool compares(const Filter& filter, const Value& value) {
  const Attribute* last = filter.path.sub != nullptr ? filter.path.sub : filter.path.attribute;
  if (const bool* truth = value.truth()) {
    const Value& wanted = filter.literal;
    const bool known =
        wanted.truth() != nullptr ||
        (wanted.text() != nullptr && (same_folded(*wanted.text(), "true") || same_folded(*wanted.text(), "false")));
    if (!known || (filter.op != Operator::eq && filter.op != Operator::ne)) return false;
    return *truth == (wanted.truth() != nullptr ? *wanted.truth() : same_folded(*wanted.text(), "true"));
  }
  if (value.text() == nullptr || filter.literal.text() == nullptr) return false;
  // The value of something with parts has the case of that part.
  if (last->complex()) {
    if (const Attribute* part = find_attribute(last->schema, last->name, "value")) last = part;
  }
  return last->letters == Case::exact ? holds(filter.op, *value.text(), *filter.literal.text())
                                      : holds(filter.op, folded(*value.text()), folded(*filter.literal.text()));
}

bool fits_comparison(const Filter& filter, const Value& object) {
  const auto values = values_at(filter.path, object);
  if (filter.op == Operator::pr) {
    // Something with parts is there also without a `value`.
    if (!values.empty()) return true;
    const AttributePath& path = filter.path;
    if (path.attribute == nullptr || path.sub != nullptr || !path.attribute->complex()) return false;
    const Value* holder = path.schema == Schema::enterprise ? object.find(urn_of(path.schema)) : &object;
    const Value* whole = holder != nullptr ? holder->find(path.attribute->name) : nullptr;
    return whole != nullptr && !(whole->is_list() && whole->items().empty());
  }
  if (filter.literal.is_null()) return values.empty() == (filter.op == Operator::eq);
  const bool any = std::ranges::any_of(values, [&](const Value* value) { return compares(filter, *value); });
  return filter.op == Operator::ne ? !any : any;
}

}  // namespace

bool fits(const Filter& filter, const Value& object) {
  switch (filter.kind) {
    case Filter::Kind::compare:
      return fits_comparison(filter, object);
    case Filter::Kind::both:
      return fits(filter.parts[0], object) && fits(filter.parts[1], object);
    case Filter::Kind::either:
      return fits(filter.parts[0], object) || fits(filter.parts[1], object);
    case Filter::Kind::negation:
      return !fits(filter.parts[0], object);
    case Filter::Kind::elements:
      break;
  }
  const Value* holder = filter.path.schema == Schema::enterprise ? object.find(urn_of(filter.path.schema)) : &object;
  const Value* list = holder != nullptr ? holder->find(filter.path.attribute->name) : nullptr;
  if (list == nullptr) return false;
  if (!list->is_list()) return fits(filter.parts[0], *list);
  return std::ranges::any_of(list->items(), [&](const Value& item) { return fits(filter.parts[0], item); });
}

const std::string* demanded(const Filter& filter, std::string_view attribute) {
  if (filter.kind == Filter::Kind::both) {
    const std::string* left = demanded(filter.parts[0], attribute);
    return left != nullptr ? left : demanded(filter.parts[1], attribute);
  }
  const bool equals = filter.kind == Filter::Kind::compare && filter.op == Operator::eq;
  const bool about = filter.path.attribute != nullptr && filter.path.sub == nullptr &&
                     same_folded(filter.path.attribute->name, attribute);
  return equals && about ? filter.literal.text() : nullptr;
}

bool mentions(const Filter& filter, std::string_view attribute) {
  if (filter.path.attribute != nullptr && same_folded(filter.path.attribute->name, attribute)) return true;
  return std::ranges::any_of(filter.parts, [&](const Filter& part) { return mentions(part, attribute); });
}

}  // namespace formulary::domain::scim
