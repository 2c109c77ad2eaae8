#include "service/domain/scim/shape.hpp"

#include <cmath>
#include <set>

#include "service/domain/scim/filter.hpp"

namespace formulary::domain::scim {
namespace {

std::string name_of(const Attribute& attribute) {
  return (attribute.parent.empty() ? std::string() : std::string(attribute.parent) + ".") + std::string(attribute.name);
}

std::unexpected<Fault> unreadable(const Attribute& attribute, std::string_view what) {
  return fault(FaultKind::invalid_value, "`" + name_of(attribute) + "` must be " + std::string(what) + ".",
               std::string(attribute.name));
}

/// Entra wraps single values: `[{"$ref": null, "value": "x"}]`.
const Value& unwrapped(const Value& value) {
  const Value* inner = &value;
  if (inner->is_list() && inner->items().size() == 1) inner = &inner->items().front();
  if (inner->is_object()) {
    if (const Value* wrapped = inner->find("value")) return *wrapped;
  }
  return *inner;
}

Outcome<Value> simple(const Value& given, const Attribute& attribute) {
  const Value& value = unwrapped(given);
  if (attribute.type == Type::truth) {
    if (value.truth() != nullptr) return value;
    if (value.text() != nullptr && same_folded(*value.text(), "true")) return Value(true);
    if (value.text() != nullptr && same_folded(*value.text(), "false")) return Value(false);
    return unreadable(attribute, "true or false");
  }
  if (value.is_null()) return Value();
  std::string text;
  if (value.text() != nullptr) {
    text = *value.text();
  } else if (value.number() != nullptr && std::trunc(*value.number()) == *value.number() &&
             std::abs(*value.number()) < 1e15) {
    text = std::to_string(static_cast<long long>(*value.number()));
  } else {
    return unreadable(attribute, "a text");
  }
  if (text.size() > longest_text) return unreadable(attribute, "shorter");
  for (const char c : text) {
    if ((c >= 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
      return unreadable(attribute, "a text without control characters");
    }
  }
  return Value(std::move(text));
}

/// The parts of something complex. A bare text is its `value`, where it has one.
Outcome<Value> parts(const Value& value, const Attribute& attribute) {
  Value out = Value::object();
  if (!value.is_object()) {
    const Attribute* main = find_attribute(attribute.schema, attribute.name, "value");
    if (main == nullptr || value.is_list()) return unreadable(attribute, "an object");
    auto only = simple(value, *main);
    if (!only) return only;
    if (only->text() != nullptr && !only->text()->empty()) out.set(main->name, std::move(*only));
    return out;
  }
  for (const Member& member : value.members()) {
    const Attribute* part = find_attribute(attribute.schema, attribute.name, member.name);
    if (part == nullptr || (member.value.is_null() && part->type == Type::truth)) continue;
    auto one = simple(member.value, *part);
    if (!one) return one;
    if (!one->is_null()) out.set(part->name, std::move(*one));
  }
  return out;
}

/// The attributes of a whole resource, each under whichever of its names it comes (RFC 7644, section 3.10): bare,
/// behind the URN of its schema, or inside an object that the URN names.
class Gathering {
 public:
  explicit Gathering(ResourceKind kind) : kind_(kind) {}

  Outcome<Value> all(const Value& resource) && {
    if (const auto done = top(resource); !done) return std::unexpected(done.error());
    return std::move(out_);
  }

 private:
  Outcome<void> top(const Value& object) {
    const std::string_view core = urn_of(kind_ == ResourceKind::user ? Schema::user : Schema::group);
    for (const Member& member : object.members()) {
      if (const auto done = same_folded(member.name, core) ? top(member.value) : one(member); !done) return done;
    }
    return {};
  }

  Outcome<void> one(const Member& member) {
    const AttributePath path = resolve(member.name, kind_);
    if (path.whole_extension) {
      for (const Member& inner : member.value.members()) {
        const Attribute* attribute = find_attribute(Schema::enterprise, "", inner.name);
        if (attribute == nullptr) continue;
        if (const auto done = put(*attribute, inner.value); !done) return done;
      }
      return {};
    }
    if (path.attribute != nullptr && path.sub == nullptr) return put(*path.attribute, member.value);
    if (kind_ == ResourceKind::user && says_active(member.name)) {
      return fault(FaultKind::invalid_value, "`active` is true or false, without any parts.", "active");
    }
    return {};
  }

  Outcome<void> put(const Attribute& attribute, const Value& given) {
    if (attribute.mutability != Mutability::read_write) return {};
    if (!seen_.insert(&attribute).second) {
      return fault(FaultKind::invalid_syntax, "`" + name_of(attribute) + "` is there twice. Send it once.",
                   std::string(attribute.name));
    }
    auto value = shaped(given, attribute);
    if (!value) return std::unexpected(value.error());
    if (value->is_null()) return {};
    Value& holder = attribute.schema == Schema::enterprise ? out_.at(urn_of(Schema::enterprise)) : out_;
    holder.set(attribute.name, std::move(*value));
    return {};
  }

  ResourceKind kind_;
  Value out_ = Value::object();
  std::set<const Attribute*> seen_;
};

}  // namespace

Outcome<Value> shaped_element(const Value& value, const Attribute& attribute) {
  return attribute.complex() ? parts(value, attribute) : simple(value, attribute);
}

Outcome<Value> shaped(const Value& value, const Attribute& attribute) {
  if (!attribute.many()) {
    if (!attribute.complex()) return simple(value, attribute);
    if (value.is_null()) return Value();
    const bool wrapped = value.is_list() && value.items().size() == 1;
    auto object = parts(wrapped ? value.items().front() : value, attribute);
    return object && object->members().empty() ? Outcome<Value>(Value()) : object;
  }
  if (value.is_null()) return Value();
  Value list = Value::list();
  const auto add = [&](const Value& item) -> Outcome<void> {
    auto element = shaped_element(item, attribute);
    if (!element) return std::unexpected(element.error());
    if (!element->is_null() && !(element->is_object() && element->members().empty())) {
      list.items().push_back(std::move(*element));
    }
    return {};
  };
  if (value.is_list()) {
    for (const Value& item : value.items()) {
      if (const auto added = add(item); !added) return std::unexpected(added.error());
    }
  } else if (const auto added = add(value); !added) {
    return std::unexpected(added.error());
  }
  if (list.items().empty()) return Value();
  settle_primary(list);
  return list;
}

bool says_active(std::string_view name) {
  constexpr std::string_view active = "active";
  const std::string_view urn = urn_of(Schema::user);
  if (name.size() > urn.size() && same_folded(name.substr(0, urn.size()), urn)) name.remove_prefix(urn.size() + 1);
  if (!same_folded(name.substr(0, active.size()), active)) return false;
  const char next = name.size() > active.size() ? name[active.size()] : '.';
  return !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9'));
}

Outcome<Value> shaped(const Value& resource, ResourceKind kind) { return Gathering(kind).all(resource); }

void settle_primary(Value& list) {
  bool seen = false;
  for (auto item = list.items().rbegin(); item != list.items().rend(); ++item) {
    Value* primary = item->find("primary");
    if (primary == nullptr || primary->truth() == nullptr || !*primary->truth()) continue;
    if (seen) *primary = Value(false);
    seen = true;
  }
}

}  // namespace formulary::domain::scim
