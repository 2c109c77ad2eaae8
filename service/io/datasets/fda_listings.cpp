// Registered establishments and what they list: openFDA device/registrationlisting (fields: open.fda.gov, device
// registration and listing); FDA's own files are joined into the same shape (join_listings.cpp). A listing has no
// number of its own there: its key is made from what identifies it.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context& context) {
  const Fields registration(fields.at("registration"));
  const std::string number = registration.text("registrationnumber"), fei = registration.text("feinumber");
  const std::string company = number.empty() ? fei : number;
  if (!all_digits(company)) return reject("The listing names no establishment.");
  AuthorityRecord record;
  record.kind = RecordKind::listing;
  record.scheme = "us-registration";
  record.number = company;
  const Fields owner(registration.at("owneroperator"));
  record.holder = registration.text("name");
  const std::vector<std::string> names = texts_of(fields.at("proprietaryname"));
  if (!names.empty()) record.name = names.front();
  record.status = registration.text({"statuscode", "regstatusid"});
  if (const std::string year = registration.text("regexpirydateyear"); year.size() == 4 && all_digits(year)) {
    record.expires = read_day(year + "-12-31");  // 21 CFR 807.22: renewed between 1 October and 31 December
  }
  link(record, LinkKind::company, number);
  link(record, LinkKind::company, fei);
  link(record, LinkKind::company, owner.text("owneroperatornumber"));
  std::string what;
  for (const Json* product : objects_of(fields.at("products"))) {
    const Fields item(*product);
    if (auto code = read_product_code(item.text("productcode"))) {
      if (record.product_code.empty()) {
        record.product_code = *code;
        const Json& harmonized = item.at("openfda");
        if (harmonized.is_object()) record.device_class = upper(Fields(harmonized).text("deviceclass"));
        record.decided = day(item, context, {"createddate"});
      }
      what += *code + " ";
      link(record, LinkKind::product_code, std::move(*code));
    }
  }
  for (const std::string_view name : {"knumber", "pmanumber"}) {
    const std::string printed = fields.text(name);
    what += printed + " ";
    for (std::string& submission : find_submissions(printed)) link(record, LinkKind::submission, std::move(submission));
  }
  for (const std::string& name : names) what += name + "\n";
  record.key = company + "/" + fingerprint(owner.text("owneroperatornumber") + " " + what);
  return one(std::move(record));
}

}  // namespace

const Format fda_listings = {
    "fda_listings",
    "FDA's registrations and listings",
    "us-registration",
    "registration products",
    "establishmenttype knumber pmanumber proprietaryname",
    read,
};

}  // namespace formulary::io::datasets
