#include "service/io/store/writer.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace formulary::io::store {
namespace {

using usecases::StorageUnavailable;

constexpr std::size_t largest_group = 256;
// Accounted entries in a group: fewer when work waits, so that it does not wait long behind them.
constexpr std::size_t most_entries = 4096;
constexpr std::size_t most_entries_beside_work = 512;

domain::Instant clock_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, const std::filesystem::path& file, const Options& options)
    : connection_(std::move(connection)),
      wal_(file, *connection_, options.busy_timeout),
      seals_(*connection_),
      transaction_(*connection_, &seals_),
      options_(options),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
  }
  work_.notify_all();
  progress_.notify_all();
  thread_.join();
}

void Writer::write(const Work& work) {
  if (std::this_thread::get_id() == thread_.get_id()) {
    throw std::logic_error("A write transaction cannot begin inside another one.");
  }
  const auto task = std::make_shared<Task>();
  task->work = &work;
  auto done = task->done.get_future();
  {
    const std::scoped_lock lock(mutex_);
    tasks_.push_back(task);
  }
  work_.notify_one();
  done.get();
}

void Writer::account(domain::AuditEntry entry) {
  std::unique_lock lock(mutex_);
  // Faster than the disk: whoever asks waits a little. When nothing can be written, nobody waits.
  progress_.wait(lock, [&] { return entries_.size() < options_.account_limit || !healthy_ || stop_; });
  ++accounted_;
  if (entries_.size() >= options_.account_limit) {
    ++lost_;
    ++settled_;
    return;
  }
  entries_.push_back(std::move(entry));
  if (entries_.size() == 1) work_.notify_one();
}

bool Writer::flush_account() {
  std::unique_lock lock(mutex_);
  const std::uint64_t target = accounted_;
  hurry_ = true;
  work_.notify_one();
  progress_.wait(lock, [&] { return settled_ >= target || !healthy_ || stop_; });
  return settled_ >= target && healthy_;
}

void Writer::wait(std::unique_lock<std::mutex>& lock) {
  const auto something = [&] { return stop_ || !tasks_.empty(); };
  if (!healthy_) {
    work_.wait_for(lock, options_.recovery_interval, something);
    return;
  }
  work_.wait(lock, [&] { return something() || !entries_.empty(); });
  // Accounted entries alone are gathered for a moment.
  if (entries_.size() < most_entries) {
    work_.wait_for(lock, options_.account_interval, [&] { return something() || hurry_; });
  }
}

Writer::Group Writer::take() {
  Group group;
  const std::size_t tasks = std::min(tasks_.size(), largest_group);
  std::move(tasks_.begin(), tasks_.begin() + static_cast<std::ptrdiff_t>(tasks), std::back_inserter(group.waiting));
  tasks_.erase(tasks_.begin(), tasks_.begin() + static_cast<std::ptrdiff_t>(tasks));
  const std::size_t entries = std::min(entries_.size(), tasks == 0 ? most_entries : most_entries_beside_work);
  std::move(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(entries),
            std::back_inserter(group.entries));
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(entries));
  return group;
}

void Writer::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wait(lock);
    if (stop_ && tasks_.empty() && (entries_.empty() || !healthy_)) return;
    Group group = take();
    if (entries_.empty()) hurry_ = false;
    const std::size_t entries = group.entries.size();
    lock.unlock();
    const bool committed = run(group);
    lock.lock();
    healthy_ = committed;
    if (committed) {
      settled_ += entries;
    } else {
      give_back(group);
    }
    progress_.notify_all();
    for (const auto& task : group.begun) {
      if (!committed && !task->error) {
        task->error = group.problem;
      }
      if (task->error) {
        task->done.set_exception(task->error);
      } else {
        task->done.set_value();
      }
    }
    if (!committed) continue;
    lock.unlock();
    wal_.committed();
    lock.lock();
  }
}

void Writer::give_back(Group& group) {
  tasks_.insert(tasks_.begin(), group.waiting.begin(), group.waiting.end());
  entries_.insert(entries_.begin(), std::make_move_iterator(group.entries.begin()),
                  std::make_move_iterator(group.entries.end()));
}

/// True when all that `group` asked for is durable. False: nothing of it is.
bool Writer::run(Group& group) {
  try {
    connection_->execute("BEGIN IMMEDIATE");
    seals_.begin();
    const std::int64_t size_before = options_.required_sink == nullptr ? 0 : transaction_.audit().size();
    note_recovery();
    bool changed = false;
    while (!group.waiting.empty()) {
      group.begun.push_back(std::move(group.waiting.front()));
      group.waiting.pop_front();
      changed = run_task(*group.begun.back()) == usecases::Commit::yes || changed;
    }
    if (changed) transaction_.count_change();
    append_entries(group.entries);
    seals_.write();
    commit(size_before);
    const std::scoped_lock lock(mutex_);
    lost_ = 0;
    return true;
  } catch (const std::exception& problem) {
    group.problem = dynamic_cast<const usecases::AuditUnavailable*>(&problem) != nullptr
                        ? std::current_exception()
                        : std::make_exception_ptr(StorageUnavailable(
                              "The database could not be written, so this did not happen. Try again later."));
    // Whoever had begun is told; whoever had not is in the next group, unless it could not even be begun.
    if (group.begun.empty()) {
      group.begun.assign(group.waiting.begin(), group.waiting.end());
      group.waiting.clear();
    }
    seals_.forget();
    transaction_.audit().undo_task();
    try {
      if (connection_->in_transaction()) connection_->execute("ROLLBACK");
    } catch (const std::exception&) {  // rolled back already
    }
    return false;
  }
}

/// Where the hospital demands a second place of the audit log, the entries are there before they count here: what
/// cannot be written in both did not happen in either.
void Writer::commit(std::int64_t size_before) {
  usecases::AuditSink* const sink = options_.required_sink;
  if (sink == nullptr) return connection_->execute("COMMIT");
  const std::vector<std::string> entries = transaction_.audit().entries(size_before, std::numeric_limits<int>::max());
  if (entries.empty()) return connection_->execute("COMMIT");
  try {
    // A group that was not committed may still be there, when it could not be taken back at once.
    if (const auto end = sink->end(); end && end->sequence >= size_before) sink->take_back(size_before);
    sink->write(size_before, entries);
  } catch (const std::exception& problem) {
    throw usecases::AuditUnavailable(std::string("The second place of the audit log cannot be written: ") +
                                     problem.what());
  }
  try {
    connection_->execute("COMMIT");
  } catch (const std::exception&) {
    sink->take_back(size_before);
    throw;
  }
}

/// Leaves the group's transaction as it was when the work fails. Throws when the whole transaction is gone.
usecases::Commit Writer::run_task(Task& task) {
  connection_->execute("SAVEPOINT task");
  seals_.begin_task();
  transaction_.audit().begin_task();
  auto outcome = usecases::Commit::no;
  bool storage_failed = false;
  try {
    outcome = (*task.work)(transaction_);
    if (outcome == usecases::Commit::yes) transaction_.audit().end_task(clock_now());
  } catch (const StorageUnavailable&) {
    task.error = std::current_exception();
    storage_failed = true;
  } catch (...) {
    task.error = std::current_exception();
    outcome = usecases::Commit::no;
  }
  if (storage_failed || !connection_->in_transaction()) {
    throw StorageUnavailable("The group's transaction was lost.");
  }
  if (outcome == usecases::Commit::no) {
    connection_->execute("ROLLBACK TO task");
    seals_.undo_task();
    transaction_.audit().undo_task();
  }
  connection_->execute("RELEASE task");
  return outcome;
}

void Writer::append_entries(std::vector<domain::AuditEntry>& entries) {
  if (entries.empty()) return;
  connection_->execute("SAVEPOINT entries");
  try {
    transaction_.audit().append(entries);
    connection_->execute("RELEASE entries");
    return;
  } catch (const StorageUnavailable&) {
    throw;
  } catch (const std::exception&) {
    connection_->execute("ROLLBACK TO entries");
    connection_->execute("RELEASE entries");
  }
  append_one_by_one(entries);
}

/// One entry that cannot be stored, whatever the reason, must not keep the others out. It is counted as lost, and the
/// next group notes that in the log.
void Writer::append_one_by_one(std::vector<domain::AuditEntry>& entries) {
  for (const domain::AuditEntry& entry : entries) {
    connection_->execute("SAVEPOINT entry");
    try {
      transaction_.audit().append(std::span(&entry, 1));
    } catch (const StorageUnavailable&) {
      throw;
    } catch (const std::exception&) {
      connection_->execute("ROLLBACK TO entry");
      const std::scoped_lock lock(mutex_);
      ++lost_;
    }
    connection_->execute("RELEASE entry");
  }
}

/// After an outage the log itself says that there was one. Writing this is also the test whether it is over.
void Writer::note_recovery() {
  std::uint64_t lost = 0;
  {
    const std::scoped_lock lock(mutex_);
    lost = lost_;
  }
  if (healthy_ && lost == 0) return;
  domain::AuditEntry entry;
  entry.actor = domain::Actor::system();
  entry.action = "audit.resume";
  entry.object_type = "audit";
  entry.text = std::to_string(lost) + " accounted entries could not be kept.";
  entry.at = clock_now();
  transaction_.audit().append(std::span(&entry, 1));
}

}  // namespace formulary::io::store
