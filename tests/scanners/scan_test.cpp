// Scanning as a function: which Report which bytes give, whatever the format inside.
#include "scanners/scan.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/report_json.hpp"
#include "tests/support/android_app.hpp"

namespace formulary {
namespace {

using support::AndroidApp;
using support::Bytes;
using testing::ElementsAre;
using testing::StartsWith;

Report scan_of(const Bytes& content) { return scan(support::source(content)); }

TEST(Scan, NamesTheArtifactByItsBytes) {
  const Bytes content(3'000'000, 'x');  // longer than one reading
  const Report report = scan_of(content);
  EXPECT_EQ(report.artifact.sha256, support::hex(support::digest(content)));
  EXPECT_EQ(report.artifact.size, content.size());
  EXPECT_THAT(report.scanner, StartsWith("formulary-scan "));
}

TEST(Scan, WhatIsNoPackageIsUnknownAndIncomplete) {
  for (const auto& [content, reason] : std::initializer_list<std::pair<Bytes, const char*>>{
           {"", "malformed:the file is empty"},
           {"hello", "malformed:not a package that this scanner reads"},
           {"\x7f"
            "ELF" +
                Bytes(100, '\0'),
            "malformed:not a package that this scanner reads"},
       }) {
    const Report report = scan_of(content);
    EXPECT_EQ(report.format, "unknown");
    EXPECT_FALSE(report.complete);
    EXPECT_EQ(report.reason, reason);
    EXPECT_TRUE(report.facts.empty());
  }
}

TEST(Scan, OfTheManifestAloneSaysTheSameAndIsNeverComplete) {
  AndroidApp app;
  app.permission("android.permission.CAMERA").debuggable().file("classes2.dex", support::empty_dex());
  const Bytes content = app.signed_by(support::make_signer());
  const Report whole = scan_of(content);
  const Report quick = scan(support::source(content), {.extent = Extent::manifest});
  EXPECT_FALSE(quick.complete);
  EXPECT_EQ(quick.reason, "asked:only the manifest was looked at");
  EXPECT_EQ(quick.artifact.sha256, "");
  EXPECT_EQ(quick.artifact.size, content.size());
  for (const Fact& one : quick.facts) EXPECT_THAT(whole.facts, testing::Contains(one)) << one.name;
  const auto names = [](const Report& report) {
    std::set<std::string> all;
    for (const Fact& one : report.facts) all.insert(one.name);
    return all;
  };
  EXPECT_TRUE(names(quick).contains("android.debuggable"));
  EXPECT_FALSE(names(quick).contains("apk.signature.verified")) << "nothing was verified";
}

TEST(Scan, TheSameBytesGiveTheSameJson) {
  const support::Signer vendor = support::make_signer();
  AndroidApp app;
  app.permission("android.permission.CAMERA").label("Ward", "Station").debuggable();
  for (const Bytes& content : {app.signed_by(vendor), app.unsigned_package(), Bytes("no package")}) {
    const std::string first = to_json(scan_of(content));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(to_json(scan_of(content)), first);
  }
}

/// A file of which a part cannot be read, as on a disk that fails.
class FailingSource final : public bytes::Source {
 public:
  FailingSource(Bytes content, std::uint64_t good) : content_(std::move(content)), good_(good) {}
  std::uint64_t size() const override { return content_.size(); }
  bool read(std::uint64_t offset, std::span<std::byte> out) const override {
    if (offset + out.size() > good_) return false;
    std::ranges::copy(support::view(content_).subspan(offset, out.size()), out.begin());
    return true;
  }

 private:
  Bytes content_;
  std::uint64_t good_;
};

TEST(Scan, AFileThatCannotBeReadWholeIsIncomplete) {
  const Bytes content = AndroidApp().unsigned_package();
  for (std::uint64_t good = 0; good < content.size(); good += content.size() / 7) {
    const Report report = scan(FailingSource(content, good));
    EXPECT_FALSE(report.complete);
    EXPECT_EQ(report.reason, "unreadable:a part of the file could not be read");
  }
}

TEST(Scan, ALimitMakesTheReportPartial) {
  const Bytes content = AndroidApp().unsigned_package();
  bytes::Budget budget = bytes::Budget::for_file(content.size());
  budget.entries = 1;
  const Report report = scan(support::source(content), {}, budget);
  EXPECT_FALSE(report.complete);
  EXPECT_THAT(report.reason, StartsWith("limit:"));
  EXPECT_THAT(report.anomalies, testing::Contains(testing::Field(&Anomaly::id, anomaly::limit_exceeded)));
}

}  // namespace
}  // namespace formulary
