// A watched source: what is new is asked for once, what was refused is not tried again, and what fails is noted.
#include "service/usecases/watch_dataset.hpp"
#include "tests/service/usecases/importing.hpp"

namespace formulary::tests {
namespace {

using Result = usecases::Look::Result;
using testing::HasSubstr;

class Source : public usecases::DatasetSource {
 public:
  std::optional<std::vector<usecases::FetchedFile>> fetch() override {
    if (!problem.empty()) throw usecases::SourceProblem(problem);
    if (unfinished) return std::nullopt;
    std::vector<usecases::FetchedFile> files;
    files.push_back(file_of("pmn.txt", content, modified));
    return files;
  }
  void forget() override { ++forgotten; }

  std::string content, problem;
  std::optional<domain::Day> modified;
  bool unfinished = false;
  int forgotten = 0;
};

class Watching : public Importing {
 protected:
  usecases::Look look() { return usecases::look_at_source(*place.store, *place.blobs, place.world, watch, source); }
  std::vector<domain::DatasetImport> imports() {
    std::vector<domain::DatasetImport> all;
    place.store->read([&](usecases::Transaction& transaction) { all = transaction.datasets().imports({}); });
    return all;
  }
  std::size_t noted() {
    std::size_t count = 0;
    place.store->read([&](usecases::Transaction& transaction) {
      usecases::AuditFilter filter;
      filter.action = "dataset.watch";
      count = transaction.audit().read(filter).size();
    });
    return count;
  }
  domain::Day today() const { return place.world.present().today; }

  usecases::Watch watch{.wanted = {.kind = "us-510k"}, .dated_by = usecases::DatedBy::modified};
  Source source;
};

TEST_F(Watching, what_is_new_is_asked_for_once) {
  source.content = decisions({"K250001"});
  source.modified = today() - std::chrono::days(3);
  EXPECT_EQ(look().result, Result::queued);
  EXPECT_EQ(look().result, Result::nothing_new) << "it waits already";
  place.import();
  EXPECT_EQ(look().result, Result::nothing_new);
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(imports().front().source_date, source.modified);
  EXPECT_TRUE(imports().front().person.empty());
  source.content = decisions({"K250001", "K250002"});
  EXPECT_EQ(look().result, Result::queued);
}

TEST_F(Watching, the_same_files_published_again_make_the_data_younger) {
  source.content = decisions({"K250001"});
  source.modified = today() - std::chrono::days(30);
  look();
  place.import();
  source.modified = today() - std::chrono::days(2);
  EXPECT_EQ(look().result, Result::queued);
  place.import();
  EXPECT_EQ(imports().front().source_date, source.modified);
  EXPECT_EQ(imports().front().counts.unchanged, 1);
}

TEST_F(Watching, the_word_of_the_source_counts_only_where_the_operator_says_so) {
  watch.dated_by = usecases::DatedBy::content;
  source.content = decisions({"K250001"});
  source.modified = today();
  look();
  place.import();
  EXPECT_EQ(imports().front().source_date, std::nullopt);
}

TEST_F(Watching, files_that_were_refused_are_not_tried_again_but_their_problem_stays) {
  source.content = "this is|no table\n";
  look();
  place.import();
  const usecases::Look again = look();
  EXPECT_EQ(again.result, Result::nothing_new);
  EXPECT_EQ(again.problem, imports().front().sentence);
  EXPECT_EQ(imports().size(), 1u);
}

TEST_F(Watching, a_source_that_cannot_be_had_is_noted) {
  source.problem = "The folder cannot be read.";
  const usecases::Look failed = look();
  EXPECT_EQ(failed.result, Result::failed);
  EXPECT_EQ(failed.problem, source.problem);
  EXPECT_EQ(noted(), 1u);
  EXPECT_EQ(source.forgotten, 1);
  EXPECT_TRUE(imports().empty());
}

TEST_F(Watching, a_full_disk_loses_nothing_and_leaves_nothing) {
  source.content = decisions({"K250001"});
  place.blobs->full = true;
  EXPECT_THROW(look(), usecases::StorageUnavailable);
  EXPECT_EQ(source.forgotten, 1) << "it counts as new again";
  EXPECT_TRUE(place.blobs->uploads().empty());
  place.blobs->full = false;
  EXPECT_EQ(look().result, Result::queued);
}

TEST_F(Watching, files_that_are_being_written_wait) {
  source.unfinished = true;
  EXPECT_EQ(look().result, Result::ask_soon);
  EXPECT_TRUE(imports().empty());
}

TEST_F(Watching, what_waits_for_its_import_is_not_tidied_away) {
  source.content = decisions({"K250001"});
  look();
  place.tidy();
  place.import();
  EXPECT_EQ(rows(), 1);
  place.tidy();
  EXPECT_FALSE(place.blobs->contains(imports().front().files.front().sha256));
}

}  // namespace
}  // namespace formulary::tests
