// Enforcement reports of devices: openFDA device/enforcement (fields: open.fda.gov, device enforcement) as JSON or CSV,
// the weekly CSV of FDA's page of enforcement reports (`Recalling Firm`, `State/Province` ...), which has those of
// food and drugs too, and the recalls that FDA's data dashboard exports (`Recalling Firm Name`, `Event Classification`;
// without recall numbers). They give the class (21 CFR 7.3(m)). Reports of before 2012 have names with dashes and their
// recall number only within the description.
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
    return pass_over("The report is about " + in_quotes(type) + " and not about a device.");
  }
  AuthorityRecord record;
  record.kind = RecordKind::recall;
  const std::string description = fields.text("productdescription"), codes = fields.text("codeinfo"),
                    more_codes = fields.text("morecodeinfo"),
                    reason = fields.text({"reasonforrecall", "manufacturerreasonforrecall"}),
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
    const std::string product = fields.text("productid");
    record.key = "event:" + event + ":" + (product.empty() ? fingerprint(description + codes) : product);
  }
  record.holder = fields.text({"recallingfirm", "recallingfirmname"});
  record.name = first_line(description);
  record.device_class =
      recall_class(fields.text({"classification", "productclassification", "recallclass", "eventclassification"}));
  record.status = fields.text("status");
  record.received = day(fields, context, {"reportdate", "fdarecallpostingdate"});
  record.decided =
      day(fields, context, {"recallinitiationdate", "reportdate", "fdarecallpostingdate", "centerclassificationdate"});
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
    "recalling_firm/recalling_firm_name/recall_number "
    "product_description/reason_for_recall/manufacturer_reason_for_recall "
    "recall_number/classification/event_classification/recall_class/code_info",
    "eventid productclassification productid status country city state address1 address2 postalcode productquantity "
    "centerclassificationdate distributionpattern reportdate initialfirmnotification producttype terminationdate "
    "morecodeinfo recallinitiationdate voluntarymandated openfda "
    "stateprovince initialfirmnotificationofconsigneeorpublic feinumber recallingfirmcity recallingfirmstate "
    "recallingfirmcountry center recalldetails webaddress fdarecallpostingdate codeinfo",
    read,
    1,
    "productresnumber cfresid reseventnumber",
};

}  // namespace formulary::io::datasets
