// The MDS2 form: numbers, answers, spreadsheets, and what the form says against itself.
#include "service/domain/documents/mds2.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using enum Mds2Answer;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Mds2, KnowsTheNumbersOfTheForm) {
  EXPECT_EQ(mds2_questions().size(), 240U);
  EXPECT_EQ(mds2_question(" audt-2.8.1 "), "AUDT-2.8.1");
  EXPECT_EQ(mds2_question("SHAD-15"), "SAHD-15") << "a misprint of the published form";
  EXPECT_EQ(mds2_question("SAHD-15"), "SAHD-15");
  EXPECT_EQ(mds2_question("AUDT-99"), "");
  EXPECT_EQ(mds2_question(std::string(5000, 'A')), "");
  EXPECT_TRUE(is_of_2013("CNFS-1"));
}

TEST(Mds2, ReadsAnswersAsPeopleWriteThem) {
  for (const auto& [text, answer] : {std::pair{"Yes", yes},
                                     {"Y", yes},
                                     {" yes ", yes},
                                     {"NO", no},
                                     {"N/A", not_applicable},
                                     {"n.a.", not_applicable},
                                     {"See Notes", see_notes},
                                     {"See Note 3", see_notes}}) {
    EXPECT_EQ(parse_mds2_answer(text), answer) << text;
  }
  for (const char* text : {"", "Maybe", "Yes, but", "TBD", "NONE"}) EXPECT_FALSE(parse_mds2_answer(text)) << text;
}

TEST(Mds2, ReadsASpreadsheetWhateverItsColumns) {
  const Mds2Form form = read_mds2_csv(
      "\xef\xbb\xbf"
      "Manufacturer Disclosure Statement;;;\r\n"
      "Question ID;Question;;See note\r\n"
      "DOC-1;Manufacturer Name;\"Example; Medical\";\r\n"
      "DOC-7;Document Release Date;2026-03-20;\r\n"
      "AUTH-2;Roles?;yes;\"Five roles, \"\"admin\"\" among them\nsince 2.0\"\r\n"
      "SHAD-15;Hardening?;N/A;\r\n"
      "TXCF-2;Encrypted?;;\r\n"
      "ALOF-1;Log off?;sometimes;\r\n");
  EXPECT_EQ(form.edition, Mds2Edition::of_2019);
  EXPECT_EQ(form.text("DOC-1"), "Example; Medical");
  EXPECT_EQ(form.text("DOC-7"), "2026-03-20");
  EXPECT_EQ(form.answer("AUTH-2"), yes);
  EXPECT_EQ(form.find("AUTH-2")->note, "Five roles, \"admin\" among them\nsince 2.0");
  EXPECT_EQ(form.answer("SAHD-15"), not_applicable);
  EXPECT_FALSE(form.answer("TXCF-2"));
  EXPECT_FALSE(form.answer("ALOF-1"));
}

TEST(Mds2, TakesNoAnswerFromAFormOf2013) {
  const Mds2Form form = read_mds2_csv("TXCF-2,Encrypted?,Yes\nCNFS-1,Configurable?,Yes\n");
  EXPECT_EQ(form.edition, Mds2Edition::of_2013);
  EXPECT_THAT(form.rows, IsEmpty());
  const auto facts = facts_of(form);
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts.front().value, "2013");
}

TEST(Mds2, ReadsNothingFromAnythingElse) {
  for (const std::string& text :
       {std::string(), std::string("%PDF-1.7"), std::string(100'000, '"'), std::string(100'000, ',')}) {
    EXPECT_EQ(read_mds2_csv(text).edition, Mds2Edition::unknown);
  }
}

Mds2Form form(std::initializer_list<std::pair<const char*, const char*>> answers) {
  Mds2Builder builder;
  for (const auto& [question, answer] : answers) builder.add(question, answer, {});
  return builder.take();
}

TEST(Mds2, FindsWhereTheFormContradictsItself) {
  EXPECT_THAT(mistakes_in(form({{"PLOK-1", "Yes"}, {"PLOK-2", "Yes"}, {"PLOK-3", "N/A"}})),
              ElementsAre("PLOK-2 is answered although PLOK-1 is Yes: it has to be N/A."));
  EXPECT_THAT(mistakes_in(form({{"CSUP-1", "No"}, {"CSUP-2.1", "Yes"}})),
              ElementsAre("CSUP-2.1 is answered although CSUP-1 is No: it has to be N/A."));
  EXPECT_THAT(mistakes_in(form({{"MPII-1", "No"}, {"MPII-3.2", "No"}, {"MPII-2", "N/A"}})),
              ElementsAre("MPII-3.2 is answered although MPII-1 is No: it has to be N/A."));
  EXPECT_THAT(mistakes_in(form({{"MLDP-2", "No"}})), ElementsAre("MLDP-3 has to be answered: MLDP-2 is No."));
  EXPECT_EQ(mistakes_in(form({{"DOC-11", "Yes"}, {"DOC-11.1", "Yes"}})).size(), 3U);
  EXPECT_THAT(mistakes_in(form({{"PLOK-1", "No"}, {"PLOK-2", "Yes"}, {"MLDP-2", "Yes"}, {"DOC-11", "No"}})), IsEmpty());
}

TEST(Mds2, AnswersThatDifferAreNoAnswer) {
  const Mds2Form twice = form({{"TXCF-2", "Yes"}, {"TXCF-2", "No"}});
  EXPECT_FALSE(twice.answer("TXCF-2"));
  EXPECT_THAT(twice.odd, ElementsAre("TXCF-2 is answered twice, and differently."));
}

TEST(Mds2, NamesWhatAHospitalWaitsFor) {
  EXPECT_EQ(unmet(form({{"PAUT-1", "Yes"}})).size(), 19U) << "21 questions, one is answered, one does not count";
  EXPECT_EQ(unmet(form({{"PAUT-1", "Yes"}, {"RMOT-1", "Yes"}})).size(), 20U) << "with remote service its log matters";
  EXPECT_TRUE(unmet(Mds2Form()).empty()) << "a form that cannot be read has a finding of its own";
  const auto open = unmet(form({{"TXCF-2", "See Notes"}, {"PAUT-1", "No"}}));
  EXPECT_EQ(open.front().answer, no);
}

}  // namespace
}  // namespace formulary::domain
