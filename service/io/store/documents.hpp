// Documents in SQL.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/documents.hpp"

namespace formulary::io::store {

class SqlDocuments : public usecases::Documents {
 public:
  explicit SqlDocuments(Connection& connection) : connection_(connection) {}

  void insert(const domain::Document& document) override;
  std::optional<domain::Document> find(const domain::DocumentId& id) override;
  std::vector<domain::Document> of_submission(const domain::SubmissionId& id) override;
  std::vector<domain::Document> revisions(const domain::DocumentId& id) override;
  std::vector<domain::SubmissionId> documented(const domain::SubmissionId& after, int limit) override;

  void insert(const domain::DocumentId& id, std::int64_t revision, const domain::DocumentOpinion& opinion) override;

  void keep(const domain::Sha256& file, std::string_view kind, const usecases::DocumentContent& content) override;
  std::vector<Fact> facts(const domain::Sha256& file, std::string_view kind) override;
  std::vector<std::string> listed_versions(const domain::Sha256& file, const std::vector<std::string>& keys) override;

  bool insert(const usecases::ExpiryNotice& notice) override;
  std::vector<usecases::ExpiryNotice> notices(domain::Day from, domain::Day to, int limit) override;

 private:
  void add_opinion(domain::Document& document);

  Connection& connection_;
};

}  // namespace formulary::io::store
