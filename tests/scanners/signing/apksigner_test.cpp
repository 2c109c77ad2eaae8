// The scanner against Debian's apksigner (31.0.2: knows v1 to v3, not v3.1), on packages that it has just signed with
// keys of every kind, on its own rotation lineages, and on a sample of the corpus. Skipped where apksigner is not
// installed.
#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509.h>

#include "tests/scanners/signing/packages.hpp"
#include "tests/support/program.hpp"

namespace formulary::signing::test {
namespace {

#define NEEDS_APKSIGNER() \
  if (!installed("apksigner")) GTEST_SKIP() << "apksigner is not installed"

// What `apksigner verify -v --print-certs` says.
struct Verdict {
  bool verified = false;
  bool threw = false;  ///< it gave up with a Java exception
  bool stamped = false;
  std::vector<std::string> schemes;
  std::vector<std::string> signers;  ///< SHA-256 of the certificates of the newest scheme
};

Verdict apksigner(const std::string& file, const std::vector<std::string>& options = {}) {
  std::vector<std::string> command{"apksigner", "verify", "-v", "--print-certs"};
  command.insert(command.end(), options.begin(), options.end());
  command.push_back(file);
  const Outcome outcome = run(command);
  Verdict verdict;
  verdict.verified = outcome.exit_code == 0;
  verdict.threw = outcome.error.find("Exception in thread") != std::string::npos;
  std::stringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) {
    if (line == "Verified for SourceStamp: true") verdict.stamped = true;
    for (const std::string scheme : {"v1", "v2", "v3", "v4"}) {
      if (line.starts_with("Verified using " + scheme + " scheme") && line.ends_with(": true")) {
        verdict.schemes.push_back(scheme);
      }
    }
    const std::string marker = " certificate SHA-256 digest: ";
    if (const std::size_t at = line.find(marker); at != std::string::npos && line.starts_with("Signer #")) {
      verdict.signers.push_back(line.substr(at + marker.size()));
    }
  }
  return verdict;
}

void expect_agreement(const Bytes& file, const Verdict& verdict, const ScanOptions& options = {}) {
  const Judged judged(file, options);
  if (options.idsig) {
    // Of a file of scheme v4 that does not hold, some versions only say that they did not verify by it.
    const bool held = verdict.verified && std::ranges::find(verdict.schemes, "v4") != verdict.schemes.end();
    EXPECT_EQ(judged.verified() && judged.has_scheme("v4"), held) << judged.objections();
    if (!held) return;
  }
  EXPECT_EQ(judged.verified(), verdict.verified) << judged.objections();
  if (!verdict.verified) return;
  EXPECT_EQ(judged.values(fact::apk_signature_scheme), verdict.schemes);
  // A stamp with a part that it does not know is none to this apksigner; newer ones leave the part out.
  const bool newer =
      judged.objects(anomaly::apk_stamp_unknown_sig_algorithm) || judged.objects(anomaly::apk_stamp_unknown_attribute);
  EXPECT_TRUE(newer || judged.has(fact::apk_source_stamp_verified, "true") == verdict.stamped);
  for (const std::string& sha256 : verdict.signers) {
    EXPECT_TRUE(judged.has(fact::apk_signature_signer, sha256)) << sha256;
  }
}

// What the table says of one level, against the verdict of apksigner for this level alone.
void expect_row(const Bytes& file, std::uint32_t level, const Verdict& verdict) {
  const Judged judged(file);
  std::vector<std::string> signers = verdict.signers;
  std::sort(signers.begin(), signers.end());
  std::string wanted;
  for (const std::string& signer : signers) wanted += (wanted.empty() ? "" : ",") + signer;
  if (!verdict.verified) wanted = "none";
  for (const Fact& fact : judged.report().facts) {
    if (fact.name != fact::apk_signature_platforms) continue;
    const std::size_t dash = fact.subject.find('-');
    const unsigned long from = std::stoul(fact.subject);
    const unsigned long to = fact.subject.ends_with('+') ? 0x7fffffff
                             : dash == std::string::npos ? from
                                                         : std::stoul(fact.subject.substr(dash + 1));
    if (level < from || to < level) continue;
    EXPECT_EQ(fact.value, wanted) << "level " << level;
  }
}

ScanOptions with_idsig(const Bytes& idsig) {
  ScanOptions options;
  const bytes::View content = view(idsig);
  options.idsig.emplace(content.begin(), content.end());
  return options;
}

// The two files that apksigner takes for an identity: PKCS #8 and X.509, both DER.
struct IdentityFiles {
  std::string key, certificate;

  IdentityFiles(const TemporaryDirectory& directory, const std::string& name, const Signer& signer) {
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(
        EVP_PKEY2PKCS8(signer.key.handle()), PKCS8_PRIV_KEY_INFO_free);
    unsigned char* out = nullptr;
    const int length = i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out);
    key = directory.write(name + ".pk8", Bytes(reinterpret_cast<char*>(out), static_cast<std::size_t>(length)));
    OPENSSL_free(out);
    certificate = directory.write(name + ".der", signer.certificate_der());
  }
};

struct Signing {
  const char* name;
  Key (*key)();
  std::uint32_t minimum;
  std::vector<std::string> options;
};

const std::vector<Signing>& signings() {
  static const std::vector<Signing> table{
      {"rsa_all_schemes", [] { return Key::rsa(); }, 21, {}},
      {"rsa_4096", [] { return Key::rsa(4096); }, 21, {}},
      {"rsa_for_old_platforms", [] { return Key::rsa(); }, 10, {}},
      {"rsa_1024_for_old_platforms", [] { return Key::rsa(1024); }, 10, {}},
      {"rsa_v2_only",
       [] { return Key::rsa(); },
       24,
       {"--v1-signing-enabled", "false", "--v3-signing-enabled", "false"}},
      {"rsa_v3_only",
       [] { return Key::rsa(); },
       28,
       {"--v1-signing-enabled", "false", "--v2-signing-enabled", "false"}},
      {"rsa_verity", [] { return Key::rsa(); }, 24, {"--verity-enabled", "true"}},
      {"ec_p256", [] { return Key::ec(); }, 21, {}},
      {"ec_p384", [] { return Key::ec("P-384"); }, 21, {}},
      {"ec_p521_verity", [] { return Key::ec("P-521"); }, 24, {"--verity-enabled", "true"}},
      {"dsa", [] { return Key::dsa(); }, 21, {"--v1-signing-enabled", "false", "--min-sdk-version", "24"}},
      {"rsa_3072_v1_only",
       [] { return Key::rsa(3072); },
       21,
       {"--v2-signing-enabled", "false", "--v3-signing-enabled", "false"}},
      {"ec_p256_v1_and_v2", [] { return Key::ec(); }, 21, {"--v3-signing-enabled", "false"}},
      {"rsa_with_v4", [] { return Key::rsa(); }, 24, {"--v4-signing-enabled", "true"}},
      {"ec_p384_with_v4", [] { return Key::ec("P-384"); }, 24, {"--v4-signing-enabled", "true"}},
      {"rsa_4096_v2_with_v4",
       [] { return Key::rsa(4096); },
       24,
       {"--v1-signing-enabled", "false", "--v3-signing-enabled", "false", "--v4-signing-enabled", "true"}},
      {"rsa_verity_with_v4",
       [] { return Key::rsa(); },
       28,
       {"--verity-enabled", "true", "--v4-signing-enabled", "true"}},
      {"dsa_with_v4", [] { return Key::dsa(); }, 28, {"--v4-signing-enabled", "true"}},
  };
  return table;
}

class FreshlySigned : public testing::TestWithParam<Signing> {};

TEST_P(FreshlySigned, IsJudgedAsApksignerJudges) {
  NEEDS_APKSIGNER();
  const Signing& each = GetParam();
  const TemporaryDirectory directory;
  const Signer signer = make_signer({.subject = each.name, .key = each.key()});
  const IdentityFiles identity(directory, "key", signer);
  AndroidApp package = app(each.minimum, 29);
  package.file("assets/large.bin", Bytes(3 << 20, 'x')).file("assets/empty.bin", "");
  const std::string file = directory.write("package.apk", package.unsigned_package());
  std::vector<std::string> command{"apksigner", "sign", "--key", identity.key, "--cert", identity.certificate};
  command.insert(command.end(), each.options.begin(), each.options.end());
  command.push_back(file);
  const Outcome outcome = run(command);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.error;

  const Bytes signed_file = read_file(file);
  const Verdict verdict = apksigner(file);
  expect_agreement(signed_file, verdict);
  EXPECT_TRUE(verdict.verified || !each.options.empty());
  if (std::ranges::find(each.options, "--v4-signing-enabled") != each.options.end()) {
    const std::string beside = file + ".idsig";
    const Verdict with_v4 = apksigner(file, {"--v4-signature-file", beside});
    EXPECT_TRUE(with_v4.verified);
    expect_agreement(signed_file, with_v4, with_idsig(read_file(beside)));
    return;  // the levels are looked at by the same keys without v4
  }
  for (const std::uint32_t level : {18u, 24u, 28u, 33u}) {
    SCOPED_TRACE(level);
    const std::string text = std::to_string(level);
    const Verdict there = apksigner(file, {"--min-sdk-version", text, "--max-sdk-version", text});
    expect_agreement(signed_file, there, {.min_sdk = level, .max_sdk = level});
    expect_row(signed_file, level, there);
  }
}
INSTANTIATE_TEST_SUITE_P(Keys, FreshlySigned, testing::ValuesIn(signings()),
                         [](const testing::TestParamInfo<Signing>& row) { return std::string(row.param.name); });

TEST(Apksigner, MakesLineagesThatHold) {
  NEEDS_APKSIGNER();
  const TemporaryDirectory directory;
  const Signer first = make_signer({.subject = "First"});
  const Signer second = make_signer({.subject = "Second", .key = Key::ec()});
  const Signer third = make_signer({.subject = "Third", .key = Key::rsa(3072)});
  const IdentityFiles a(directory, "a", first), b(directory, "b", second), c(directory, "c", third);
  const std::string one = (directory.path() / "one.lineage").string(),
                    two = (directory.path() / "two.lineage").string();
  ASSERT_EQ(run({"apksigner", "rotate", "--out", one, "--old-signer", "--key", a.key, "--cert", a.certificate,
                 "--new-signer", "--key", b.key, "--cert", b.certificate})
                .exit_code,
            0);
  ASSERT_EQ(run({"apksigner", "rotate", "--in", one, "--out", two, "--old-signer", "--key", b.key, "--cert",
                 b.certificate, "--set-rollback", "true", "--new-signer", "--key", c.key, "--cert", c.certificate})
                .exit_code,
            0);
  const std::string file = directory.write("package.apk", app(21).unsigned_package());
  const Outcome outcome =
      run({"apksigner", "sign", "--lineage", two, "--key", a.key, "--cert", a.certificate, "--next-signer", "--key",
           b.key, "--cert", b.certificate, "--next-signer", "--key", c.key, "--cert", c.certificate, file});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.error;

  const Judged judged(read_file(file));
  expect_agreement(read_file(file), apksigner(file));
  EXPECT_THAT(judged.signers(), testing::ElementsAre("sdk 21-27: " + first.certificate_sha256(),
                                                     "sdk 28+: " + third.certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_lineage_certificate, "2"), testing::ElementsAre(second.certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_lineage_capabilities, second.certificate_sha256()),
              testing::ElementsAre("installed_data,shared_uid,permission,rollback,auth"));
}

// A package with all that this apksigner can do: v1 to v4 and a source stamp.
struct Everything {
  TemporaryDirectory directory;
  Bytes package, idsig;

  Everything() {
    const IdentityFiles vendor_files(directory, "vendor", make_signer({.subject = "Vendor"}));
    const IdentityFiles store(directory, "store", make_signer({.subject = "Store"}));
    AndroidApp made = app(21);
    made.file("assets/notes.txt", Bytes(9000, 'n'));
    const std::string file = directory.write("package.apk", made.unsigned_package());
    const Outcome outcome =
        run({"apksigner", "sign", "--key", vendor_files.key, "--cert", vendor_files.certificate, "--v4-signing-enabled",
             "true", "--stamp-signer", "--key", store.key, "--cert", store.certificate, file});
    if (outcome.exit_code != 0) throw std::runtime_error(outcome.error);
    package = read_file(file);
    idsig = read_file(file + ".idsig");
  }
};
const Everything& everything() {
  static const Everything made;
  return made;
}

// `count` places spread over `size` bytes, the same in every run.
std::vector<std::size_t> places(std::size_t size, std::size_t count) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(i * size / count + i * 7 % (size / count));
  return result;
}

TEST(Apksigner, AgreesOnStampAndSchemeV4) {
  NEEDS_APKSIGNER();
  const Everything& files = everything();
  const std::string package = files.directory.write("whole.apk", files.package);
  const std::string idsig = files.directory.write("whole.idsig", files.idsig);
  const Verdict verdict = apksigner(package, {"--v4-signature-file", idsig});
  EXPECT_TRUE(verdict.verified && verdict.stamped);
  EXPECT_THAT(verdict.schemes, testing::ElementsAre("v1", "v2", "v3", "v4"));
  expect_agreement(files.package, verdict, with_idsig(files.idsig));
}

// Bytes changed all over a package: what apksigner takes the scanner takes, and nothing else.
TEST(Apksigner, AgreesOnChangedPackages) {
  NEEDS_APKSIGNER();
  const Signer signer = make_signer({.subject = "Vendor"});
  const std::vector<std::pair<const char*, Bytes>> packages{
      {"everything", everything().package},
      {"v1 alone", app(21, 29).file("assets/notes.txt", "notes").signed_by(signer, Schemes::v1)},
      {"v2 alone", app(24).signed_by(signer, Schemes::v2)},
  };
  const TemporaryDirectory directory;
  for (const auto& [name, good] : packages) {
    for (const std::size_t at : places(good.size(), 12)) {
      SCOPED_TRACE(std::string(name) + ", byte " + std::to_string(at));
      Bytes changed = good;
      changed[at] ^= 0x10;
      expect_agreement(changed, apksigner(directory.write("changed.apk", changed)));
    }
  }
}

TEST(Apksigner, AgreesOnChangedFilesOfSchemeV4) {
  NEEDS_APKSIGNER();
  const Everything& files = everything();
  const std::string package = files.directory.write("same.apk", files.package);
  for (const std::size_t at : places(files.idsig.size(), 10)) {
    SCOPED_TRACE(at);
    Bytes changed = files.idsig;
    changed[at] ^= 0x10;
    const std::string idsig = files.directory.write("changed.idsig", changed);
    expect_agreement(files.package, apksigner(package, {"--v4-signature-file", idsig}), with_idsig(changed));
  }
}

// Every sixth file, because a comparison takes more than half a second; FORMULARY_EXHAUSTIVE=1 compares all. The
// disagreements are known: that apksigner has no RSA-PSS on every Java, it knows nothing of v3.1, and it sets no limit
// to the signers of v2.
TEST(Apksigner, AgreesOnTheCorpus) {
  NEEDS_APKSIGNER();
  const auto corpus = apksig_corpus();
  if (!corpus) GTEST_SKIP() << "the apksig corpus is not there; set FORMULARY_SHARED";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
    if (entry.path().extension() == ".apk") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const std::size_t step = std::getenv("FORMULARY_EXHAUSTIVE") == nullptr ? 6 : 1;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < files.size(); i += step) {
    const std::string name = files[i].filename().string();
    SCOPED_TRACE(name);
    if (name.starts_with("v31-") || name.find("-v31-") != std::string::npos) continue;
    if (name == "v2-only-11-signers.apk") continue;
    const Verdict verdict = apksigner(files[i].string());
    if (verdict.threw && name.find("rsa-pss") != std::string::npos) continue;
    const Bytes file = read_file(files[i]);
    expect_agreement(file, verdict);
    // And for one narrower range, another one each time.
    static constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 5> ranges{
        {{18, 23}, {24, 24}, {21, 27}, {28, 28}, {26, 32}}};
    const auto [from, to] = ranges[compared % ranges.size()];
    SCOPED_TRACE(std::to_string(from) + " to " + std::to_string(to));
    const Verdict there = apksigner(
        files[i].string(), {"--min-sdk-version", std::to_string(from), "--max-sdk-version", std::to_string(to)});
    expect_agreement(file, there, {.min_sdk = from, .max_sdk = to});
    if (from == to) expect_row(file, from, there);
    ++compared;
  }
  std::printf("apksigner: %zu files of the corpus compared\n", compared);
  EXPECT_GT(compared, 10u);
}

}  // namespace
}  // namespace formulary::signing::test
