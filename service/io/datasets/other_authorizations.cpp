// Authorizations of any other authority, in the table that docs/OPERATING.md describes.
#include "service/domain/regulators/regulator.hpp"
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

std::optional<RecordKind> kind_of(const std::string& text) {
  return text.empty() ? RecordKind::authorization : domain::parse_record_kind(text);
}

Outcome read(const Fields& fields, Context& context) {
  AuthorityRecord record;
  const std::string kind = fields.text("kind");
  const auto read_kind = kind_of(kind);
  if (!read_kind || *read_kind == RecordKind::recall)
    return reject("The kind " + in_quotes(kind) + " is none of the documented ones.");
  record.kind = *read_kind;
  record.scheme = fields.text("scheme");
  const std::string number = fields.text("number");
  if (record.scheme.empty() || number.empty()) return reject("The row names no scheme or no number.");
  const domain::Scheme* scheme = domain::find_scheme(record.scheme);
  if (scheme == nullptr) return reject("The scheme " + in_quotes(record.scheme) + " is none that the registry knows.");
  if (record.kind == RecordKind::authorization && scheme->kind != domain::SchemeKind::authorization) {
    return reject("A number of " + std::string(scheme->name) + " is no authorization. Say of which kind the row is.");
  }
  auto read_number = scheme->read(number);
  if (!read_number) return reject("The number " + in_quotes(number) + " is none of " + std::string(scheme->name) + ".");
  record.number = std::move(read_number->text);
  record.key = record.scheme + ":" + record.number;
  record.holder = fields.text("holder");
  record.name = fields.text("name");
  if (record.holder.empty() && record.name.empty()) return reject("The row names neither a holder nor a product.");
  record.model = fields.text("model");
  record.catalogue = fields.text("catalogue");
  record.product_code = fields.text("productcode");
  record.device_class = class_of(fields.text("class"));
  record.status = fields.text("status");
  record.received = day(fields, context, {"received"}, Order::day_first);
  record.decided = day(fields, context, {"decided"}, Order::day_first);
  const auto expires = last_day(fields, {"expires"}, Order::day_first);
  if (!expires) return reject(expires.error());
  record.expires = *expires;
  if (const std::string udi = fields.text("udi"); !udi.empty()) {
    if (auto read = read_device_identifier(udi)) link(record, LinkKind::udi, std::move(read->text));
  }
  link(record, LinkKind::basic_udi, fields.text("basicudi"));
  link(record, LinkKind::product_code, record.product_code);
  link(record, LinkKind::company, fields.text("company"));
  link(record, LinkKind::certificate, fields.text("certificate"));
  context.states_date(day(fields, context, {"asof"}, Order::day_first));
  return one(std::move(record));
}

}  // namespace

const Format other_authorizations = {
    "other_authorizations",
    "the table of authorizations",
    "csv-authorizations",
    "scheme number status holder/name",
    "kind holder name model catalogue productcode class received decided expires udi basicudi company certificate asof "
    "url note schemaversion",
    read,
};

}  // namespace formulary::io::datasets
