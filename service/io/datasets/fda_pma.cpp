// Premarket approvals with their supplements, and humanitarian device exemptions: openFDA device/pma (fields:
// open.fda.gov, device premarket approval) as JSON or CSV, and the releasable file pma.txt.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  const std::string printed = fields.text("pmanumber");
  auto number = read_submission(printed, fields.text("supplementnumber"));
  if (!number) return reject("The number " + in_quotes(printed) + " is no number of a premarket approval.");
  if (!number->remark.empty()) return reject(std::move(number->remark));
  AuthorityRecord record;
  record.kind = RecordKind::authorization;
  record.key = record.number = std::move(number->text);
  record.scheme = number->scheme;
  record.holder = fields.text("applicant");
  record.name = fields.text({"tradename", "genericname"});
  record.product_code = upper(fields.text("productcode"));
  record.status = fields.text("decisioncode");
  const Json& harmonized = fields.at("openfda");
  record.device_class =
      upper(harmonized.is_object() ? Fields(harmonized).text("deviceclass") : fields.text("openfdadeviceclass"));
  record.received = day(fields, context, {"datereceived"});
  record.decided = day(fields, context, {"decisiondate"});
  link(record, LinkKind::product_code, record.product_code);
  const std::size_t supplement = record.number.find('/');
  if (supplement != std::string::npos) link(record, LinkKind::submission, record.number.substr(0, supplement));
  return one(std::move(record));
}

}  // namespace

const Format fda_pma = {
    "fda_pma",
    "FDA's premarket approvals",
    "us-pma",
    "pma_number decision_date/decision_code/trade_name/generic_name/applicant",
    "supplementnumber applicant decisioncode street1 street2 city state zip zipext genericname tradename productcode "
    "advisorycommittee advisorycommitteedescription supplementtype supplementreason reviewgrantedyn "
    "expeditedreviewflag datereceived docketnumber fedregnoticedate aostatement openfda",
    read,
};

}  // namespace formulary::io::datasets
