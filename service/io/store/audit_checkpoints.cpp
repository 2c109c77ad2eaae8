// What the log signed and published.
#include "service/io/store/audit.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view last_signed_text = "SELECT size, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1";
constexpr std::string_view last_published_text = R"sql(
SELECT p.size, c.note, p.cosignatures FROM audit_published p JOIN audit_checkpoint c ON c.size = p.size
ORDER BY p.size DESC LIMIT 1)sql";
constexpr std::string_view was_published_text =
    "SELECT size FROM audit_published WHERE size >= $1 AND size < $2 ORDER BY size LIMIT 1";
constexpr std::string_view insert_signed_text = R"sql(
INSERT INTO audit_checkpoint (number, size, note)
VALUES ((SELECT coalesce(max(number), -1) + 1 FROM audit_checkpoint), $1, $2))sql";
constexpr std::string_view insert_published_text = R"sql(
INSERT INTO audit_published (number, size, cosignatures)
VALUES ((SELECT coalesce(max(number), -1) + 1 FROM audit_published), $1, $2))sql";
constexpr std::string_view insert_witness_text =
    "INSERT INTO audit_witness (key) VALUES ($1) ON CONFLICT (key) DO NOTHING";

}  // namespace

std::optional<usecases::StoredCheckpoint> SqlAuditTrail::last_signed() {
  Query row(connection_, last_signed_text);
  if (!row.next()) return std::nullopt;
  usecases::StoredCheckpoint found;
  found.size = row.integer();
  found.note = row.text();
  return found;
}

std::optional<usecases::StoredCheckpoint> SqlAuditTrail::last_published() {
  Query row(connection_, last_published_text);
  if (!row.next()) return std::nullopt;
  usecases::StoredCheckpoint found;
  found.size = row.integer();
  found.note = row.text();
  found.note += row.text();
  return found;
}

bool SqlAuditTrail::was_published(std::int64_t least, std::int64_t below) {
  return Query(connection_, was_published_text, least, below).next();
}

void SqlAuditTrail::insert_signed(const usecases::StoredCheckpoint& checkpoint) {
  Query(connection_, insert_signed_text, checkpoint.size, checkpoint.note).run();
}

void SqlAuditTrail::insert_published(std::int64_t size, const std::string& cosignatures,
                                     const std::vector<std::string>& witnesses) {
  for (const std::string& key : witnesses) Query(connection_, insert_witness_text, key).run();
  Query(connection_, insert_published_text, size, cosignatures).run();
}

}  // namespace formulary::io::store
