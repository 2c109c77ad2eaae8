// Notified bodies: tables with their number (four digits, zeros in front count) and name.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context&) {
  AuthorityRecord record;
  record.kind = RecordKind::company;
  record.scheme = "eu-nb";
  record.key = record.number = fields.text({"nbnumber", "notifiedbodynumber"});
  if (record.number.size() != 4 || !all_digits(record.number)) {
    return reject("The number " + in_quotes(record.number) + " of a notified body is not four digits.");
  }
  record.holder = record.name = fields.text("name");
  link(record, LinkKind::company, record.number);
  return one(std::move(record));
}

}  // namespace

const Format notified_bodies = {
    "notified_bodies", "notified bodies", "eu-actors", "nb_number/notified_body_number name", "*", read,
};

}  // namespace formulary::io::datasets
