// Recalls of devices: openFDA device/recall (fields: open.fda.gov, device recall). It has no class: that is in the
// enforcement reports, joined by the recall number.
//
// The numbers within the member `openfda` were copied from the product code and belong to other products as well; they
// are never taken.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  AuthorityRecord record;
  record.kind = RecordKind::recall;
  const std::string description = fields.text("productdescription"), codes = fields.text("codeinfo"),
                    more_codes = fields.text("morecodeinfo"), reason = fields.text("reasonforrecall"),
                    printed = fields.text("productresnumber"), event = fields.text("reseventnumber");
  if (auto number = read_recall_number(printed)) {
    record.key = record.number = std::move(*number);
    record.scheme = "us-recall";
  } else if (const std::string id = fields.text("cfresid"); !id.empty()) {
    record.key = "cfres:" + id;
  } else if (!printed.empty() || !event.empty()) {
    record.key = "event:" + lines({event, printed}) + ":" + fingerprint(description + codes);
  } else {
    return reject("The recall has neither a number nor an event.");
  }
  record.holder = fields.text("recallingfirm");
  record.name = first_line(description);
  record.product_code = read_product_code(fields.text("productcode")).value_or("");
  record.status = fields.text("recallstatus");
  record.received = day(fields, context, {"eventdatecreated", "eventdateposted"});
  record.decided = day(fields, context, {"eventdateinitiated", "eventdateposted"});
  record.text = lines({description, codes, more_codes, reason});
  const std::string other = fields.text("othersubmissiondescription");
  for (const std::string_view list : {"knumbers", "pmanumbers"}) {
    for (const std::string& text : texts_of(fields.at(list))) {
      for (std::string& number : find_submissions(text)) link(record, LinkKind::submission, std::move(number));
    }
  }
  for (std::string& number : find_submissions(other)) link(record, LinkKind::submission, std::move(number));
  link_texts(record, {codes, more_codes, description});
  link(record, LinkKind::product_code, record.product_code);
  const std::string firm = fields.text("firmfeinumber");
  if (all_digits(firm)) link(record, LinkKind::company, firm);
  link(record, LinkKind::recall, record.number);
  link(record, LinkKind::event, event);
  return one(std::move(record));
}

}  // namespace

const Format fda_recalls = {
    "fda_recalls",
    "FDA's recalls",
    "us-recall",
    "product_res_number/cfres_id/res_event_number product_description/reason_for_recall/product_code",
    "reseventnumber cfresid eventdateinitiated eventdatecreated eventdateposted eventdateterminated recallstatus "
    "recallingfirm firmfeinumber "
    "address1 address2 city state postalcode country additionalinfocontact reasonforrecall productdescription codeinfo "
    "morecodeinfo productcode pmanumbers knumbers othersubmissiondescription rootcausedescription action "
    "productquantity distributionpattern openfda id checksum",
    read,
};

}  // namespace formulary::io::datasets
