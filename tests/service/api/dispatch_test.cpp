// The dispatcher itself: routes, methods, headers, forged requests, and what it makes of handlers that fail.
#include <gmock/gmock.h>

#include "service/api/json.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::api {
namespace {

using testing::HasSubstr;
using tests::Place;

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

Request request(std::string method, std::string path, Headers headers = {}, std::string body = {}) {
  Request made;
  made.method = std::move(method);
  made.path = std::move(path);
  made.headers = std::move(headers);
  made.headers.emplace_back("host", "registry.example");
  made.body = std::move(body);
  made.remote = "127.0.0.1";
  return made;
}

Response explode(const Call&) { throw std::runtime_error("secret detail /etc/passwd"); }
Response explode_strangely(const Call&) { throw 7; }
Response no_space(const Call&) { throw usecases::StorageUnavailable("disk I/O error in table person"); }
Response no_second_place(const Call&) { throw usecases::AuditUnavailable("/mnt/second is full"); }
Response read_only(const Call&) { throw usecases::ReadOnly("entry 4711 differs"); }
Response fine(const Call& call) { return json_response(200, {{"id", call.id}}); }

constexpr Endpoint small_table[] = {
    {"get_health", "GET", "/fine", who::anyone, std::nullopt, takes::nothing, &fine},
    {"get_health", "POST", "/fine", who::anyone, std::nullopt, takes::json, &fine},
    {"get_tool", "GET", "/things/{id}/parts", who::anyone, std::nullopt, takes::nothing, &fine},
    {"get_log_tile", "GET", "/files/{rest}", who::anyone, std::nullopt, takes::nothing, &fine},
    {"get_health", "GET", "/second", who::anyone, std::nullopt, takes::nothing, &no_second_place},
    {"get_health", "GET", "/v1/uploads/closed", who::anyone, std::nullopt, takes::nothing, &read_only},
    {"get_health", "GET", "/explode", who::anyone, std::nullopt, takes::nothing, &explode},
    {"get_health", "GET", "/strange", who::anyone, std::nullopt, takes::nothing, &explode_strangely},
    {"get_health", "GET", "/full", who::anyone, std::nullopt, takes::nothing, &no_space},
    {"get_health", "GET", "/v1/uploads/full", who::anyone, std::nullopt, takes::nothing, &no_space},
};

class DispatchTest : public testing::Test {
 protected:
  Place place{small_table};
};

TEST_F(DispatchTest, FindsThePartOfThePath) {
  EXPECT_EQ(place.send(request("GET", "/things/7/parts")).body, R"({"id":"7"})");
  for (const char* path : {"/things//parts", "/things/7/8/parts", "/things/7", "/things/7/parts/", "/fine/"}) {
    EXPECT_EQ(place.send(request("GET", path)).status, 404) << path;
  }
}

TEST_F(DispatchTest, FindsTheRestOfThePath) {
  EXPECT_EQ(place.send(request("GET", "/files/0/x001/067.p/8")).body, R"({"id":"0/x001/067.p/8"})");
  for (const char* path : {"/files/", "/files", "/filesystem"}) {
    EXPECT_EQ(place.send(request("GET", path)).status, 404) << path;
  }
}

TEST_F(DispatchTest, SaysWhichMethodsThereAre) {
  const Response refused = place.send(request("DELETE", "/fine"));
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(header(refused, "allow"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(header(refused, "content-type"), "application/problem+json");
  const Response options = place.send(request("OPTIONS", "/fine"));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header(options, "allow"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(header(options, "access-control-allow-origin"), "");
}

TEST_F(DispatchTest, AnswersHeadAsGet) {
  const Response get = place.send(request("GET", "/fine"));
  const Response head = place.send(request("HEAD", "/fine"));
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(header(head, "etag"), header(get, "etag"));
}

TEST_F(DispatchTest, AnswersNotModified) {
  const std::string etag = header(place.send(request("GET", "/fine")), "etag");
  const Response again = place.send(request("GET", "/fine", {{"if-none-match", etag}}));
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(header(again, "etag"), etag);
}

TEST_F(DispatchTest, TellsTheLogEverythingAndTheClientNothing) {
  struct Case {
    const char* path;
    int status;
    const char* type;
    const char* what;
  };
  for (const Case& one : {Case{"/explode", 500, "/problems/internal", "secret detail"},
                          Case{"/strange", 500, "/problems/internal", "no std::exception"},
                          Case{"/full", 503, "/problems/unavailable", "disk I/O"},
                          Case{"/second", 503, "/problems/audit-unavailable", "/mnt/second"},
                          Case{"/v1/uploads/closed", 503, "/problems/read-only", "entry 4711"},
                          Case{"/v1/uploads/full", 507, "/problems/insufficient-storage", "disk I/O"}}) {
    place.incidents.clear();
    const Response response = place.send(request("GET", one.path));
    EXPECT_EQ(response.status, one.status) << one.path;
    const InputJson body = InputJson::parse(response.body);
    EXPECT_EQ(body["type"], one.type);
    EXPECT_THAT(response.body, testing::Not(HasSubstr(one.what)));
    ASSERT_EQ(place.incidents.size(), 1U);
    EXPECT_THAT(place.incidents[0].what, HasSubstr(one.what));
    EXPECT_EQ(body["request_id"], place.incidents[0].request);
  }
}

TEST_F(DispatchTest, AnnouncesTheLimitOfABodyBeforeItIsRead) {
  const auto admit = [&](const char* path, const char* length) {
    return place.dispatcher->admit(request("POST", path, {{"content-length", length}}));
  };
  ASSERT_TRUE(std::holds_alternative<Admission>(admit("/fine", "1048576")));
  EXPECT_EQ(std::get<Admission>(admit("/fine", "10")).body_limit, 1024U * 1024U);
  ASSERT_TRUE(std::holds_alternative<Response>(admit("/fine", "1048577")));
  const Response refused = std::get<Response>(admit("/fine", "10000000"));
  EXPECT_EQ(refused.status, 413);
  EXPECT_THAT(refused.body, HasSubstr("1 MiB"));
  EXPECT_EQ(place.dispatcher->handle(request("POST", "/fine", {}, std::string(1024 * 1024 + 1, 'x'))).status, 413);
}

TEST_F(DispatchTest, WantsJsonWhereItTakesJson) {
  EXPECT_EQ(place.send(request("POST", "/fine", {}, "{}")).status, 415);
  EXPECT_EQ(place.send(request("POST", "/fine", {{"content-type", "text/plain"}}, "{}")).status, 415);
  EXPECT_EQ(place.send(request("POST", "/fine", {{"content-type", "application/json"}}, "{}")).status, 200);
  EXPECT_EQ(place.send(request("POST", "/fine", {{"content-type", "Application/JSON; charset=utf-8"}}, "{}")).status,
            200);
}

TEST_F(DispatchTest, RefusesPostsFromOtherSitesEvenWhereAnyoneMayCome) {
  struct Case {
    Headers headers;
    int status;
  };
  const std::string json = "application/json";
  for (const Case& one :
       {Case{{{"content-type", json}}, 200}, Case{{{"content-type", json}, {"sec-fetch-site", "same-origin"}}, 200},
        Case{{{"content-type", json}, {"sec-fetch-site", "none"}}, 200},
        Case{{{"content-type", json}, {"sec-fetch-site", "cross-site"}}, 403},
        Case{{{"content-type", json}, {"sec-fetch-site", "same-site"}}, 403},
        Case{{{"content-type", json}, {"origin", "https://registry.example"}}, 200},
        Case{{{"content-type", json}, {"origin", "https://evil.example"}}, 403},
        Case{{{"content-type", json}, {"origin", "null"}}, 403}}) {
    EXPECT_EQ(place.send(request("POST", "/fine", one.headers, "{}")).status, one.status);
  }
}

TEST_F(DispatchTest, RefusesQueryParametersThatNobodyKnows) {
  Request unknown = request("GET", "/fine");
  unknown.query = {{"limt", "5"}};
  const Response response = place.send(unknown);
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("`limt` is not known"));
}

TEST_F(DispatchTest, ExplainsEveryKindOfProblem) {
  const Response all = place.send(request("GET", "/problems"));
  EXPECT_EQ(all.status, 200);
  for (const ProblemKind& kind : problem_kinds()) {
    const std::string path = "/problems/" + std::string(kind.name);
    EXPECT_THAT(all.body, HasSubstr(path));
    EXPECT_EQ(place.send(request("GET", path)).status, 200) << path;
    EXPECT_FALSE(kind.help.empty());
  }
  EXPECT_EQ(place.send(request("GET", "/problems/unheard-of")).status, 404);
}

TEST_F(DispatchTest, MakesAProblemOfEveryStatusOfTheTransport) {
  for (const int status : {400, 408, 413, 414, 431, 500, 503}) {
    const Response response = place.dispatcher->problem(status, "Say what to do.", "the-id");
    EXPECT_EQ(response.status, status);
    const InputJson body = InputJson::parse(response.body);
    EXPECT_EQ(body["status"], status);
    EXPECT_EQ(body["detail"], "Say what to do.");
    EXPECT_EQ(body["request_id"], "the-id");
    EXPECT_NE(body["type"], status == 500 ? "" : "/problems/internal") << status;
  }
}

}  // namespace
}  // namespace formulary::api
