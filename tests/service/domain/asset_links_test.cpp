// What follows from the statement lists of web hosts that were handed in for a file.
#include "service/domain/asset_links.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// org.example.ward, which claims `address` with autoVerify.
Report app(std::vector<std::string> signers, const std::string& address = "https://ward.example.org/visit") {
  Report report;
  report.format = "apk";
  report.facts.push_back({std::string(fact::android_package), "", "org.example.ward", ""});
  report.facts.push_back({std::string(fact::android_deep_link), "Open", address, "filter 1"});
  for (std::string& signer : signers) {
    report.facts.push_back({std::string(fact::apk_signature_signer), "sdk 24+", std::move(signer), ""});
  }
  return report;
}

std::vector<std::string> said(const Report& report, std::vector<NamedApp> apps,
                              const std::string& host = "ward.example.org") {
  std::vector<std::string> lines;
  for (const Fact& fact : facts_of(report, std::vector<AssetLinks>{{.host = host, .apps = std::move(apps)}})) {
    lines.push_back(fact.name + " [" + fact.subject + "] " + fact.value);
  }
  return lines;
}

TEST(AssetLinks, AnAppNamedWithItsSignerIsVerified) {
  EXPECT_THAT(said(app({"aa"}), {{"org.example.ward", "aa"}}),
              ElementsAre("registry.asset_links [ward.example.org] verified"));
  EXPECT_THAT(said(app({"aa"}), {{"com.other", "bb"}, {"org.example.ward", "cc"}, {"org.example.ward", "aa"}}),
              ElementsAre("registry.asset_links [ward.example.org] verified"));
}

TEST(AssetLinks, EverySignerHasToBeNamed) {
  const auto other = ElementsAre("registry.asset_links [ward.example.org] other_signer");
  EXPECT_THAT(said(app({"aa"}), {{"org.example.ward", "bb"}}), other);
  EXPECT_THAT(said(app({"aa", "bb"}), {{"org.example.ward", "aa"}}), other) << "a second one for newer phones";
  EXPECT_THAT(said(app({"aa"}), {{"org.example.ward", "bb"}, {"com.other", "aa"}}), other) << "the key of another app";
  EXPECT_THAT(said(app({"aa", "bb"}), {{"org.example.ward", "bb"}, {"org.example.ward", "aa"}}),
              ElementsAre("registry.asset_links [ward.example.org] verified"));
}

TEST(AssetLinks, AListWithoutTheAppDoesNotNameIt) {
  const auto not_named = ElementsAre("registry.asset_links [ward.example.org] not_named");
  EXPECT_THAT(said(app({"aa"}), {}), not_named);
  EXPECT_THAT(said(app({"aa"}), {{"org.example.ward.beta", "aa"}}), not_named);
}

TEST(AssetLinks, NothingIsSaidWithoutAListASignerOrAClaim) {
  EXPECT_THAT(facts_of(app({"aa"}), std::vector<AssetLinks>{}), IsEmpty());
  EXPECT_THAT(said(app({}), {{"org.example.ward", "aa"}}), IsEmpty()) << "nobody verifiably signed it";
  EXPECT_THAT(said(app({"aa"}), {{"org.example.ward", "aa"}}, "other.example.org"), IsEmpty());
}

TEST(AssetLinks, HostsAreThoseOfVerifiedWebAddresses) {
  const auto hosts = [](const std::string& address) { return claimed_hosts(app({"aa"}, address)); };
  EXPECT_THAT(hosts("https://Ward.Example.org:8443/visit"), ElementsAre("ward.example.org"));
  EXPECT_THAT(hosts("http://ward.example.org"), ElementsAre("ward.example.org"));
  EXPECT_THAT(hosts("https://*.example.org/*"), ElementsAre("example.org")) << "looked up at the root";
  EXPECT_THAT(hosts("https://*"), IsEmpty());
  EXPECT_THAT(hosts("https://ward*.example.org/"), IsEmpty());
  EXPECT_THAT(hosts("https:///visit"), IsEmpty());
  EXPECT_THAT(hosts("ward://ward.example.org"), IsEmpty());
  EXPECT_THAT(hosts("ward"), IsEmpty());
}

TEST(AssetLinks, AnAddressWithoutAutoVerifyIsNotClaimed) {
  Report report = app({"aa"});
  report.facts.push_back(
      {std::string(fact::android_deep_link_unverified), "Open", "https://ward.example.org/visit", "filter 1"});
  EXPECT_THAT(claimed_hosts(report), IsEmpty());
  report.facts.push_back({std::string(fact::android_deep_link), "Open", "https://ward.example.org/visit", "filter 2"});
  EXPECT_THAT(claimed_hosts(report), ElementsAre("ward.example.org")) << "the second filter asks for it";
}

TEST(AssetLinks, FingerprintsAreComparedWithoutColonsAndCase) {
  EXPECT_EQ(plain_fingerprint("AB:Cd:0f"), "abcd0f");
  EXPECT_EQ(plain_fingerprint("abcd0f"), "abcd0f");
  EXPECT_EQ(plain_fingerprint(""), "");
}

}  // namespace
}  // namespace formulary::domain
