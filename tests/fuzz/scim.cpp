// What an identity provider sends: a filter, a path, or a message as JSON, tried as each of them.
#include <nlohmann/json.hpp>

#include "service/domain/scim/json_value.hpp"
#include "service/domain/scim/patch.hpp"
#include "service/domain/scim/shape.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::scim {
namespace {

using namespace domain::scim;

constexpr std::string_view resource_text =
    R"({"userName": "u", "active": true, "displayName": "g", "members": [{"value": "u1"}], "name": {"givenName": "a"},
        "emails": [{"type": "work", "value": "a@x", "primary": true}]})";

/// What is in shape stays as it is.
void check_shape(const Value& value, ResourceKind kind) {
  const auto once = shaped(value, kind);
  if (!once) return;
  const auto twice = shaped(*once, kind);
  if (!twice || !(*twice == *once)) __builtin_trap();
  const Value* active = once->find("active");
  if (active != nullptr && active->truth() == nullptr) __builtin_trap();
}

}  // namespace

void run(View data) {
  const std::string_view text = bytes::as_text(data);
  const Value resource = from_json(nlohmann::json::parse(resource_text));
  for (const ResourceKind kind : {ResourceKind::user, ResourceKind::group}) {
    if (const auto filter = parse_filter(text, kind)) (void)fits(*filter, resource);
    (void)parse_path(text, kind);
  }
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return;
  const Value message = from_json(json);
  (void)may_lock_out(message);
  const auto operations = read_operations(message);
  for (const ResourceKind kind : {ResourceKind::user, ResourceKind::group}) {
    check_shape(message, kind);
    if (!operations) continue;
    if (const auto after = patched(resource, *operations, kind)) check_shape(*after, kind);
  }
}

std::vector<Bytes> seeds() {
  return {
      R"(userName eq "x" and not (emails[type eq "work" and value co "@"] or meta.created gt "2026\u00e9"))",
      R"(urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value pr)",
      R"(emails[type eq "work"].value)",
      R"({"Operations": [{"op": "Replace", "path": "active", "value": "False"}, {"op": "Add", "path": "emails[type eq \"home\"].value", "value": "b"}]})",
      R"({"Operations": [{"op": "remove", "path": "members[value eq \"u1\"]"}, {"op": "add", "value": {"members": [{"value": "u2"}], "name.familyName": "f"}}]})",
      R"({"userName": "u", "active": ["TRUE"], "emails": "x", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": "m"}})",
  };
}

}  // namespace formulary::fuzz::scim
