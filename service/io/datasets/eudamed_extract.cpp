// A table made from EUDAMED's public device pages, a row per device. Certificates stand in one cell: separated by `;`,
// each `notified body|type|number|revision|issued|expires`. As devices it gives a record a row; as certificates one a
// certificate, however many devices name it.
#include "service/io/datasets/eudamed_certificate.hpp"
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.emplace_back(trim(text.substr(0, end)));
    if (end >= text.size() || parts.size() > 1000) return parts;
    text.remove_prefix(end + 1);
  }
}

/// `MODEL_NUMBER:x;MANUFACTURER_PART_NUMBER:y`
std::string other_id(std::string_view text, std::string_view name) {
  for (const std::string& part : split(text, ';')) {
    if (part.starts_with(name) && part.size() > name.size() && part[name.size()] == ':')
      return part.substr(name.size() + 1);
  }
  return {};
}

/// The entries of the cell, six parts each. A number may have a semicolon in it.
std::vector<std::vector<std::string>> certificates_in(std::string_view cell) {
  std::vector<std::vector<std::string>> certificates;
  std::string entry;
  for (const std::string& piece : split(cell, ';')) {
    entry += (entry.empty() ? "" : ";") + piece;
    std::vector<std::string> parts = split(entry, '|');
    if (parts.size() < 6) continue;
    certificates.push_back(std::move(parts));
    entry.clear();
  }
  if (!entry.empty()) certificates.push_back({entry});
  return certificates;
}

std::expected<AuthorityRecord, std::string> certificate_of(const std::vector<std::string>& parts, const Fields& fields,
                                                           Context& context) {
  if (parts.size() != 6) return std::unexpected("The certificate " + in_quotes(parts.front()) + " is cut.");
  const Json content = {{"notifiedBody", parts[0]},
                        {"certificateType", parts[1]},
                        {"certificateNumber", parts[2]},
                        {"revision", parts[3]},
                        {"issueDate", parts[4]},
                        {"expiryDate", parts[5]},
                        {"manufacturer", fields.text("manufacturer")},
                        {"srn", fields.text("srn")}};
  const Fields certificate(content);
  AuthorityRecord record = certificate_record({parts[0], parts[1], parts[2], parts[3]});
  const auto expires = last_day(certificate, {"expirydate"});
  if (!expires) return std::unexpected(expires.error());
  record.expires = *expires;
  // Devices state different ends of one certificate. Each statement is a record: none may hide another.
  if (record.expires) record.key += "@" + domain::to_text(*record.expires);
  record.decided = day(certificate, context, {"issuedate"});
  record.holder = certificate.text("manufacturer");
  if (auto srn = read_srn(certificate.text("srn"))) link(record, LinkKind::company, std::move(*srn));
  record.content = content.dump(-1, ' ', false, Json::error_handler_t::replace);
  return record;
}

Outcome read_certificates(const Fields& fields, Context& context) {
  std::vector<AuthorityRecord> records;
  std::string problem;
  for (const auto& parts : certificates_in(fields.text("certs"))) {
    auto record = certificate_of(parts, fields, context);
    if (!record) {
      problem = record.error();
    } else if (context.certificates.size() >= most_certificates) {
      problem = "There are more certificates than can be told apart.";
    } else if (context.certificates.insert(record->key).second) {
      records.push_back(std::move(*record));
    }
  }
  if (problem.empty()) return records;
  if (records.empty()) return reject(std::move(problem));
  if (context.remark) context.remark(problem);
  return records;
}

Outcome read(const Fields& fields, Context& context) {
  if (context.kind == "eu-certificates") return read_certificates(fields, context);
  AuthorityRecord record;
  record.kind = RecordKind::device;
  record.key = fields.text("uuid");
  if (record.key.empty()) return reject("The device has no uuid.");
  if (const std::string gtin = fields.text("gtin"); !gtin.empty()) {
    if (auto number = read_device_identifier(gtin)) {
      if (!number->remark.empty() && context.remark) context.remark(number->remark);
      record.scheme = number->scheme;
      record.number = std::move(number->text);
    }
  }
  record.holder = fields.text("manufacturer");
  record.name = fields.text({"tradename", "modelname"});
  const std::string others = fields.text("otherids");
  record.model = other_id(others, "MODEL_NUMBER");
  record.catalogue = other_id(others, "MANUFACTURER_PART_NUMBER");
  record.product_code = fields.text("emdn");
  record.device_class = class_of(fields.text("riskclass"));
  record.status = fields.text("status");
  link(record, LinkKind::udi, record.number);
  link(record, LinkKind::basic_udi, fields.text("basicudidi"));
  link(record, LinkKind::product_code, record.product_code);
  for (const std::string_view name : {"srn", "arsrn"}) {
    if (auto srn = read_srn(fields.text(name))) link(record, LinkKind::company, std::move(*srn));
  }
  for (const auto& parts : certificates_in(fields.text("certs"))) {
    if (parts.size() == 6) link(record, LinkKind::certificate, parts[2]);
  }
  return one(std::move(record));
}

}  // namespace

const Format eudamed_extract = {
    "eudamed_extract",
    "an extract of EUDAMED's devices",
    "eu-devices eu-certificates",
    "uuid gtin basic_udi_di certs manufacturer",
    "otherids modelname tradename srn arsrn act riskclass emdn status specialtype isactive lastchange",
    read,
};

}  // namespace formulary::io::datasets
