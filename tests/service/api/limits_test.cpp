// How often somebody may ask: the counting itself, its bounds, and what a caller is told.
#include <gmock/gmock.h>

#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::api {
namespace {

constexpr std::int64_t noon = 1'772'366'400'000;

TEST(RateLimits, CountEachCallerAndEachWindow) {
  RateLimits limits({.requests_a_minute = 3, .gate_a_second = 2});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.count(Counted::request, "maria", noon));
  const auto exceeded = limits.count(Counted::request, "maria", noon + 15'000);
  ASSERT_TRUE(exceeded);
  EXPECT_EQ(exceeded->limit, 3);
  EXPECT_EQ(exceeded->window_seconds, 60);
  EXPECT_EQ(exceeded->reset_seconds, 45);
  EXPECT_FALSE(limits.count(Counted::request, "sam", noon));
  EXPECT_FALSE(limits.count(Counted::gate, "maria", noon)) << "queries of the gate are counted for themselves";
  EXPECT_FALSE(limits.count(Counted::gate, "maria", noon));
  EXPECT_TRUE(limits.count(Counted::gate, "maria", noon + 999));
  EXPECT_FALSE(limits.count(Counted::gate, "maria", noon + 1000));
  EXPECT_FALSE(limits.count(Counted::request, "maria", noon + 60'000));
}

TEST(RateLimits, ZeroIsNone) {
  RateLimits limits({.requests_a_minute = 0, .gate_a_second = 0, .uploads_at_a_time = 0});
  for (int i = 0; i < 10'000; ++i) ASSERT_FALSE(limits.count(Counted::request, "maria", noon));
  const UploadTurn one = limits.begin_upload("maria"), other = limits.begin_upload("maria");
  EXPECT_TRUE(one);
  EXPECT_TRUE(other);
}

// Callers without end, as an attacker with many sessions would make them: the tables keep their bound, and who exceeds
// a limit is not let off by the crowd of a later minute.
TEST(RateLimits, KeepTheirBound) {
  RateLimits limits({.requests_a_minute = 1, .gate_a_second = 1});
  constexpr int many = 16 * RateLimits::callers_a_shard * 2;
  for (int i = 0; i < many; ++i) {
    EXPECT_FALSE(limits.count(Counted::request, "caller " + std::to_string(i), noon));
  }
  EXPECT_LE(limits.callers(), 16 * RateLimits::callers_a_shard);
  EXPECT_FALSE(limits.count(Counted::request, "late", noon + 60'000));
  EXPECT_TRUE(limits.count(Counted::request, "late", noon + 60'000));
}

TEST(RateLimits, TakeSomePiecesOfFilesAtATime) {
  RateLimits limits({.uploads_at_a_time = 2});
  UploadTurn first = limits.begin_upload("maria");
  {
    const UploadTurn second = limits.begin_upload("maria");
    EXPECT_TRUE(second);
    EXPECT_FALSE(limits.begin_upload("maria"));
    EXPECT_TRUE(limits.begin_upload("sam"));
  }
  EXPECT_TRUE(limits.begin_upload("maria"));
}

Response fine(const Call&) { return {.status = 200, .headers = {}, .body = {}, .stream = {}}; }
constexpr Endpoint small_table[] = {
    {"list_tools", "GET", "/fine", who::signed_in, std::nullopt, takes::nothing, &fine},
};

TEST(RateLimits, TellWhenToComeBack) {
  tests::Place place(small_table);
  place.limit({.requests_a_minute = 2});
  domain::Person person;
  person.id = {place.world.new_id()};
  person.login = "maria";
  person.roles = {domain::Role::submitter};
  person.created = place.world.present().now;
  const std::string secret = place.world.new_secret();
  const domain::Instant now = place.world.present().now;
  place.store->write([&](usecases::Transaction& transaction) {
    test::insert_agreed(transaction, person);
    transaction.people().insert(
        usecases::Session{place.world.sha256(secret), person.id, "csrf", now, now, now.plus(std::chrono::hours(1))});
    return usecases::Commit::yes;
  });
  Request request;
  request.method = "GET";
  request.path = "/fine";
  request.remote = "127.0.0.1";
  request.headers = {{"cookie", "__Host-fmly_sid=" + secret}};
  EXPECT_EQ(place.send(request).status, 200);
  EXPECT_EQ(place.send(request).status, 200);
  place.world.now_ms += 10'000;
  const Response refused = place.send(request);
  EXPECT_EQ(refused.status, 429);
  EXPECT_THAT(refused.headers, testing::IsSupersetOf({std::pair<std::string, std::string>("retry-after", "50"),
                                                      {"ratelimit-policy", "\"requests\";q=2;w=60"},
                                                      {"ratelimit", "\"requests\";r=0;t=50"}}));
  EXPECT_THAT(refused.body, testing::HasSubstr("/problems/too-many-requests"));
  place.world.now_ms += 50'000;
  EXPECT_EQ(place.send(request).status, 200);
}

}  // namespace
}  // namespace formulary::api
