// Copies the write-ahead log into the database beside the writer, in a thread of its own. By itself SQLite does that in
// the commit that makes the log longer than a thousand pages, and everybody in that commit waits for all of them. Here
// the writer only copies the few pages that came while the thread was at work, so that the log can begin anew at its
// start. Whatever the copying does not manage stays in the log, where it is as durable.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

class WalCopier {
 public:
  /// `writer` outlives this, and leaves the copying to it from here on.
  WalCopier(const std::filesystem::path& file, Connection& writer, std::chrono::milliseconds busy_timeout);
  ~WalCopier();
  WalCopier(const WalCopier&) = delete;
  WalCopier& operator=(const WalCopier&) = delete;

  /// By the thread of the writer, after a commit.
  void committed();

 private:
  enum class Phase { idle, wanted, copied, ended };

  void loop();

  Connection& writer_;
  Connection own_;
  int pages_ = 0;  ///< in the log, since the last commit
  std::mutex mutex_;
  std::condition_variable changed_;
  Phase phase_ = Phase::idle;
  std::thread thread_;
};

}  // namespace formulary::io::store
