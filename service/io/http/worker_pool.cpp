#include "service/io/http/worker_pool.hpp"

#include <algorithm>
#include <utility>

#include "service/io/http/quiet_thread.hpp"

namespace formulary::io::http {
namespace {

constexpr int idle_looks = 50;  ///< looks at an empty queue before the watch sleeps

std::size_t eager_of(std::size_t most) {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, std::max<std::size_t>(most, 1));
}

}  // namespace

WorkerPool::WorkerPool(std::size_t most, std::size_t queue_limit) : eager_(eager_of(most)), queue_limit_(queue_limit) {
  for (std::size_t i = 0; i < eager_; ++i) threads_.push_back(quiet_thread([this] { work(); }));
  if (eager_ >= most) return;
  for (std::size_t i = eager_; i < most; ++i) threads_.push_back(quiet_thread([this] { help(); }));
  threads_.push_back(quiet_thread([this] { watch(); }));
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
  }
  for (std::condition_variable* one : {&changed_, &late_, &held_up_, &look_}) one->notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::submit(Job job) {
  std::unique_lock lock(mutex_);
  if (finishing_ || queue_.size() >= queue_limit_) return false;
  queue_.push_back({std::move(job), Clock::now()});
  std::condition_variable& woken = whom_to_wake();
  lock.unlock();
  woken.notify_one();
  return true;
}

void WorkerPool::resume(Job job) {
  std::unique_lock lock(mutex_);
  begun_.push_back({std::move(job), Clock::now()});
  std::condition_variable& woken = whom_to_wake();
  lock.unlock();
  woken.notify_one();
}

std::condition_variable& WorkerPool::whom_to_wake() {
  return begun_.size() + queue_.size() <= idle_ ? changed_ : held_up_;  // every idle thread will take one
}

bool WorkerPool::finish(Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  finishing_ = true;
  for (std::condition_variable* one : {&changed_, &late_, &held_up_, &look_}) one->notify_all();
  return quiet_.wait_until(lock, deadline, [this] { return !has_work() && running_ == 0; });
}

bool WorkerPool::is_late() const {
  const auto before = Clock::now() - patience;
  return (!begun_.empty() && begun_.front().since < before) || (!queue_.empty() && queue_.front().since < before);
}

void WorkerPool::run_next(std::unique_lock<std::mutex>& lock) {
  std::deque<Waiting>& source = begun_.empty() ? queue_ : begun_;
  Job job = std::move(source.front().job);
  source.pop_front();
  ++running_;
  lock.unlock();
  job();
  job = nullptr;  // what it held is freed before the pool counts as quiet
  lock.lock();
  --running_;
  if (!has_work() && running_ == 0) quiet_.notify_all();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return finishing_ || has_work(); });
    --idle_;
    if (!has_work()) return;
    run_next(lock);
  }
}

void WorkerPool::help() {
  std::unique_lock lock(mutex_);
  while (true) {
    late_.wait(lock, [this] { return finishing_ || is_late(); });
    if (has_work()) {
      run_next(lock);
    } else if (finishing_) {
      return;
    }
  }
}

void WorkerPool::watch() {
  std::unique_lock lock(mutex_);
  while (!finishing_) {
    held_up_.wait(lock, [this] { return finishing_ || has_work(); });
    // While there is traffic it looks by the clock, on a condition that nobody signals for every job.
    for (int idle = 0; idle < idle_looks && !finishing_; idle = has_work() ? 0 : idle + 1) {
      look_.wait_for(lock, patience, [this] { return finishing_; });
      if (is_late()) late_.notify_one();
    }
  }
}

}  // namespace formulary::io::http
