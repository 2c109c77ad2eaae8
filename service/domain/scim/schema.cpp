#include "service/domain/scim/schema.hpp"

#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {
namespace {

constexpr Attribute table[] = {
#define ATTRIBUTE(schema, parent, name, type, plurality, letters, mutability, need, uniqueness, description) \
  {Schema::schema,                                                                                           \
   parent,                                                                                                   \
   name,                                                                                                     \
   Type::type,                                                                                               \
   Plurality::plurality,                                                                                     \
   Case::letters,                                                                                            \
   Mutability::mutability,                                                                                   \
   Need::need,                                                                                               \
   Uniqueness::uniqueness,                                                                                   \
   description},
#include "service/domain/scim/attributes.def"
#undef ATTRIBUTE
};

}  // namespace

std::span<const Attribute> attributes() { return table; }

std::string_view urn_of(Schema schema) {
  switch (schema) {
    case Schema::common:
      break;
    case Schema::user:
      return "urn:ietf:params:scim:schemas:core:2.0:User";
    case Schema::enterprise:
      return "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    case Schema::group:
      return "urn:ietf:params:scim:schemas:core:2.0:Group";
  }
  return {};
}

const Attribute* find_attribute(Schema schema, std::string_view parent, std::string_view name) {
  for (const Attribute& attribute : table) {
    if (attribute.schema == schema && attribute.parent == parent && same_folded(attribute.name, name)) {
      return &attribute;
    }
  }
  return nullptr;
}

const Attribute* find_attribute(ResourceKind kind, std::string_view name) {
  const Schema own = kind == ResourceKind::user ? Schema::user : Schema::group;
  const Attribute* found = find_attribute(own, "", name);
  return found != nullptr ? found : find_attribute(Schema::common, "", name);
}

}  // namespace formulary::domain::scim
