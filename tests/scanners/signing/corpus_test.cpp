// Every assertion of the apksig corpus (expected.tsv): what the platform's own verifier says of a package for a
// platform range, and how this scanner says it.
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/scanners/signing/judged.hpp"
#include "tests/support/program.hpp"

namespace formulary::signing::test {
namespace {

struct Row {
  std::size_t number = 0;
  std::map<std::string, std::string> column;

  const std::string& at(const std::string& name) const {
    static const std::string nothing;
    const auto found = column.find(name);
    return found == column.end() ? nothing : found->second;
  }
};

std::vector<Row> read_table(const std::string& file) {
  std::vector<Row> rows;
  const auto corpus = apksig_corpus();
  if (!corpus) return {Row{}};
  std::ifstream table(*corpus / file);
  std::vector<std::string> names;
  for (std::string line; std::getline(table, line);) {
    std::vector<std::string> cells;
    std::stringstream stream(line + "\t");
    for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
    if (names.empty()) {
      names = cells;
      continue;
    }
    Row row{rows.size() + 2, {}};
    for (std::size_t i = 0; i < std::min(names.size(), cells.size()); ++i) row.column[names[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

// The naming rule of anomalies.def.
std::string anomaly_for(std::string issue) {
  static const std::map<std::string, std::string> shorter{
      {"V2_SIG_APK_DIGEST_DID_NOT_VERIFY", "apk.v2.digest_mismatch"},
      {"V3_SIG_APK_DIGEST_DID_NOT_VERIFY", "apk.v3.digest_mismatch"},
      {"V2_SIG_PUBLIC_KEY_MISMATCH_BETWEEN_CERTIFICATE_AND_SIGNATURES_RECORD", "apk.v2.public_key_mismatch"},
      {"V3_SIG_PUBLIC_KEY_MISMATCH_BETWEEN_CERTIFICATE_AND_SIGNATURES_RECORD", "apk.v3.public_key_mismatch"},
      {"V2_SIG_SIG_ALG_MISMATCH_BETWEEN_SIGNATURES_AND_DIGESTS_RECORDS", "apk.v2.sig_alg_mismatch"},
      {"V3_SIG_SIG_ALG_MISMATCH_BETWEEN_SIGNATURES_AND_DIGESTS_RECORDS", "apk.v3.sig_alg_mismatch"},
      {"SOURCE_STAMP_CERTIFICATE_MISMATCH_BETWEEN_SIGNATURE_BLOCK_AND_APK", "apk.stamp.certificate_mismatch"},
      {"V4_SIG_PUBLIC_KEY_MISMATCH_BETWEEN_CERTIFICATE_AND_SIGNATURES_RECORD", "apk.v4.public_key_mismatch"},
      {"V3_MIN_SDK_VERSION_MISMATCH_BETWEEN_SIGNER_AND_SIGNED_DATA_RECORD", "apk.v3.min_sdk_version_mismatch"},
      {"V3_MAX_SDK_VERSION_MISMATCH_BETWEEN_SIGNER_AND_SIGNED_DATA_RECORD", "apk.v3.max_sdk_version_mismatch"},
      {"JAR_SIG_MALFORMED_CERTIFICATE", "apk.v1.parse_exception"},  // reading the block ends there
      {"JAR_SIG_UNNNAMED_MANIFEST_SECTION", "apk.v1.unnamed_manifest_section"},
      {"JAR_SIG_UNNNAMED_SIG_FILE_SECTION", "apk.v1.unnamed_sig_file_section"}};
  if (const auto found = shorter.find(issue); found != shorter.end()) return found->second;
  std::string prefix = "apk.signature.";
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"JAR_SIG_", "apk.v1."},
                                                                                 {"V2_SIG_", "apk.v2."},
                                                                                 {"V3_SIG_", "apk.v3."},
                                                                                 {"V3_", "apk.v3."},
                                                                                 {"V31_", "apk.v31."},
                                                                                 {"V41_SIG_", "apk.v41."},
                                                                                 {"V4_SIG_", "apk.v4."},
                                                                                 {"SOURCE_STAMP_", "apk.stamp."}}) {
    if (!issue.starts_with(from)) continue;
    issue = issue.substr(from.size());
    prefix = to;
    break;
  }
  for (char& c : issue) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return prefix + issue;
}

std::optional<std::uint32_t> level(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return static_cast<std::uint32_t>(std::stoul(text));
}

// What is wrong with what the scanner says of a row; empty when nothing is.
std::string contradiction(const Row& row) {
  const Judged judged(support::read_file(*apksig_corpus() / row.at("file")),
                      {.min_sdk = level(row.at("min_sdk")), .max_sdk = level(row.at("max_sdk"))});
  const std::string& expected = row.at("expected");
  const bool stamp_alone = row.at("check") == "sourcestamp";
  std::string wrong;
  const auto need = [&](bool holds, const std::string& what) {
    if (!holds) wrong += what + "; ";
  };
  if (expected == "stamp-rejected") {
    need(judged.objects(anomaly_for(row.at("expected_issue"))), "no " + anomaly_for(row.at("expected_issue")));
    need(!judged.has(fact::apk_source_stamp_verified, "true"), "the stamp is verified");
    need(stamp_alone || judged.verified(), "the package is not verified");
  } else if (expected == "stamp-status") {
    const bool good = row.at("expected_issue") == "STAMP_VERIFIED";
    need(judged.has(fact::apk_source_stamp_verified, "true") == good, "the stamp's state is another");
  } else if (expected == "verified" && stamp_alone) {
    need(judged.has(fact::apk_source_stamp_verified, "true"), "the stamp is not verified");
  } else if (expected == "verified" || expected == "warning") {
    need(judged.verified(), "not verified");
    if (expected == "warning") {
      need(judged.objects(anomaly_for(row.at("expected_issue"))), "no " + anomaly_for(row.at("expected_issue")));
    }
  } else if (expected == "rejected") {
    need(!judged.verified(), "verified");
    need(judged.objects(anomaly_for(row.at("expected_issue"))), "no " + anomaly_for(row.at("expected_issue")));
  } else if (expected == "rejected-malformed") {
    need(!judged.verified(), "verified");
  } else {
    need(false, "the table expects something unknown: " + expected);
  }
  std::stringstream all(row.at("reference_all_errors"));
  for (std::string issue; std::getline(all, issue, '|');) {
    if (issue.find(' ') != std::string::npos) continue;  // the text of an exception
    need(judged.objects(anomaly_for(issue)), "no " + anomaly_for(issue));
  }
  // The columns say what apksigner found; when it refuses a package, it does not look at the older schemes.
  if (!stamp_alone && expected != "rejected-malformed") {
    for (const auto& [column, scheme] :
         std::map<std::string, std::string>{{"v1_ok", "v1"}, {"v2_ok", "v2"}, {"v3_ok", "v3"}, {"v31_ok", "v3.1"}}) {
      need(judged.has_scheme(scheme) == (row.at(column) == "true"), scheme + " is said otherwise");
    }
  }
  return wrong.empty() ? wrong : wrong + "objections: " + judged.objections();
}

std::string name_of(const testing::TestParamInfo<Row>& info) {
  std::string name = "line" + std::to_string(info.param.number) + "_" + info.param.at("check") + "_" +
                     info.param.at("file") + "_" + info.param.at("min_sdk") + "_" + info.param.at("max_sdk") + "_" +
                     info.param.at("expected");
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

// All issues of the platform's own verifier that are about a file: each has its anomaly.
TEST(ApksigIssues, EachHasItsAnomaly) {
  std::set<std::string> declared{
#define ANOMALY(identifier, id, sentence) id,
#include "scanners/anomalies.def"
#undef ANOMALY
  };
  std::size_t count = 0;
  for (const char* issue : {
#define ISSUE(name) #name,
#include "tests/scanners/signing/apksig_issues.def"
#undef ISSUE
       }) {
    EXPECT_TRUE(declared.contains(anomaly_for(issue))) << issue << " should be " << anomaly_for(issue);
    ++count;
  }
  EXPECT_GT(count, 100u);
}

class ApksigCorpus : public testing::TestWithParam<Row> {};

TEST_P(ApksigCorpus, SaysWhatApksignerSays) {
  if (!apksig_corpus()) GTEST_SKIP() << "the apksig corpus is not there; set FORMULARY_SHARED";
  EXPECT_EQ(contradiction(GetParam()), "")
      << GetParam().at("file") << ", asserted by " << GetParam().at("asserted_by_test");
}
INSTANTIATE_TEST_SUITE_P(Expected, ApksigCorpus, testing::ValuesIn(read_table("expected.tsv")), name_of);

TEST(ApksigCorpusSummary, AllVerifyAssertionsHold) {
  if (!apksig_corpus()) GTEST_SKIP() << "the apksig corpus is not there; set FORMULARY_SHARED";
  int all = 0;
  int good = 0;
  for (const Row& row : read_table("expected.tsv")) {
    if (row.at("check") != "verify") continue;
    ++all;
    const std::string wrong = contradiction(row);
    if (wrong.empty()) ++good;
    if (!wrong.empty()) std::printf("line %zu, %s: %s\n", row.number, row.at("file").c_str(), wrong.c_str());
  }
  std::printf("apksig corpus: %d of %d verify assertions hold\n", good, all);
  EXPECT_EQ(good, all);
}

// Every file of the corpus for its own range: the verdict and the signers of its newest scheme, as apksigner gives
// them.
TEST(ApksigCorpusSummary, VerdictsAndSignersOfAllFiles) {
  if (!apksig_corpus()) GTEST_SKIP() << "the apksig corpus is not there; set FORMULARY_SHARED";
  int all = 0;
  for (const Row& row : read_table("verdict-all-default.tsv")) {
    SCOPED_TRACE(row.at("file"));
    const Judged judged(support::read_file(*apksig_corpus() / row.at("file")));
    ++all;
    EXPECT_EQ(judged.verified(), row.at("verdict_apksig_main") == "verified") << judged.objections();
    std::stringstream certificates(row.at("signer_cert_sha256"));
    for (std::string sha256; std::getline(certificates, sha256, ',');) {
      EXPECT_TRUE(judged.has(fact::apk_signature_signer, sha256)) << sha256;
      EXPECT_TRUE(judged.has(fact::certificate_sha256, sha256)) << sha256;
    }
    std::stringstream issues(row.at("errors"));
    for (std::string issue; std::getline(issues, issue, '|');) {
      if (issue.starts_with("ApkFormat")) continue;
      EXPECT_TRUE(judged.objects(anomaly_for(issue))) << issue << ": " << judged.objections();
    }
  }
  std::printf("apksig corpus: %d files compared\n", all);
}

}  // namespace
}  // namespace formulary::signing::test
