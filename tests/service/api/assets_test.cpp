// The web application's files: types, caching, and the start page for addresses that exist only in the browser.
#include "service/api/assets.hpp"

#include <gmock/gmock.h>

#include "tests/service/support/place.hpp"

namespace formulary::api {
namespace {

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

class AssetsTest : public testing::Test {
 protected:
  std::optional<Response> get(std::string path, std::string accept = "text/html") {
    RequestHead request;
    request.path = std::move(path);
    request.headers = {{"accept", std::move(accept)}};
    return assets.find(request);
  }

  tests::SetWorld world;
  Assets assets{{{"/index.html", "<!doctype html>"},
                 {"/assets/index-1f2E3d_x.js", "js"},
                 {"/assets/plain.css", "css"},
                 {"/favicon.ico", "icon"}},
                world};
};

TEST_F(AssetsTest, AreCachedForEverWhenTheirNameHoldsADigest) {
  const auto script = get("/assets/index-1f2E3d_x.js");
  ASSERT_TRUE(script);
  EXPECT_EQ(header(*script, "content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(*script, "cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(*get("/assets/plain.css"), "cache-control"), "no-cache");
  EXPECT_EQ(header(*get("/favicon.ico"), "content-type"), "image/x-icon");
}

TEST_F(AssetsTest, GiveTheStartPageForPagesOfTheBrowser) {
  for (const char* path : {"/", "/index.html", "/submissions/12", "/audit", "/login"}) {
    const auto page = get(path);
    ASSERT_TRUE(page) << path;
    EXPECT_EQ(page->body, "<!doctype html>") << path;
    EXPECT_EQ(header(*page, "cache-control"), "no-cache");
  }
}

TEST_F(AssetsTest, GiveNothingElse) {
  for (const char* path : {"/v1/nothing", "/v1", "/scim/v2/Users", "/auth/x", "/missing.js", "/assets/gone-12345678.js",
                           "/../index.html"}) {
    EXPECT_FALSE(get(path)) << path;
  }
  EXPECT_FALSE(get("/submissions/12", "application/json")) << "a program asks for data, not for a page";
}

}  // namespace
}  // namespace formulary::api
