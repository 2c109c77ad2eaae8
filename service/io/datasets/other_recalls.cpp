// Recalls, field safety notices and alerts of any other authority, in the table that docs/OPERATING.md describes. The
// columns have the names that authorities use for them; nothing but a product or a text is indispensable.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

/// Classes are written `Class I`, `1`, `Type 2`, `II`; of anything else it is not known.
std::string recall_class(std::string_view text) {
  std::string name = class_of(text);
  for (const std::string_view word : {"TYPE_", "LEVEL_"}) {
    if (name.starts_with(word)) name.erase(0, word.size());
  }
  if (name == "1") return "I";
  if (name == "2") return "II";
  if (name == "3") return "III";
  return name == "I" || name == "II" || name == "III" ? name : std::string();
}

Outcome read(const Fields& fields, Context& context) {
  AuthorityRecord record;
  record.kind = RecordKind::recall;
  record.number = fields.text({"number", "recallnumber", "reference", "referencenumber"});
  record.holder =
      fields.text({"manufacturer", "manufacturername", "company", "companyname", "recallingfirm", "firm", "holder"});
  record.name =
      first_line(fields.text({"name", "product", "productname", "device", "devicename", "tradename", "title"}));
  record.model = fields.text({"model", "modelnumber"});
  record.catalogue = fields.text({"catalogue", "cataloguenumber", "catalognumber"});
  record.product_code = fields.text({"productcode", "code"});
  record.device_class = recall_class(fields.text({"class", "recallclass", "classification", "actionclassification"}));
  record.status = fields.text({"status", "recallstatus"});
  record.decided = day(fields, context, {"date", "dateinitiated", "dateinitiatedbyfirm", "dateposted", "datepublished"},
                       Order::day_first);
  const std::string description = fields.text({"description", "productdescription", "devicedescription", "title"}),
                    affected = fields.text({"affected", "versions", "lots", "codeinfo", "serialnumbers"}),
                    reason = fields.text({"reason", "reasonforrecall", "problem", "summary"}),
                    action = fields.text({"action", "actionsummary"}), udi = fields.text({"udi", "udidi"});
  record.text = lines({record.name, description == record.name ? "" : description, record.model, record.catalogue,
                       affected, reason, action});
  if (record.name.empty() && description.empty() && reason.empty())
    return reject("The row names neither a product nor a reason.");
  record.key = fields.text("key");
  if (record.key.empty()) {
    // One notice is about several products, a row each; what it calls itself is the same in all of them.
    const std::string notice = record.number.empty() ? fields.text({"uid", "id"}) : record.number;
    record.key = (notice.empty() ? "notice" : notice) + "/" +
                 fingerprint(lines({record.holder, record.name, record.model, record.catalogue, description, affected,
                                    notice.empty() ? reason : ""}));
  }
  for (std::string& number : find_submissions(fields.text({"submission", "submissions"})))
    link(record, LinkKind::submission, std::move(number));
  for (const std::string& text : {udi, affected, description, record.name}) link_texts(record, {text});
  link(record, LinkKind::product_code, record.product_code);
  link(record, LinkKind::company, fields.text("srn"));
  link(record, LinkKind::recall, record.number);
  link(record, LinkKind::event, fields.text({"event", "eventid"}));
  context.states_date(day(fields, context, {"asof"}, Order::day_first));
  return one(std::move(record));
}

}  // namespace

const Format other_recalls = {
    "other_recalls",
    "the table of recalls and field safety notices",
    "csv-recalls",
    "name/product/product_name/device/device_name/trade_name/title/description/product_description/reason/"
    "reason_for_recall",
    "number recallnumber reference referencenumber manufacturer manufacturername company companyname recallingfirm "
    "firm "
    "holder model modelnumber catalogue cataloguenumber catalognumber productcode code class recallclass "
    "classification "
    "actionclassification status recallstatus date dateinitiated dateinitiatedbyfirm dateposted datepublished "
    "devicedescription affected versions lots codeinfo serialnumbers problem summary action actionsummary udi udidi "
    "key uid id submission submissions srn event eventid asof country authority type url note schemaversion",
    read,
};

}  // namespace formulary::io::datasets
