#include "service/api/group_mappings.hpp"

namespace formulary::api {

Json group_mapping_json(Shapes& shapes, const usecases::GroupMapping& mapping) {
  Json json;
  json["id"] = mapping.id;
  json["group"] = mapping.group;
  json["roles"] = words(mapping.roles);
  json["domains"] = words(mapping.domains);
  json["department"] = shapes.department(mapping.department);
  json["created"] = domain::to_rfc3339(mapping.created);
  json["creator"] = shapes.person_name(mapping.creator);
  return json;
}

}  // namespace formulary::api
