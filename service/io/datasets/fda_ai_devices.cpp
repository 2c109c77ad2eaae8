// FDA's list of AI-enabled medical devices: the CSV and XML that its page offers (numbers in =HYPERLINK cells), and
// tables made from it. It lists what was authorized and authorizes nothing itself.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  const std::string printed = fields.text({"submissionnumber", "submissionid", "submissionnumberlink", "submission"});
  auto number = read_submission(printed);
  if (!number) return reject("The submission number " + in_quotes(printed) + " has no known form.");
  AuthorityRecord record;
  record.kind = RecordKind::listing;
  record.key = record.number = std::move(number->text);
  record.scheme = number->scheme;
  record.holder = fields.text({"company", "companyname", "applicant", "manufacturer"});
  record.name = fields.text({"device", "devicename", "product", "productname"});
  record.product_code = upper(fields.text({"primaryproductcode", "productcode", "code"}));
  record.received = day(fields, context, {"receiveddate"});
  record.decided = day(fields, context, {"dateoffinaldecision", "finaldecisiondate", "decisiondate", "date"});
  link(record, LinkKind::submission, record.number);
  link(record, LinkKind::product_code, record.product_code);
  return one(std::move(record));
}

}  // namespace

const Format fda_ai_devices = {
    "fda_ai_devices",
    "FDA's list of AI-enabled devices",
    "us-ai-devices",
    "submission_number/submission_id/submission/submission_number_(link) device/device_name/product/product_name "
    "company/company_name/applicant/manufacturer",
    "dateoffinaldecision finaldecisiondate decisiondate date panel panellead leadpanel primaryproductcode productcode "
    "code receiveddate decisiondateopenfda daystodecision column1",
    read,
};

}  // namespace formulary::io::datasets
