// The threads that run handlers, apart from the threads that move bytes. As many as there are cores take work at once;
// more threads would only be woken and put to sleep for every request. They may all be held up, though, by a disk or a
// password: when work has waited longer than `patience`, further threads join until it does not any more.
// New work waits in a bounded queue and is turned away when that is full; work that has begun (the next block of a
// download) is always taken, and first. Jobs must not throw. A job that never returns keeps its thread: finish() says
// so instead of waiting for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace formulary::io::http {

class WorkerPool {
 public:
  using Job = std::function<void()>;
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds patience{2};

  /// `most` threads in all.
  WorkerPool(std::size_t most, std::size_t queue_limit);
  /// Waits for all jobs, without a deadline.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full or the pool has finished: the job was not taken.
  [[nodiscard]] bool submit(Job job);
  /// For the continuation of a job that was taken before; there is at most one for each connection.
  void resume(Job job);

  /// Takes no new jobs, runs those that wait, and says whether all had returned by `deadline`.
  [[nodiscard]] bool finish(Clock::time_point deadline);

 private:
  struct Waiting {
    Job job;
    Clock::time_point since;
  };

  void work();   ///< a thread that takes work at once
  void help();   ///< one that joins when work is late
  void watch();  ///< the one that says when
  void run_next(std::unique_lock<std::mutex>& lock);
  std::condition_variable& whom_to_wake();  ///< for work that has just been queued
  bool has_work() const { return !begun_.empty() || !queue_.empty(); }
  bool is_late() const;

  const std::size_t eager_;
  const std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable changed_;  ///< for work()
  std::condition_variable late_;     ///< for help()
  std::condition_variable held_up_;  ///< for watch(), while there is nothing to look at
  std::condition_variable look_;     ///< for watch(), between two looks
  std::condition_variable quiet_;    ///< for finish()
  std::deque<Waiting> begun_;
  std::deque<Waiting> queue_;
  std::size_t running_ = 0;
  std::size_t idle_ = 0;  ///< threads in work() that wait
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace formulary::io::http
