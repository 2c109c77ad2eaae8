// The threads that run handlers, apart from the threads that move bytes. New work waits in a bounded queue and is
// turned away when that is full; work that has begun (the next block of a download) is always taken, and first.
// Jobs must not throw. A job that never returns keeps its thread: finish() says so instead of waiting for ever.
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

  WorkerPool(std::size_t threads, std::size_t queue_limit);
  /// Waits for all jobs, without a deadline.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full or the pool has finished: the job was not taken.
  [[nodiscard]] bool submit(Job job);
  /// For the continuation of a job that was taken before; there is at most one for each connection.
  void resume(Job job);

  /// Takes no new jobs, runs those that wait, and says whether all had returned by `deadline`.
  [[nodiscard]] bool finish(std::chrono::steady_clock::time_point deadline);

 private:
  void work();

  const std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable quiet_;
  std::deque<Job> begun_;
  std::deque<Job> queue_;
  std::size_t running_ = 0;
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace formulary::io::http
