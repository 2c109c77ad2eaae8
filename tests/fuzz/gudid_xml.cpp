// XML of a GUDID release and of FDA's lists, with every format that could be meant.
#include "tests/fuzz/record_mill.hpp"

namespace formulary::fuzz::gudid_xml {

void run(View data) {
  RecordMill::grind(data, [](io::datasets::Source& text, io::datasets::RecordTaker& taker) {
    io::datasets::read_xml(text, "fuzz", taker);
  });
}

std::vector<Bytes> seeds() {
  return {
      R"(<?xml version="1.0" encoding="utf-8"?><gudid xmlns="http://www.fda.gov/cdrh/gudid"><header>
<creationDate>2026-03-01</creationDate></header><device deviceid="00844588018923"><identifiers><identifier>
<deviceId>00844588018923</deviceId><deviceIdType>Primary</deviceIdType></identifier><identifier/></identifiers>
<brandName>R&#153;</brandName><companyName>A</companyName><feis xmlns=""><fei>3001451451</fei></feis><premarketSubmissions>
<premarketSubmission><submissionNumber>P950002</submissionNumber><supplementNumber>001</supplementNumber>
</premarketSubmission></premarketSubmissions></device></gudid>)",
      R"(<data><row><Submission_number>=HYPERLINK("x", "K252054")</Submission_number><Device>R</Device></row></data>)",
  };
}

}  // namespace formulary::fuzz::gudid_xml
