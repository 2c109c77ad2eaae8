#include "service/domain/scim/description.hpp"

namespace formulary::domain::scim {
namespace {

Value ability(bool supported) {
  Value value = Value::object();
  value.set("supported", supported);
  return value;
}

Value meta(std::string_view type, std::string location) {
  Value value = Value::object();
  value.set("resourceType", type);
  value.set("location", std::move(location));
  return value;
}

std::string_view word(Type type) {
  switch (type) {
    case Type::text:
      return "string";
    case Type::truth:
      return "boolean";
    case Type::time:
      return "dateTime";
    case Type::reference:
      return "reference";
    case Type::complex:
      break;
  }
  return "complex";
}

std::string_view word(Mutability mutability) {
  return mutability == Mutability::read_only    ? "readOnly"
         : mutability == Mutability::read_write ? "readWrite"
                                                : "writeOnly";
}

Value attribute_value(const Attribute& attribute) {
  Value value = Value::object();
  value.set("name", attribute.name);
  value.set("type", word(attribute.type));
  value.set("multiValued", attribute.many());
  value.set("description", attribute.description);
  value.set("required", attribute.need == Need::required);
  value.set("caseExact", attribute.letters == Case::exact);
  value.set("mutability", word(attribute.mutability));
  value.set("returned", attribute.mutability == Mutability::write_only ? "never" : "default");
  value.set("uniqueness", attribute.uniqueness == Uniqueness::server ? "server" : "none");
  if (attribute.type == Type::reference) {
    const bool user = attribute.parent == "members" || attribute.parent == "manager";
    value.set("referenceTypes", attribute.name != "$ref" ? texts({"external"}) : texts({user ? "User" : "Group"}));
  }
  if (!attribute.complex()) return value;
  Value parts = Value::list();
  for (const Attribute& part : attributes()) {
    if (part.schema == attribute.schema && part.parent == attribute.name)
      parts.items().push_back(attribute_value(part));
  }
  value.set("subAttributes", std::move(parts));
  return value;
}

}  // namespace

Value texts(std::initializer_list<std::string_view> words) {
  Value list = Value::list();
  for (const std::string_view word : words) list.items().emplace_back(word);
  return list;
}

Value configuration(std::string_view base) {
  Value value = Value::object();
  value.set("schemas", texts({"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"}));
  value.set("patch", ability(true));
  Value bulk = ability(false);
  bulk.set("maxOperations", 0.0);
  bulk.set("maxPayloadSize", 0.0);
  value.set("bulk", std::move(bulk));
  Value filter = ability(true);
  filter.set("maxResults", double{most_results});
  value.set("filter", std::move(filter));
  value.set("changePassword", ability(false));
  value.set("sort", ability(false));
  value.set("etag", ability(false));
  Value scheme = Value::object();
  scheme.set("type", "oauthbearertoken");
  scheme.set("name", "Bearer token");
  scheme.set("description", "A token of a script account with the scope `scim`, in the header Authorization.");
  scheme.set("specUri", "https://www.rfc-editor.org/info/rfc6750");
  scheme.set("primary", true);
  Value schemes = Value::list();
  schemes.items().push_back(std::move(scheme));
  value.set("authenticationSchemes", std::move(schemes));
  value.set("meta", meta("ServiceProviderConfig", std::string(base) + "/ServiceProviderConfig"));
  return value;
}

Value resource_type(ResourceKind kind, std::string_view base) {
  const bool user = kind == ResourceKind::user;
  const std::string name = user ? "User" : "Group";
  Value value = Value::object();
  value.set("schemas", texts({"urn:ietf:params:scim:schemas:core:2.0:ResourceType"}));
  value.set("id", name);
  value.set("name", name);
  value.set("endpoint", "/" + name + "s");
  value.set("description", user ? "A person whom the identity provider knows." : "A group that gives roles.");
  value.set("schema", urn_of(user ? Schema::user : Schema::group));
  if (user) {
    Value extension = Value::object();
    extension.set("schema", urn_of(Schema::enterprise));
    extension.set("required", false);
    Value extensions = Value::list();
    extensions.items().push_back(std::move(extension));
    value.set("schemaExtensions", std::move(extensions));
  }
  value.set("meta", meta("ResourceType", std::string(base) + "/ResourceTypes/" + name));
  return value;
}

Value description(Schema schema, std::string_view base) {
  Value value = Value::object();
  value.set("schemas", texts({"urn:ietf:params:scim:schemas:core:2.0:Schema"}));
  value.set("id", urn_of(schema));
  value.set("name", schema == Schema::user ? "User" : schema == Schema::group ? "Group" : "EnterpriseUser");
  value.set("description", schema == Schema::user    ? "A person"
                           : schema == Schema::group ? "A group"
                                                     : "What an enterprise knows of a person");
  Value list = Value::list();
  for (const Attribute& attribute : attributes()) {
    if (attribute.schema == schema && attribute.parent.empty()) list.items().push_back(attribute_value(attribute));
  }
  value.set("attributes", std::move(list));
  value.set("meta", meta("Schema", std::string(base) + "/Schemas/" + std::string(urn_of(schema))));
  return value;
}

}  // namespace formulary::domain::scim
