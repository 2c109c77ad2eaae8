// The one writer: a thread that runs queued work and commits it in groups. Whoever waits while a group is committed is
// in the next one. Each piece of work has its own savepoint: when it fails, only it is undone. When the commit fails,
// all of the group fail, and none was acknowledged.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "service/io/store/sqlite_store.hpp"
#include "service/io/store/transaction.hpp"
#include "service/io/store/wal_copier.hpp"

namespace formulary::io::store {

class Writer {
 public:
  using Work = std::function<usecases::Commit(usecases::Transaction&)>;

  /// Takes over a connection to a database that was brought to the latest version.
  Writer(std::unique_ptr<Connection> connection, const std::filesystem::path& file, const Options& options);
  /// Does what is queued, then ends.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void write(const Work& work);
  void account(domain::AuditEntry entry);
  bool flush_account();
  bool healthy() const { return healthy_; }

 private:
  struct Task {
    const Work* work = nullptr;
    std::exception_ptr error;
    std::promise<void> done;
  };
  struct Group {
    std::deque<std::shared_ptr<Task>> waiting;  ///< not begun yet
    std::vector<std::shared_ptr<Task>> begun;
    std::vector<domain::AuditEntry> entries;
    std::exception_ptr problem;  ///< why it was not committed
  };

  void loop();
  void wait(std::unique_lock<std::mutex>& lock);
  Group take();
  bool run(Group& group);
  void commit(std::int64_t size_before);
  usecases::Commit run_task(Task& task);
  void append_entries(std::vector<domain::AuditEntry>& entries);
  void append_one_by_one(std::vector<domain::AuditEntry>& entries);
  void note_recovery();
  void give_back(Group& group);

  std::unique_ptr<Connection> connection_;
  WalCopier wal_;
  Seals seals_;
  SqlTransaction transaction_;
  const Options options_;

  std::mutex mutex_;
  std::condition_variable work_;      ///< something to do
  std::condition_variable progress_;  ///< accounted entries were written, or cannot be
  std::deque<std::shared_ptr<Task>> tasks_;
  std::deque<domain::AuditEntry> entries_;
  std::uint64_t accounted_ = 0;  ///< entries ever queued
  std::uint64_t settled_ = 0;    ///< of these: durable or lost
  std::uint64_t lost_ = 0;       ///< entries that could not be kept, not yet noted in the log
  bool hurry_ = false;
  bool stop_ = false;
  std::atomic<bool> healthy_ = true;
  std::thread thread_;
};

}  // namespace formulary::io::store
