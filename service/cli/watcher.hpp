// The thread that looks at watched sources, each when it is due, for the first time at once. What it finds waits for
// the import worker.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "service/config.hpp"
#include "service/io/log/log.hpp"
#include "service/usecases/watch_dataset.hpp"
#include "service/usecases/watch_status.hpp"

namespace formulary::cli {

class Watcher {
 public:
  /// Throws std::invalid_argument where a watch cannot be as it is written.
  Watcher(usecases::Store& store, usecases::Blobs& blobs, usecases::World& world, io::log::Log& log,
          const Config& config, std::function<void()> import_wanted);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  void start();
  std::vector<usecases::WatchStatus> status() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Source {
    usecases::Watch watch;
    std::unique_ptr<usecases::DatasetSource> source;
    usecases::WatchStatus status;
    Clock::time_point due;
  };

  void loop();
  void look(Source& source);

  usecases::Store& store_;
  usecases::Blobs& blobs_;
  usecases::World& world_;
  io::log::Log& log_;
  std::function<void()> import_wanted_;
  mutable std::mutex mutex_;  ///< over every status
  std::condition_variable changed_;
  std::atomic<bool> stopping_ = false;
  std::vector<Source> sources_;
  std::thread thread_;
};

}  // namespace formulary::cli
