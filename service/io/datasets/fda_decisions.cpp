// 510(k) and De Novo decisions: openFDA device/510k (fields: open.fda.gov, device clearance) as JSON or as CSV, and the
// releasable files pmn*.txt, whose columns are the same words without underscores.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

/// `SESE`, which FDA's page prints as `SUBSTANTIALLY EQUIVALENT (SESE)`.
std::string decision_code(std::string text) {
  const std::size_t open = text.rfind('(');
  if (open == std::string::npos || !text.ends_with(')')) return text;
  return text.substr(open + 1, text.size() - open - 2);
}

Outcome read(const Fields& fields, Context& context) {
  const std::string printed = fields.text({"knumber", "510knumber"});
  auto number = read_submission(printed);
  if (!number) return reject("The number " + in_quotes(printed) + " is no 510(k) or De Novo number.");
  AuthorityRecord record;
  record.kind = RecordKind::authorization;
  record.key = record.number = std::move(number->text);
  record.scheme = number->scheme;
  record.holder = fields.text("applicant");
  record.name = fields.text("devicename");
  record.product_code = upper(fields.text("productcode"));
  record.status = decision_code(fields.text({"decisioncode", "decision"}));
  const Json& harmonized = fields.at("openfda");
  record.device_class =
      upper(harmonized.is_object() ? Fields(harmonized).text("deviceclass") : fields.text("openfdadeviceclass"));
  record.received = day(fields, context, {"datereceived"});
  record.decided = day(fields, context, {"decisiondate"});
  link(record, LinkKind::product_code, record.product_code);
  return one(std::move(record));
}

}  // namespace

const Format fda_decisions = {
    "fda_decisions",
    "FDA's 510(k) and De Novo decisions",
    "us-510k",
    "k_number/510(k)_number decision_date/decision_code/device_name/applicant",
    "applicant contact address1 address2 street1 street2 city state countrycode zip zipcode postalcode datereceived "
    "decisiondescription advisorycommittee advisorycommitteedescription reviewadvisecomm classadvisecomm "
    "reviewadvisorycommittee productcode decision decisioncode statementorsummary stateorsumm cleartype clearancetype "
    "type thirdparty thirdpartyflag expeditedreview expeditedreviewflag sspindicator devicename openfda",
    read,
};

}  // namespace formulary::io::datasets
