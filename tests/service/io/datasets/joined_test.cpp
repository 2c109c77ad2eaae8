// Publications of several tables: a device or a listing is put together from all of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/io/datasets/collected.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::datasets_test {
namespace {

using domain::LinkKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::string release() {
  support::ZipBuilder zip;
  zip.add("identifiers.txt",
          "PrimaryDI|deviceId|deviceIdType|deviceIdIssuingAgency|containsDINumber|pkgQuantity\r\n"
          "00844588018923|00844588018923|Primary|GS1||\r\n"
          "00844588018923|00844868017264|Package|GS1|00844588018923|25\r\n"
          "E4947660611|E4947660611|Primary|HIBCC||\r\n");
  zip.add("productCodes.txt",
          "PrimaryDI|productCode|productCodeName\r\n00844588018923|OQG|Hip\r\n00844588018923|MAX|Fusion\r\n");
  zip.add("premarketSubmissions.txt",
          "PrimaryDI|submissionNumber|supplementNumber|submissionType\r\n00844588018923|P950002|001|PMA\r\n");
  zip.add("gmdnTerms.txt", "PrimaryDI|gmdnPTName|gmdnPTDefinition\r\n00844588018923|Liner|A liner.\r\n");
  zip.add("device.txt",
          "PrimaryDI|publicDeviceRecordKey|deviceRecordStatus|devicePublishDate|deviceCommDistributionStatus|brandName|"
          "versionModelNumber|catalogNumber|companyName\r\n"
          "00844588018923|33e1|Published|2015-09-24|In Commercial Distribution|CS2|1107|1107-0|CONSENSUS\r\n"
          "E4947660611|33e2|Published|2015-09-25|Not in Commercial Distribution|Reader|2|R-2|Acme\r\n"
          "00844588018916|33e3|Published|2015-09-25|In Commercial Distribution|Pipe | in a name|2|R-2|Acme\r\n");
  zip.add("README.pdf", "%PDF-1.4");
  return zip.build();
}

TEST(Joined, ReleasesOfGudidAsText) {
  const Collected got = read("us-gudid", {FileRecipe{"AccessGUDID_Delimited_Full_Release.zip", release()}});
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.summary.read, 3);
  ASSERT_EQ(got.records.size(), 2U);
  const auto& device = got.at("00844588018923");
  EXPECT_EQ(device.name, "CS2");
  EXPECT_EQ(device.product_code, "OQG");
  EXPECT_THAT(links(device, LinkKind::udi), ElementsAre("00844588018923", "00844868017264"));
  EXPECT_THAT(links(device, LinkKind::product_code), ElementsAre("OQG", "MAX"));
  EXPECT_THAT(links(device, LinkKind::submission), ElementsAre("P950002/S001"));
  EXPECT_THAT(device.content, HasSubstr(R"("gmdnTerms":{"gmdn":[{"gmdnPTName":"Liner")"));
  EXPECT_EQ(got.at("E4947660611").scheme, "udi-hibcc");
  ASSERT_EQ(got.rejections.size(), 1U);
  EXPECT_THAT(got.rejections[0].file, HasSubstr("device.txt"));
  EXPECT_EQ(got.rejections[0].line, 4);
  EXPECT_THAT(got.rejections[0].text, HasSubstr("a cell has a | in it"));
}

TEST(Joined, AReleaseWithoutItsDevicesIsRefused) {
  support::ZipBuilder zip;
  zip.add("productCodes.txt", "PrimaryDI|productCode|productCodeName\n00844588018923|OQG|Hip\n");
  zip.add("identifiers.txt", "PrimaryDI|deviceId|deviceIdType\n00844588018923|00844588018923|Primary\n");
  const Collected got = read("us-gudid", {FileRecipe{"a.zip", zip.build()}});
  EXPECT_THAT(got.broken, HasSubstr("device.txt"));
}

std::vector<FileRecipe> registrations() {
  return {
      {"registration.txt",
       "REG_KEY|REGISTRATION_NUMBER|FEI_NUMBER|REG_STATUS_ID|INITIAL_IMPORTER_FLAG|REG_EXPIRY_DATE_YEAR|ADDRESS_TYPE_"
       "ID|"
       "NAME|CITY\n"
       "100|9610240|3002808212|1|N|2026|F|DIASORIN S.P.A.|SALUGGIA\n"
       "100|9610240|3002808212|1|N|2026|U|DIASORIN INC.|STILLWATER\n"},
      {"owner_operator.txt", "REG_KEY|CONTACT_ID|FIRM_NAME|OWNER_OPERATOR_NUMBER\n100|5|DiaSorin|9051149\n"},
      {"estabtypes.txt", "1|Manufacture Medical Device\n2|Repack or Relabel Medical Device\n"},
      {"listing_estabtypes.txt", "REGISTRATION_LISTING_ID|ESTABLISHMENT_TYPE_ID\n900|1\n901|2\n"},
      {"registration_listing.txt",
       "KEY_VAL|REG_KEY|REGISTRATION_LISTING_ID|PREMARKET_SUBMISSION_NUMBER\n7.0|100|900|P990041\n8|100|901|K082332\n"},
      {"listing_pcd.txt",
       "KEY_VAL|PRODUCT_CODE|CREATED_DATE|OWNER_OPERATOR_NUMBER|EXEMPT\n7|LOM|12/18/2007|9051149|\n8|NKB|01/02/"
       "2010|9051149|\n"},
      {"Listing_Proprietary_Name.txt", "KEY_VAL|PROPRIETARY_NAME\n7.0|ETI-AB-EBK PLUS\n7|Second name\n"},
  };
}

TEST(Joined, RegistrationsAndListings) {
  const Collected got = read("us-registration", registrations());
  EXPECT_EQ(got.broken, "");
  ASSERT_EQ(got.records.size(), 2U);
  EXPECT_EQ(got.summary.rejected, 0);
  const auto& listing = got.records[0];
  EXPECT_EQ(listing.kind, domain::RecordKind::listing);
  EXPECT_EQ(listing.number, "9610240");
  EXPECT_EQ(listing.holder, "DIASORIN S.P.A.");
  EXPECT_EQ(listing.name, "ETI-AB-EBK PLUS");
  EXPECT_EQ(listing.product_code, "LOM");
  EXPECT_EQ(listing.status, "1");
  EXPECT_EQ(listing.expires, domain::parse_day("2026-12-31"));
  EXPECT_EQ(listing.decided, domain::parse_day("2007-12-18"));
  EXPECT_THAT(links(listing, LinkKind::company), ElementsAre("9610240", "3002808212", "9051149"));
  EXPECT_THAT(links(listing, LinkKind::submission), ElementsAre("P990041"));
  EXPECT_THAT(listing.content, HasSubstr(R"("establishment_type":["Manufacture Medical Device"])"));
  EXPECT_THAT(links(got.records[1], LinkKind::submission), ElementsAre("K082332"));
  EXPECT_THAT(got.records[1].content, HasSubstr("Repack or Relabel"));
}

TEST(Joined, RegistrationsWithoutTheirEstablishmentsAreRefused) {
  std::vector<FileRecipe> files = registrations();
  files.erase(files.begin());
  EXPECT_THAT(read("us-registration", files).broken, HasSubstr("Registration.txt"));
}

TEST(Joined, EstablishmentsAloneAreCompanies) {
  const Collected got = read("us-registration", {registrations()[0]});
  const auto& company = got.at("9610240");
  EXPECT_EQ(company.kind, domain::RecordKind::company);
  EXPECT_EQ(company.holder, "DIASORIN S.P.A.");
}

}  // namespace
}  // namespace formulary::datasets_test
