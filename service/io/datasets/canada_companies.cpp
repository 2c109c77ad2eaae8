// Companies of Health Canada's Medical Devices Active Licence Listing: its interface `company`. Licences name them by
// id.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  AuthorityRecord record;
  record.kind = RecordKind::company;
  const std::string id = fields.text("companyid");
  if (!all_digits(id)) return reject("The company has no id.");
  record.key = "company:" + id;
  record.holder = record.name = fields.text("companyname");
  record.status = fields.text("companystatus");
  link(record, LinkKind::company, id);
  if (context.companies.size() < most_companies) context.companies.emplace(id, record.name);
  return one(std::move(record));
}

}  // namespace

const Format canada_companies = {
    "canada_companies",
    "companies of Health Canada",
    "ca-licences",
    "company_id company_name company_status",
    "addrline1 addrline2 addrline3 postalcode city countrycd regioncd regioncode countrycode",
    read,
    0,
};

}  // namespace formulary::io::datasets
