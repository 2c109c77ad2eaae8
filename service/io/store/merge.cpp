// How a stage comes into force: what it would change is found by walking stage and registry side by side in the order
// of their keys, and noted in the stage; merging writes just that.
#include <algorithm>
#include <tuple>

#include "service/io/store/datasets.hpp"
#include "service/io/store/lists.hpp"
#include "service/io/store/stage.hpp"

namespace formulary::io::store {
namespace {

// In the stage.
constexpr std::string_view staged_keys_text = "SELECT id, key, digest FROM staged ORDER BY key";
constexpr std::string_view plan_text = "INSERT INTO plan (staged, record) VALUES ($1, $2)";
constexpr std::string_view planned_text = "SELECT staged, record FROM plan ORDER BY id";
constexpr std::string_view staged_text = R"sql(
SELECT key, digest, kind, scheme, number, holder, name, model, catalogue, product_code, device_class, status, received,
       decided, expires, text, links, content, content_size
FROM staged WHERE id = $1 ORDER BY id)sql";

// In the registry.
constexpr std::string_view keys_text = "SELECT id, key, digest FROM authority_record WHERE dataset = $1 ORDER BY key";
constexpr std::string_view insert_record_text = R"sql(
INSERT INTO authority_record (id, dataset, import, key, digest, kind, scheme, number, holder, name, model, catalogue,
                              product_code, device_class, status, received, decided, expires, text, links, content,
                              content_size)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22))sql";
constexpr std::string_view update_record_text = R"sql(
UPDATE authority_record
SET dataset = $2, import = $3, key = $4, digest = $5, kind = $6, scheme = $7, number = $8, holder = $9, name = $10,
    model = $11, catalogue = $12, product_code = $13, device_class = $14, status = $15, received = $16, decided = $17,
    expires = $18, text = $19, links = $20, content = $21, content_size = $22
WHERE id = $1)sql";
constexpr std::string_view last_id_text = "SELECT max(id) FROM authority_record";
constexpr std::string_view remove_record_text = "DELETE FROM authority_record WHERE id = $1";
constexpr std::string_view links_text = "SELECT links FROM authority_record WHERE id = $1 ORDER BY id";
constexpr std::string_view insert_link_text = R"sql(
INSERT INTO authority_link (kind, value, record) VALUES ($1, $2, $3) ON CONFLICT (kind, value, record) DO NOTHING)sql";
constexpr std::string_view remove_link_text =
    "DELETE FROM authority_link WHERE kind = $1 AND value = $2 AND record = $3";
constexpr std::string_view new_dataset_text = R"sql(
INSERT INTO dataset (id, kind, name, source_date, imported, sha256, records, import, dictionary)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql";
constexpr std::string_view update_dataset_text = R"sql(
UPDATE dataset SET name = $2, source_date = $3, imported = $4, sha256 = $5, records = $6, import = $7
WHERE id = $1)sql";

/// Links are written in the order of their table: one by one, in the order of the records, each would touch a page of
/// its own. So they are gathered, and written when there are this many.
constexpr std::size_t gathered = 100'000;

class Links {
 public:
  explicit Links(Connection& connection) : connection_(connection) {}

  void add(std::string_view column, std::int64_t record) { gather(added_, column, record, insert_link_text); }
  void remove(std::string_view column, std::int64_t record) { gather(removed_, column, record, remove_link_text); }
  void write() {
    write(removed_, remove_link_text);
    write(added_, insert_link_text);
  }

 private:
  using Link = std::tuple<std::string, std::string, std::int64_t>;

  void gather(std::vector<Link>& links, std::string_view column, std::int64_t record, std::string_view statement) {
    std::vector<std::string> words = from_column(column);
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
      links.emplace_back(std::move(words[i]), std::move(words[i + 1]), record);
    }
    if (links.size() >= gathered) write(links, statement);
  }

  void write(std::vector<Link>& links, std::string_view statement) {
    std::ranges::sort(links);
    for (const auto& [kind, value, record] : links) Query(connection_, statement, kind, value, record).run();
    links.clear();
  }

  Connection& connection_;
  std::vector<Link> removed_, added_;
};

/// One side of the walk.
struct Side {
  explicit Side(Query& rows) : query(rows) { next(); }

  void next() {
    there = query.next();
    if (!there) return;
    id = query.integer();
    key = query.text();
    digest = query.text();
  }

  Query& query;
  bool there = false;
  std::int64_t id = 0;
  std::string key, digest;
};

/// The links of the record as it was staged.
std::string put_record(Connection& registry, Connection& stage, std::string_view statement, std::int64_t staged,
                       std::int64_t record, const domain::Dataset& dataset, std::int64_t import) {
  Query row(stage, staged_text, staged);
  if (!row.next()) throw std::logic_error("A staged record is gone.");
  const std::string key = row.text(), digest = row.text(), kind = row.text(), scheme = row.text(), number = row.text(),
                    holder = row.text(), name = row.text(), model = row.text(), catalogue = row.text(),
                    product_code = row.text(), device_class = row.text(), status = row.text();
  const std::optional<std::string> received = row.maybe_text(), decided = row.maybe_text(), expires = row.maybe_text();
  const std::string text = row.text(), links = row.text(), content = row.text();
  Query(registry, statement, record, dataset.id, import, key, Blob{digest}, kind, scheme, number, holder, name, model,
        catalogue, product_code, device_class, status, received, decided, expires, text, links, Blob{content},
        row.integer())
      .run();
  return links;
}

std::string links_of(Connection& registry, std::int64_t record) {
  Query row(registry, links_text, record);
  return row.next() ? row.text() : "[]";
}

}  // namespace

usecases::StageChanges SqlDatasets::compare(usecases::Stage& stage, std::string_view id, domain::ImportMode mode) {
  auto& staged = dynamic_cast<SqlStage&>(stage);
  Connection& own = staged.connection();
  const auto in_force = find(id);
  own.execute("DELETE FROM plan");

  usecases::StageChanges changes;
  Query ours(own, staged_keys_text);
  Query theirs(connection_, keys_text, id);
  Side fresh(ours), old(theirs);
  while (fresh.there || old.there) {
    const int order = !old.there ? -1 : !fresh.there ? 1 : fresh.key.compare(old.key);
    if (order < 0) {
      Query(own, plan_text, fresh.id, std::nullopt).run();
      ++changes.added;
      fresh.next();
    } else if (order > 0) {
      if (mode == domain::ImportMode::whole) {
        Query(own, plan_text, std::nullopt, old.id).run();
        ++changes.removed;
      }
      old.next();
    } else {
      if (fresh.digest == old.digest) {
        ++changes.unchanged;
      } else {
        Query(own, plan_text, fresh.id, old.id).run();
        ++changes.changed;
      }
      fresh.next();
      old.next();
    }
  }
  staged.compared_with = in_force ? in_force->import.value : std::string();
  staged.changes = changes;
  return changes;
}

usecases::Merge SqlDatasets::merge(usecases::Stage& stage, const domain::Dataset& dataset,
                                   const domain::DatasetImport& import) {
  auto& staged = dynamic_cast<SqlStage&>(stage);
  if (!staged.compared_with) throw std::logic_error("A stage is compared before it is merged.");
  const auto in_force = find(dataset.id);
  if (*staged.compared_with != (in_force ? in_force->import.value : std::string())) return usecases::Merge::outdated;
  if (in_force && dictionary(dataset.id) != staged.dictionary()) return usecases::Merge::outdated;

  const std::int64_t records = (in_force ? in_force->dataset.rows : 0) + staged.changes.added - staged.changes.removed;
  if (in_force) {
    Query(connection_, update_dataset_text, dataset.id, dataset.name, dataset.source_date, dataset.imported,
          dataset.sha256, records, import.id)
        .run();
  } else {
    Query(connection_, new_dataset_text, dataset.id, import.kind, dataset.name, dataset.source_date, dataset.imported,
          dataset.sha256, records, import.id, Blob{staged.dictionary()})
        .run();
  }

  std::int64_t last_id = 0;
  if (Query row(connection_, last_id_text); row.next()) last_id = row.integer();
  Links links(connection_);
  for (Query planned(staged.connection(), planned_text); planned.next();) {
    // Integer columns that may be NULL read as 0, and no row has that id.
    const std::int64_t fresh = planned.integer(), old = planned.integer();
    if (old != 0) links.remove(links_of(connection_, old), old);
    if (fresh == 0) {
      Query(connection_, remove_record_text, old).run();
    } else if (old == 0) {
      ++last_id;
      links.add(
          put_record(connection_, staged.connection(), insert_record_text, fresh, last_id, dataset, import.number),
          last_id);
    } else {
      links.add(put_record(connection_, staged.connection(), update_record_text, fresh, old, dataset, import.number),
                old);
    }
  }
  links.write();
  return usecases::Merge::done;
}

}  // namespace formulary::io::store
