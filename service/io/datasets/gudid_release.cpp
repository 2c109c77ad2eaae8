// A device of the GUDID release (AccessGUDID, full and monthly release): the elements of its XML schema, and the same
// names in the delimited files, which are joined into this shape (join_release.cpp).
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

struct Identifier {
  std::string id, agency;
};

/// The one that the record is about: the primary one; else what stands in `deviceId`.
Identifier primary_of(const Fields& fields, const std::vector<const Json*>& identifiers) {
  for (const Json* item : identifiers) {
    const Fields identifier(*item);
    if (identifier.text("deviceidtype") == "Primary") {
      return {identifier.text("deviceid"), identifier.text("deviceidissuingagency")};
    }
  }
  return {fields.text({"primarydi", "deviceid"}), {}};
}

Outcome read(const Fields& fields, Context& context) {
  const auto identifiers = objects_of(fields.at("identifiers"), "identifier");
  const Identifier primary = primary_of(fields, identifiers);
  auto number = read_device_identifier(primary.id, primary.agency);
  if (!number) return reject("The device has no identifier.");
  if (!number->remark.empty() && context.remark) context.remark(number->remark);
  AuthorityRecord record;
  record.kind = RecordKind::device;
  record.key = record.number = std::move(number->text);
  record.scheme = number->scheme;
  record.holder = fields.text("companyname");
  record.name = fields.text("brandname");
  record.model = fields.text("versionmodelnumber");
  record.catalogue = fields.text("catalognumber");
  record.status = fields.text("devicecommdistributionstatus");
  const std::string state = fields.text("devicerecordstatus");
  if (!state.empty() && state != "Published") record.status = state;
  record.decided = day(fields, context, {"devicepublishdate"});
  for (const Json* item : identifiers) {
    const Fields identifier(*item);
    if (auto other = read_device_identifier(identifier.text("deviceid"), identifier.text("deviceidissuingagency"))) {
      link(record, LinkKind::udi, std::move(other->text));
    }
  }
  link(record, LinkKind::udi, record.number);
  for (const Json* item : objects_of(fields.at("productcodes"), "fdaProductCode")) {
    auto code = read_product_code(Fields(*item).text("productcode"));
    if (!code) continue;
    if (record.product_code.empty()) record.product_code = *code;
    link(record, LinkKind::product_code, std::move(*code));
  }
  for (const Json* item : objects_of(fields.at("premarketsubmissions"), "premarketSubmission")) {
    const Fields submission(*item);
    auto named = read_submission(submission.text("submissionnumber"), submission.text("supplementnumber"));
    if (named) link(record, LinkKind::submission, std::move(named->text));
  }
  for (const std::string& fei : texts_of(fields.at("feis"))) {
    if (all_digits(fei) && fei.size() >= 7 && fei.size() <= 10) link(record, LinkKind::company, fei);
  }
  return one(std::move(record));
}

}  // namespace

const Format gudid_release = {
    "gudid_release",
    "a release of GUDID",
    "us-gudid",
    "PrimaryDI/deviceId brandName companyName",
    "publicdevicerecordkey publicversionstatus publicversionnumber publicversiondate devicerecordstatus "
    "devicepublishdate devicecommdistributionenddate devicecommdistributionstatus versionmodelnumber catalognumber "
    "dunsnumber devicecount devicedescription dmexempt premarketexempt devicehctp devicekit devicecombinationproduct "
    "singleuse lotbatch serialnumber manufacturingdate expirationdate donationidnumber labeledcontainsnrl labelednonrl "
    "mrisafetystatus rx otc devicesterile sterilizationpriortouse sterilization methodtypes identifiers contacts "
    "gmdnterms productcodes devicesizes environmentalconditions feis premarketsubmissions deviceid",
    read,
};

}  // namespace formulary::io::datasets
