// Secrets by their shape. No secret below opens anything: they are put together here, or stand in a vendor's manual.
#include "scanners/formats/android/secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::formats::android::test {
namespace {

using testing::IsEmpty;

std::vector<std::string> kinds(std::string_view text) {
  std::vector<std::string> found;
  for (const FoundSecret& one : find_secrets(text, 100)) found.emplace_back(one.kind);
  return found;
}

std::string repeated(std::string_view pattern, std::size_t length) {
  std::string text;
  while (text.size() < length) text += pattern;
  return text.substr(0, length);
}

const std::string mixed = "aB3xK9mQ7zL2pW5vR8tY1nC4dF6gH0jS";

struct Shape {
  std::string text;
  const char* kind;  ///< empty: none
};

std::vector<Shape> shapes() {
  // A key of 40 bytes in DER: SEQUENCE { INTEGER 0, OCTET STRING of zeros }.
  const std::string der = "MCYCAQAEIQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  return {
      {"AKIAIOSFODNN7EXAMPLE", "aws-access-key-id"},
      {"AKIAIOSFODNN7EXAMPL", ""},
      {"AKIAIOSFODNN7EXAMPLES", ""},
      {"AKIAIOSFODNN7EXAMPL1", ""},  // 1 is not in the alphabet
      {"XAKIAIOSFODNN7EXAMPLE", ""},
      {"AIza" + repeated(mixed, 35), "google-api-key"},
      {"AIza" + std::string(35, 'a'), ""},
      {"AIza" + repeated(mixed, 36), ""},
      {"GOCSPX-" + repeated(mixed, 28), "google-oauth-client-secret"},
      {"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", "github-token"},
      {"ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", ""},  // the checksum does not fit
      {"github_pat_" + repeated(mixed, 82), "github-token"},
      {"xoxb-123456789012-123456789012-" + repeated(mixed, 24), "slack-token"},
      {"xoxb-the-name-of-a-variable-only", ""},
      {"https://hooks.slack.com/services/T0123ABCD/B0123ABCD/" + repeated(mixed, 24), "slack-webhook"},
      {"https://hooks.slack.com/services/T/B/x", ""},
      {"sk_live_" + repeated(mixed, 24), "stripe-secret-key"},
      {"sk_test_" + repeated(mixed, 24), ""},
      {"sk_live_" + std::string(24, 'x'), ""},
      {"SK0123456789abcdef0123456789abcdef", "twilio-api-key"},
      {"SK00000000000000000000000000000000", ""},
      {"SG." + repeated(mixed, 22) + "." + repeated(mixed, 43), "sendgrid-api-key"},
      {"AccountKey=" + repeated(mixed, 86) + "==", "azure-storage-key"},
      {"AAAA" + repeated(mixed, 7) + ":APA91b" + repeated(mixed, 134), "firebase-server-key"},
      {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3YXJkIn0x." + repeated(mixed, 43), ""},  // the claims are no object
      {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3YXJkIn0." + repeated(mixed, 43), "json-web-token"},
      {"eyJ0eXBlIjoibm9uZSJ9.eyJzdWIiOiJ3YXJkIn0." + repeated(mixed, 43), ""},  // no "alg"
      {"-----BEGIN PRIVATE KEY-----\n" + der + "\n-----END PRIVATE KEY-----", ""},
      {"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
       "-----END PRIVATE KEY-----",
       "private-key"},
      {"-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\\n",
       "private-key"},
      {"-----BEGIN PRIVATE KEY-----", ""},
      {"-----BEGIN RSA PRIVATE KEY-----\nthis is how such a file begins", ""},
      {"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", ""},
      {"the key-ring has 32 keys in the box", ""},
  };
}

TEST(Secrets, AreKnownByTheirShapeAndStandItsTest) {
  for (const auto& [text, kind] : shapes()) {
    const std::vector<std::string> expected =
        *kind == '\0' ? std::vector<std::string>{} : std::vector<std::string>{kind};
    EXPECT_EQ(kinds(text), expected) << text;
    EXPECT_EQ(kinds("key = \"" + text + "\";"), expected) << text;
  }
}

TEST(Secrets, AreNeverShownWhole) {
  for (const auto& [text, kind] : shapes()) {
    for (const FoundSecret& one : find_secrets(text, 9)) {
      EXPECT_LE(one.shown.size(), 40U);
      EXPECT_EQ(one.shown.find(text.substr(0, 12)), std::string::npos) << one.shown;
    }
  }
  EXPECT_EQ(show_secret("AKIAIOSFODNN7EXAMPLE"), "AKIA… (20 characters)");
}

TEST(AssignedSecrets, AreValuesAsIrregularAsASecret) {
  const auto count = [](std::string_view text) { return find_assigned_secrets(text, 9).size(); };
  EXPECT_EQ(count("client_secret=8fJ2kQ9xLmP4vR7tYw3z"), 1U);
  EXPECT_EQ(count("{\"clientSecret\": \"8fJ2kQ9xLmP4vR7tYw3z\"}"), 1U);
  EXPECT_EQ(count("ward.api-key: '8fJ2kQ9xLmP4vR7tYw3z'"), 1U);
  EXPECT_EQ(count("<string name=\"x\">8fJ2kQ9xLmP4vR7tYw3z</string>"), 0U) << "no telling name";
  EXPECT_EQ(count("password=changeit"), 0U) << "too short";
  EXPECT_EQ(count("password=please-enter-your-password"), 0U) << "words";
  EXPECT_EQ(count("password=${env.WARD_PASSWORD_2}"), 0U) << "a variable";
  EXPECT_EQ(count("api_key=11111111111111111111a"), 0U) << "regular";
  EXPECT_EQ(count("passwordless=8fJ2kQ9xLmP4vR7tYw3z"), 0U) << "another name";
}

TEST(Secrets, LongTextsOfBeginningsTakeNoLongTime) {
  // Every prefix, again and again: the work must grow with the text and not with its square.
  for (const char* start : {"eyJ.", "-eyJ", "-----BEGIN PRIVATE KEY-----", "AccountKey=", "hooks.slack.com/services/T",
                            "xoxb-1-", "password=\"", "http://a", "sk_live_"}) {
    std::string text;
    while (text.size() < 4'000'000) text += start;
    EXPECT_THAT(find_secrets(text, 10), IsEmpty()) << start;
    EXPECT_THAT(find_assigned_secrets(text, 10), IsEmpty()) << start;
  }
}

}  // namespace
}  // namespace formulary::formats::android::test
