// Changes in the forms in which identity providers send them, as one table: what was there, what came, what is there
// now.
#include "service/domain/scim/patch.hpp"

#include <gtest/gtest.h>

#include "service/domain/scim/shape.hpp"
#include "tests/service/domain/scim/json.hpp"

namespace formulary::domain::scim {
namespace {

const std::string enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

struct Row {
  std::string what;
  std::string before;
  std::string operations;
  std::string after;  ///< or the scimType of the refusal
};

std::string outcome(const Row& row, ResourceKind kind) {
  const auto operations = read_operations(value_of(R"({"Operations": )" + row.operations + "}"));
  if (!operations) return std::string(scim_type(operations.error().kind));
  const auto after = patched(value_of(row.before), *operations, kind);
  return after ? text_of(*after) : std::string(scim_type(after.error().kind));
}

void expect(const std::vector<Row>& rows, ResourceKind kind) {
  for (const Row& row : rows) {
    EXPECT_EQ(outcome(row, kind), row.after.starts_with('{') ? sorted(row.after) : row.after) << row.what;
  }
}

TEST(ScimPatch, OfAUser) {
  const std::string user = R"({"userName": "u", "active": true})";
  const std::string mail = R"({"userName": "u", "emails": [{"type": "work", "value": "a@x", "primary": true}]})";
  expect(
      {
          {"Entra locks out, with a text", user, R"([{"op": "Replace", "path": "active", "value": "False"}])",
           R"({"userName": "u", "active": false})"},
          {"Entra locks out, with a truth", user, R"([{"op": "replace", "path": "active", "value": false}])",
           R"({"userName": "u", "active": false})"},
          {"Entra locks out, wrapped", user,
           R"([{"op": "Replace", "path": "active", "value": [{"$ref": null, "value": "False"}]}])",
           R"({"userName": "u", "active": false})"},
          {"Okta locks out, without a path", user, R"([{"op": "replace", "value": {"active": false}}])",
           R"({"userName": "u", "active": false})"},
          {"any case of names", user, R"([{"OP": "REPLACE", "Value": {"ACTIVE": "fAlSe"}}])",
           R"({"userName": "u", "active": false})"},
          {"the URN of the schema as path", user,
           R"([{"op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:active", "value": false}])",
           R"({"userName": "u", "active": false})"},
          {"the last of several counts", user,
           R"([{"op": "replace", "path": "active", "value": false}, {"op": "replace", "path": "active", "value": true}])",
           R"({"userName": "u", "active": true})"},
          {"an object that the URN of the schema names", user,
           R"([{"op": "replace", "value": {"urn:ietf:params:scim:schemas:core:2.0:User": {"active": false}}}])",
           R"({"userName": "u", "active": false})"},
          {"that URN as path", user,
           R"([{"op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User", "value": {"active": "False"}}])",
           R"({"userName": "u", "active": false})"},
          {"two answers in one operation", user,
           R"([{"op": "replace", "value": {"active": true, "urn:ietf:params:scim:schemas:core:2.0:User:active": false}}])",
           "invalidSyntax"},
          {"a part of what has none", user, R"([{"op": "replace", "value": {"active.value": false}}])", "invalidPath"},
          {"unreadable: a word", user, R"([{"op": "replace", "path": "active", "value": "nope"}])", "invalidValue"},
          {"unreadable: a number", user, R"([{"op": "replace", "path": "active", "value": 0}])", "invalidValue"},
          {"unreadable: null", user, R"([{"op": "replace", "path": "active", "value": null}])", "invalidValue"},
          {"unreadable: empty", user, R"([{"op": "replace", "path": "active", "value": ""}])", "invalidValue"},
          {"unreadable: two", user, R"([{"op": "replace", "path": "active", "value": [true, false]}])", "invalidValue"},
          {"unreadable: without a path", user, R"([{"op": "replace", "value": {"active": {}}}])", "invalidValue"},
          {"active cannot be taken away", user, R"([{"op": "remove", "path": "active"}])", "invalidValue"},
          {"dotted names and URNs as names", user,
           R"([{"op": "replace", "value": {"displayName": "x", "name.givenName": "y",
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "z",
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager": "m"}}])",
           R"({"userName": "u", "active": true, "displayName": "x", "name": {"givenName": "y"}, ")" + enterprise +
               R"(": {"department": "z", "manager": {"value": "m"}}})"},
          {"an extension as an object", user,
           R"([{"op": "add", "value": {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
               {"employeeNumber": 7, "favourite": "blue"}}}])",
           R"({"userName": "u", "active": true, ")" + enterprise + R"(": {"employeeNumber": "7"}})"},
          {"an extension as a path", user,
           R"([{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "value": {"division": "d"}}])",
           R"({"userName": "u", "active": true, ")" + enterprise + R"(": {"division": "d"}})"},
          {"older clients put a dot behind the URN", user,
           R"([{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department", "value": "d"}])",
           R"({"userName": "u", "active": true, ")" + enterprise + R"(": {"department": "d"}})"},
          {"Entra wraps single texts", user,
           R"([{"op": "Add", "path": "nickName", "value": [{"$ref": null, "value": "Babs"}]}])",
           R"({"userName": "u", "active": true, "nickName": "Babs"})"},
          {"parts that are not named stay", R"({"userName": "u", "name": {"givenName": "a", "familyName": "b"}})",
           R"([{"op": "replace", "path": "name", "value": {"familyName": "c"}}])",
           R"({"userName": "u", "name": {"givenName": "a", "familyName": "c"}})"},
          {"the mail of work is replaced", mail,
           R"([{"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "b@x"}])",
           R"({"userName": "u", "emails": [{"type": "work", "value": "b@x", "primary": true}]})"},
          {"a mail that is not there yet is made by Add", mail,
           R"([{"op": "Add", "path": "emails[type eq \"home\"].value", "value": "b@x"}])",
           R"({"userName": "u", "emails": [{"type": "work", "value": "a@x", "primary": true}, {"type": "home", "value": "b@x"}]})"},
          {"and by Replace", R"({"userName": "u"})",
           R"([{"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "b@x"},
               {"op": "Replace", "path": "emails[type eq \"work\"].primary", "value": "True"}])",
           R"({"userName": "u", "emails": [{"type": "work", "value": "b@x", "primary": true}]})"},
          {"what cannot be made has no target", mail,
           R"([{"op": "replace", "path": "emails[value co \"zz\"].type", "value": "home"}])", "noTarget"},
          {"only one is primary", mail,
           R"([{"op": "add", "path": "emails", "value": [{"type": "home", "value": "b@x", "primary": true}]}])",
           R"({"userName": "u", "emails": [{"type": "work", "value": "a@x", "primary": false}, {"type": "home", "value": "b@x", "primary": true}]})"},
          {"what is there is not added twice", mail,
           R"([{"op": "add", "path": "emails", "value": {"type": "work", "value": "a@x", "primary": true}}])", mail},
          {"a list is replaced", mail, R"([{"op": "replace", "path": "emails", "value": [{"value": "c@x"}]}])",
           R"({"userName": "u", "emails": [{"value": "c@x"}]})"},
          {"an element is removed", mail, R"([{"op": "remove", "path": "emails[type eq \"work\"]"}])",
           R"({"userName": "u"})"},
          {"its value is removed", mail, R"([{"op": "Remove", "path": "emails[type eq \"work\"].value"}])",
           R"({"userName": "u"})"},
          {"a single attribute is removed", R"({"userName": "u", "title": "t"})",
           R"([{"op": "remove", "path": "title"}])", R"({"userName": "u"})"},
          {"a removal needs a path", user, R"([{"op": "remove", "value": {"title": "t"}}])", "noTarget"},
          {"userName cannot be taken away", user, R"([{"op": "remove", "path": "userName"}])", "mutability"},
          {"read-only: a path", user, R"([{"op": "replace", "path": "id", "value": "x"}])", "mutability"},
          {"read-only: beside others", user, R"([{"op": "replace", "value": {"id": "x", "title": "t"}}])",
           R"({"userName": "u", "active": true, "title": "t"})"},
          {"a password is never kept", user,
           R"([{"op": "replace", "path": "password", "value": "p"}, {"op": "replace", "value": {"password": "q"}}])",
           user},
          {"an unknown path", user, R"([{"op": "replace", "path": "actve", "value": false}])", "invalidPath"},
          {"an unknown extension", user, R"([{"op": "add", "path": "urn:x:y:User:a", "value": "b"}])", "invalidPath"},
          {"unknown names beside others", user, R"([{"op": "add", "value": {"urn:x:y:User:a": "b", "shoeSize": 43}}])",
           user},
          {"a broken filter", user, R"([{"op": "add", "path": "emails[type eq ].value", "value": "b"}])",
           "invalidFilter"},
          {"an unknown op", user, R"([{"op": "move", "path": "title", "value": "b"}])", "invalidSyntax"},
          {"no operations", user, R"([])", "invalidSyntax"},
          {"without a path the value is an object", user, R"([{"op": "add", "value": "b"}])", "invalidSyntax"},
          {"an object where a text belongs", user, R"([{"op": "add", "path": "title", "value": {"a": "b"}}])",
           "invalidValue"},
          {"a bracket in a quoted text", R"({"userName": "u", "emails": [{"type": "a]b", "value": "x"}]})",
           R"([{"op": "replace", "path": "emails[type eq \"a]b\"].value", "value": "y"}])",
           R"({"userName": "u", "emails": [{"type": "a]b", "value": "y"}]})"},
      },
      ResourceKind::user);
}

TEST(ScimPatch, OfAGroup) {
  const std::string two = R"({"displayName": "g", "members": [{"value": "u1"}, {"value": "u2"}]})";
  expect(
      {
          {"Entra adds", two, R"([{"op": "Add", "path": "members", "value": [{"$ref": null, "value": "u3"}]}])",
           R"({"displayName": "g", "members": [{"value": "u1"}, {"value": "u2"}, {"value": "u3"}]})"},
          {"who is in is not added twice", two,
           R"([{"op": "add", "path": "members", "value": [{"value": "u2", "display": "Two"}]}])", two},
          {"Okta adds without a path", two, R"([{"op": "add", "value": {"members": [{"value": "u3"}]}}])",
           R"({"displayName": "g", "members": [{"value": "u1"}, {"value": "u2"}, {"value": "u3"}]})"},
          {"Entra removes, as it did until it can do better", two,
           R"([{"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "u1"}]}])",
           R"({"displayName": "g", "members": [{"value": "u2"}]})"},
          {"removed as bare texts", two, R"([{"op": "remove", "path": "members", "value": ["u1", "u2"]}])",
           R"({"displayName": "g"})"},
          {"removed by what names nobody", two,
           R"([{"op": "remove", "path": "members", "value": [{"$ref": "https://x/Users/u1"}]}])", "invalidValue"},
          {"removed by an object of another kind", two,
           R"([{"op": "remove", "path": "members", "value": [{"id": "u1"}]}])", "invalidValue"},
          {"nobody in particular is removed", two, R"([{"op": "remove", "path": "members", "value": []}])", two},
          {"removed by a filter", two, R"([{"op": "remove", "path": "members[value eq \"u2\"]"}])",
           R"({"displayName": "g", "members": [{"value": "u1"}]})"},
          {"who is not in need not be removed", two, R"([{"op": "remove", "path": "members[value eq \"u9\"]"}])", two},
          {"all are removed", two, R"([{"op": "remove", "path": "members"}])", R"({"displayName": "g"})"},
          {"all are replaced", two, R"([{"op": "replace", "path": "members", "value": [{"value": "u9"}]}])",
           R"({"displayName": "g", "members": [{"value": "u9"}]})"},
          {"by nobody", two, R"([{"op": "replace", "path": "members", "value": []}])", R"({"displayName": "g"})"},
          {"Okta renames, with the id beside", two, R"([{"op": "replace", "value": {"id": "x", "displayName": "h"}}])",
           R"({"displayName": "h", "members": [{"value": "u1"}, {"value": "u2"}]})"},
          {"its name cannot be taken away", two, R"([{"op": "remove", "path": "displayName"}])", "mutability"},
      },
      ResourceKind::group);
}

TEST(ScimShape, OfAWholeResource) {
  const auto shape = [](const std::string& json) {
    const auto value = shaped(value_of(json), ResourceKind::user);
    return value ? text_of(*value) : std::string(scim_type(value.error().kind));
  };
  EXPECT_EQ(
      shape(R"({"schemas": [], "ID": "x", "USERNAME": "u", "Active": "TRUE", "password": "p", "meta": {}, "groups": [],
                      "roles": [], "shoeSize": 43, "emails": "a@x", "title": null})"),
      sorted(R"({"userName": "u", "active": true, "emails": [{"value": "a@x"}]})"));
  EXPECT_EQ(shape(R"({"userName": "u", "active": "yes"})"), "invalidValue");
  // RFC 7644, section 3.10: an attribute may carry the URN of its schema, or stand inside of what the URN names.
  const std::string urn = "urn:ietf:params:scim:schemas:core:2.0:User";
  const std::string out = sorted(R"({"userName": "u", "active": false})");
  EXPECT_EQ(shape(R"({"userName": "u", ")" + urn + R"(:active": "False"})"), out);
  EXPECT_EQ(shape(R"({"userName": "u", ")" + urn + R"(": {"ACTIVE": false}})"), out);
  EXPECT_EQ(shape(R"({")" + urn + R"(": {"active": false, "userName": "u"}})"), out);
  EXPECT_EQ(shape("{\"" + enterprise + R"(:department": "d", "userName": "u"})"),
            sorted(R"({"userName": "u", ")" + enterprise + R"(": {"department": "d"}})"));
  EXPECT_EQ(shape(R"({"active": true, ")" + urn + R"(": {"active": false}})"), "invalidSyntax");
  EXPECT_EQ(shape(R"({"active.value": false})"), "invalidValue");
  EXPECT_EQ(shape(R"({"activeSince": "2020"})"), "{}");
  EXPECT_EQ(shape(R"({"userName": ["a", "b"]})"), "invalidValue");
  EXPECT_EQ(shape("{\"userName\": \"a\\u0000b\"}"), "invalidValue");
  EXPECT_EQ(shape(R"({"userName": ")" + std::string(5000, 'x') + "\"}"), "invalidValue");
  EXPECT_EQ(shape(R"({"emails": [{"value": "a", "primary": "maybe"}]})"), "invalidValue");
}

}  // namespace
}  // namespace formulary::domain::scim
