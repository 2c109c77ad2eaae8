#include "service/io/store/submissions.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_text = R"sql(
INSERT INTO upload (id, owner, length, reached, file_name, metadata, sha256, created, expires)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql";
constexpr std::string_view find_text = R"sql(
SELECT id, owner, length, reached, file_name, metadata, sha256, created, expires
FROM upload WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view expired_text = R"sql(
SELECT id, owner, length, reached, file_name, metadata, sha256, created, expires
FROM upload WHERE expires <= $1 ORDER BY expires, id)sql";
constexpr std::string_view advance_text =
    "UPDATE upload SET reached = $3 WHERE id = $1 AND reached = $2 AND sha256 IS NULL";
constexpr std::string_view complete_text = "UPDATE upload SET sha256 = $2 WHERE id = $1";
constexpr std::string_view insert_uploader_text = R"sql(
INSERT INTO artifact_uploader (sha256, person) SELECT $2, owner FROM upload WHERE id = $1
ON CONFLICT (sha256, person) DO NOTHING)sql";
constexpr std::string_view remove_text = "DELETE FROM upload WHERE id = $1";
constexpr std::string_view open_uploads_text = "SELECT count(*) FROM upload WHERE owner = $1 AND sha256 IS NULL";
constexpr std::string_view uploaders_text = "SELECT person FROM artifact_uploader WHERE sha256 = $1 ORDER BY person";
constexpr std::string_view in_use_text = R"sql(
SELECT 1 FROM upload WHERE sha256 = $1
UNION ALL SELECT 1 FROM submission WHERE artifact = $1
UNION ALL SELECT 1 FROM job WHERE artifact = $1
UNION ALL SELECT 1 FROM version_artifact WHERE sha256 = $1
UNION ALL SELECT 1 FROM document WHERE file = $1
UNION ALL SELECT 1 FROM dataset_import_file f JOIN dataset_import i ON i.id = f.import
          WHERE f.sha256 = $1 AND i.state IN ('queued', 'running')
ORDER BY 1 LIMIT 1)sql";

std::int64_t column(std::uint64_t size) { return static_cast<std::int64_t>(size); }

usecases::Upload read_upload(Query& row) {
  usecases::Upload upload;
  upload.id = {row.text()};
  upload.owner = {row.text()};
  upload.length = static_cast<std::uint64_t>(row.integer());
  upload.offset = static_cast<std::uint64_t>(row.integer());
  upload.file_name = row.text();
  upload.metadata = row.text();
  if (const auto sha256 = row.maybe_text()) upload.sha256 = domain::Sha256{*sha256};
  upload.created = row.instant();
  upload.expires = row.instant();
  return upload;
}

}  // namespace

void SqlSubmissions::insert(const usecases::Upload& upload) {
  Query(connection_, insert_text, upload.id, upload.owner, column(upload.length), column(upload.offset),
        upload.file_name, upload.metadata, upload.sha256, upload.created, upload.expires)
      .run();
}

std::optional<usecases::Upload> SqlSubmissions::find_upload(const domain::UploadId& id) {
  Query row(connection_, find_text, id);
  return row.next() ? std::optional(read_upload(row)) : std::nullopt;
}

bool SqlSubmissions::advance_upload(const domain::UploadId& id, std::uint64_t from, std::uint64_t to) {
  return Query(connection_, advance_text, id, column(from), column(to)).run() == 1;
}

void SqlSubmissions::complete_upload(const domain::UploadId& id, const domain::Sha256& sha256) {
  Query(connection_, complete_text, id, sha256).run();
  Query(connection_, insert_uploader_text, id, sha256).run();
}

void SqlSubmissions::remove_upload(const domain::UploadId& id) { Query(connection_, remove_text, id).run(); }

std::vector<usecases::Upload> SqlSubmissions::expired_uploads(domain::Instant now) {
  std::vector<usecases::Upload> uploads;
  for (Query row(connection_, expired_text, now); row.next();) uploads.push_back(read_upload(row));
  return uploads;
}

int SqlSubmissions::open_uploads_of(const domain::PersonId& person) {
  Query row(connection_, open_uploads_text, person);
  row.next();
  return static_cast<int>(row.integer());
}

std::vector<domain::PersonId> SqlSubmissions::uploaders_of(const domain::Sha256& artifact) {
  std::vector<domain::PersonId> people;
  for (Query row(connection_, uploaders_text, artifact); row.next();) people.push_back({row.text()});
  return people;
}

bool SqlSubmissions::in_use(const domain::Sha256& artifact) { return Query(connection_, in_use_text, artifact).next(); }

}  // namespace formulary::io::store
