// FDA's tables with `|`, in Windows-1252, with every format that could be meant.
#include "tests/fuzz/record_mill.hpp"

namespace formulary::fuzz::pipe_rows {

void run(View data) {
  RecordMill::grind(data, [](io::datasets::Source& text, io::datasets::RecordTaker& taker) {
    io::datasets::read_table(text, "fuzz", {}, taker);
  });
}

std::vector<Bytes> seeds() {
  return {
      "KNUMBER|APPLICANT|DECISIONDATE|DECISION|DEVICENAME\r\nK252054|M\xfcller|09/29/"
      "2025|SESE|Reader\x99\r\nK25|a|b|c|d|e\r\n",
      "PMANUMBER|SUPPLEMENTNUMBER|DECISIONDATE|DECISIONCODE\nP970051|S054|02/17/2010|APPR\n",
      "PRODUCTCODE|DEVICENAME|DEVICECLASS|SUBMISSION_TYPE_ID\nBRW|Protector, Dental|f|4\n",
      "PrimaryDI|deviceId|brandName|companyName|premarketSubmissions\n00844588018923|1|R|A|\n",
      "REG_KEY|REGISTRATION_NUMBER|FEI_NUMBER|ADDRESS_TYPE_ID|REG_EXPIRY_DATE_YEAR\n100|9610240|3002808212|F|2026\n",
  };
}

}  // namespace formulary::fuzz::pipe_rows
