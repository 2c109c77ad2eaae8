#include "service/cli/audit_log.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <unistd.h>

#include "service/domain/tlog/checkpoint.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "service/io/sink/sinks.hpp"
#include "service/usecases/ship_audit.hpp"

namespace formulary::cli {
namespace {

using io::log::Level;

constexpr domain::tlog::Crypto crypto{&io::crypto::sha256_of, &io::crypto::ed25519_verify};

std::filesystem::path kept_file(const Config& config) {
  return config.audit.checkpoint_file.empty() ? std::filesystem::path(config.data) / "audit.checkpoint"
                                              : std::filesystem::path(config.audit.checkpoint_file);
}

/// The configured name; else that of the key that is there; else one after this machine.
std::string origin_of(const Config& config, const std::filesystem::path& key) {
  if (!config.audit.origin.empty()) return config.audit.origin;
  if (std::filesystem::exists(key)) return {};
  std::array<char, 256> host{};
  return (::gethostname(host.data(), host.size() - 1) == 0 ? std::string(host.data()) : "localhost") + "/audit";
}

}  // namespace

/// The writer writes to it, and the thread here makes up for what it could not: one after the other.
class AuditLog::SharedSink : public usecases::AuditSink {
 public:
  explicit SharedSink(std::unique_ptr<usecases::AuditSink> sink) : sink_(std::move(sink)) {}

  std::optional<End> end() override {
    const std::scoped_lock lock(mutex_);
    return sink_->end();
  }
  void write(std::int64_t first, std::span<const std::string> entries) override {
    const std::scoped_lock lock(mutex_);
    sink_->write(first, entries);
  }
  void take_back(std::int64_t first) override {
    const std::scoped_lock lock(mutex_);
    sink_->take_back(first);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<usecases::AuditSink> sink_;
};

AuditLog::AuditLog(const Config& config, io::log::Log& log) : config_(config.audit), log_(log), witnesses_(config_) {
  const std::filesystem::path data = config.data;
  if (config_.needed_witnesses > static_cast<int>(config_.witnesses.size())) {
    throw std::invalid_argument("Configuration, `audit/needed_witnesses`: there are fewer witnesses than that.");
  }
  if (config_.require == "db+sink" && config_.sink.empty()) {
    throw std::invalid_argument("Configuration, `audit/sink`: `db+sink` is demanded, so write where the sink is.");
  }
  signer_ = io::crypto::open_note_signer(data / "audit.key", origin_of(config, data / "audit.key"),
                                         domain::tlog::KeyKind::note);
  io::notes::NoteFolder(data).keep("audit.vkey", domain::tlog::to_text(signer_->key()) + '\n');
  const std::filesystem::path kept = kept_file(config);
  keeper_ = std::make_unique<io::notes::NoteFolder>(kept.parent_path());
  kept_as_ = kept.filename();
  if (!config_.sink.empty()) {
    try {
      sink_ = std::make_unique<SharedSink>(io::sink::open(config_.sink, data / "audit.sent"));
    } catch (const std::invalid_argument& problem) {
      throw std::invalid_argument(std::string("Configuration, `audit/sink`: ") + problem.what());
    }
  }
}

AuditLog::~AuditLog() { stop(); }

void AuditLog::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

usecases::AuditSink* AuditLog::required_sink() { return config_.require == "db+sink" ? sink_.get() : nullptr; }

std::string AuditLog::alarm() const {
  const std::scoped_lock lock(mutex_);
  return alarm_;
}

void AuditLog::raise_alarm(io::store::EmbeddedStore& store, const std::string& what) {
  store.close_for_writing("The registry is read-only. " + what);
  log_.write(Level::error, "audit.broken", {{"defect", what}, {"state", "read-only"}});
  const std::scoped_lock lock(mutex_);
  alarm_ = what;
}

std::string AuditLog::contradiction_at_start(io::store::EmbeddedStore& store) {
  io::store::AuditExpectations expected{.key = signer_->key(), .verify = crypto.verify};
  if (const auto kept = keeper_->kept(kept_as_)) {
    const auto checkpoint = domain::tlog::open_checkpoint(*kept, signer_->key(), crypto.verify);
    if (!checkpoint) return "The checkpoint in the file " + kept_as_ + " was not signed with the key of this log.";
    expected.seen.push_back(*checkpoint);
  }
  const io::store::AuditCheck check = store.verify_audit(expected);
  if (!check.sound) return check.defect;
  if (!sink_) return {};
  const auto order =
      required_sink() != nullptr ? usecases::SinkOrder::before_commit : usecases::SinkOrder::after_commit;
  return usecases::contradiction_with_sink(store, *sink_, order);
}

void AuditLog::check(io::store::EmbeddedStore& store) {
  std::string what;
  try {
    what = contradiction_at_start(store);
  } catch (const std::exception& problem) {
    what = std::string("The log cannot be checked: ") + problem.what();
  }
  if (!what.empty()) return raise_alarm(store, what);
  if (sink_) ship(store);
}

void AuditLog::start(io::store::EmbeddedStore& store, std::shared_ptr<usecases::LogReads> reads,
                     std::shared_ptr<usecases::StrangerDenials> denials, const usecases::World& world) {
  thread_ = std::thread([this, &store, reads = std::move(reads), denials = std::move(denials), &world] {
    loop(store, *reads, *denials, world);
  });
}

void AuditLog::loop(io::store::EmbeddedStore& store, usecases::LogReads& reads, usecases::StrangerDenials& denials,
                    const usecases::World& world) {
  usecases::CheckpointPublisher publisher({.store = store,
                                           .signer = *signer_,
                                           .keeper = *keeper_,
                                           .kept_as = kept_as_,
                                           .witnesses = config_.witnesses.empty() ? nullptr : &witnesses_,
                                           .needed = config_.needed_witnesses,
                                           .crypto = crypto});
  auto next = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!stopping_ && alarm_.empty()) {
    lock.unlock();
    const domain::Instant now = world.present().now;
    for (domain::AuditEntry& entry : reads.due(now)) store.account(std::move(entry));
    for (domain::AuditEntry& entry : denials.due(now)) store.account(std::move(entry));
    if (std::chrono::steady_clock::now() >= next) {
      next = std::chrono::steady_clock::now() + std::chrono::seconds(config_.checkpoint_seconds);
      publish(publisher, store);
    }
    // Where the sink is demanded the writer brings each entry itself; here is made up for what it could not.
    if (sink_ && (required_sink() == nullptr || !store.healthy())) ship(store);
    lock.lock();
    changed_.wait_for(lock, std::chrono::seconds(1), [&] { return stopping_; });
  }
  if (!alarm_.empty()) return;
  lock.unlock();
  const domain::Instant now = world.present().now;
  for (domain::AuditEntry& entry : denials.due(now.plus(std::chrono::minutes(1)))) {  // what is not due yet as well
    entry.at = now;
    store.account(std::move(entry));
  }
  store.flush_account();
  publish(publisher, store);  // so that nothing that happened before the end is without a signature
  if (sink_) ship(store);
}

void AuditLog::publish(usecases::CheckpointPublisher& publisher, io::store::EmbeddedStore& store) {
  try {
    const usecases::Publication done = publisher.publish();
    if (!done.contradiction.empty()) return raise_alarm(store, done.contradiction);
    note_problem(publishing_, "audit.unpublished", done.problem);
  } catch (const std::exception& problem) {
    note_problem(publishing_, "audit.unpublished", problem.what());
  }
}

void AuditLog::ship(io::store::EmbeddedStore& store) {
  try {
    usecases::ship_audit(store, *sink_);
    note_problem(shipping_, "audit.sink", {});
  } catch (const std::exception& problem) {
    note_problem(shipping_, "audit.sink", problem.what());
  }
}

/// A problem that lasts is one line of the log, and so is its end.
void AuditLog::note_problem(std::string& place, const char* event, const std::string& what) {
  {
    const std::scoped_lock lock(mutex_);
    if (place == what) return;
    place = what;
  }
  log_.write(what.empty() ? Level::info : Level::error, event, {{"problem", what.empty() ? "over" : what}});
}

std::vector<api::Check> AuditLog::checks() const {
  const std::scoped_lock lock(mutex_);
  std::vector<api::Check> checks;
  checks.push_back({"log", alarm_.empty(), alarm_});
  checks.push_back({"checkpoint", true, publishing_});  // a witness that is away stops nobody's work
  if (sink_) checks.push_back({"sink", shipping_.empty() || config_.require == "db", shipping_});
  return checks;
}

}  // namespace formulary::cli
