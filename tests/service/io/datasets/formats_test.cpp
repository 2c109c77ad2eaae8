// Each format on an excerpt: which record comes of it. Excerpts of FDA's data are in the public domain; the others are
// made up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/io/datasets/collected.hpp"

namespace formulary::datasets_test {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Formats, FdaDecisionsAsText) {
  const Collected got = read(
      "us-510k",
      "KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|"
      "DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|"
      "DEVICENAME\r\n"
      "K252054|SURGICAL THEATER, INC.|A B|781 BETA DR||CLEVELAND|OH|US|44143|44143|07/01/2025|09/29/2025|SESE|NE|SBF|"
      "Summary|NE||Traditional|N||SpineAR SNAP\x99\r\n"
      "bk241097|\"QUOTED\" CO|||||||||01/02/2024|03/04/2024|SESE|HE|KSE|||||||Reader\r\n");
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.summary.read, 2);
  const AuthorityRecord& record = got.at("K252054");
  EXPECT_EQ(record.kind, RecordKind::authorization);
  EXPECT_EQ(record.scheme, "us-510k");
  EXPECT_EQ(record.number, "K252054");
  EXPECT_EQ(record.holder, "SURGICAL THEATER, INC.");
  EXPECT_EQ(record.name, "SpineAR SNAP™");
  EXPECT_EQ(record.product_code, "SBF");
  EXPECT_EQ(record.status, "SESE");
  EXPECT_EQ(record.received, domain::parse_day("2025-07-01"));
  EXPECT_EQ(record.decided, domain::parse_day("2025-09-29"));
  EXPECT_THAT(record.content, HasSubstr(R"("KNUMBER":"K252054","APPLICANT":"SURGICAL THEATER, INC.")"));
  EXPECT_EQ(got.places[0].line, 2);
  EXPECT_EQ(got.at("BK241097").scheme, "us-510k-cber");
  EXPECT_EQ(got.at("BK241097").holder, "\"QUOTED\" CO") << "quotation marks mean nothing there";
  EXPECT_EQ(got.summary.source_date, std::nullopt);
}

TEST(Formats, FdaApprovalsAsText) {
  const Collected got = read(
      "us-pma",
      "PMANUMBER|SUPPLEMENTNUMBER|APPLICANT|STREET_1|STREET_2|CITY|STATE|ZIP|ZIP_EXT|GENERICNAME|TRADENAME|"
      "PRODUCTCODE|ADVISORYCOMMITTEE|SUPPLEMENTTYPE|SUPPLEMENTREASON|REVIEWGRANTEDYN|DATERECEIVED|DECISIONDATE|"
      "DOCKETNUMBER|FEDREGNOTICEDATE|DECISIONCODE|AOSTATEMENT\n"
      "P970051|S054|Cochlear Americas|||Centennial|CO|80111||IMPLANT, COCHLEAR|NUCLEUS 24|MCM|EN|||N|10/05/2009|"
      "02/17/2010|||APPR|\n"
      "P970051||Cochlear Americas|||Centennial|CO|80111||IMPLANT, COCHLEAR||MCM|EN|||N|10/05/1997|06/25/1998|||APPR|\n"
      "H020007||Somebody|||X|CO|80111||STENT||NIM|CV|||N|10/05/2001|06/25/2002|||APPR|\n");
  EXPECT_THAT(links(got.at("P970051/S054"), LinkKind::submission), ElementsAre("P970051"));
  EXPECT_EQ(got.at("P970051").name, "IMPLANT, COCHLEAR") << "no trade name: the generic one";
  EXPECT_EQ(got.at("H020007").scheme, "us-hde");
}

TEST(Formats, RecallsNeverTakeWhatOpenFdaAdds) {
  const Collected got = read("us-recall", R"({"meta": {"last_updated": "2026-04-01"}, "results": [{
      "cfres_id": "111", "product_res_number": "z-0359-2013", "res_event_number": "52634", "recall_status": "Terminated",
      "recalling_firm": "Acme Spine", "firm_fei_number": "3002980729", "event_date_initiated": "2012-08-01",
      "product_code": "NKB", "k_numbers": ["K082332"], "pma_numbers": [], "other_submission_description": "also DEN130013",
      "product_description": "Dynamic rod\nCatalogue 7", "code_info": "UDI: 00718175003305, lots 1-7",
      "reason_for_recall": "It breaks.",
      "openfda": {"k_number": ["K999999"], "fei_number": ["1234567"], "registration_number": ["7654321"],
                  "device_name": "Orthosis"}}]})");
  EXPECT_EQ(got.summary.source_date, domain::parse_day("2026-04-01"));
  const AuthorityRecord& record = got.at("Z-0359-2013");
  EXPECT_EQ(record.kind, RecordKind::recall);
  EXPECT_EQ(record.name, "Dynamic rod");
  EXPECT_EQ(record.status, "Terminated");
  EXPECT_EQ(record.device_class, "");
  EXPECT_EQ(record.text, "Dynamic rod\nCatalogue 7\nUDI: 00718175003305, lots 1-7\nIt breaks.");
  EXPECT_EQ(record.decided, domain::parse_day("2012-08-01"));
  EXPECT_THAT(links(record, LinkKind::submission), ElementsAre("K082332", "DEN130013"));
  EXPECT_THAT(links(record, LinkKind::company), ElementsAre("3002980729"));
  EXPECT_THAT(links(record, LinkKind::udi), ElementsAre("00718175003305"));
  EXPECT_THAT(links(record, LinkKind::product_code), ElementsAre("NKB"));
  EXPECT_THAT(links(record, LinkKind::recall), ElementsAre("Z-0359-2013"));
  EXPECT_THAT(links(record, LinkKind::event), ElementsAre("52634"));
  EXPECT_EQ(record.content.find("K999999"), std::string::npos);
  EXPECT_EQ(record.content.find("7654321"), std::string::npos);
  EXPECT_THAT(record.content, HasSubstr("Orthosis"));
}

TEST(Formats, EnforcementReportsHaveTheClass) {
  const Collected got = read("us-enforcement", R"({"results": [{
      "recall_number": "Z-0359-2013", "event_id": "52634", "classification": "Class I", "status": "Ongoing",
      "recalling_firm": "Acme", "product_description": "Rod", "code_info": "all", "more_code_info": "(01)00718175003305",
      "reason_for_recall": "It breaks.", "recall_initiation_date": "20120801", "report_date": "20120815",
      "product_type": "Devices"},
     {"recall_number": "D-1-2013", "event_id": "1", "recalling_firm": "Acme", "product_description": "Pills",
      "code_info": "", "reason_for_recall": "x", "product_type": "Drugs"}]})");
  const AuthorityRecord& record = got.at("Z-0359-2013");
  EXPECT_EQ(record.device_class, "I");
  EXPECT_EQ(record.decided, domain::parse_day("2012-08-01"));
  EXPECT_EQ(record.received, domain::parse_day("2012-08-15"));
  EXPECT_THAT(links(record, LinkKind::udi), ElementsAre("00718175003305"));
  ASSERT_EQ(got.rejections.size(), 1U);
  EXPECT_THAT(got.rejections[0].text, HasSubstr("Drugs"));
  EXPECT_EQ(got.rejections[0].line, 2);
}

TEST(Formats, GudidOfFullReleasesTellsItsDate) {
  const Collected got = read("us-gudid", R"(<?xml version="1.0" encoding="utf-8"?>
<gudid xmlns="http://www.fda.gov/cdrh/gudid"><header><creationDate>2026-03-01</creationDate></header>
<device deviceid="E4947660611"><publicVersionStatus>Update</publicVersionStatus><deviceRecordStatus>Deactivated</deviceRecordStatus>
<identifiers><identifier><deviceId>E4947660611</deviceId><deviceIdType>Primary</deviceIdType>
<deviceIdIssuingAgency>HIBCC</deviceIdIssuingAgency></identifier></identifiers>
<brandName>Reader&#153; &amp; Co</brandName><companyName>Acme</companyName></device></gudid>)");
  EXPECT_EQ(got.summary.source_date, domain::parse_day("2026-03-01"));
  EXPECT_EQ(got.at("E4947660611").scheme, "udi-hibcc");
  EXPECT_EQ(got.at("E4947660611").status, "Deactivated") << "a record that is no longer published";
  EXPECT_EQ(got.at("E4947660611").name, "Reader™ & Co");
  EXPECT_EQ(got.places[0].line, 3);
}

TEST(Formats, EudamedPagesOfTheOfficialInterface) {
  const Collected got =
      read("eu-devices",
           {FileRecipe{"page1.json", R"({"value": [{"PRIMARY_DI": "06975480280195", "BASIC_UDI": "697548028PICV8",
          "MF_SRN": "CN-MF-000025982", "MF_NAME": "Intalight", "AR_SRN": "NL-AR-000002066", "TRADE_NAME": "DREAM Center",
          "DEVICE_MODEL": "Picasso", "REFERENCE": "P-1", "RISK_CLASS_ID": 1, "NOMENCLATURE_CODE": " V92",
          "VERSION_NUMBER": 2, "LATEST_VERSION": true}],
          "nextLink": "https://api.example/eudamed/udi?format=json&api-version=v1.0&page=2"})"},
            FileRecipe{"page2.json", R"({"value": [{"PRIMARY_DI": "06975480280195", "MF_NAME": "Intalight",
          "VERSION_NUMBER": 1, "LATEST_VERSION": false}]})"}});
  EXPECT_EQ(got.broken, "");
  const AuthorityRecord& device = got.at("06975480280195");
  EXPECT_EQ(device.name, "DREAM Center");
  EXPECT_EQ(device.product_code, "V92") << "the interface prints a space before it";
  EXPECT_EQ(device.model, "Picasso");
  EXPECT_EQ(device.catalogue, "P-1");
  EXPECT_THAT(links(device, LinkKind::basic_udi), ElementsAre("697548028PICV8"));
  EXPECT_THAT(links(device, LinkKind::company), ElementsAre("CN-MF-000025982", "NL-AR-000002066"));
  EXPECT_TRUE(got.has("06975480280195#1")) << "an earlier version is another record";
  for (const std::string& warning : got.summary.warnings) EXPECT_EQ(warning.find("last page"), std::string::npos);
}

TEST(Formats, EudamedSaysWhenTheLastPageIsMissing) {
  const Collected got = read("eu-devices", R"({"value": [{"PRIMARY_DI": "06975480280195", "MF_NAME": "Intalight"}],
      "nextLink": "https://api.example/udi?api-version=v1.0&page=2"})");
  EXPECT_THAT(got.summary.warnings, testing::Contains(HasSubstr("last page")));
}

TEST(Formats, EudamedCertificates) {
  const Collected got = read("eu-certificates", R"({"content": [{"certificateNumber": "G10 020326 0062",
      "certificateType": {"code": "refdata.certificate-type.mdr-quality-management-system"}, "revision": "03",
      "certificateStatus": {"code": "refdata.certificate-status.suspended"}, "issueDate": "2024-03-01",
      "expiryDate": "2029-02-28", "actorSrn": "DE-MF-000012991", "actorName": "Limbus", "notifiedBodySrn": "0123"},
     {"certificateNumber": "1", "certificateType": "IVDD_IV", "certificateStatus": "ISSUED", "expiryDate": "2202-12-31"}],
     "totalElements": 2, "last": true})");
  const AuthorityRecord& certificate = got.at("0123:G100203260062#03");
  EXPECT_EQ(certificate.kind, RecordKind::authorization);
  EXPECT_EQ(certificate.scheme, "eu-mdr-cert");
  EXPECT_EQ(certificate.status, "SUSPENDED");
  EXPECT_EQ(certificate.expires, domain::parse_day("2029-02-28"));
  EXPECT_EQ(certificate.holder, "Limbus");
  EXPECT_THAT(links(certificate, LinkKind::company), ElementsAre("DE-MF-000012991"));
  ASSERT_EQ(got.rejections.size(), 1U) << "an end that cannot be must not look like no end";
  EXPECT_THAT(got.rejections[0].text, HasSubstr("2202-12-31"));
}

TEST(Formats, CanadasLicencesGetTheNameOfTheirCompany) {
  const Collected got = read(
      "ca-licences",
      {FileRecipe{"licence.json", R"([{"original_licence_no": 104562, "licence_status": "I", "appl_risk_class": 3,
              "licence_name": "READER", "first_licence_status_dt": "2019-05-06", "last_refresh_dt": "2026-03-02",
              "end_date": null, "company_id": 77},
             {"original_licence_no": 71, "licence_status": "I", "appl_risk_class": 2, "licence_name": "OLD",
              "end_date": "2020-01-31", "last_refresh_dt": "2026-03-02", "company_id": 78}])"},
       FileRecipe{"company.json", R"([{"company_id": 77, "company_name": "ACME", "company_status": "A"}])"},
       FileRecipe{"device.json", R"([{"original_licence_no": 104562, "device_id": 9, "trade_name": "READER 2"}])"},
       FileRecipe{"id.json", R"([{"original_licence_no": 104562, "device_id": 9, "device_identifier": "R2-100"}])"}});
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.summary.source_date, domain::parse_day("2026-03-02"));
  const AuthorityRecord& licence = got.at("104562");
  EXPECT_EQ(licence.scheme, "ca-mdl");
  EXPECT_EQ(licence.holder, "ACME") << "the file of companies came later";
  EXPECT_EQ(licence.device_class, "III");
  EXPECT_EQ(licence.expires, std::nullopt);
  EXPECT_EQ(got.at("71").expires, domain::parse_day("2020-01-31")) << "archived";
  EXPECT_EQ(got.at("company:77").kind, RecordKind::company);
  EXPECT_THAT(links(got.at("device:104562/9"), LinkKind::submission), ElementsAre("104562"));
  EXPECT_EQ(got.at("identifier:104562/9/R2-100").catalogue, "R2-100");
}

TEST(Formats, AuthorizationsOfAnyOtherAuthority) {
  const Collected got =
      read("csv-authorizations",
           "scheme;number;holder;name;status;class;decided;expires;udi;as_of;shade\n"
           "au-artg;123456;Acme Pty;Reader;included;IIa;2024-01-02;;00844588018923;2026-03-01;blue\n"
           "br-anvisa;80145901234;Acme;\"Reader; two\";valido;III;01/02/2024;31/12/2033;;2026-02-01;\n");
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.at("au-artg:123456").device_class, "IIa");
  EXPECT_THAT(links(got.at("au-artg:123456"), LinkKind::udi), ElementsAre("00844588018923"));
  EXPECT_EQ(got.at("br-anvisa:80145901234").name, "Reader; two");
  EXPECT_EQ(got.at("br-anvisa:80145901234").decided, domain::parse_day("2024-02-01")) << "the day comes first";
  EXPECT_THAT(got.summary.warnings, ElementsAre(HasSubstr("\"shade\" is unknown"))) << "once";
  EXPECT_THAT(got.at("au-artg:123456").content, HasSubstr(R"("shade":"blue")"));
}

TEST(Formats, NoticesOfAnyOtherAuthority) {
  const Collected got = read(
      "csv-recalls",
      "number,date,country,manufacturer,product_name,class,status,reason,affected,url\n"
      "RC-2017-RN-00404-1,2017-04-07,AU,Acme,Reader,Class II,Open,\"Wrong dose,\nall versions\",6.0 to 6.5,http://x\n"
      "RC-2017-RN-00404-1,2017-04-07,AU,Acme,Writer,Type 1,Open,Wrong dose,\"UDI 00718175003305\",http://x\n"
      ",2017-04-08,DE,Beta,Pump,,,Leak,,\n"
      ",2017-04-08,DE,Beta,,,,,,\n");
  EXPECT_EQ(got.summary.read, 4);
  ASSERT_EQ(got.records.size(), 3U);
  EXPECT_EQ(got.records[0].number, "RC-2017-RN-00404-1");
  EXPECT_EQ(got.records[0].device_class, "II");
  EXPECT_EQ(got.records[0].text, "Reader\n6.0 to 6.5\nWrong dose,\nall versions");
  EXPECT_NE(got.records[0].key, got.records[1].key) << "one notice, two products";
  EXPECT_EQ(got.records[1].device_class, "I");
  EXPECT_THAT(links(got.records[1], LinkKind::udi), ElementsAre("00718175003305"));
  EXPECT_EQ(got.records[2].device_class, "");
  ASSERT_EQ(got.rejections.size(), 1U);
  EXPECT_EQ(got.rejections[0].line, 6) << "a cell in the second line has a line break";
}

TEST(Formats, ATableIsWhatItIsAskedToBe) {
  const std::string table =
      "recall_number,recalling_firm,reason_for_recall,product_description,code_info,name,srn\n"
      "Z-0359-2013,Acme,Dose,Rod,all,Rod,\n";
  EXPECT_EQ(read("us-enforcement", table).records.at(0).key, "Z-0359-2013");
  EXPECT_EQ(read("csv-recalls", table).records.at(0).number, "Z-0359-2013");
  EXPECT_THAT(read("us-recall", table).broken, HasSubstr("import it as us-enforcement"));
  EXPECT_THAT(read("us-recall", "name,reason\na,b\n").broken, HasSubstr("not FDA's recalls"));
}

/// Other selections and orders of the same columns, older and newer names: what people really have on their disks.
TEST(Formats, OfFdaAreReadWithOtherColumns) {
  const Collected few = read("us-510k", "device_name,applicant,k_number\nReader,Acme,K252054\n");
  EXPECT_EQ(few.at("K252054").status, "") << "what is not there was not decided";
  const Collected page =
      read("us-510k", "510(k) Number,Applicant,Decision\nK252054,A,SUBSTANTIALLY EQUIVALENT (SESE)\n");
  EXPECT_EQ(page.at("K252054").status, "SESE");
  const Collected flat = read("us-510k",
                              "k_number,decision_date,openfda.device_class,openfda.fei_number\n"
                              "K252054,20250929,2,\"['3001451451']\"\n");
  EXPECT_EQ(flat.at("K252054").device_class, "2");
  EXPECT_EQ(flat.records[0].content.find("3001451451"), std::string::npos) << "copied from the product code";
  EXPECT_THAT(read("us-pma", "pma_number,supplement_number,trade_name\np970051,S054,Reader\n").records.at(0).key,
              "P970051/S054");

  const Collected list =
      read("us-ai-devices",
           "\xef\xbb\xbf,Date of Final Decision,Submission Number,Device,Company,Panel (Lead),Primary "
           "Product Code\n0,06/06/2023,k221923,A,B,Radiology,QIH\n1,06/06/2019,P080003/S001,C,D,CV,MYN\n");
  EXPECT_EQ(list.at("K221923").decided, domain::parse_day("2023-06-06"));
  EXPECT_TRUE(list.has("P080003/S001"));
  EXPECT_TRUE(
      read("us-ai-devices", "Submission Number,Product,Applicant,Lead Panel\nDEN180001,A,B,OP\n").has("DEN180001"));

  const Collected recall =
      read("us-recall",
           "cfres_id,product_res_number,recall_status,k_numbers,product_description,openfda.device_name\n"
           "1,Z-0359-2013,Terminated,\"['K123456', 'K654321']\",Rod,x\n");
  EXPECT_THAT(links(recall.at("Z-0359-2013"), LinkKind::submission), ElementsAre("K123456", "K654321"));
}

/// The weekly CSV of FDA's page of enforcement reports lists food and drugs too: no reason to doubt the file.
TEST(Formats, OfAllEnforcementReportsOnlyThoseOfDevicesCount) {
  const std::string weekly =
      "Product Type,Event ID,Status,Recalling Firm,State/Province,Initial Firm Notification of Consignee or "
      "Public,Recall Number,Classification,Product Description,Reason for Recall,Recall Initiation Date,Report "
      "Date,Code "
      "Info\n"
      "Devices,90001,Ongoing,Acme,NY,Letter,Z-0001-2024,Class I,Reader,Fails,2/3/2024,3/13/2024,all\n"
      "Food,90002,Ongoing,Baker,NY,Letter,F-0001-2024,Class II,Bread,Nuts,2/3/2024,3/13/2024,all\n"
      "Drugs,90003,Ongoing,Beta,NY,Letter,D-0001-2024,Class II,Pill,Dose,2/3/2024,3/13/2024,all\n";
  const Collected got = read("us-enforcement", weekly);
  EXPECT_EQ(got.at("Z-0001-2024").device_class, "I");
  EXPECT_EQ(got.records[0].decided, domain::parse_day("2024-02-03"));
  EXPECT_EQ(got.summary.read, 3);
  EXPECT_EQ(got.summary.rejected, 2);
  EXPECT_EQ(got.summary.passed_over, 2);
  EXPECT_THAT(got.summary.warnings, ElementsAre(HasSubstr("do not say how old"))) << "all columns are known";

  const Collected dashboard = read("us-enforcement",
                                   "FEI Number,Recalling Firm Name,Product Type,Product Classification,Center "
                                   "Classification Date,Reason for Recall,Product Description,Event ID,Event "
                                   "Classification,Product ID\n"
                                   "3001,Acme,Devices,Class II,2024-03-04,Fails,Reader,90001,Class I,11\n"
                                   "3001,Acme,Devices,Class I,2024-03-04,Fails,Reader,90001,Class I,12\n");
  ASSERT_EQ(dashboard.records.size(), 2U);
  EXPECT_EQ(dashboard.records[0].key, "event:90001:11");
  EXPECT_EQ(dashboard.records[0].device_class, "II") << "of the product, not of the event";
  EXPECT_EQ(dashboard.records[0].holder, "Acme");
}

TEST(Formats, NoticesKeepTheirKeyWhenTheirStatusChanges) {
  const std::string head = "number,manufacturer,product_name,status,reason\n";
  const Collected one = read("csv-recalls", head + "N-1,Acme,Reader,Open,Dose\n");
  const Collected other = read("csv-recalls", head + "N-1,Acme,Reader,Closed,Dose and more\n");
  ASSERT_EQ(one.records.size(), 1U);
  EXPECT_TRUE(other.has(one.records[0].key));
}

}  // namespace
}  // namespace formulary::datasets_test
