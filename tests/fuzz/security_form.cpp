// A spreadsheet that may be a maker's form about security (MDS2).
#include "service/domain/documents/mds2.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::security_form {

void run(View data) {
  const domain::Mds2Form form = domain::read_mds2_csv(bytes::as_text(data));
  // Each question once, and nothing of the other edition.
  if (form.rows.size() > domain::mds2_questions().size()) __builtin_trap();
  if (form.edition != domain::Mds2Edition::of_2019) {
    for (const domain::Mds2Row& row : form.rows) {
      if (row.answer) __builtin_trap();
    }
  }
  if (domain::facts_of(form).size() > 3 * domain::mds2_questions().size()) __builtin_trap();
}

std::vector<Bytes> seeds() {
  return {
      "\xef\xbb\xbfQuestion ID;Question;;See note\r\nDOC-1;Maker;\"Example; Medical\";\r\nAUTH-2;Roles?;yes;\"Five "
      "\"\"roles\"\"\n\"\r\n",
      "SHAD-15,Hardening?,N/A,\nPLOK-1,,Yes,\nPLOK-2,,No,See Note 3\nMLDP-2,,No,\n",
      "TXCF-2\tEncrypted\tYes\nCNFS-1\tConfigurable\tNo\n",
      "AUDT-1,,Yes\nAUDT-1,,No\n\"AUDT-2",
  };
}

}  // namespace formulary::fuzz::security_form
