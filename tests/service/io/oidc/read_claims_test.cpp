// Claims: of the right type or the whole token is no token.
#include "service/io/oidc/read_claims.hpp"

#include <gtest/gtest.h>

namespace formulary::tests {
namespace {

using io::oidc::Json;

TEST(ReadClaims, ReadsWhatTheStandardsName) {
  const auto claims = io::oidc::read_claims(
      Json::parse(R"({"iss":"https://login.example","sub":"s","aud":"formulary","azp":"formulary","nonce":"n",
        "at_hash":"h","acr":"strong","amr":["pwd","mfa"],"sid":"session","jti":"1","exp":1772355600,"nbf":1,
        "iat":1772355600.5,"auth_time":1772355000,"oid":"o","extra":{"deep":[1]},"name":"Nora"})"),
      "jwt", "oid");
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->audience, std::vector<std::string>{"formulary"});
  EXPECT_EQ(claims->methods, (std::vector<std::string>{"pwd", "mfa"}));
  EXPECT_EQ(claims->expires->ms, 1'772'355'600'000);
  EXPECT_EQ(claims->issued->ms, 1'772'355'600'500);
  EXPECT_EQ(claims->link, "o");
  EXPECT_FALSE(claims->events);
}

TEST(ReadClaims, TheLogoutEventIsAnObjectUnderItsName) {
  const auto has_event = [](const char* events) {
    const auto claims = io::oidc::read_claims(Json{{"events", Json::parse(events)}}, "", "");
    return claims && claims->events && claims->logout_event;
  };
  EXPECT_TRUE(has_event(R"({"http://schemas.openid.net/event/backchannel-logout":{}})"));
  EXPECT_FALSE(has_event(R"({"http://schemas.openid.net/event/backchannel-logout":true})"));
  EXPECT_FALSE(has_event(R"({"http://schemas.openid.net/event/other":{}})"));
  EXPECT_FALSE(has_event(R"([])"));
}

TEST(ReadClaims, WrongTypesMakeItUnreadable) {
  for (const char* bad : {R"({"iss":1})",
                          R"({"sub":null})",
                          R"({"sub":["s"]})",
                          R"({"aud":1})",
                          R"({"aud":[1]})",
                          R"({"aud":{"a":1}})",
                          R"({"azp":true})",
                          R"({"nonce":1})",
                          R"({"exp":"1772355600"})",
                          R"({"exp":null})",
                          R"({"exp":-1})",
                          R"({"exp":1e300})",
                          R"({"nbf":[]})",
                          R"({"iat":"now"})",
                          R"({"auth_time":{}})",
                          R"({"amr":"mfa"})",
                          R"({"acr":["a"]})",
                          R"({"at_hash":1})",
                          R"({"events":"logout"})",
                          R"({"sid":1})",
                          R"({"jti":1})",
                          R"({"oid":1})"}) {
    EXPECT_FALSE(io::oidc::read_claims(Json::parse(bad), "", "oid")) << bad;
  }
}

}  // namespace
}  // namespace formulary::tests
