// An import by itself: what follows it, attempts that died, and a service that stops.
#include "tests/service/usecases/importing.hpp"

namespace formulary::tests {
namespace {

using domain::ImportState;
using testing::HasSubstr;

/// Fails so many times before it does its work.
class Follower : public usecases::ImportFollower {
 public:
  explicit Follower(int failures) : failures_(failures) {}
  void follow(usecases::Store& store, usecases::World&, const domain::DatasetImport& import) override {
    store.read([&](usecases::Transaction& transaction) {
      const auto written = transaction.datasets().records({.dataset = import.dataset, .import = import.number});
      seen = static_cast<int>(written.size());
    });
    ++calls;
    if (failures_-- > 0) throw std::runtime_error("not now");
  }
  int calls = 0, seen = 0;

 private:
  int failures_;
};

TEST_F(Importing, what_follows_is_done_once_and_sees_what_the_import_wrote) {
  Follower follower(0);
  place.followers = {&follower};
  queue(decisions({"K250001", "K250002"}));
  place.import();
  EXPECT_EQ(follower.calls, 1);
  EXPECT_EQ(follower.seen, 2);
  place.import();
  EXPECT_EQ(follower.calls, 1);
  queue(decisions({"K250001", "K250002", "K250003"}));
  place.import();
  EXPECT_EQ(follower.calls, 2);
  EXPECT_EQ(follower.seen, 1) << "only what is new";
}

TEST_F(Importing, a_follower_that_fails_is_called_again_even_after_a_restart) {
  Follower follower(1);
  place.followers = {&follower};
  const auto import = queue(decisions({"K250001"}));
  EXPECT_ANY_THROW(place.import());
  EXPECT_EQ(now(import).state, ImportState::done) << "the data are in force all the same";
  place.restart();
  place.import();
  EXPECT_EQ(follower.calls, 2);
  place.import();
  EXPECT_EQ(follower.calls, 2);
}

TEST_F(Importing, what_does_not_become_an_import_has_no_followers) {
  Follower follower(0);
  place.followers = {&follower};
  const auto import = queue("this is|no table\n");
  place.import();
  EXPECT_EQ(now(import).state, ImportState::failed);
  EXPECT_EQ(follower.calls, 0);
}

TEST_F(Importing, files_that_end_the_service_twice_are_given_up) {
  auto import = queue(decisions({"K250001"}));
  place.store->write([&](usecases::Transaction& transaction) {
    import.state = ImportState::running;
    import.attempts = usecases::import_attempts;
    transaction.datasets().update(import);
    return usecases::Commit::yes;
  });
  place.restart();
  place.import();
  EXPECT_EQ(now(import).state, ImportState::failed);
  EXPECT_THAT(now(import).sentence, HasSubstr("given up"));
  EXPECT_EQ(rows(), 0);
}

TEST_F(Importing, one_that_died_once_is_done_again) {
  auto import = queue(decisions({"K250001"}));
  place.store->write([&](usecases::Transaction& transaction) {
    import.state = ImportState::running;
    import.attempts = 1;
    transaction.datasets().update(import);
    return usecases::Commit::yes;
  });
  place.restart();
  place.import();
  EXPECT_EQ(now(import).state, ImportState::done);
  EXPECT_EQ(rows(), 1);
}

TEST_F(Importing, a_service_that_stops_gives_the_import_back) {
  const auto import = queue(decisions({"K250001"}));
  usecases::ImportProgress stopping;
  stopping.stop();
  const usecases::ImportWorld world{
      .store = *place.store, .blobs = *place.blobs, .reader = reader, .world = place.world, .progress = stopping};
  EXPECT_TRUE(usecases::import_next(world));
  EXPECT_EQ(now(import).state, ImportState::queued);
  EXPECT_EQ(now(import).attempts, 0);
  EXPECT_EQ(rows(), 0);
  place.import();
  EXPECT_EQ(rows(), 1);
}

TEST_F(Importing, a_file_that_is_gone_is_said_to_be_gone) {
  const auto import = queue(decisions({"K250001"}));
  place.blobs->remove(import.files.front().sha256);
  place.import();
  EXPECT_EQ(now(import).state, ImportState::failed);
  EXPECT_THAT(now(import).sentence, HasSubstr("Upload it again"));
}

}  // namespace
}  // namespace formulary::tests
