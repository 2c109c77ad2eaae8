// Medical device licences of Health Canada: the interface `licence` of its listing, and tables with the same names. A
// licence with an end date is archived: it has ended.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

std::string roman(const std::string& risk_class) {
  return risk_class == "1"   ? "I"
         : risk_class == "2" ? "II"
         : risk_class == "3" ? "III"
         : risk_class == "4" ? "IV"
                             : class_of(risk_class);
}

Outcome read(const Fields& fields, Context& context) {
  AuthorityRecord record;
  record.kind = RecordKind::authorization;
  record.scheme = "ca-mdl";
  record.key = record.number = fields.text("originallicenceno");
  if (!all_digits(record.number) || record.number.size() > 6) {
    return reject("The licence number " + in_quotes(record.number) + " is not one to six digits.");
  }
  const std::string company = fields.text("companyid");
  record.holder = fields.text("companyname");
  if (const auto known = context.companies.find(company); record.holder.empty() && known != context.companies.end()) {
    record.holder = known->second;
  }
  record.name = fields.text("licencename");
  record.device_class = roman(fields.text("applriskclass"));
  record.status = fields.text("licencestatus");
  record.decided = day(fields, context, {"firstlicencestatusdt"});
  context.states_date(day(fields, context, {"lastrefreshdt"}));
  const auto expires = last_day(fields, {"enddate"});
  if (!expires) return reject(expires.error());
  record.expires = *expires;
  link(record, LinkKind::company, company);
  return one(std::move(record));
}

}  // namespace

const Format canada_licences = {
    "canada_licences",
    "licences of Health Canada",
    "ca-licences",
    "original_licence_no licence_name licence_status",
    "applicationid applriskclass firstlicencestatusdt lastrefreshdt enddate licencetypecd licencetypedesc companyid "
    "companyname addrline1 addrline2 addrline3 postalcode city countrycd regioncd companystatus",
    read,
};

}  // namespace formulary::io::datasets
