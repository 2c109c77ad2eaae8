// What goes wrong with files of authorities, one row each: what is still read, what is rejected and at which line, what
// is odd, and when nothing of the file may count.
#include <chrono>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "tests/service/io/datasets/collected.hpp"

namespace formulary::datasets_test {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

const std::string head = "k_number,applicant,date_received,decision_date,decision_code,product_code,device_name\n";
const std::string good = "K252054,Acme,2025-07-01,2025-09-29,SESE,SBF,Reader\n";
const std::string pipes = "KNUMBER|APPLICANT|DECISIONDATE|DECISION|DEVICENAME\n";

struct Row {
  std::string what;
  std::string content;
  std::vector<std::string> keys;      ///< of the records, in order
  std::int64_t rejected_line = 0;     ///< of the one rejection; 0: none
  std::string rejected_because = "";  ///< a part of its reason
  std::string remark = "";            ///< a part of the one remark; empty: none
  std::string warning = "";           ///< a part of a warning that has to be there
  std::string kind = "us-510k";
};

const std::vector<Row> rows = {
    {"nothing wrong", head + good, {"K252054"}},
    {"no line break at the end", head + good.substr(0, good.size() - 1), {"K252054"}},
    {"CRLF and blank lines",
     head + "\r\n\n" + "K252054,Acme,2025-07-01,2025-09-29,SESE,SBF,Reader\r\n\r\n",
     {"K252054"}},
    {"a note of a spreadsheet above", "sep=,\n" + head + good, {"K252054"}},
    {"Windows-1252", head + "K252054,M\xfcller,,2025-09-29,SESE,SBF,Reader\x99\n", {"K252054"}},
    {"UTF-16",
     "\xff\xfe"s +
         [] {
           std::string wide;
           for (const char letter : head + good) wide += {letter, '\0'};
           return wide;
         }(),
     {"K252054"}},
    {"a mark of UTF-8, other letters in the header",
     "\xef\xbb\xbfK Number,APPLICANT,Decision-Date,Decision Code\nk252054,A,9/29/2025,SESE\n",
     {"K252054"}},
    {"an empty first column, as data frames write it",
     ",k_number,decision_date,decision_code\n0,K252054,2025-09-29,SESE\n",
     {"K252054"}},
    {"a formula around the number",
     head + "\"=HYPERLINK(\"\"https://x\"\", \"\"K252054\"\")\",Acme,,2025-09-29,SESE,SBF,R\n",
     {"K252054"}},
    {"lower case, spaces and dashes", head + "k 252-054,Acme,,2025-09-29,SESE,SBF,Reader\n", {"K252054"}},
    {"lines that end with a carriage return alone",
     "k_number,decision_date,decision_code\rK252054,2025-09-29,SESE\r",
     {"K252054"}},
    {"a line break and marks within one cell",
     "k_number,applicant,decision_date\nK252054,\"Acme\n\"\"one\"\" \",2025-01-02\nK252055,B,2025-01-02\n",
     {"K252054", "K252055"}},
    {"the same number twice", head + good + good, {"K252054", "K252054"}},
    {"a number that is none",
     head + "25X054,Acme,,2025-09-29,SESE,SBF,Reader\n" + good,
     {"K252054"},
     2,
     "is no 510(k)"},
    {"an unknown column",
     "k_number,decision_date,decision_code,shade\nK252054,2025-09-29,SESE,blue\nK252055,2025-09-29,SESE,red\n",
     {"K252054", "K252055"},
     0,
     "",
     "",
     "\"shade\" is unknown"},
    {"a column twice",
     "k_number,decision_date,decision_code,k_number\nK252054,2025-09-29,SESE,K1\n",
     {"K252054"},
     0,
     "",
     "",
     "comes twice"},
    {"a row cut in half", head + "K252055,Acme,2025-07-01\n" + good, {"K252054"}, 2, "it is cut"},
    {"a file that ends within a row",
     head + good + "K252055,Ac",
     {"K252054"},
     3,
     "it is cut",
     "",
     "may have been cut off"},
    {"a quotation mark never closed",
     head + "K252055,\"Acme,2025-07-01,2025-09-29,SESE,SBF,Reader\n" + good,
     {"K252054"},
     2,
     "never closed"},
    {"a cell with a separator, not quoted",
     head + "K252055,Acme, Inc.,2025-07-01,2025-09-29,SESE,SBF,Reader\n" + good,
     {"K252054"},
     2,
     "more cells"},
    {"empty cells beyond the last column",
     head + "K252054,Acme,2025-07-01,2025-09-29,SESE,SBF,Reader,,\n",
     {"K252054"}},
    {"a | within a cell of FDA",
     pipes + "K252055|Acme|09/29/2025|SESE|Re|ader\nK252054|Acme|09/29/2025|SESE|Reader\n",
     {"K252054"},
     2,
     "a cell has a | in it"},
    {"the year 2202", head + "K252054,Acme,2025-07-01,2202-09-29,SESE,SBF,Reader\n", {"K252054"}, 0, "", "2202-09-29"},
    {"a day that does not exist",
     head + "K252054,Acme,2025-07-01,02/30/2025,SESE,SBF,Reader\n",
     {"K252054"},
     0,
     "",
     "02/30/2025"},
    {"a row of a megabyte and more",
     head + "K252055," + std::string(1'200'000, 'x') + "\n" + good,
     {"K252054"},
     2,
     "longer than a record"},
    {"a line break within a cell",
     head + "K252055,\"Acme\nInc.\",,2025-09-29,SESE,SBF,Reader\nbad,,,,,,\n",
     {"K252055"},
     4,
     "is no 510(k)"},
    {"JSON: a single value among records",
     R"({"results": [7, {"k_number": "K252054", "decision_date": "2025-09-29", "decision_code": "SESE"}]})",
     {"K252054"},
     1,
     "no record"},
    {"JSON: values that are null, numbers, nested",
     R"([{"k_number": "K252054", "decision_date": null, "decision_code": "SESE", "applicant": 7, "device_name": {"a": [1, {"b": true}]}}])",
     {"K252054"}},
    {"JSON: a record of a megabyte and more",
     R"([{"k_number": "K252055", "decision_date": "", "decision_code": "", "applicant": ")" +
         std::string(1'200'000, 'x') + R"("}, {"k_number": "K252054", "decision_date": "", "decision_code": "SESE"}])",
     {"K252054"},
     1,
     "larger than 1 MiB"},
    {"JSON: control characters that came escaped",
     R"([{"k_number": "K252054", "decision_date": "", "decision_code": "SESE", "device_name": "3M\u0099\u0000"}])",
     {"K252054"}},
    {"XML: a record that is a single value",
     "<data><row>x</row><row><Submission_number>K252054</Submission_number><Device>R</Device><Company>A</"
     "Company><Date_of_final_decision>09/29/2025</Date_of_final_decision></row></data>",
     {"K252054"},
     1,
     "no record",
     "",
     "",
     "us-ai-devices"},
    {"an end of validity in the year 2202",
     "scheme,number,name,status,expires\nau-artg,200001,R,ok,2202-12-31\nau-artg,200002,R,ok,2027-12-31\n",
     {"au-artg:200002"},
     2,
     "cannot be",
     "",
     "",
     "csv-authorizations"},
};

class Rejected : public testing::TestWithParam<Row> {};

TEST_P(Rejected, AndTheRestIsRead) {
  const Row& row = GetParam();
  SCOPED_TRACE(row.what);
  const Collected got = read(row.kind, row.content);
  EXPECT_EQ(got.broken, "");
  std::vector<std::string> keys;
  for (const auto& record : got.records) {
    keys.push_back(record.key);
    EXPECT_TRUE(nlohmann::json::accept(record.content)) << record.content;
  }
  EXPECT_EQ(keys, row.keys);
  EXPECT_EQ(got.summary.rejected, row.rejected_line == 0 ? 0 : 1);
  if (row.rejected_line != 0 && !got.rejections.empty()) {
    EXPECT_EQ(got.rejections[0].line, row.rejected_line);
    EXPECT_EQ(got.rejections[0].file, "file");
    EXPECT_THAT(got.rejections[0].text, HasSubstr(row.rejected_because));
  }
  EXPECT_EQ(got.summary.remarked, row.remark.empty() ? 0 : 1);
  for (const Said& said : got.remarks) EXPECT_THAT(said.text, HasSubstr(row.remark));
  EXPECT_THAT(got.summary.warnings, testing::Contains(HasSubstr(row.warning)));
  EXPECT_EQ(got.summary.read, static_cast<std::int64_t>(got.records.size()) + got.summary.rejected);
}

INSTANTIATE_TEST_SUITE_P(Of, Rejected, testing::ValuesIn(rows));

struct Whole {
  std::string what, content, sentence;
  std::string kind = "us-510k";
};

const std::string device = "<identifiers/><brandName>R</brandName><companyName>A</companyName><deviceId>1</deviceId>";

const std::vector<Whole> broken = {
    {"empty", "", "The file is empty"},
    {"nothing but blanks", " \r\n\n", "The file is empty"},
    {"an unknown table", "a,b,c\n1,2,3\n",
     "This is not FDA's 510(k) and De Novo decisions: it has no k_number/510(k)_number"},
    {"a flattened table of recalls for enforcement reports",
     "cfres_id,product_res_number,res_event_number,recalling_firm,product_description,code_info,reason_for_recall\n"
     "1,Z-0359-2013,1,A,B,C,D\n",
     "import it as us-recall", "us-enforcement"},
    {"another kind", "PRODUCTCODE|DEVICENAME|DEVICECLASS|SUBMISSION_TYPE_ID\nBRW|P|1|4\n",
     "import it as us-classification"},
    {"recalls for enforcement reports",
     R"({"results": [{"cfres_id": "1", "product_res_number": "Z-0359-2013", "product_code": "NKB"}]})",
     "import it as us-recall", "us-enforcement"},
    {"JSON that is cut",
     R"({"results": [{"k_number": "K252054", "decision_date": "2025-09-29", "decision_code": "SESE"}, {"k_nu)",
     "cut off or malformed behind its record 1"},
    {"JSON with something behind it", R"([{"k_number": "K252054", "decision_date": "", "decision_code": ""}] x)",
     "cut off or malformed"},
    {"JSON without records", R"({"results": []})", "no records"},
    {"a single value", R"([])", "no records"},
    {"an error of the interface", R"({"error": {"code": "NOT_FOUND", "message": "No matches found!"}})",
     "No matches found!"},
    {"deep JSON", "[{\"k_number\": " + std::string(100, '[') + "1" + std::string(100, ']') + "}]", "nested deeper"},
    {"JSON that never ends a record", "[{\"k_number\": \"" + std::string(17'000'000, 'x') + "\"}]", "more than 16 MiB"},
    {"XML that is cut", "<data><device>" + device + "</device><device>", "cut off or malformed at line 1", "us-gudid"},
    {"XML with entities", "<!DOCTYPE a [<!ENTITY b \"cccc\">]><data><device>&b;</device></data>", "document type",
     "us-gudid"},
    {"deep XML",
     "<data>" +
         [] {
           std::string deep;
           for (int i = 0; i < 100; ++i) deep += "<a>";
           return deep;
         }(),
     "nested deeper", "us-gudid"},
    {"XML that never ends a record", "<data><device><brandName>" + std::string(17'000'000, 'x'), "more than 16 MiB",
     "us-gudid"},
    {"a newer schema of GUDID",
     "<data><device xmlns=\"http://www.fda.gov/cdrh/gudid/v4\">" + device + "</device></data>", "newer schema",
     "us-gudid"},
    {"a newer schema in its own words",
     R"({"meta": {"schema_version": "2"}, "results": [{"k_number": "K252054", "decision_date": "", "decision_code": ""}]})",
     "schema version \"2\""},
    {"a newer interface",
     R"({"value": [{"PRIMARY_DI": "1", "MF_NAME": "A"}], "nextLink": "https://x/udi?api-version=v2.0"})",
     "newer version of the interface", "eu-devices"},
    {"a newer table of our own", "scheme,number,name,status,schema_version\nau-artg,1,R,ok,2\n", "schema version",
     "csv-authorizations"},
    {"a web page", "<!DOCTYPE html><html><body>Not found</body></html>", "web page"},
    {"a PDF", "%PDF-1.7 ...", "PDF"},
    {"a workbook of old", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "Save it as CSV"},
    {"gzip", "\x1f\x8b\x08...", "gzip"},
    {"quotation marks everywhere",
     head +
         [] {
           std::string lines;
           for (int i = 0; i < 300; ++i) lines += "a\"b,\"c\n";
           return lines;
         }(),
     "quotation marks do not fit together"},
};

class Broken : public testing::TestWithParam<Whole> {};

TEST_P(Broken, AndItSaysWhatToDo) {
  const Collected got = read(GetParam().kind, GetParam().content);
  SCOPED_TRACE(GetParam().what);
  EXPECT_THAT(got.broken, HasSubstr(GetParam().sentence));
  EXPECT_THAT(got.broken, testing::StartsWith("file: ")) << "names the file";
  EXPECT_LT(got.broken.size(), 400U);
}

INSTANTIATE_TEST_SUITE_P(Of, Broken, testing::ValuesIn(broken));

/// Without a look at what stands behind the second mark the first row would hold the second, and nobody would know.
TEST(BadInput, AQuotationMarkThatTheNextRowClosesSwallowsNoRow) {
  const std::string cut = "K252050,\"A,2025-01-02\nK252051,\"B,2025-01-02\n";
  const std::string columns = "k_number,applicant,decision_date\n";
  const Collected got = read("us-510k", columns + cut + "K252054,C,2025-01-02\n");
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.summary.read, 3);
  EXPECT_TRUE(got.has("K252054"));
  ASSERT_EQ(got.rejections.size(), 2U);
  EXPECT_EQ(got.rejections[0].line, 2);
  EXPECT_EQ(got.rejections[1].line, 3);
  std::string damaged = columns;
  for (int i = 0; i < 200; ++i) damaged += cut;
  EXPECT_THAT(read("us-510k", damaged).broken, HasSubstr("quotation marks do not fit"));
}

/// Each takes seconds where the work grows with the square of what one element or object holds.
TEST(BadInput, ManyMembersOfOneTakeNoTime) {
  std::string attributes = "<rows><row", members = "{\"k_number\": \"K252054\"";
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i) + "='1'";
  for (int i = 0; i < 60000; ++i) members += ",\"a" + std::to_string(i) + "\":1";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(read("us-ai-devices", attributes + "/></rows>").broken, HasSubstr("There are no records"));
  EXPECT_EQ(read("us-510k", members + ",\"applicant\":\"A\"}").summary.rejected, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(BadInput, APipeIsNoFileAndIsNotWaitedFor) {
  const auto pipe = std::filesystem::temp_directory_path() / ("formulary-pipe-" + std::to_string(::getpid()));
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(read_paths("us-510k", {pipe}).broken, HasSubstr("This is no file"));
  std::filesystem::remove(pipe);
  EXPECT_THAT(read_paths("us-510k", {"/dev/zero"}).broken, HasSubstr("This is no file"));
}

TEST(BadInput, MessagesRepeatNothingLong) {
  const Collected got = read("us-510k", head + std::string(100'000, 'x') + "\x1b[31m,,,,,,\n");
  ASSERT_EQ(got.rejections.size(), 1U);
  EXPECT_LT(got.rejections[0].text.size(), 200U);
  const Collected escaped = read("us-510k", head + "\x1b[31m\x07,,,,,,\n");
  ASSERT_EQ(escaped.rejections.size(), 1U);
  EXPECT_EQ(escaped.rejections[0].text.find('\x1b'), std::string::npos);
}

TEST(BadInput, ManyRejectionsAreCountedAndFewAreTold) {
  std::string content = head;
  for (int i = 0; i < 5000; ++i) content += "none,,,,,,\n";
  const Collected got = read("us-510k", content + good);
  EXPECT_EQ(got.summary.rejected, 5000);
  EXPECT_EQ(got.rejections.size(), static_cast<std::size_t>(usecases::kReportedRows));
  EXPECT_EQ(got.records.size(), 1U);
}

TEST(BadInput, FormulasStayWhatTheyAreInTheRecord) {
  const Collected got = read("us-510k", head + "K252054,=1+1,,2025-09-29,SESE,SBF,\"=cmd|'/c calc'!A0\"\n");
  ASSERT_EQ(got.records.size(), 1U);
  EXPECT_EQ(got.records[0].name, "=cmd|'/c calc'!A0") << "neutralised where it is written out, not here";
}

TEST(BadInput, AFileThatIsNotThereIsNoBrokenFile) {
  EXPECT_THROW(read_paths("us-510k", {"/nowhere/at/all.csv"}), std::system_error);
  EXPECT_THAT(read_paths("us-510k", {std::filesystem::temp_directory_path()}).broken, HasSubstr("This is no file"));
  EXPECT_THAT(read_paths("us-510k", {}).broken, HasSubstr("No file was given"));
}

}  // namespace
}  // namespace formulary::datasets_test
