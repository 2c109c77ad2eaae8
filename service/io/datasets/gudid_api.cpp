// A device of GUDID as openFDA gives it: device/udi (fields: open.fda.gov, device UDI).
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
  record.kind = RecordKind::device;
  for (const Json* item : objects_of(fields.at("identifiers"))) {
    const Fields identifier(*item);
    auto number = read_device_identifier(identifier.text("id"), identifier.text("issuingagency"));
    if (!number) continue;
    link(record, LinkKind::udi, number->text);
    if (!record.number.empty() || identifier.text("type") != "Primary") continue;
    if (!number->remark.empty() && context.remark) context.remark(number->remark);
    record.key = record.number = std::move(number->text);
    record.scheme = number->scheme;
  }
  if (record.number.empty()) return reject("The device has no primary identifier.");
  record.holder = fields.text("companyname");
  record.name = fields.text("brandname");
  record.model = fields.text("versionormodelnumber");
  record.catalogue = fields.text("catalognumber");
  record.status = fields.text("commercialdistributionstatus");
  const std::string state = fields.text("recordstatus");
  if (!state.empty() && state != "Published") record.status = state;
  record.decided = day(fields, context, {"publishdate"});
  for (const Json* item : objects_of(fields.at("productcodes"))) {
    const Fields product(*item);
    auto code = read_product_code(product.text("code"));
    if (!code) continue;
    if (record.product_code.empty()) {
      record.product_code = *code;
      const Json& harmonized = product.at("openfda");
      if (harmonized.is_object()) record.device_class = upper(Fields(harmonized).text("deviceclass"));
    }
    link(record, LinkKind::product_code, std::move(*code));
  }
  for (const Json* item : objects_of(fields.at("premarketsubmissions"))) {
    const Fields submission(*item);
    auto named = read_submission(submission.text("submissionnumber"), submission.text("supplementnumber"));
    if (named) link(record, LinkKind::submission, std::move(named->text));
  }
  return one(std::move(record));
}

}  // namespace

const Format gudid_api = {
    "gudid_api", "devices of GUDID from openFDA",
    "us-gudid",  "identifiers company_name record_status/publish_date",
    "*",         read,
};

}  // namespace formulary::io::datasets
