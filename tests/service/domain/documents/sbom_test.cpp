// What a bill of materials does not say, and how its components are compared with those that the scanner found.
#include "service/domain/documents/sbom.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SbomComponent whole() {
  return {.name = "com.squareup.okhttp3/okhttp",
          .version = "4.9.0",
          .supplier = "Square",
          .identifier = "pkg:maven/com.squareup.okhttp3/okhttp@4.9.0",
          .related = true,
          .support = "maintained",
          .end_of_support = "2028-01-31"};
}

Sbom list(std::vector<SbomComponent> components) {
  return {.format = "CycloneDX",
          .spec_version = "1.5",
          .author = "Example",
          .supplier = "Example",
          .tool = "t",
          .timestamp = "2026-03-01T10:00:00Z",
          .root_name = "Ward",
          .root_version = "2.4.1",
          .components = std::move(components)};
}

std::string missing(const Sbom& sbom) { return missing_text(missing_in(sbom)); }

TEST(Sbom, NamesEachElementThatIsMissing) {
  EXPECT_EQ(missing(list({whole()})), "");
  SbomComponent bare{
      .name = "zlib", .version = {}, .supplier = {}, .identifier = {}, .support = {}, .end_of_support = {}};
  EXPECT_EQ(missing(list({whole(), bare})), "supplier (1), version (1), identifier (1), relationship (1), support (1)");
  Sbom anonymous = list({whole()});
  anonymous.author.clear();
  anonymous.timestamp = "yesterday";
  EXPECT_EQ(missing(anonymous), "author (1), timestamp (1)");
}

std::vector<std::string> lines(const std::vector<Fact>& facts) {
  std::vector<std::string> out;
  for (const Fact& fact : facts) out.push_back(fact.name + " [" + fact.subject + "] " + fact.value);
  return out;
}

TEST(Sbom, StatesFacts) {
  EXPECT_THAT(lines(facts_of(list({whole()}))),
              ElementsAre("sbom.format [1.5] CycloneDX", "sbom.root_version [Ward] 2.4.1", "sbom.components [] 1",
                          "sbom.end_of_support [com.squareup.okhttp3/okhttp 4.9.0] 2028-01-31"));
}

TEST(Sbom, ComponentsAreFoundByIdentifierAndName) {
  EXPECT_THAT(keys_of(whole()),
              ElementsAre("pkg:maven/comsquareupokhttp3/okhttp", "comsquareupokhttp3/okhttp", "okhttp"));
  EXPECT_THAT(keys_of("", "OpenSSL"), ElementsAre("openssl"));
  EXPECT_THAT(keys_of("cpe:2.3:a:zlib:zlib:1.2.11", "zlib"), ElementsAre("zlib"));
  EXPECT_THAT(keys_of("", "---"), IsEmpty());
}

TEST(Sbom, ComparesWithWhatWasFound) {
  Report report;
  const auto state = [&](std::string_view name, std::string subject, std::string value) {
    report.facts.push_back({std::string(name), std::move(subject), std::move(value), ""});
  };
  state(fact::android_library_bundled, "pkg:maven/com.squareup.okhttp3/okhttp", "4.9.0");
  state(fact::android_library_bundled, "pkg:maven/com.squareup.okhttp3/okhttp", "4.9.0");
  state(fact::android_native_version, "OpenSSL", "1.1.1g");
  state(fact::android_sdk, "analytics", "Mixpanel");
  state(fact::android_native_version, "zlib", "unknown");
  std::vector<ComparedComponent> compared;
  for (FoundComponent& found : found_components(report)) {
    std::vector<std::string> listed;
    if (found.shown == "com.squareup.okhttp3/okhttp") listed = {"4.9"};
    if (found.shown == "OpenSSL") listed = {"3.0.8"};
    if (found.shown == "zlib") listed = {"1.2.11"};
    compared.push_back({std::move(found), listed});
  }
  ASSERT_EQ(compared.size(), 4U) << "each once";
  EXPECT_THAT(lines(facts_of(compared)),
              ElementsAre("sbom.other_version [OpenSSL] 3.0.8, found 1.1.1g", "sbom.not_listed [Mixpanel] "));
}

}  // namespace
}  // namespace formulary::domain
