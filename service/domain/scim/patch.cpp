#include "service/domain/scim/patch.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "service/domain/scim/shape.hpp"

namespace formulary::domain::scim {
namespace {

constexpr std::pair<std::string_view, Change> changes[] = {
    {"add", Change::add}, {"replace", Change::replace}, {"remove", Change::remove}};

/// The word `active` anywhere in a name or path, however that is written.
bool names_active(std::string_view text) {
  const auto goes_on = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const std::string lower = folded(text);
  constexpr std::string_view word = "active";
  for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !goes_on(lower[at - 1])) && (end == lower.size() || !goes_on(lower[end]))) return true;
  }
  return false;
}

/// Names that are read-only fail as a path and are passed over beside others: Okta sends `id` along.
enum class ReadOnly : bool { is_passed_over, is_refused };

class Patcher {
 public:
  Patcher(Value resource, ResourceKind kind) : resource_(std::move(resource)), kind_(kind) {}

  Outcome<void> apply(const Operation& operation) {
    const bool whole = !operation.path || operation.path->empty() || same_folded(*operation.path, core());
    if (!whole) {
      const auto path = parse_path(*operation.path, kind_);
      if (!path) return std::unexpected(path.error());
      return at_path(operation.change, *path, operation.value, ReadOnly::is_refused);
    }
    if (operation.change == Change::remove) {
      return fault(FaultKind::no_target, "A removal needs a path: say what to remove.");
    }
    if (!operation.value.is_object()) {
      return fault(FaultKind::invalid_syntax, "Without a path, the value is an object of attributes.");
    }
    std::set<const Attribute*> seen;
    return at_members(operation.change, operation.value, seen);
  }

  Value take() { return std::move(resource_); }

 private:
  std::string_view core() const { return urn_of(kind_ == ResourceKind::user ? Schema::user : Schema::group); }

  /// Attributes without a path. `seen` has those that were named whole: two answers to one question are none.
  Outcome<void> at_members(Change change, const Value& object, std::set<const Attribute*>& seen) {
    for (const Member& member : object.members()) {
      if (same_folded(member.name, core())) {
        if (const auto done = at_members(change, member.value, seen); !done) return done;
        continue;
      }
      const auto path = parse_path(member.name, kind_);
      if (!path) {
        const bool meant = member.name.find('[') != std::string::npos || says_active(member.name);
        if (path.error().kind != FaultKind::invalid_path || meant) return std::unexpected(path.error());
        continue;  // what no schema knows is ignored, as in a whole resource
      }
      const AttributePath& target = path->target;
      if (target.attribute != nullptr && target.sub == nullptr && !path->which &&
          !seen.insert(target.attribute).second) {
        return fault(FaultKind::invalid_syntax,
                     "`" + std::string(target.attribute->name) + "` is there twice. Send it once.",
                     std::string(target.attribute->name));
      }
      if (const auto done = at_path(change, *path, member.value, ReadOnly::is_passed_over); !done) return done;
    }
    return {};
  }

  Outcome<void> at_path(Change change, const Path& path, const Value& value, ReadOnly read_only) {
    if (path.target.whole_extension) return at_extension(change, value);
    const Attribute& attribute = *path.target.attribute;
    if (attribute.mutability == Mutability::write_only) return {};
    if (attribute.mutability == Mutability::read_only) {
      if (read_only == ReadOnly::is_passed_over) return {};
      return fault(FaultKind::mutability, "`" + std::string(attribute.name) + "` is read-only.",
                   std::string(attribute.name));
    }
    Value& holder = attribute.schema == Schema::enterprise ? resource_.at(urn_of(Schema::enterprise)) : resource_;
    if (path.which) return at_elements(change, path, value, holder);
    if (path.target.sub != nullptr) return at_part(change, path, value, holder);
    if (change == Change::remove) return remove(attribute, value, holder);
    return put(change, attribute, value, holder);
  }

  Outcome<void> at_extension(Change change, const Value& value) {
    if (change == Change::remove) {
      resource_.erase(urn_of(Schema::enterprise));
      return {};
    }
    for (const Member& member : value.members()) {
      const Attribute* attribute = find_attribute(Schema::enterprise, "", member.name);
      if (attribute == nullptr) continue;
      const auto done = put(change, *attribute, member.value, resource_.at(urn_of(Schema::enterprise)));
      if (!done) return done;
    }
    return {};
  }

  Outcome<void> put(Change change, const Attribute& attribute, const Value& value, Value& holder) {
    auto wanted = shaped(value, attribute);
    if (!wanted) return std::unexpected(wanted.error());
    if (wanted->is_null()) {
      return change == Change::add ? Outcome<void>() : remove(attribute, {}, holder);
    }
    Value& present = holder.at(attribute.name);
    if (attribute.many() && change == Change::add) {
      append(present, std::move(*wanted), attribute);
    } else if (attribute.complex() && !attribute.many()) {
      // Parts that are not named stay (section 3.5.2.3).
      for (Member& part : wanted->members()) present.set(part.name, std::move(part.value));
    } else {
      present = std::move(*wanted);
    }
    return {};
  }

  /// What is there already is not added again: the same element, or the same `value` of a reference.
  static void append(Value& list, Value more, const Attribute& attribute) {
    const bool by_value = attribute.schema == Schema::group;
    std::set<std::string> known;
    if (by_value) {
      for (const Value& item : list.items()) known.insert(item.text_at("value"));
    }
    for (Value& item : more.items()) {
      const bool there = by_value ? !known.insert(item.text_at("value")).second
                                  : std::ranges::find(list.items(), item) != list.items().end();
      if (!there) list.items().push_back(std::move(item));
    }
    settle_primary(list);
  }

  Outcome<void> at_part(Change change, const Path& path, const Value& value, Value& holder) {
    const Attribute& attribute = *path.target.attribute;
    const Attribute& part = *path.target.sub;
    if (!attribute.many()) return set_part(change, part, value, holder.at(attribute.name));
    // `emails.value`: of every element.
    Value* list = holder.find(attribute.name);
    if (list == nullptr || list->items().empty()) {
      if (change == Change::remove) return {};
      list = &holder.at(attribute.name);
      list->items().push_back(Value::object());
    }
    for (Value& item : list->items()) {
      if (const auto done = set_part(change, part, value, item); !done) return done;
    }
    return {};
  }

  static Outcome<void> set_part(Change change, const Attribute& part, const Value& value, Value& object) {
    if (change == Change::remove) {
      object.erase(part.name);
      return {};
    }
    auto wanted = shaped(value, part);
    if (!wanted) return std::unexpected(wanted.error());
    if (wanted->is_null()) {
      object.erase(part.name);
    } else {
      object.set(part.name, std::move(*wanted));
    }
    return {};
  }

  Outcome<void> at_elements(Change change, const Path& path, const Value& value, Value& holder) {
    const Attribute& attribute = *path.target.attribute;
    Value& present = holder.at(attribute.name);
    if (!attribute.many()) {
      if (!fits(*path.which, present)) return nothing_fits();
      if (change == Change::remove && path.part == nullptr) {
        holder.erase(attribute.name);
        return {};
      }
      return change_element(change, path, value, present);
    }
    Value::List& items = present.items();
    if (change == Change::remove && path.part == nullptr) {
      std::erase_if(items, [&](const Value& item) { return fits(*path.which, item); });
      return {};
    }
    bool found = false;
    for (Value& item : items) {
      if (!fits(*path.which, item)) continue;
      found = true;
      if (const auto done = change_element(change, path, value, item); !done) return done;
    }
    if (change == Change::remove) {
      // What has lost its value says nothing any more.
      if (path.part->name == "value") {
        std::erase_if(items,
                      [&](const Value& item) { return fits(*path.which, item) && item.find("value") == nullptr; });
      }
      return {};
    }
    if (!found) {
      // Entra replaces what is not there yet, and means: make it so.
      auto fresh = element_for(*path.which);
      if (!fresh) return nothing_fits();
      if (const auto done = change_element(change, path, value, *fresh); !done) return done;
      items.push_back(std::move(*fresh));
    }
    settle_primary(present);
    return {};
  }

  static Outcome<void> change_element(Change change, const Path& path, const Value& value, Value& item) {
    if (path.part != nullptr) return set_part(change, *path.part, value, item);
    auto wanted = shaped_element(value, *path.target.attribute);
    if (!wanted) return std::unexpected(wanted.error());
    for (Member& part : wanted->members()) item.set(part.name, std::move(part.value));
    return {};
  }

  static std::unexpected<Fault> nothing_fits() {
    return fault(FaultKind::no_target, "Nothing fits the filter in the path.");
  }

  /// The element that a filter of equations describes.
  static std::optional<Value> element_for(const Filter& filter) {
    if (filter.kind == Filter::Kind::both) {
      auto left = element_for(filter.parts[0]);
      const auto right = element_for(filter.parts[1]);
      if (!left || !right) return std::nullopt;
      for (const Member& member : right->members()) left->set(member.name, member.value);
      return left;
    }
    const bool equation = filter.kind == Filter::Kind::compare && filter.op == Operator::eq && filter.path.attribute;
    if (!equation) return std::nullopt;
    auto value = shaped(filter.literal, *filter.path.attribute);
    if (!value || value->is_null()) return std::nullopt;
    Value element = Value::object();
    element.set(filter.path.attribute->name, std::move(*value));
    return element;
  }

  Outcome<void> remove(const Attribute& attribute, const Value& value, Value& holder) {
    // Required, and `active`: that nobody says whether a person may come in is no answer.
    if (attribute.need == Need::required || attribute.name == "active") {
      return fault(attribute.name == "active" ? FaultKind::invalid_value : FaultKind::mutability,
                   "`" + std::string(attribute.name) + "` cannot be taken away. Send its new value.",
                   std::string(attribute.name));
    }
    if (!attribute.many() || value.is_null()) {
      holder.erase(attribute.name);
      return {};
    }
    // Entra: {"op": "Remove", "path": "members", "value": [{"value": "id"}]}
    const auto unwanted = shaped(value, attribute);
    if (!unwanted) return std::unexpected(unwanted.error());
    std::set<std::string> values;
    for (const Value& item : unwanted->items()) values.insert(folded(item.text_at("value")));
    // What names nothing would remove nothing, and leave somebody in a group who should be out.
    const bool empty = value.is_list() && value.items().empty();
    if (values.contains("") || (values.empty() && !empty)) {
      return fault(FaultKind::invalid_value, "Name each element to remove by its `value`.",
                   std::string(attribute.name));
    }
    Value* list = holder.find(attribute.name);
    if (list == nullptr) return {};
    std::erase_if(list->items(), [&](const Value& item) { return values.contains(folded(item.text_at("value"))); });
    return {};
  }

  Value resource_;
  ResourceKind kind_;
};

}  // namespace

std::optional<Change> parse_change(std::string_view text) {
  for (const auto& [word, change] : changes) {
    if (same_folded(word, text)) return change;
  }
  return std::nullopt;
}

bool may_lock_out(const Value& message) {
  const auto is_true = [](const Value* value) {
    if (value == nullptr) return false;
    const auto read = shaped(*value, *find_attribute(ResourceKind::user, "active"));
    return read && read->truth() != nullptr && *read->truth();
  };
  if (message.is_list()) return std::ranges::any_of(message.items(), &may_lock_out);
  if (names_active(message.text_at("path")) && !is_true(message.find("value"))) return true;
  return std::ranges::any_of(message.members(), [&](const Member& member) {
    return (names_active(member.name) && !is_true(&member.value)) || may_lock_out(member.value);
  });
}

Outcome<std::vector<Operation>> read_operations(const Value& message) {
  const Value* list = message.find("Operations");
  if (list == nullptr || !list->is_list() || list->items().empty()) {
    return fault(FaultKind::invalid_syntax, "Send a PatchOp message with a list of `Operations`.");
  }
  if (list->items().size() > most_operations) {
    return fault(FaultKind::too_many, "Send at most " + std::to_string(most_operations) + " operations at once.");
  }
  std::vector<Operation> operations;
  for (const Value& item : list->items()) {
    const auto change = parse_change(item.text_at("op"));
    if (!change) return fault(FaultKind::invalid_syntax, "`op` is add, replace or remove.");
    Operation operation{.change = *change, .path = {}, .value = {}};
    if (const Value* path = item.find("path"); path != nullptr && !path->is_null()) {
      if (path->text() == nullptr) return fault(FaultKind::invalid_path, "`path` is a text.");
      operation.path = *path->text();
    }
    const Value* value = item.find("value");
    if (value != nullptr) operation.value = *value;
    if (value == nullptr && *change != Change::remove) {
      return fault(FaultKind::invalid_value, "`value` is missing. To take something away, remove it.");
    }
    operations.push_back(std::move(operation));
  }
  return operations;
}

Outcome<Value> patched(const Value& resource, const std::vector<Operation>& operations, ResourceKind kind) {
  Patcher patcher(resource, kind);
  for (const Operation& operation : operations) {
    if (const auto done = patcher.apply(operation); !done) return std::unexpected(done.error());
  }
  return shaped(patcher.take(), kind);
}

}  // namespace formulary::domain::scim
