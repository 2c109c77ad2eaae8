// Filters: what fits, what does not, and what is refused.
#include "service/domain/scim/filter.hpp"

#include <gtest/gtest.h>

#include "tests/service/domain/scim/json.hpp"

namespace formulary::domain::scim {
namespace {

const std::string barbara = R"({
  "id": "2819c223-7f76-453a-919d-413861904646", "externalId": "Babs-7", "userName": "Barbara@Hospital.example",
  "active": true, "name": {"givenName": "Barbara", "familyName": "Jensen"}, "title": "Tour \"Guide\" \\ Nurse",
  "emails": [{"type": "work", "value": "b.jensen@hospital.example", "primary": true},
             {"type": "home", "value": "babs@home.example"}],
  "groups": [{"value": "g1", "display": "Reviewers"}],
  "addresses": [{"type": "work", "locality": "Turin"}],
  "meta": {"created": "2026-03-01T09:00:00.000Z", "lastModified": "2026-03-02T09:00:00.000Z"},
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Cardiology", "manager": {"value": "m1"}}})";

TEST(ScimFilter, FitsWhatItSays) {
  struct Row {
    std::string filter;
    bool fits;
  };
  const Row rows[] = {
      // what Entra and Okta ask
      {R"(userName eq "barbara@hospital.example")", true},
      {R"(userName eq "BARBARA@HOSPITAL.EXAMPLE")", true},
      {R"(userName eq"barbara@hospital.example")", true},
      {R"(userName eq "somebody@hospital.example")", false},
      {R"(externalId eq "Babs-7")", true},
      {R"(externalId eq "babs-7")", false},
      {R"(emails[type eq "work"].value eq "b.jensen@hospital.example")", true},
      {R"(emails[type eq "home"].value eq "b.jensen@hospital.example")", false},
      {R"(id eq "2819c223-7f76-453a-919d-413861904646" and active eq true)", true},
      {R"(active eq false)", false},
      {R"(active eq "True")", true},
      {R"(active ne true)", false},
      {R"(urn:ietf:params:scim:schemas:core:2.0:User:userName eq "barbara@hospital.example")", true},
      {R"(urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "cardiology")", true},
      {R"(urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department eq "cardiology")", true},
      {R"(urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "m1")", true},
      {R"(urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "m2")", false},
      // the rest of the grammar
      {R"(USERNAME EQ "barbara@hospital.example" AND NOT (active eq false))", true},
      {R"(name.familyName co "ENS")", true},
      {R"(name.familyName sw "jen" and name.givenName ew "ara")", true},
      {R"(name.familyName co "x" or name.givenName eq "barbara")", true},
      {R"(userName eq "x" and userName eq "y" or active eq true)", true},
      {R"(userName eq "x" and (userName eq "y" or active eq true))", false},
      {R"(title pr)", true},
      {R"(nickName pr)", false},
      {R"(addresses pr)", true},
      {R"(not (nickName pr))", true},
      {R"(nickName ne "x")", true},
      {R"(nickName eq null)", true},
      {R"(title eq "tour \"guide\" \\ nurse")", true},
      {R"(title eq "tour \u0022guide\u0022 \\ nurse")", true},
      {R"(emails eq "babs@home.example")", true},
      {R"(emails.type eq "home")", true},
      {R"(emails[type eq "work" and primary eq true])", true},
      {R"(emails[type eq "home" and primary eq true])", false},
      {R"(groups[value eq "g1"])", true},
      {R"(groups eq "G1")", false},
      {R"(meta.lastModified gt "2026-03-01T12:00:00.000Z")", true},
      {R"(meta.lastModified le "2026-03-01T12:00:00.000Z")", false},
      {R"(favouriteColour eq "blue")", false},
  };
  const Value resource = value_of(barbara);
  for (const Row& row : rows) {
    const auto filter = parse_filter(row.filter, ResourceKind::user);
    ASSERT_TRUE(filter) << row.filter << ": " << filter.error().sentence;
    EXPECT_EQ(fits(*filter, resource), row.fits) << row.filter;
  }
}

TEST(ScimFilter, IsRefusedWhereItCannotBeRead) {
  std::string deep;
  for (int i = 0; i < 30; ++i) deep += "(";
  std::string many = "title pr";
  for (int i = 0; i < 200; ++i) many += " or title pr";
  for (const std::string& text : {std::string(),
                                  std::string("userName"),
                                  std::string("userName eq"),
                                  std::string("userName eq \"open"),
                                  std::string("userName eq x"),
                                  std::string("userName is \"x\""),
                                  std::string("userName eq \"x\" and"),
                                  std::string("(userName eq \"x\""),
                                  std::string("userName eq \"x\")"),
                                  std::string("eq \"x\""),
                                  std::string("emails[type eq \"work\""),
                                  std::string("userName[type eq \"work\"]"),
                                  std::string("emails[type eq \"work\"].value"),
                                  std::string("emails[type eq \"work\"] eq \"x\""),
                                  std::string("title eq \"\\q\""),
                                  std::string("title eq \"\\ud800\""),
                                  std::string("not userName eq \"x\" extra"),
                                  deep,
                                  many,
                                  std::string(5000, 'a')}) {
    const auto filter = parse_filter(text, ResourceKind::user);
    ASSERT_FALSE(filter) << text.substr(0, 100);
    EXPECT_EQ(filter.error().kind, FaultKind::invalid_filter) << text.substr(0, 100);
  }
}

TEST(ScimFilter, SaysWhatItDemandsSoThatAStoreNeedNotReadAll) {
  const auto demands = [](const std::string& text, std::string_view attribute) {
    const auto filter = parse_filter(text, ResourceKind::user);
    const std::string* found = demanded(filter.value(), attribute);
    return found != nullptr ? *found : "-";
  };
  EXPECT_EQ(demands(R"(userName eq "a")", "userName"), "a");
  EXPECT_EQ(demands(R"(active eq true and username eq "a")", "userName"), "a");
  EXPECT_EQ(demands(R"(active eq true or userName eq "a")", "userName"), "-");
  EXPECT_EQ(demands(R"(not (userName eq "a"))", "userName"), "-");
  EXPECT_EQ(demands(R"(userName sw "a")", "userName"), "-");
  EXPECT_EQ(demands(R"(emails[value eq "a"])", "value"), "-");
}

TEST(ScimFilter, OfAGroupLooksAtItsMembers) {
  const Value group = value_of(R"({"displayName": "Reviewers", "members": [{"value": "u1"}, {"value": "u2"}]})");
  for (const auto& [text, wanted] :
       {std::pair(R"(displayName eq "reviewers")", true), std::pair(R"(members eq "u2")", true),
        std::pair(R"(members[value eq "u3"])", false),
        std::pair(R"(displayName eq "Reviewers" and members.value eq "u1")", true)}) {
    EXPECT_EQ(fits(parse_filter(text, ResourceKind::group).value(), group), wanted) << text;
  }
}

}  // namespace
}  // namespace formulary::domain::scim
