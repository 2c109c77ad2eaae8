// Tables of notices as authorities and the people who collect them write them, none made for this registry: each is
// taken as it is, with every row, and a row stays itself when the file is sorted otherwise.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/io/datasets/collected.hpp"

namespace formulary::datasets_test {
namespace {

using domain::LinkKind;
using testing::ElementsAre;
using testing::HasSubstr;

std::set<std::string> keys_of(const Collected& got) {
  std::set<std::string> keys;
  for (const auto& record : got.records) keys.insert(record.key);
  return keys;
}

struct List {
  std::string what, content;
  std::string number, holder, name, day, device_class, text;
};

const std::vector<List> lists = {
    {"TGA's recall actions",
     "TGA Recall Reference,Product Name/Description,Recall Action Level,Recall Action Classification,Recall Action "
     "Commencement Date,Responsible Entity,Reason / Issue,Recall Action\n"
     "RC-2015-RN-00123-1,\"Reader\nall versions\",Hospital,Class II,11/02/2015,Acme Pty,Wrong dose,Correction\n",
     "RC-2015-RN-00123-1", "Acme Pty", "Reader", "2015-02-11", "II", "Reader\nall versions\nWrong dose\nCorrection"},
    {"Health Canada's recalls",
     R"([{"NID": 71234, "Title": "Reader: wrong dose", "Organization": "Health Canada", "Product": "Reader",
          "Issue": "Medical devices - Performance", "Recall class": "Type II", "Last updated": "2023-01-02"}])",
     "", "", "Reader", "2023-01-02", "II", "Reader\nReader: wrong dose\nMedical devices - Performance"},
    {"German, semicolons, Windows-1252",
     "Ver\xf6"
     "ffentlichungsdatum;Hersteller;Produkt;Referenz;Ma\xdfnahme\n11.02.2015;M\xfcller;Leser;Vk_2015_01;R\xfc"
     "ckruf\n",
     "Vk_2015_01", "Müller", "Leser", "2015-02-11", "", "Leser"},
    {"French", "Date,Référence,Fabricant,Dénomination,Motif\n11/02/2015,R1503,Acme SA,Lecteur,erreur de dose\n",
     "R1503", "Acme SA", "Lecteur", "2015-02-11", "", "Lecteur\nerreur de dose"},
    {"Italian, capitals",
     "DATA AVVISO;FABBRICANTE;NOME COMMERCIALE;NUMERO AVVISO;MOTIVO\n11/02/2015;Acme Srl;Lettore;123;dose\n", "123",
     "Acme Srl", "Lettore", "2015-02-11", "", "Lettore\ndose"},
    {"Spanish", "Fecha,Referencia,Producto,Fabricante,Motivo\n11/02/2015,PS 1/2015,Lector,Acme SL,dosis\n", "PS 1/2015",
     "Acme SL", "Lector", "2015-02-11", "", "Lector\ndosis"},
    {"a specialty that is called classification",
     "number,device_name,classification,action_classification\nN-1,Reader,Radiology Devices,Class 1\n", "N-1", "",
     "Reader", "", "I", "Reader"},
    {"nothing but what was done", "uid,country,reason,action_summary\nx-1,SWE,,The maker corrects the software.\n", "",
     "", "", "", "", "The maker corrects the software."},
};

TEST(Notices, AreReadAsTheirAuthorityWritesThem) {
  for (const List& list : lists) {
    SCOPED_TRACE(list.what);
    const Collected got = read("csv-recalls", list.content);
    EXPECT_EQ(got.broken, "");
    ASSERT_EQ(got.records.size(), 1U);
    const domain::AuthorityRecord& notice = got.records[0];
    EXPECT_EQ(notice.number, list.number);
    EXPECT_EQ(notice.holder, list.holder);
    EXPECT_EQ(notice.name, list.name);
    EXPECT_EQ(notice.decided, list.day.empty() ? std::nullopt : domain::parse_day(list.day));
    EXPECT_EQ(notice.device_class, list.device_class);
    EXPECT_THAT(notice.text, testing::StartsWith(list.text));
  }
}

// The International Medical Devices Database: three files, and what people make of them.
const std::string events =
    "id,action,action_classification,action_level,country,date,date_initiated_by_firm,number,reason,type,device_id\n"
    "1,,Class II,Hospital,AUS,2015-02-11,,RC-2015-RN-00123-1,Wrong dose,Recall,10\n"
    "2,,Class II,Hospital,AUS,2015-02-11,,RC-2015-RN-00123-1,Wrong dose,Recall,11\n"
    "3,Update,,,DEU,,2016-01-05,,Freezes,Field Safety Notice,10\n"
    "4,Update,,,DEU,,2016-01-05,,Freezes,Field Safety Notice,10\n"
    "5,,,,SWE,,,,,Field Safety Notice,12\n"
    "6,,,,SWE,,,,Lost,Field Safety Notice,99\n";
const std::string devices =
    "id,classification,code,description,implanted,name,number,risk_class,country,manufacturer_id,created_at\n"
    "10,Radiology Devices,LLZ,Viewer,NO,Reader,V2.1,2,AUS,100,2019-01-01\n"
    "11,,,,,Writer,,,AUS,100.0,2019-01-01\n"
    "12,,,,,Pump,,3,SWE,101,2019-01-01\n";
const std::string companies =
    "id,address,comment,name,parent_company,representative,source\n100,1 Street,,Acme Imaging,Acme Inc,,AU\n"
    "101,,,Beta,,,SE\n";

Collected read_database() {
  return read("csv-recalls", {{"manufacturers.csv", companies}, {"devices.csv", devices}, {"events.csv", events}});
}

TEST(Notices, OfThreeFilesAreOneRecordForEachEvent) {
  const Collected got = read_database();
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.summary.read, 6);
  EXPECT_EQ(got.summary.rejected, 0);
  EXPECT_EQ(keys_of(got).size(), 6U) << "two rows that say the same are two events";
  const auto first = std::ranges::find_if(
      got.records, [](const auto& record) { return record.content.find("\"id\":\"1\"") != std::string::npos; });
  ASSERT_NE(first, got.records.end());
  EXPECT_EQ(first->number, "RC-2015-RN-00123-1");
  EXPECT_EQ(first->holder, "Acme Imaging");
  EXPECT_EQ(first->name, "Reader");
  EXPECT_EQ(first->device_class, "II") << "of the action, not of the device";
  EXPECT_EQ(first->product_code, "LLZ");
  EXPECT_EQ(first->text, "Reader\nViewer\nV2.1\nWrong dose");
  EXPECT_EQ(first->decided, domain::parse_day("2015-02-11"));
}

TEST(Notices, OfThreeFilesNeedAllOfThem) {
  const Collected alone = read("csv-recalls", {{"events.csv", events}});
  EXPECT_EQ(alone.summary.read, 6);
  EXPECT_EQ(alone.summary.rejected, 1) << "it says nothing without its device";
  EXPECT_THAT(alone.summary.warnings, testing::Contains(HasSubstr("give all three together")));
  EXPECT_THAT(read("csv-recalls", {{"devices.csv", devices}, {"manufacturers.csv", companies}}).broken,
              HasSubstr("Give all three together"));
}

/// The same three files put together by a program that tells columns of one name apart in its own way.
TEST(Notices, OfJoinedTablesKnowWhoseNumberItIs) {
  const std::string left_events =
      "id_x,action_classification,country_x,date,number_x,reason,device_id,id_y,classification,code,implanted,name_x,"
      "number_y,country_y,manufacturer_id,id,name_y,parent_company\n"
      "1,Class II,AUS,2015-02-11,RC-1,Wrong dose,10,10,Radiology Devices,LLZ,NO,Reader,V2.1,AUS,100,100,Acme,Acme Inc\n"
      "2,Class II,AUS,2015-02-11,RC-1,Wrong dose,10,10,Radiology Devices,LLZ,NO,Reader,V2.1,AUS,100,100,Acme,Acme "
      "Inc\n";
  const std::string left_devices =
      "id_x,implanted,name_x,number_x,country_x,manufacturer_id,name_y,parent_company,id_y,action_classification,"
      "country_y,date,number_y,reason\n"
      "10,NO,Reader,V2.1,AUS,100,Acme,Acme Inc,1,Class II,AUS,2015-02-11,RC-1,Wrong dose\n"
      "10,NO,Reader,V2.1,AUS,100,Acme,Acme Inc,2,Class II,AUS,2015-02-11,RC-1,Wrong dose\n";
  const std::string named =
      "event_id,event_action_classification,event_number,event_reason,event_date,device_name,device_number,"
      "device_classification,manufacturer_name\n"
      "1,Class II,RC-1,Wrong dose,2015-02-11,Reader,V2.1,Radiology Devices,Acme\n"
      "2,Class II,RC-1,Wrong dose,2015-02-11,Reader,V2.1,Radiology Devices,Acme\n";
  const std::string counted =
      "id,action_classification,country,date,number,reason,device_id,id.1,implanted,name,number.1,country.1,"
      "manufacturer_id,id.2,name.1,parent_company\n"
      "1,Class II,AUS,2015-02-11,RC-1,Wrong dose,10,10,NO,Reader,V2.1,AUS,100,100,Acme,Acme Inc\n"
      "2,Class II,AUS,2015-02-11,RC-1,Wrong dose,10,10,NO,Reader,V2.1,AUS,100,100,Acme,Acme Inc\n";
  for (const std::string& table : {left_events, left_devices, named, counted}) {
    SCOPED_TRACE(table);
    const Collected got = read("csv-recalls", table);
    EXPECT_EQ(got.broken, "");
    ASSERT_EQ(got.records.size(), 2U);
    EXPECT_EQ(keys_of(got).size(), 2U);
    for (const auto& notice : got.records) {
      EXPECT_EQ(notice.number, "RC-1");
      EXPECT_EQ(notice.holder, "Acme");
      EXPECT_EQ(notice.name, "Reader");
      EXPECT_EQ(notice.device_class, "II");
      EXPECT_THAT(notice.text, HasSubstr("V2.1"));
      EXPECT_EQ(notice.decided, domain::parse_day("2015-02-11"));
    }
  }
}

TEST(Notices, WithoutANumberAreToldApartByWhatTheySay) {
  const std::string head = "country,date,manufacturer,device_name,reason,status\n";
  const std::string one = "DEU,2016-01-05,Acme,Reader,Freezes,Open\n",
                    elsewhere = "FRA,2016-01-05,Acme,Reader,Freezes,Open\n",
                    later = "DEU,2017-01-05,Acme,Reader,Freezes,Open\n",
                    closed = "DEU,2016-01-05,Acme,Reader,Freezes,Closed\n";
  const Collected got = read("csv-recalls", head + one + elsewhere + later);
  EXPECT_EQ(keys_of(got).size(), 3U);
  EXPECT_EQ(keys_of(read("csv-recalls", head + later + elsewhere + one)), keys_of(got)) << "in any order";
  EXPECT_EQ(keys_of(read("csv-recalls", head + one)), keys_of(read("csv-recalls", head + closed)));
  const std::string numbered = "number,country,device_name\n2015/003,IRL,Reader\n2015/003,ITA,Reader\n";
  EXPECT_EQ(keys_of(read("csv-recalls", numbered)).size(), 2U) << "two authorities count alike";
}

TEST(Notices, ThatNoColumnMakesOneAreRefused) {
  const std::string broken = read("csv-recalls", "a,b,c\n1,2,3\n").broken;
  EXPECT_THAT(broken, HasSubstr("it has no name/product/"));
  EXPECT_LT(broken.size(), 300U) << "few of the many names are told";
}

}  // namespace
}  // namespace formulary::datasets_test
