// What the JSON reader takes and refuses, and how it names the place.
#include "service/api/json.hpp"

#include <gmock/gmock.h>

#include "service/api/object_reader.hpp"
#include "service/domain/actor.hpp"

namespace formulary::api {
namespace {

struct Malformed {
  std::string name;
  std::string text;
  std::string says;
  std::string pointer;
};

class Refuses : public testing::TestWithParam<Malformed> {};

TEST_P(Refuses, WithTheReason) {
  const auto parsed = parse_object(GetParam().text);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().name, "malformed-json");
  EXPECT_EQ(parsed.error().status, 400);
  EXPECT_THAT(parsed.error().detail, testing::HasSubstr(GetParam().says));
  const std::string pointer = parsed.error().errors.empty() ? "" : parsed.error().errors.front().pointer;
  EXPECT_EQ(pointer, GetParam().pointer);
}

std::string nested(int levels) {
  std::string text = "{\"a\":";
  for (int i = 1; i < levels; ++i) text += "[";
  for (int i = 1; i < levels; ++i) text += "]";
  return text + "}";
}

std::string many_keys(int count) {
  std::string text = "{";
  for (int i = 0; i < count; ++i) text += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
  return text + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Json, Refuses,
    testing::Values(Malformed{"Nothing", "", "empty", ""}, Malformed{"Blanks", " \n", "empty", ""},
                    Malformed{"NoJson", "hello", "at byte 1", ""}, Malformed{"CutShort", "{\"a\":", "not JSON", ""},
                    Malformed{"TrailingText", "{} x", "not JSON", ""}, Malformed{"AList", "[]", "one JSON object", ""},
                    Malformed{"AText", "\"x\"", "one JSON object", ""},
                    Malformed{"TheSameKeyTwice", R"({"a":1,"a":2})", "twice", "/a"},
                    Malformed{"TheSameKeyTwiceDeepDown", R"({"a":{"b/c":[{"d":1,"d":1}]}})", "twice", "/a/b~1c/d"},
                    Malformed{"SixtyFiveLevels", nested(65), "64 levels", "/a"},
                    Malformed{"TooManyKeys", many_keys(257), "256 keys", "/k256"},
                    Malformed{"NoUtf8", "{\"a\":\"\xff\"}", "not JSON", ""},
                    Malformed{"AHalfSurrogate", R"({"a":"\ud800"})", "not JSON", ""},
                    Malformed{"AComment", "{/* */}", "not JSON", ""},
                    Malformed{"NotANumber", "{\"a\":NaN}", "not JSON", ""},
                    Malformed{"AHugeNumber", "{\"a\":1e999}", "too large", ""}),
    [](const auto& one) { return one.param.name; });

TEST(Json, TakesWhatIsWithinTheLimits) {
  EXPECT_TRUE(parse_object(nested(64)));
  EXPECT_TRUE(parse_object(many_keys(256)));
  EXPECT_TRUE(parse_object(R"({"a":{"x":1},"b":{"x":1}})"));
  EXPECT_TRUE(parse_object(R"({"a":[{"x":1},{"x":1}]})"));
}

TEST(Json, SurvivesAMillionOpenBrackets) { EXPECT_FALSE(parse_object("{\"a\":" + std::string(1'000'000, '['))); }

struct Reading {
  std::string name;
  std::string text;
  std::vector<std::string> wrong;  ///< pointers
};

class Reads : public testing::TestWithParam<Reading> {};

TEST_P(Reads, AndNamesEveryMistake) {
  const InputJson json = InputJson::parse(GetParam().text);
  Mistakes mistakes;
  ObjectReader in(json, mistakes);
  in.text("name", {1, 5});
  in.optional_text("note", {0, 3});
  in.nullable_text("department");
  in.optional_flag("flag");
  in.optional_number("days", 1, 365);
  in.optional_day("until");
  in.optional_texts("list", 2, {1, 3});
  in.optional_words("roles", domain::parse_role, "submitter");
  if (const InputJson* child = in.child("inner")) {
    ObjectReader fields(*child, mistakes, in.pointer("inner"));
    fields.text("x");
    fields.close();
  }
  in.close();
  std::vector<std::string> pointers;
  for (const Mistake& mistake : mistakes) pointers.push_back(mistake.pointer);
  EXPECT_THAT(pointers, testing::UnorderedElementsAreArray(GetParam().wrong));
}

INSTANTIATE_TEST_SUITE_P(
    Object, Reads,
    testing::Values(Reading{"WhatFits",
                            R"({"name":"Ada","department":null,"flag":true,"days":90,"until":"2027-06-30",
                "list":["a"],"roles":["submitter"],"inner":{"x":""}})",
                            {}},
                    Reading{"WhatIsMissing", "{}", {"/name"}}, Reading{"AnEmptyText", R"({"name":""})", {"/name"}},
                    Reading{"CharactersNotBytes", R"({"name":"äöüßé"})", {}},
                    Reading{"SpacesAlone", R"({"name":" \n"})", {"/name"}},
                    Reading{"ATextTurnedRound", R"({"name":"a\u202Eb"})", {"/name"}},
                    Reading{"ATextTooLong", R"({"name":"sixsix"})", {"/name"}},
                    Reading{"ANumberForAText", R"({"name":5})", {"/name"}},
                    Reading{"NullForAText", R"({"name":null})", {"/name"}},
                    Reading{"ControlCharacters", R"({"name":"a\u0000b"})", {"/name"}},
                    Reading{"LinesInAText", R"({"name":"a\nb"})", {}},
                    Reading{"ATextForAFlag", R"({"name":"a","flag":"true"})", {"/flag"}},
                    Reading{"AFraction", R"({"name":"a","days":1.5})", {"/days"}},
                    Reading{"ANumberBeyond", R"({"name":"a","days":366})", {"/days"}},
                    Reading{"AHugeNumber", R"({"name":"a","days":18446744073709551615})", {"/days"}},
                    Reading{"NullForADay", R"({"name":"a","until":null})", {}},
                    Reading{"ADayThatIsNone", R"({"name":"a","until":"2027-02-30"})", {"/until"}},
                    Reading{"AListThatIsNone", R"({"name":"a","list":"a"})", {"/list"}},
                    Reading{"ABadItem", R"({"name":"a","list":["ok",7]})", {"/list/1"}},
                    Reading{"AListTooLong", R"({"name":"a","list":["a","b","c"]})", {"/list"}},
                    Reading{"AnUnknownWord", R"({"name":"a","roles":["king"]})", {"/roles/0"}},
                    Reading{"AnUnknownField", R"({"name":"a","nmae":"a"})", {"/nmae"}},
                    Reading{"UnknownFieldsDeepDown", R"({"name":"a","inner":{"x":"","a/b":1}})", {"/inner/a~1b"}},
                    Reading{"NoObject", R"({"name":"a","inner":[]})", {"/inner"}},
                    Reading{"ManyAtOnce", R"({"note":"long","flag":0,"x":1})", {"/name", "/note", "/flag", "/x"}}),
    [](const auto& one) { return one.param.name; });

TEST(Json, WritesWhatIsNotUtf8AsAReplacement) { EXPECT_EQ(to_text(Json("a\xff")), "\"a\uFFFD\""); }

}  // namespace
}  // namespace formulary::api
