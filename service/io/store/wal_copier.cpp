#include "service/io/store/wal_copier.hpp"

namespace formulary::io::store {
namespace {

constexpr int enough = 1000;  // pages

}  // namespace

WalCopier::WalCopier(const std::filesystem::path& file, Connection& writer, std::chrono::milliseconds busy_timeout)
    : writer_(writer), own_(file, Access::write, busy_timeout), thread_([this] { loop(); }) {
  writer_.watch_log(&pages_);
}

WalCopier::~WalCopier() {
  {
    const std::scoped_lock lock(mutex_);
    phase_ = Phase::ended;
  }
  changed_.notify_one();
  thread_.join();
  writer_.watch_log(nullptr);
}

void WalCopier::committed() {
  const std::scoped_lock lock(mutex_);
  if (phase_ == Phase::copied) {
    writer_.copy_log();
    phase_ = Phase::idle;
  } else if (phase_ == Phase::idle && pages_ >= enough) {
    phase_ = Phase::wanted;
    changed_.notify_one();
  }
}

void WalCopier::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return phase_ == Phase::wanted || phase_ == Phase::ended; });
    if (phase_ == Phase::ended) return;
    lock.unlock();
    own_.copy_log();
    own_.copy_log();  // what came during the first time: less, so that less is left for the writer
    lock.lock();
    if (phase_ == Phase::wanted) phase_ = Phase::copied;
  }
}

}  // namespace formulary::io::store
