#include "service/io/http/worker_pool.hpp"

#include <utility>

#include "service/io/http/quiet_thread.hpp"

namespace formulary::io::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  for (std::size_t i = 0; i < threads; ++i) threads_.push_back(quiet_thread([this] { work(); }));
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::submit(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (finishing_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::resume(Job job) {
  {
    const std::lock_guard lock(mutex_);
    begun_.push_back(std::move(job));
  }
  changed_.notify_one();
}

bool WorkerPool::finish(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  finishing_ = true;
  changed_.notify_all();
  return quiet_.wait_until(lock, deadline, [this] { return begun_.empty() && queue_.empty() && running_ == 0; });
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return finishing_ || !begun_.empty() || !queue_.empty(); });
    std::deque<Job>& source = begun_.empty() ? queue_ : begun_;
    if (source.empty()) return;
    Job job = std::move(source.front());
    source.pop_front();
    ++running_;
    lock.unlock();
    job();
    job = nullptr;  // what it held is freed before the pool counts as quiet
    lock.lock();
    --running_;
    if (begun_.empty() && queue_.empty() && running_ == 0) quiet_.notify_all();
  }
}

}  // namespace formulary::io::http
