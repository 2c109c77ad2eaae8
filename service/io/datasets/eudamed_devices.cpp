// Devices from EUDAMED's interfaces: pages of the official one (`eudamed/udi`, members in capitals, codes as numbers)
// and of the one behind its web pages (`devices/udiDiData`).
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
  const Json& nested = fields.at("primarydi");
  const std::string printed = nested.is_object() ? Fields(nested).text("code") : text_of(nested);
  auto number = read_device_identifier(printed);
  if (!number) return reject("The device has no UDI-DI.");
  if (!number->remark.empty() && context.remark) context.remark(number->remark);
  record.scheme = number->scheme;
  record.number = std::move(number->text);
  record.key = fields.text("uuid");
  if (record.key.empty()) {
    record.key = record.number;
    const std::string latest = fields.text("latestversion");
    if (latest == "false" || latest == "0" || latest == "N") record.key += "#" + fields.text("versionnumber");
  }
  record.holder = fields.text({"mfname", "manufacturername"});
  record.name = fields.text({"tradename", "devicename"});
  record.model = fields.text("devicemodel");
  record.catalogue = fields.text("reference");
  record.product_code = fields.text("nomenclaturecode");
  record.device_class = class_of(code_of(fields.at(fields.has("riskclass") ? "riskclass" : "riskclassid")));
  record.status = code_of(fields.at(fields.has("devicestatustype") ? "devicestatustype" : "devicestatustypeid"));
  link(record, LinkKind::udi, record.number);
  const Json& basic = fields.at(fields.has("basicudi") ? "basicudi" : "basicudidi");
  link(record, LinkKind::basic_udi, basic.is_object() ? Fields(basic).text("code") : text_of(basic));
  link(record, LinkKind::product_code, record.product_code);
  for (const std::string_view name : {"mfsrn", "manufacturersrn", "arsrn", "authorisedrepresentativesrn"}) {
    if (auto srn = read_srn(fields.text(name))) link(record, LinkKind::company, std::move(*srn));
  }
  return one(std::move(record));
}

}  // namespace

const Format eudamed_devices = {
    "eudamed_devices", "devices from EUDAMED", "eu-devices", "PRIMARY_DI MF_NAME/manufacturerName", "*", read,
};

}  // namespace formulary::io::datasets
