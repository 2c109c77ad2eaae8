// Signatures and key sets that others published to try verifiers with (C2SP Wycheproof): what is good there is good
// here, where the algorithm is one of ours, and nothing that is bad there is.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "service/io/oidc/jose.hpp"
#include "tests/support/corpus.hpp"

namespace formulary::tests {
namespace {

using io::oidc::Json;

Json published(const std::string& file) {
  const auto folder = support::corpus("jose");
  if (!folder || !std::filesystem::exists(*folder / file)) return nullptr;
  std::ifstream in(*folder / file);
  return Json::parse(in);
}

/// The key set of a group of cases, whether it gives one key or several.
std::string set_of(const Json& group) {
  const Json& given = group.contains("public") ? group["public"] : group["private"];
  if (given.contains("keys")) return given.dump();
  return Json{{"keys", {given}}}.dump();
}

bool is_good(const std::string& token, const std::string& set) {
  const auto keys = io::oidc::read_key_set(set);
  const auto read = io::oidc::read_signed(token);
  return keys && read && !io::oidc::verify(*read, *keys);
}

/// Other algorithms are refused, in the token as in the key.
bool is_ours(const Json& group, const std::string& token) {
  const Json& key = group.contains("public") ? group["public"] : group["private"];
  const auto read = io::oidc::read_signed(token);
  return io::oidc::parse_algorithm(key.value("alg", std::string())) &&
         (read || read.error() != io::oidc::TokenDefect::algorithm);
}

TEST(Published, SignaturesAreJudgedAsTheirAuthorsDo) {
  const Json file = published("json_web_signature_test.json");
  if (file.is_null()) GTEST_SKIP() << "the published signatures are not there; set FORMULARY_SHARED";
  int good = 0, bad = 0;
  for (const Json& group : file["testGroups"]) {
    for (const Json& one : group["tests"]) {
      const std::string token = one["jws"];
      const bool wanted = one["result"] == "valid" && is_ours(group, token);
      EXPECT_EQ(is_good(token, set_of(group)), wanted) << group["comment"] << " " << one.dump();
      ++(wanted ? good : bad);
    }
  }
  EXPECT_GE(good, 10);
  EXPECT_GE(bad, 300);
}

TEST(Published, KeysThatAreNoGoodVerifyNothing) {
  const Json file = published("json_web_key_test.json");
  if (file.is_null()) GTEST_SKIP() << "the published keys are not there; set FORMULARY_SHARED";
  int looked_at = 0;
  for (const Json& group : file["testGroups"]) {
    for (const Json& one : group["tests"]) {
      if (one["result"] == "valid") continue;
      EXPECT_FALSE(is_good(one["jws"], set_of(group))) << group["comment"] << " " << one["comment"];
      ++looked_at;
    }
  }
  EXPECT_GE(looked_at, 15);
}

}  // namespace
}  // namespace formulary::tests
