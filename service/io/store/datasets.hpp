// The data of authorities in SQL: data sets and imports in datasets.cpp, look-ups of records in authority_records.cpp,
// comparing and merging in merge.cpp; where records wait before that in stage.hpp.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/datasets.hpp"

namespace formulary::io::store {

class SqlDatasets : public usecases::Datasets {
 public:
  explicit SqlDatasets(Connection& connection) : connection_(connection) {}

  std::vector<usecases::DatasetInForce> list() override;
  std::optional<usecases::DatasetInForce> find(std::string_view id) override;

  std::int64_t next_import_number() override;
  void insert(const domain::DatasetImport& import) override;
  void update(const domain::DatasetImport& import) override;
  std::optional<domain::DatasetImport> find_import(const domain::ImportId& id) override;
  std::vector<domain::DatasetImport> imports(const usecases::ImportFilter& filter) override;
  std::vector<domain::DatasetImport> open_imports() override;
  std::vector<domain::DatasetImport> unfollowed_imports() override;
  void followed(const domain::ImportId& id, domain::Instant at) override;
  void insert(const domain::ImportId& import, const std::vector<usecases::RowNote>& notes) override;
  std::vector<usecases::RowNote> notes(const domain::ImportId& import, std::int64_t from, int limit) override;

  std::optional<usecases::StoredRecord> find_record(std::string_view dataset, std::string_view key) override;
  std::vector<usecases::StoredRecord> records_with_number(std::string_view number, int limit) override;
  std::vector<usecases::StoredRecord> supplements_of(std::string_view number, int limit) override;
  std::vector<usecases::StoredRecord> records_linking(const domain::RecordLink& link, int limit) override;
  std::vector<usecases::StoredRecord> records(const usecases::RecordFilter& filter) override;

  usecases::StageChanges compare(usecases::Stage& stage, std::string_view id, domain::ImportMode mode) override;
  [[nodiscard]] usecases::Merge merge(usecases::Stage& stage, const domain::Dataset& dataset,
                                      const domain::DatasetImport& import) override;

  /// What the contents of a data set's records are deflated with; nothing: there is no such data set.
  std::optional<std::string> dictionary(std::string_view id);

 private:
  std::vector<usecases::StoredRecord> read(Query&& row);
  std::vector<domain::DatasetImport> read_imports(Query&& row);

  Connection& connection_;
};

}  // namespace formulary::io::store
