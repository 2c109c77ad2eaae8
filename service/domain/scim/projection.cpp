#include "service/domain/scim/projection.hpp"

#include <algorithm>

namespace formulary::domain::scim {
namespace {

std::vector<AttributePath> names(std::string_view text, ResourceKind kind) {
  std::vector<AttributePath> found;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view name = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    found.push_back(resolve(name, kind));
  }
  return found;
}

bool always(std::string_view name) { return name == "id" || name == "schemas"; }

/// Drops of every object in `value` the parts that `drop` names.
template <class Drop>
void drop_parts(Value& value, const Drop& drop) {
  const auto one = [&](Value& object) {
    if (object.is_object()) std::erase_if(object.members(), [&](const Member& part) { return drop(part.name); });
  };
  if (value.is_list()) {
    std::ranges::for_each(value.items(), one);
  } else {
    one(value);
  }
}

bool is(const AttributePath& path, Schema schema, std::string_view name) {
  if (path.whole_extension) return schema == Schema::enterprise;
  const bool extension = schema == Schema::enterprise;
  return path.attribute != nullptr && (path.attribute->schema == Schema::enterprise) == extension &&
         path.attribute->name == name;
}

bool whole(const AttributePath& path) { return path.sub == nullptr; }

}  // namespace

Projection::Projection(std::string_view attributes, std::string_view excluded, ResourceKind kind)
    : wanted_(names(attributes, kind)), excluded_(names(excluded, kind)), all_(attributes.empty()) {}

bool Projection::shows(std::string_view attribute) const {
  const auto named = [&](const AttributePath& path) {
    return path.attribute != nullptr && path.attribute->schema != Schema::enterprise &&
           path.attribute->name == attribute;
  };
  if (!all_) return std::ranges::any_of(wanted_, named);
  return std::ranges::none_of(excluded_, [&](const AttributePath& path) { return named(path) && whole(path); });
}

void Projection::apply(Value& resource) const {
  const auto& list = all_ ? excluded_ : wanted_;
  if (all_ && list.empty()) return;
  const auto hidden = [&](Schema schema, Member& member) {
    if (schema == Schema::common && always(member.name)) return false;
    bool named = false, entirely = false;
    std::vector<std::string_view> parts;
    for (const AttributePath& path : list) {
      if (!is(path, schema, member.name)) continue;
      named = true;
      if (whole(path)) entirely = true;
      if (path.sub != nullptr) parts.push_back(path.sub->name);
    }
    if (!named) return !all_;
    if (entirely) return all_;
    drop_parts(member.value, [&](const std::string& part) {
      return (std::ranges::find(parts, std::string_view(part)) != parts.end()) == all_;
    });
    return false;
  };
  std::erase_if(resource.members(), [&](Member& member) {
    if (!same_folded(member.name, urn_of(Schema::enterprise))) return hidden(Schema::common, member);
    std::erase_if(member.value.members(), [&](Member& inner) { return hidden(Schema::enterprise, inner); });
    return member.value.members().empty();
  });
}

}  // namespace formulary::domain::scim
