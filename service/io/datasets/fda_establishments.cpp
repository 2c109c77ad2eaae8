// Registered establishments alone: Registration.txt of FDA's registration files. A row per address: `F` is the
// establishment itself, `U` the address of its agent.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context&) {
  if (upper(fields.text("addresstypeid")) == "U") return std::vector<AuthorityRecord>();
  const std::string number = fields.text("registrationnumber"), fei = fields.text("feinumber");
  AuthorityRecord record;
  record.kind = RecordKind::company;
  record.scheme = "us-registration";
  record.key = record.number = number.empty() ? fei : number;
  if (!all_digits(record.number)) return reject("The establishment has neither a registration number nor an FEI.");
  record.holder = record.name = fields.text("name");
  record.status = fields.text({"regstatusid", "statuscode"});
  if (const std::string year = fields.text("regexpirydateyear"); year.size() == 4 && all_digits(year)) {
    record.expires = read_day(year + "-12-31");  // 21 CFR 807.22: renewed between 1 October and 31 December
  }
  link(record, LinkKind::company, number);
  link(record, LinkKind::company, fei);
  return one(std::move(record));
}

}  // namespace

const Format fda_establishments = {
    "fda_establishments",
    "FDA's registered establishments",
    "us-registration",
    "reg_key registration_number fei_number",
    "name regstatusid statuscode initialimporterflag regexpirydateyear addresstypeid addressid addressline1 "
    "addressline2 city stateid isocountrycode zipcode postalcode",
    read,
};

}  // namespace formulary::io::datasets
