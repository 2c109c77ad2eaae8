// Under which name a file that a stranger named is offered again.
#include "service/api/attachment.hpp"

#include <gtest/gtest.h>

namespace formulary::api {
namespace {

TEST(Attachment, a_plain_name_stays_as_it_is) {
  EXPECT_EQ(attachment_disposition("mds2 2026.pdf"), "attachment; filename=\"mds2 2026.pdf\"");
}

TEST(Attachment, letters_beyond_ascii_come_in_utf_8_with_a_plain_name_beside) {
  EXPECT_EQ(attachment_disposition("Pr\xc3\xbc"
                                   "fung.pdf"),
            "attachment; filename=\"Pr_fung.pdf\"; filename*=UTF-8''Pr%C3%BCfung.pdf");
  EXPECT_EQ(attachment_disposition("100%41.pdf"), "attachment; filename=\"100_41.pdf\"; filename*=UTF-8''100%2541.pdf");
}

TEST(Attachment, no_name_leaves_its_quotes_its_line_or_its_folder) {
  EXPECT_EQ(attachment_disposition("a\"; filename=\"b.exe"), "attachment; filename=\"a_; filename=_b.exe\"");
  EXPECT_EQ(attachment_disposition("a\r\nset-cookie: b"), "attachment; filename=\"a__set-cookie_ b\"");
  EXPECT_EQ(attachment_disposition("../../etc/passwd"), "attachment; filename=\"_._.._etc_passwd\"");
  EXPECT_EQ(attachment_disposition("C:\\x.pdf"), "attachment; filename=\"C__x.pdf\"");
}

TEST(Attachment, no_name_hides_how_it_ends) {
  EXPECT_EQ(attachment_disposition("invoice\xe2\x80\xae"
                                   "fdp.exe"),
            "attachment; filename=\"invoice_fdp.exe\"");
}

TEST(Attachment, there_is_always_a_name) {
  for (const std::string_view none : {"", ".", "..", " "}) {
    EXPECT_EQ(attachment_disposition(none), "attachment; filename=\"document\"") << none;
  }
}

}  // namespace
}  // namespace formulary::api
