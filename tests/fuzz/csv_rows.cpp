// Tables with quotation marks, in any encoding, with every format that could be meant.
#include "tests/fuzz/record_mill.hpp"

namespace formulary::fuzz::csv_rows {

void run(View data) {
  RecordMill::grind(data, [](io::datasets::Source& text, io::datasets::RecordTaker& taker) {
    io::datasets::read_table(text, "fuzz", {}, taker);
  });
}

std::vector<Bytes> seeds() {
  using namespace std::string_literals;
  return {
      "k_number,decision_date,decision_code,device_name\r\nK252054,2025-09-29,SESE,\"R, \"\"two\"\"\nlines\"\r\n",
      "number;manufacturer;product_name;affected;reason\nN-1;A;R;6.0 to 6.5;UDI 00718175003305\n;B;;;\n",
      "uuid,gtin,basic_udi_di,certs,manufacturer,other_ids\n"
      "1,06975480280195,697548028PICV8,0123|MDD_II_4|G1;|||2202-12-31;2265|MDR|Q|04|2025-02-10|2029-02-23,A,MODEL_"
      "NUMBER:x\n",
      "\xff\xfe"
      "a\0,\0b\0\n\0"
      "1\0,\0"
      "2\0"s,
  };
}

}  // namespace formulary::fuzz::csv_rows
