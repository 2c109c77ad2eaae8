// Which attributes are shown.
#include "service/domain/scim/projection.hpp"

#include <gtest/gtest.h>

#include "tests/service/domain/scim/json.hpp"

namespace formulary::domain::scim {
namespace {

TEST(ScimProjection, ShowsWhatWasAskedFor) {
  const std::string user =
      R"({"schemas": ["s"], "id": "1", "userName": "u", "name": {"givenName": "a", "familyName": "b"},
    "emails": [{"type": "work", "value": "x"}], "meta": {"created": "c"},
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "d", "division": "e"}})";
  struct Row {
    std::string attributes, excluded, shown;
  };
  const Row rows[] = {
      {"", "", user},
      {"userName", "", R"({"schemas": ["s"], "id": "1", "userName": "u"})"},
      {"USERNAME, name.givenName", "", R"({"schemas": ["s"], "id": "1", "userName": "u", "name": {"givenName": "a"}})"},
      {"emails.value,meta", "",
       R"({"schemas": ["s"], "id": "1", "emails": [{"value": "x"}], "meta": {"created": "c"}})"},
      {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "",
       R"({"schemas": ["s"], "id": "1", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "d"}})"},
      {"nonsense", "", R"({"schemas": ["s"], "id": "1"})"},
      {"", "id,userName,name.familyName,emails,meta,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
       R"({"schemas": ["s"], "id": "1", "name": {"givenName": "a"}})"},
  };
  for (const Row& row : rows) {
    Value value = value_of(user);
    const Projection projection(row.attributes, row.excluded, ResourceKind::user);
    projection.apply(value);
    EXPECT_EQ(text_of(value), sorted(row.shown)) << row.attributes << " without " << row.excluded;
  }
}

TEST(ScimProjection, KnowsWhatNeedNotBeLookedUp) {
  EXPECT_TRUE(Projection("", "", ResourceKind::group).shows("members"));
  EXPECT_FALSE(Projection("", "members", ResourceKind::group).shows("members"));
  EXPECT_TRUE(Projection("", "members.display", ResourceKind::group).shows("members"));
  EXPECT_FALSE(Projection("displayName", "", ResourceKind::group).shows("members"));
  EXPECT_TRUE(Projection("members.value", "", ResourceKind::group).shows("members"));
}

}  // namespace
}  // namespace formulary::domain::scim
