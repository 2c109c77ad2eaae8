// Files that makers hand in: the form about security as JSON, bills of materials as CycloneDX and SPDX; whole, odd and
// hostile ones.
#include "service/api/document_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/support/corpus.hpp"

namespace formulary::api {
namespace {

using domain::Mds2Answer;

domain::Mds2Form form(const std::string& text) { return read_mds2_json(InputJson::parse(text)); }

TEST(DocumentFile, ReadsAFormAsAnObjectOfAnswers) {
  const auto read = form(R"({"AUDT-1": "Yes", "SHAD-15": {"answer": "No", "note": "Planned."}, "DOC-1": "Example"})");
  EXPECT_EQ(read.answer("AUDT-1"), Mds2Answer::yes);
  EXPECT_EQ(read.answer("SAHD-15"), Mds2Answer::no);
  EXPECT_EQ(read.find("SAHD-15")->note, "Planned.");
  EXPECT_EQ(read.text("DOC-1"), "Example");
}

TEST(DocumentFile, ReadsAFormAsListsOfQuestions) {
  const auto read = form(R"({"form": "MDS2", "sections": [{"title": "Audit", "questions": [
      {"id": "AUDT-1", "question": "...", "answer": "N/A"}, {"question_id": "TXCF-2", "response": "See Notes", "notes": "TLS"},
      {"id": "AUDT-2", "answer": 7}, "AUDT-3", null]}]})");
  EXPECT_EQ(read.edition, domain::Mds2Edition::of_2019);
  EXPECT_EQ(read.answer("AUDT-1"), Mds2Answer::not_applicable);
  EXPECT_EQ(read.answer("TXCF-2"), Mds2Answer::see_notes);
  EXPECT_FALSE(read.answer("AUDT-2"));
  EXPECT_EQ(read.rows.size(), 2U);
}

TEST(DocumentFile, AFormThatCannotBeReadSaysSo) {
  for (const std::string& text : {std::string("{"), std::string("%PDF-1.7"), std::string(), std::string("{\"a\":1}")}) {
    const auto content = read_document_file("mds2", text);
    ASSERT_TRUE(content);
    ASSERT_EQ(content->facts.size(), 1U) << text;
    EXPECT_EQ(content->facts.front().value, "unknown");
  }
}

domain::Sbom list(const std::string& text) { return read_sbom_json(InputJson::parse(text)).value(); }

TEST(DocumentFile, ReadsCycloneDx) {
  const domain::Sbom sbom = list(R"({"bomFormat": "CycloneDX", "specVersion": "1.6",
    "metadata": {"timestamp": "2026-02-01T10:00:00Z", "authors": [{"name": "Ann"}], "tools": {"components": [{"name": "maker"}]},
      "component": {"name": "Ward", "version": "2.4.1", "bom-ref": "w", "supplier": {"name": "Example"}}},
    "components": [
      {"group": "com.example", "name": "a", "version": "1.0", "purl": "pkg:maven/com.example/a@1.0", "bom-ref": "a",
       "publisher": "P", "properties": [{"name": "fda:supportLevel", "value": "maintained"},
                                        {"name": "fda:endOfSupport", "value": "2027-01-01"}],
       "components": [{"name": "inner", "cpe": "cpe:2.3:a:x:inner:1:*"}]},
      {"name": "lonely", "bom-ref": "l"}],
    "dependencies": [{"ref": "w", "dependsOn": ["a"]}, {"ref": "l"}]})");
  EXPECT_EQ(sbom.author, "Ann");
  EXPECT_EQ(sbom.tool, "maker");
  EXPECT_EQ(sbom.supplier, "Example");
  EXPECT_EQ(sbom.root_version, "2.4.1");
  ASSERT_EQ(sbom.components.size(), 3U);
  EXPECT_EQ(sbom.components[0], (domain::SbomComponent{.name = "com.example/a",
                                                       .version = "1.0",
                                                       .supplier = "P",
                                                       .identifier = "pkg:maven/com.example/a@1.0",
                                                       .related = true,
                                                       .support = "maintained",
                                                       .end_of_support = "2027-01-01"}));
  EXPECT_TRUE(sbom.components[1].related) << "it is part of another";
  EXPECT_EQ(sbom.components[1].identifier, "cpe:2.3:a:x:inner:1:*");
  EXPECT_FALSE(sbom.components[2].related)
      << "that nothing is known of its dependencies is said of it, and no relation";
}

TEST(DocumentFile, ReadsSpdx) {
  const domain::Sbom sbom = list(R"json({"spdxVersion": "SPDX-2.3",
    "creationInfo": {"created": "2026-02-01T10:00:00Z", "creators": ["Tool: maker-1", "Organization: Example (x@example.org)"]},
    "documentDescribes": ["SPDXRef-w"],
    "packages": [
      {"SPDXID": "SPDXRef-w", "name": "Ward", "versionInfo": "2.4.1", "supplier": "Organization: Example"},
      {"SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1.0", "supplier": "NOASSERTION", "originator": "Person: Ann",
       "validUntilDate": "2027-01-01T00:00:00Z", "comment": "support level: maintained",
       "externalRefs": [{"referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:x:a:1:*"},
                        {"referenceType": "purl", "referenceLocator": "pkg:npm/a@1.0"}]}],
    "relationships": [{"spdxElementId": "SPDXRef-w", "relatedSpdxElement": "SPDXRef-a", "relationshipType": "DEPENDS_ON"}]})json");
  EXPECT_EQ(sbom.tool, "maker-1");
  EXPECT_EQ(sbom.root_version, "2.4.1");
  ASSERT_EQ(sbom.components.size(), 1U);
  EXPECT_EQ(sbom.components[0].supplier, "Ann");
  EXPECT_EQ(sbom.components[0].identifier, "pkg:npm/a@1.0");
  EXPECT_EQ(domain::missing_text(domain::missing_in(sbom)), "");
}

TEST(DocumentFile, RefusesWhatIsNoBillOfMaterials) {
  for (const std::string& text : {std::string(), std::string("SPDXVersion: SPDX-2.3"), std::string("{"),
                                  std::string("{}"), std::string(R"({"bomFormat": "CycloneDX", "specVersion": "2.0"})"),
                                  std::string(R"({"spdxVersion": "SPDX-9.9"})"), std::string(R"({"@graph": []})"),
                                  "{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}"}) {
    const auto content = read_document_file("sbom", text);
    ASSERT_FALSE(content) << text.substr(0, 50);
    EXPECT_EQ(content.error().field, "/upload");
  }
  std::string many = R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [)";
  for (int i = 0; i < 10'001; ++i) many += i == 0 ? "{}" : ",{}";
  EXPECT_FALSE(read_document_file("sbom", many + "]}"));
  std::string values = R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "x": [)";
  for (int i = 0; i < 600'001; ++i) values += i == 0 ? "0" : ",0";
  EXPECT_FALSE(read_document_file("sbom", values + "]}"));
}

TEST(DocumentFile, OddTypesAreNotSaid) {
  const domain::Sbom sbom = list(R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": [], "components":
    [7, null, {"name": 7, "supplier": "x", "components": {}}], "dependencies": [{"ref": 1, "dependsOn": [1]}]})");
  EXPECT_EQ(sbom.components.size(), 3U);
  EXPECT_EQ(sbom.components[2], domain::SbomComponent());
}

TEST(DocumentFile, TextIsFitToBeShown) {
  EXPECT_EQ(plain(" a\nb\x7f"), "a b");
  EXPECT_EQ(plain("a\xc3\xa4", 2), "a") << "no half of a character";
}

/// Every list of the corpus is read, or refused with a sentence; those of known versions are read.
TEST(DocumentFile, ReadsTheListsOfTheCorpus) {
  const auto folder = support::corpus("sbom");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  int read = 0, refused = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name.ends_with("schema.json")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    const auto content = read_document_file("sbom", text.str());
    if (content) {
      ++read;
      EXPECT_FALSE(content->facts.empty()) << entry.path();
    } else {
      ++refused;
      EXPECT_FALSE(content.error().sentence.empty());
    }
  }
  EXPECT_GE(read, 200);
  RecordProperty("read", read);
  RecordProperty("refused", refused);
}

}  // namespace
}  // namespace formulary::api
