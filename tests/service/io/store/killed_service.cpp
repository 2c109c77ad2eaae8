// Writes submissions through their first states, from four threads, and prints a line for each step that was
// acknowledged: `NUMBER STATE`. Goes on until it is killed.
//   io_store_killed_service DATABASE FIRST_NUMBER
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using domain::SubmissionState;

void acknowledge(int number, SubmissionState state) {
  const std::string line = std::to_string(number) + " " + std::string(to_text(state)) + "\n";
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) std::_Exit(1);
}

domain::AuditEntry step_entry(int number, std::string_view from, std::string_view to) {
  domain::AuditEntry e = entry("submission.step", uuid(number, 3));
  e.from = from;
  e.to = to;
  if (number % 7 == 0) e.text = "A reason of submission " + std::to_string(number);
  return e;
}

void live(usecases::Store& store, int number) {
  domain::Submission s = submission(number);
  s.state = SubmissionState::draft;
  store.write([&](Transaction& t) {
    t.submissions().insert(s);
    t.audit().append(step_entry(number, "", "draft"));
    return Commit::yes;
  });
  acknowledge(number, s.state);
  for (const SubmissionState next : {SubmissionState::submitted, SubmissionState::scanning, SubmissionState::in_review,
                                     SubmissionState::withdrawn}) {
    const SubmissionState before = s.state;
    store.write([&](Transaction& t) {
      s.state = next;
      if (!t.submissions().update(s)) std::_Exit(2);
      t.submissions().insert(usecases::Transition{.submission = s.id,
                                                  .from = before,
                                                  .to = next,
                                                  .event = "step",
                                                  .actor = submitter,
                                                  .reason = "",
                                                  .at = {1000}});
      t.audit().append(step_entry(number, to_text(before), to_text(next)));
      return Commit::yes;
    });
    ++s.revision;
    acknowledge(number, next);
    store.account(entry("gate.query"));
  }
}

}  // namespace
}  // namespace formulary::test

int main(int count, char** arguments) {
  using namespace formulary;
  if (count != 3) return 2;
  const auto store = io::store::open(arguments[1]);
  std::atomic<int> next = std::atoi(arguments[2]);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (;;) test::live(*store, next++);
    });
  }
}
