// A service is killed at random moments while it writes, again and again on the same database. Nothing that it
// acknowledged may be missing, and the log must explain every state.
#include <fcntl.h>
#include <map>
#include <random>
#include <signal.h>
#include <spawn.h>
#include <sstream>
#include <thread>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>

#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

constexpr int kills = 60;

/// Lets the service run for `life` and kills it; what it had acknowledged by then, one step a line.
std::string run_and_kill(const std::filesystem::path& file, int first_number, std::chrono::milliseconds life) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program = KILLED_SERVICE;
  std::string database = file.string();
  std::string first = std::to_string(first_number);
  char* arguments[] = {program.data(), database.data(), first.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ) != 0) {
    throw std::runtime_error("cannot start " + program);
  }
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  std::jthread killer([&] {
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
  });
  std::string output;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    output.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  killer.join();
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it ended by itself: " << status;
  return output.substr(0, output.rfind('\n') + 1);
}

class CrashTest : public StoreTest {
 protected:
  /// State by number, as the service acknowledged it.
  std::map<int, domain::SubmissionState> acknowledged;

  void note(const std::string& output) {
    std::istringstream lines(output);
    int number = 0;
    std::string state;
    while (lines >> number >> state) acknowledged[number] = *domain::parse_submission_state(state);
  }

  /// Follows the log entries of a submission from state to state; the last one is where it is.
  std::string state_by_log(Transaction& t, const domain::SubmissionId& id) {
    std::string state;
    for (const auto& record : t.audit().read({.object_id = id.value})) {
      const auto json = nlohmann::json::parse(record.entry);
      if (json["from"] != state) return "a gap after " + state;
      state = json["to"];
    }
    return state;
  }

  void expect_whole() {
    open();
    const auto check = store->verify_audit();
    ASSERT_TRUE(check.sound) << check.defect;
    read([&](Transaction& t) {
      for (const auto& [number, state] : acknowledged) {
        const auto found = t.submissions().find({uuid(number, 3)});
        ASSERT_TRUE(found) << "submission " << number << " was acknowledged and is gone";
        EXPECT_GE(found->state, state) << "submission " << number << " fell back";
      }
      for (const auto& each : t.submissions().list({.limit = 1'000'000})) {
        EXPECT_EQ(state_by_log(t, each.id), to_text(each.state)) << "submission " << each.number;
        const auto steps = t.submissions().transitions(each.id);
        EXPECT_EQ(steps.empty() ? domain::SubmissionState::draft : steps.back().to, each.state);
      }
    });
    store.reset();
    SQLite::Database database(file().string());
    EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
    SQLite::Statement orphans(database, "PRAGMA foreign_key_check");
    EXPECT_FALSE(orphans.executeStep());
  }
};

TEST_F(CrashTest, NothingAcknowledgedIsLost) {
  add_people();
  store.reset();
  std::mt19937 random(20260301);
  std::uniform_int_distribution<int> life(10, 300);
  int first = 1;
  for (int round = 0; round < kills; ++round) {
    note(run_and_kill(file(), first, std::chrono::milliseconds(life(random))));
    open();
    read([&](Transaction& t) { first = static_cast<int>(t.submissions().next_number()) + 100; });
    store.reset();
    if (round % 10 == 9) expect_whole();
    if (HasFatalFailure()) return;
  }
  expect_whole();
  EXPECT_GT(acknowledged.size(), 100U) << "too little was written for the kills to mean anything";
  RecordProperty("acknowledged_submissions", static_cast<int>(acknowledged.size()));
}

}  // namespace
}  // namespace formulary::test
