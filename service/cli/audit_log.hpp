// What the service does for its audit log besides writing it: holds it at start against everything that is known of it
// elsewhere, publishes checkpoints at most once a second, keeps its second place up to date, and raises the alarm when
// the log is not what it was. Then the registry is read-only until it is started again: reading goes on, nothing is
// written, the gate says yes to nobody, /readyz fails, and `serve` ends with exit code 3.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "service/api/endpoint.hpp"
#include "service/cli/http_witnesses.hpp"
#include "service/config.hpp"
#include "service/io/log/log.hpp"
#include "service/io/notes/note_folder.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/publish_checkpoint.hpp"

namespace formulary::cli {

class AuditLog {
 public:
  /// Makes the log's key at the first start. Throws std::invalid_argument for a configuration that cannot be.
  AuditLog(const Config& config, io::log::Log& log);
  ~AuditLog();
  AuditLog(const AuditLog&) = delete;
  AuditLog& operator=(const AuditLog&) = delete;

  /// Where every entry has to be before it counts; null when the configuration demands no such place.
  usecases::AuditSink* required_sink();

  /// Looks through the whole log. Raises the alarm when something does not fit.
  void check(io::store::EmbeddedStore& store);
  /// Begins to publish. `reads`: those of the log that wait to be accounted for.
  void start(io::store::EmbeddedStore& store, std::shared_ptr<usecases::LogReads> reads,
             std::shared_ptr<usecases::StrangerDenials> denials, const usecases::World& world);

  /// Must be called before the store is closed.
  void stop();

  /// What does not fit; empty while nothing is known to.
  std::string alarm() const;
  /// Lines for /readyz.
  std::vector<api::Check> checks() const;

 private:
  class SharedSink;

  void raise_alarm(io::store::EmbeddedStore& store, const std::string& what);
  std::string contradiction_at_start(io::store::EmbeddedStore& store);
  void loop(io::store::EmbeddedStore& store, usecases::LogReads& reads, usecases::StrangerDenials& denials,
            const usecases::World& world);
  void publish(usecases::CheckpointPublisher& publisher, io::store::EmbeddedStore& store);
  void ship(io::store::EmbeddedStore& store);
  void note_problem(std::string& place, const char* event, const std::string& what);

  const AuditConfig config_;
  io::log::Log& log_;
  std::unique_ptr<usecases::NoteSigner> signer_;
  std::string kept_as_;
  std::unique_ptr<io::notes::NoteFolder> keeper_;
  std::unique_ptr<SharedSink> sink_;
  HttpWitnesses witnesses_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::string alarm_;       ///< what does not fit; empty: nothing
  std::string publishing_;  ///< why the last checkpoint is not published
  std::string shipping_;    ///< why the second place is not up to date
  std::thread thread_;
};

}  // namespace formulary::cli
