// Certificates of notified bodies: pages of EUDAMED's interface `certificates/search`, and tables with the same names.
#include "service/io/datasets/eudamed_certificate.hpp"
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

/// `eudamedNumber` of a notified body, or the four digits at the end of its SRN.
std::string body_of(const Fields& fields) {
  std::string body = fields.text({"notifiedbodynumber", "nbnumber", "notifiedbody"});
  const Json& nested = fields.at("notifiedbody");
  if (body.empty() && nested.is_object()) body = Fields(nested).text({"number", "eudamednumber", "code", "srn"});
  if (body.empty()) body = fields.text("notifiedbodysrn");
  if (body.size() > 4 && all_digits(std::string_view(body).substr(body.size() - 4))) body.erase(0, body.size() - 4);
  return body;
}

Outcome read(const Fields& fields, Context& context) {
  Certificate certificate;
  certificate.body = body_of(fields);
  certificate.type = code_of(fields.at("certificatetype"));
  certificate.number = fields.text("certificatenumber");
  certificate.revision = fields.text({"revision", "revisionnumber", "versionnumber"});
  if (certificate.number.empty()) return reject("The certificate has no number.");
  AuthorityRecord record = certificate_record(certificate);
  record.holder = fields.text({"actorname", "manufacturername", "manufacturer"});
  record.status = code_of(fields.at("certificatestatus"));
  record.decided = day(fields, context, {"issuedate", "startingvaliditydate"}, Order::day_first);
  const auto expires = last_day(fields, {"expirydate", "validuntil"}, Order::day_first);
  if (!expires) return reject(expires.error());
  record.expires = *expires;
  for (const std::string_view name : {"actorsrn", "manufacturersrn", "srn"}) {
    if (auto srn = read_srn(fields.text(name))) link(record, LinkKind::company, std::move(*srn));
  }
  return one(std::move(record));
}

}  // namespace

AuthorityRecord certificate_record(const Certificate& certificate) {
  AuthorityRecord record;
  record.kind = RecordKind::authorization;
  record.scheme = certificate.type.starts_with("MDD") || certificate.type.starts_with("AIMDD") ? "eu-mdd-legacy"
                  : certificate.type.starts_with("IVDD")                                       ? "eu-ivdd-legacy"
                                                                                               : "eu-mdr-cert";
  record.number = upper(certificate.number);
  std::erase(record.number, ' ');
  if (!certificate.body.empty()) record.number = certificate.body + ":" + record.number;
  record.key = record.number + (certificate.revision.empty() ? "" : "#" + certificate.revision);
  record.name = certificate.type;
  link(record, LinkKind::certificate, certificate.number);
  return record;
}

const Format eudamed_certificates = {
    "eudamed_certificates",
    "certificates from EUDAMED",
    "eu-certificates",
    "certificateNumber expiryDate/validUntil certificateStatus",
    "*",
    read,
};

}  // namespace formulary::io::datasets
