// What the service does without being asked: scan what waits, note what has expired and what soon will, judge
// approvals again.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "service/io/log/log.hpp"
#include "service/usecases/ports/blobs.hpp"
#include "service/usecases/ports/scanner.hpp"
#include "service/usecases/ports/storage_keys.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::cli {

class Workers {
 public:
  Workers(usecases::Store& store, usecases::Blobs& blobs, usecases::Scanner& scanner, usecases::World& world,
          io::log::Log& log, usecases::StorageKeys& keys);
  /// Waits for the scans that run.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Queues again what was being scanned when the service last died, then starts `scans` scanning threads and the
  /// clock.
  void start(int scans);

  /// A submission waits for its scan. Safe from any thread.
  void wake();

 private:
  void scan_loop();
  void clock_loop();
  /// Sleeps until woken, stopped, or the time is over. False: stop.
  bool rest(std::chrono::milliseconds time, std::uint64_t& seen);

  usecases::Store& store_;
  usecases::Blobs& blobs_;
  usecases::Scanner& scanner_;
  usecases::World& world_;
  io::log::Log& log_;
  usecases::StorageKeys& keys_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t wakes_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace formulary::cli
