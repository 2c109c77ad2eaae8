// Companies in EUDAMED: pages of its interfaces (`eudamed/actors`, `eos`) and tables with SRN and name.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context&) {
  const std::string printed = fields.text({"srn", "actorsrn", "eudamedidentifier"});
  auto srn = read_srn(printed);
  if (!srn) return reject("The SRN " + in_quotes(printed) + " has no known form.");
  AuthorityRecord record;
  record.kind = RecordKind::company;
  record.scheme = "eu-srn";
  record.key = record.number = std::move(*srn);
  record.holder = record.name = fields.text({"name", "actorname", "companyname"});
  record.status = code_of(fields.at(fields.has("actorstatus") ? "actorstatus" : "status"));
  link(record, LinkKind::company, record.number);
  return one(std::move(record));
}

}  // namespace

const Format eudamed_actors = {
    "eudamed_actors",
    "companies from EUDAMED",
    "eu-actors",
    "srn/actorSrn/eudamedIdentifier name/actorName/company_name",
    "*",
    read,
};

}  // namespace formulary::io::datasets
