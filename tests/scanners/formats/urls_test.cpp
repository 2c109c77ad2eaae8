// Addresses in text: what is one, and what is left of it.
#include "scanners/formats/android/urls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::formats::android::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> urls(std::string_view text) {
  std::vector<std::string> found;
  for (const FoundUrl& one : find_urls(text, 100)) found.push_back(one.url);
  return found;
}

struct Written {
  const char* text;
  const char* url;  ///< empty: none
};

const Written written[] = {
    {"https://api.example.org", "https://api.example.org"},
    {"HTTPS://API.Example.ORG/Path", "https://api.example.org/Path"},
    {"see http://a.example.org/b, then", "http://a.example.org/b"},
    {"It is at http://a.example.org/b.", "http://a.example.org/b"},
    {"https://a.example.org:8443/x", "https://a.example.org:8443/x"},
    {"https://a.example.org/x?token=secret#part", "https://a.example.org/x"},
    {"https://user:password@a.example.org/x", "https://a.example.org/x"},
    {"https://a.example.org/v1/8fJ2kQ9xLmP4vR7tYw3z5b/y", "https://a.example.org/v1/…/y"},
    {"https://a.example.org/a-long-name-with-2-numbers", "https://a.example.org/a-long-name-with-2-numbers"},
    {"https://a.example.org/ward/%s/beds", "https://a.example.org/ward/"},
    {"https://%s.example.org/x", "https://*.example.org/x"},
    {"https://{region}.api.example.org", "https://*.api.example.org"},
    {"wss://live.example.org/socket", "wss://live.example.org/socket"},
    {"mqtt://192.168.1.20:1883", "mqtt://192.168.1.20:1883"},
    {"<a href=\"https://a.example.org/x\">", "https://a.example.org/x"},
    {"https:\\/\\/a.example.org", ""},
    {"https://", ""},
    {"https://%s", ""},
    {"https://api.%s/x", ""},
    {"https://server/x", ""},
    {"https://localhost:8080/x", ""},
    {"https://127.0.0.1/x", ""},
    {"https://300.1.1.1/x", ""},
    {"https://-a.example.org", ""},
    {"https://a..example.org", ""},
    {"https://a.example.o1", ""},
    {"content://org.example.ward/x", ""},
    {"http://schemas.android.com/apk/res/android", ""},
    {"http://www.w3.org/2000/svg", ""},
    {"https://developer.android.com/guide", ""},
    {"https://ward.readthedocs.io/en", ""},
    {"https://www.w3.org.example.net/x", "https://www.w3.org.example.net/x"},
};

TEST(Urls, AreReadAsFarAsTheySayWhomIsTalkedTo) {
  for (const auto& [text, url] : written) {
    const std::vector<std::string> expected = *url == '\0' ? std::vector<std::string>{} : std::vector<std::string>{url};
    EXPECT_EQ(urls(text), expected) << text;
  }
}

TEST(Urls, SeveralInOneTextAreAllFound) {
  EXPECT_THAT(urls("a=http://a.example.org;b='https://b.example.org/x',http://c.example.org"),
              ElementsAre("http://a.example.org", "https://b.example.org/x", "http://c.example.org"));
  EXPECT_EQ(find_urls("http://a.example.org http://b.example.org", 1).size(), 1U);
}

TEST(Urls, APasswordIsNoticedAndNotShown) {
  EXPECT_TRUE(find_urls("https://ward:geheim@a.example.org/x", 9)[0].credentials);
  EXPECT_FALSE(find_urls("https://ward@a.example.org/x", 9)[0].credentials);
  EXPECT_FALSE(find_urls("https://%s:%s@a.example.org/x", 9)[0].credentials);
}

TEST(Urls, TextThatNeverEndsIsNoAddress) {
  EXPECT_THAT(urls("http://" + std::string(100'000, 'a')), IsEmpty());
  EXPECT_LT(urls("http://a.example.org/" + std::string(100'000, 'x')).at(0).size(), 300U);
}

}  // namespace
}  // namespace formulary::formats::android::test
