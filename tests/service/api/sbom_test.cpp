// The component list that is made from a Report.
#include "service/api/sbom.hpp"

#include <set>

#include <gmock/gmock.h>

namespace formulary::api {
namespace {

Report report_with(std::vector<Fact> facts) {
  Report report;
  report.scanner = "formulary-scan 0.1.0";
  report.artifact.sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  report.complete = true;
  report.facts = std::move(facts);
  return report;
}

Fact fact(std::string_view name, const std::string& subject, const std::string& value, const std::string& evidence) {
  return {std::string(name), subject, value, evidence};
}

TEST(Sbom, NamesTheArtifact) {
  const Json list = cyclonedx_json(report_with({fact(fact::android_package, "", "org.example.ward", ""),
                                                fact(fact::android_version_name, "", "1.0", "")}),
                                   {});
  EXPECT_EQ(list["metadata"]["component"]["name"], "org.example.ward");
  EXPECT_EQ(list["metadata"]["component"]["version"], "1.0");
  EXPECT_EQ(list["metadata"]["tools"]["components"][0]["version"], "0.1.0");
  EXPECT_EQ(list["serialNumber"], "urn:uuid:01234567-89ab-8def-8123-456789abcdef");
  EXPECT_TRUE(list["components"].empty());
}

TEST(Sbom, AFileWithoutNameGoesByItsDigest) {
  EXPECT_EQ(cyclonedx_json(report_with({}), {})["metadata"]["component"]["name"],
            "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
}

TEST(Sbom, TheSameComponentAtTwoPlacesIsOne) {
  const Json list = cyclonedx_json(report_with({fact(fact::android_native_version, "zlib", "1.2.11", "lib/a.so+0x1"),
                                                fact(fact::android_native_version, "zlib", "1.2.11", "lib/b.so+0x2"),
                                                fact(fact::android_native_version, "zlib", "1.3", "lib/c.so+0x3")}),
                                   {});
  ASSERT_EQ(list["components"].size(), 2U);
  EXPECT_EQ(list["components"][0]["purl"], "pkg:generic/zlib@1.2.11");
  EXPECT_EQ(list["components"][0]["evidence"]["occurrences"].size(), 2U);
  EXPECT_EQ(list["components"][1]["version"], "1.3");
}

TEST(Sbom, ReferencesAreUniqueAndAllDependedOn) {
  const Json list =
      cyclonedx_json(report_with({fact(fact::android_library_bundled, "pkg:maven/a.b/c", "1.0+build", "META-INF/x"),
                                  fact(fact::android_library_bundled, "pkg:maven/a.b/c", "", "META-INF/y"),
                                  fact(fact::android_native_version, "Mbed TLS", "2.16.0", "lib/a.so"),
                                  fact(fact::android_runtime, "", "Unity", "lib/libunity.so"),
                                  fact(fact::android_runtime_version, "Unity", "2021.3.5f1", "assets"),
                                  fact(fact::android_sdk, "crash", "Sentry", "AndroidManifest.xml")}),
                     {});
  std::set<std::string> references;
  for (const Json& one : list["components"]) {
    EXPECT_TRUE(references.insert(one["bom-ref"]).second) << one["bom-ref"];
    EXPECT_TRUE(one["type"] == "library" || one["type"] == "framework");
    EXPECT_FALSE(one["name"].get<std::string>().empty());
  }
  EXPECT_THAT(references, testing::ElementsAre("pkg:generic/mbed-tls@2.16.0", "pkg:maven/a.b/c",
                                               "pkg:maven/a.b/c@1.0%2Bbuild", "runtime:Unity", "sdk:Sentry"));
  std::set<std::string> needed;
  for (const Json& one : list["dependencies"][0]["dependsOn"]) needed.insert(one);
  EXPECT_EQ(needed, references);
  EXPECT_EQ(list["components"][3]["version"], "2021.3.5f1");
}

}  // namespace
}  // namespace formulary::api
