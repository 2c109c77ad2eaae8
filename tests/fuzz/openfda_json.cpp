// Pages of an interface in JSON, with every format that could be meant.
#include "tests/fuzz/record_mill.hpp"

namespace formulary::fuzz::openfda_json {

void run(View data) {
  RecordMill::grind(data, [](io::datasets::Source& text, io::datasets::RecordTaker& taker) {
    io::datasets::read_json(text, "fuzz", taker);
  });
}

std::vector<Bytes> seeds() {
  return {
      R"({"meta": {"last_updated": "2026-01-12", "results": {"skip": 0, "limit": 1, "total": 2}}, "results": [
          {"k_number": "K252054", "decision_date": "2025-09-29", "decision_code": "SESE", "openfda": {"device_class": "2",
           "registration_number": ["1"]}}, {"cfres_id": "1", "product_res_number": "Z-0359-2013", "k_numbers": ["K082332"],
           "code_info": "(01)00718175003305", "product_description": "Rod\n3M\u0099"}]})",
      R"({"results": [{"registration": {"registration_number": "9610240", "reg_expiry_date_year": "2026",
          "owner_operator": {"owner_operator_number": "1"}}, "products": [{"product_code": "LOM"}], "pma_number": "P990041"},
          {"identifiers": [{"id": "00887517567062", "type": "Primary", "issuing_agency": "GS1"}], "company_name": "A",
           "product_codes": [{"code": "MAX"}], "premarket_submissions": {"submission_number": "K094035"}}]})",
      R"({"value": [{"PRIMARY_DI": "06975480280195", "MF_NAME": "A"}], "nextLink": "https://x?api-version=v1.0"})",
      R"([{"original_licence_no": 7, "licence_name": "R", "licence_status": "I", "end_date": "2202-12-31"}])",
      R"({"content": [{"certificateNumber": "G1", "expiryDate": "2029-02-28", "certificateStatus": {"code": "a.b"}}]})",
  };
}

}  // namespace formulary::fuzz::openfda_json
