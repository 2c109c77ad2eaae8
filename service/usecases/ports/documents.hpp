// Documents of submissions, what their files say, opinions of persons on them, and notices that something ends soon.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/documents/document.hpp"
#include "service/domain/documents/ending.hpp"

namespace formulary::usecases {

/// What a file says, as it was read: of a form its answers, of a bill of materials what is missing in it.
struct DocumentContent {
  std::vector<Fact> facts;
  struct Component {
    std::vector<std::string> keys;  ///< what it is found by
    std::string version;
  };
  std::vector<Component> components;
  /// What the file says of the document's own fields.
  std::vector<std::pair<std::string, std::string>> fields;
};

/// That something ends in so many days, as it was noted.
struct ExpiryNotice {
  domain::Ending what = domain::Ending::approval;
  std::string object;  ///< its id
  domain::Day ends;
  int days = 0;
  domain::SubmissionId submission;
  domain::Instant at;
};

class Documents {
 public:
  virtual ~Documents() = default;

  /// A new document, or the next revision of one. `handed_in` of a revision is when it was made.
  virtual void insert(const domain::Document& document) = 0;
  /// The latest revision, with its latest opinion.
  virtual std::optional<domain::Document> find(const domain::DocumentId& id) = 0;
  virtual std::vector<domain::Document> of_submission(const domain::SubmissionId& id) = 0;  ///< likewise; oldest first
  virtual std::vector<domain::Document> revisions(const domain::DocumentId& id) = 0;        ///< oldest first
  /// Submissions with documents, whose request is open or whose approval counts; by id, after `after`.
  virtual std::vector<domain::SubmissionId> documented(const domain::SubmissionId& after, int limit) = 0;

  virtual void insert(const domain::DocumentId& id, std::int64_t revision, const domain::DocumentOpinion& opinion) = 0;

  /// What the file says when it is read as this kind. Nothing happens when it is known already.
  virtual void keep(const domain::Sha256& file, std::string_view kind, const DocumentContent& content) = 0;
  virtual std::vector<Fact> facts(const domain::Sha256& file, std::string_view kind) = 0;
  /// The versions that the file gives for a component that one of `keys` finds.
  virtual std::vector<std::string> listed_versions(const domain::Sha256& file,
                                                   const std::vector<std::string>& keys) = 0;

  /// False: it was noted before.
  virtual bool insert(const ExpiryNotice& notice) = 0;
  virtual std::vector<ExpiryNotice> notices(domain::Day from, domain::Day to, int limit) = 0;  ///< by the day that ends
};

}  // namespace formulary::usecases
