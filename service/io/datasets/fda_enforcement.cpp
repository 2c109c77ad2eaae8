// Enforcement reports of devices: openFDA device/enforcement (fields: open.fda.gov, device enforcement) as JSON or CSV.
// They give the class (21 CFR 7.3(m)). Reports of before 2012 have names with dashes and their recall number only
// within the description.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  const std::string type = fields.text("producttype");
  if (!type.empty() && upper(type).find("DEVICE") == std::string::npos) {
    return reject("The report is about " + in_quotes(type) + " and not about a device.");
  }
  AuthorityRecord record;
  record.kind = RecordKind::recall;
  const std::string description = fields.text("productdescription"), codes = fields.text("codeinfo"),
                    more_codes = fields.text("morecodeinfo"), reason = fields.text("reasonforrecall"),
                    event = fields.text("eventid"), printed = fields.text("recallnumber");
  if (description.empty() && reason.empty()) return reject("The report says neither what is recalled nor why.");
  auto number = read_recall_number(printed);
  if (!number) number = find_recall_number(description);
  if (number) {
    record.key = record.number = std::move(*number);
    record.scheme = "us-recall";
  } else {
    if (!printed.empty() && context.remark)
      context.remark("The recall number " + in_quotes(printed) + " has no known form.");
    record.key = "event:" + event + ":" + fingerprint(description + codes);
  }
  record.holder = fields.text("recallingfirm");
  record.name = first_line(description);
  record.device_class = class_of(fields.text("classification"));
  record.status = fields.text("status");
  record.received = day(fields, context, {"reportdate"});
  record.decided = day(fields, context, {"recallinitiationdate", "reportdate"});
  record.text = lines({description, codes, more_codes, reason});
  link_texts(record, {codes, more_codes, description});
  link(record, LinkKind::recall, record.number);
  link(record, LinkKind::event, event);
  return one(std::move(record));
}

}  // namespace

const Format fda_enforcement = {
    "fda_enforcement",
    "FDA's enforcement reports",
    "us-enforcement",
    "recalling_firm reason_for_recall product_description code_info",
    "recallnumber eventid classification status country city state address1 address2 postalcode productquantity "
    "centerclassificationdate distributionpattern reportdate initialfirmnotification producttype terminationdate "
    "morecodeinfo recallinitiationdate voluntarymandated openfda",
    read,
};

}  // namespace formulary::io::datasets
