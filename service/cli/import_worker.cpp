#include "service/cli/import_worker.hpp"

#include <chrono>
#include <exception>

namespace formulary::cli {

ImportWorker::~ImportWorker() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  world_.progress.stop();
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ImportWorker::start() {
  thread_ = std::thread([this] { loop(); });
}

void ImportWorker::wake() {
  {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

bool ImportWorker::step(bool (*work)(const usecases::ImportWorld&), const char* event) {
  try {
    return work(world_);
  } catch (const std::exception& problem) {
    // It stays in the database; the next turn tries again.
    log_.write(io::log::Level::error, event, {{"problem", problem.what()}});
    return false;
  }
}

void ImportWorker::loop() {
  for (;;) {
    const bool followed = step(&usecases::follow_imports, "follow.failed");
    const bool imported = step(&usecases::import_next, "import.failed");
    std::unique_lock lock(mutex_);
    if (!followed && !imported) {
      changed_.wait_for(lock, std::chrono::seconds(10), [&] { return stopping_ || woken_; });
    }
    woken_ = false;
    if (stopping_) return;
  }
}

}  // namespace formulary::cli
