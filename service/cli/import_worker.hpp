// The thread that does the imports which wait, one after the other, and what follows from them. When the service stops,
// the import that runs is given up, and begins again at the next start.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "service/io/log/log.hpp"
#include "service/usecases/import_dataset.hpp"

namespace formulary::cli {

class ImportWorker {
 public:
  ImportWorker(const usecases::ImportWorld& world, io::log::Log& log) : world_(world), log_(log) {}
  ~ImportWorker();
  ImportWorker(const ImportWorker&) = delete;
  ImportWorker& operator=(const ImportWorker&) = delete;

  void start();
  /// An import waits. Safe from any thread.
  void wake();

 private:
  void loop();
  /// False: nothing to do, or it could not be done now.
  bool step(bool (*work)(const usecases::ImportWorld&), const char* event);

  usecases::ImportWorld world_;
  io::log::Log& log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace formulary::cli
