#include "service/cli/workers.hpp"

#include <chrono>
#include <exception>

#include "service/usecases/break_glass.hpp"
#include "service/usecases/calendar.hpp"
#include "service/usecases/claim_follower.hpp"
#include "service/usecases/propose_keys.hpp"
#include "service/usecases/reassess.hpp"
#include "service/usecases/scan.hpp"
#include "service/usecases/upload.hpp"

namespace formulary::cli {

using io::log::Level;

Workers::Workers(usecases::Store& store, usecases::Blobs& blobs, usecases::Scanner& scanner, usecases::World& world,
                 io::log::Log& log, usecases::StorageKeys& keys)
    : store_(store), blobs_(blobs), scanner_(scanner), world_(world), log_(log), keys_(keys) {}

Workers::~Workers() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::start(int scans) {
  store_.write([](usecases::Transaction& transaction) {
    transaction.submissions().requeue_running_jobs();
    return usecases::Commit::yes;
  });
  for (int i = 0; i < scans; ++i) threads_.emplace_back([this] { scan_loop(); });
  threads_.emplace_back([this] { clock_loop(); });
}

void Workers::wake() {
  {
    const std::scoped_lock lock(mutex_);
    ++wakes_;
  }
  changed_.notify_all();
}

bool Workers::rest(std::chrono::milliseconds time, std::uint64_t& seen) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [&] { return stopping_ || wakes_ != seen; });
  seen = wakes_;
  return !stopping_;
}

void Workers::scan_loop() {
  std::uint64_t seen = 0;
  do {
    try {
      for (bool more = true; more;) {
        {
          const std::scoped_lock lock(mutex_);
          if (stopping_) return;
        }
        more = usecases::scan_next(store_, blobs_, scanner_, world_);
      }
    } catch (const std::exception& problem) {
      // The job stays in the database. Disk and database troubles pass; the next turn tries again.
      log_.write(Level::error, "scan.failed", {{"problem", problem.what()}});
    }
  } while (rest(std::chrono::seconds(5), seen));
}

void Workers::clock_loop() {
  std::uint64_t seen = 0;
  domain::Day judged{};  // the day on which all approvals were last judged again; at start: never
  auto next = std::chrono::steady_clock::now();
  do {
    if (std::chrono::steady_clock::now() < next) continue;  // woken for a scan
    next = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    try {
      store_.write([&](usecases::Transaction& transaction) {
        return usecases::end_emergencies(transaction, world_) > 0 ? usecases::Commit::yes : usecases::Commit::no;
      });
      const domain::Day today = world_.present().today;
      const bool new_day = today != judged;
      if (new_day) {
        store_.write([&](usecases::Transaction& transaction) {
          usecases::reassess(transaction, world_, domain::Actor::system());
          return usecases::Commit::yes;
        });
        store_.write([&](usecases::Transaction& transaction) {
          usecases::note_endings(transaction, world_);
          return usecases::Commit::yes;
        });
        usecases::watch_all_claims(store_, world_);
        judged = today;
      }
      usecases::expire_proposals(store_, world_);
      usecases::do_key_changes(store_, keys_, world_);
      const int expired = usecases::remove_expired_uploads(store_, blobs_, world_);
      if (new_day || expired > 0) usecases::remove_unused_files(store_, blobs_, world_);
    } catch (const std::exception& problem) {
      log_.write(Level::error, "clock.failed", {{"problem", problem.what()}});
    }
  } while (rest(std::chrono::seconds(10), seen));
}

}  // namespace formulary::cli
