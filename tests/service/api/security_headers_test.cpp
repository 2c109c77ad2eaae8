// The headers that protect a browser, on every answer there is: every endpoint for nobody, files, errors of the
// transport, pages of problems. The texts are those of the design, letter by letter.
#include <gmock/gmock.h>

#include "tests/service/support/place.hpp"

namespace formulary::api {
namespace {

using tests::Place;

std::vector<std::string> all(const Response& response, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : response.headers) {
    if (key == name) values.push_back(value);
  }
  return values;
}

void expect_protected(const Response& response, const std::string& what) {
  using testing::ElementsAre;
  EXPECT_THAT(
      all(response, "content-security-policy"),
      ElementsAre("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                  "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors "
                  "'none'; require-trusted-types-for 'script'"))
      << what;
  EXPECT_EQ(all(response, "strict-transport-security").size(), 0U) << what << ": that is said by who ends TLS";
  EXPECT_THAT(all(response, "x-content-type-options"), ElementsAre("nosniff")) << what;
  EXPECT_THAT(all(response, "referrer-policy"), ElementsAre("no-referrer")) << what;
  EXPECT_THAT(all(response, "cross-origin-opener-policy"), ElementsAre("same-origin")) << what;
  EXPECT_THAT(all(response, "cross-origin-resource-policy"), ElementsAre("same-origin")) << what;
  EXPECT_THAT(all(response, "permissions-policy"), ElementsAre(testing::HasSubstr("camera=(), "))) << what;
  EXPECT_EQ(all(response, "access-control-allow-origin").size(), 0U) << what;
  const auto cache = all(response, "cache-control");
  ASSERT_EQ(cache.size(), 1U) << what;
}

Request request(std::string_view method, std::string path) {
  Request made;
  made.method = method;
  made.path = std::move(path);
  made.remote = "127.0.0.1";
  made.headers = {{"host", "registry.example"}};
  return made;
}

TEST(SecurityHeaders, AreOnTheAnswerOfEveryEndpoint) {
  Place place;
  for (const Endpoint& endpoint : endpoints()) {
    std::string path(endpoint.path);
    if (const std::size_t at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, "some-id");
    for (const std::string_view method : {endpoint.method, std::string_view("OPTIONS"), std::string_view("PUT")}) {
      const Response response = place.send(request(method, path));
      expect_protected(response, std::string(method) + " " + path);
      if (path != "/openapi.json" || method != "GET") {
        EXPECT_THAT(all(response, "cache-control"), testing::ElementsAre("no-store")) << method << " " << path;
      }
    }
  }
}

TEST(SecurityHeaders, AreOnEverythingElse) {
  Place place;
  for (const char* path :
       {"/", "/index.html", "/assets/app.js", "/nothing", "/problems", "/problems/stale", "/v1/nothing"}) {
    for (const char* method : {"GET", "HEAD", "POST"}) expect_protected(place.send(request(method, path)), path);
  }
  for (const int status : {400, 408, 413, 414, 431, 500, 503}) {
    expect_protected(place.dispatcher->problem(status, "Too many.", "id"), std::to_string(status));
  }
}

TEST(SecurityHeaders, AreOnTheFilesOfTheApplication) {
  Place place;
  std::map<std::string, std::string> files;
  for (const char* name : {"/index.html", "/assets/app-1a2b3c4d.js", "/assets/app-1a2b3c4d.css", "/icon.svg"}) {
    files[name] = "x";
  }
  Services services{.store = *place.store, .blobs = *place.blobs, .world = place.world, .cipher = place.cipher};
  Dispatcher dispatcher(services, Assets(files, place.world), [](const Incident&) {});
  for (const char* path : {"/", "/index.html", "/assets/app-1a2b3c4d.js", "/assets/app-1a2b3c4d.css", "/icon.svg"}) {
    const Response response = dispatcher.handle(request("GET", path));
    EXPECT_EQ(response.status, 200) << path;
    expect_protected(response, path);
  }
}

}  // namespace
}  // namespace formulary::api
