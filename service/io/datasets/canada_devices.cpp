// Devices under a licence of Health Canada: the interface `device` of its listing.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  const std::string licence = fields.text("originallicenceno"), id = fields.text("deviceid");
  if (!all_digits(licence) || id.empty()) return reject("The device names no licence.");
  AuthorityRecord record;
  record.kind = RecordKind::listing;
  record.key = "device:" + licence + "/" + id;
  record.name = fields.text("tradename");
  record.decided = day(fields, context, {"firstlicencedt"});
  const auto expires = last_day(fields, {"enddate"});
  if (!expires) return reject(expires.error());
  record.expires = *expires;
  link(record, LinkKind::submission, licence);
  return one(std::move(record));
}

}  // namespace

const Format canada_devices = {
    "canada_devices",
    "devices of Health Canada",
    "ca-licences",
    "original_licence_no device_id trade_name",
    "firstlicencedt enddate",
    read,
};

}  // namespace formulary::io::datasets
