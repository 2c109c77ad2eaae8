// Pages: limits, cursors and what follows.
#include "service/api/paging.hpp"

#include <gmock/gmock.h>

#include "service/api/query.hpp"

namespace formulary::api {
namespace {

Request asking(std::vector<std::pair<std::string, std::string>> query) {
  Request request;
  request.path = "/v1/things";
  request.query = std::move(query);
  return request;
}

std::string next_of(const Response& response) { return InputJson::parse(response.body)["next"].get<std::string>(); }

TEST(Page, HasFiftyUnlessAsked) {
  EXPECT_EQ(page_of(asking({}))->limit, 50);
  EXPECT_EQ(page_of(asking({{"limit", "1"}}))->limit, 1);
  EXPECT_EQ(page_of(asking({{"limit", "200"}}))->limit, 200);
}

TEST(Page, RefusesOtherLimitsAndForeignCursors) {
  for (const char* limit : {"0", "201", "-1", "ten", "", "5x", "99999999999999999999"}) {
    const auto page = page_of(asking({{"limit", limit}}));
    ASSERT_FALSE(page) << limit;
    EXPECT_EQ(page.error().field, "/limit");
  }
  for (const char* cursor : {"", "x", "***", "MTo", "Mjpm"}) {
    const auto page = page_of(asking({{"cursor", cursor}}));
    ASSERT_FALSE(page) << cursor;
    EXPECT_EQ(page.error().field, "/cursor");
  }
}

TEST(Page, SaysWhatFollowsInBodyAndHeader) {
  const Response response = page_response(asking({{"q", "a b&c"}, {"cursor", "old"}}), Json::array(), "name\nid");
  const std::string cursor = next_of(response);
  EXPECT_EQ(page_of(asking({{"cursor", cursor}}))->cursor, "name\nid");
  const auto link = std::ranges::find(response.headers, "link", &std::pair<std::string, std::string>::first);
  ASSERT_NE(link, response.headers.end());
  EXPECT_EQ(link->second, "</v1/things?q=a%20b%26c&cursor=" + cursor + ">; rel=\"next\"");
}

TEST(Page, OfAWholeListIsCutInPieces) {
  const std::vector<std::string> all = {"a", "b", "c", "d", "e"};
  const auto key = [](const std::string& text) { return text; };
  const auto [first, after_first] = slice(all, Page{2, ""}, key);
  EXPECT_THAT(first, testing::ElementsAre("a", "b"));
  EXPECT_EQ(after_first, "b");
  const auto [last, after_last] = slice(all, Page{3, "b"}, key);
  EXPECT_THAT(last, testing::ElementsAre("c", "d", "e"));
  EXPECT_FALSE(after_last);
}

TEST(Page, IsTrimmedOfTheOneTooMany) {
  std::vector<std::string> rows = {"a", "b", "c"};
  EXPECT_EQ(trim_page(rows, Page{2, ""}, [](const std::string& text) { return text; }), "b");
  EXPECT_EQ(rows.size(), 2U);
  EXPECT_FALSE(trim_page(rows, Page{2, ""}, [](const std::string& text) { return text; }));
}

TEST(Query, SplitsListsAndReadsTimes) {
  EXPECT_THAT(values_in_query(asking({{"state", "a,b"}, {"x", "y"}, {"state", "c"}}), "state"),
              testing::ElementsAre("a", "b", "c"));
  EXPECT_TRUE(*flag_in_query(asking({{"mine", "true"}}), "mine"));
  EXPECT_FALSE(*flag_in_query(asking({}), "mine"));
  EXPECT_FALSE(flag_in_query(asking({{"mine", "yes"}}), "mine"));
  const auto day = [](DayMeans means) { return (*instant_in_query(asking({{"t", "1970-01-02"}}), "t", means))->ms; };
  EXPECT_EQ(day(DayMeans::its_beginning), 86'400'000);
  EXPECT_EQ(day(DayMeans::its_end), 172'800'000);
  EXPECT_FALSE(instant_in_query(asking({{"t", "yesterday"}}), "t", DayMeans::its_end));
}

}  // namespace
}  // namespace formulary::api
