// Catalogue and model numbers of devices under a licence of Health Canada: the interface `deviceidentifier`.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  const std::string licence = fields.text("originallicenceno"), identifier = fields.text("deviceidentifier");
  if (!all_digits(licence) || identifier.empty()) return reject("The identifier names no licence.");
  AuthorityRecord record;
  record.kind = RecordKind::listing;
  record.key = "identifier:" + licence + "/" + fields.text("deviceid") + "/" + identifier;
  record.catalogue = identifier;
  record.decided = day(fields, context, {"firstlicencedt"});
  const auto expires = last_day(fields, {"enddate"});
  if (!expires) return reject(expires.error());
  record.expires = *expires;
  link(record, LinkKind::submission, licence);
  link_texts(record, {identifier});
  return one(std::move(record));
}

}  // namespace

const Format canada_identifiers = {
    "canada_identifiers",
    "device identifiers of Health Canada",
    "ca-licences",
    "original_licence_no device_identifier",
    "deviceid tradename firstlicencedt enddate",
    read,
};

}  // namespace formulary::io::datasets
