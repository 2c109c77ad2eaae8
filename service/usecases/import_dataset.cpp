#include "service/usecases/import_dataset.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <unistd.h>

#include <fmt/format.h>

#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::DatasetImport;
using domain::Forced;
using domain::ImportMode;
using domain::ImportState;

/// The service is told to stop.
class Stopped : public std::exception {};

/// The import is refused, with the sentence for people.
class Refused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The files of an import, open, under names by which a reader can open them again.
class OpenFiles {
 public:
  OpenFiles(Blobs& blobs, const std::vector<domain::ImportFile>& files) {
    for (const domain::ImportFile& file : files) {
      if (!blobs.contains(file.sha256)) throw BrokenFile("A file of the import is gone. Upload it again.");
      descriptors_.push_back(blobs.open(file.sha256));
      paths_.emplace_back("/proc/self/fd/" + std::to_string(descriptors_.back()));
      names_.push_back(file.name);
    }
  }
  ~OpenFiles() {
    for (const int descriptor : descriptors_) ::close(descriptor);
  }
  OpenFiles(const OpenFiles&) = delete;
  OpenFiles& operator=(const OpenFiles&) = delete;

  std::span<const std::filesystem::path> paths() const { return paths_; }

  /// `7!/device.txt`, alone or before a sentence, as people know it: `release.zip!/device.txt`.
  std::string shown(std::string_view place) const {
    const std::size_t end = std::min(place.find_first_of("!:"), place.size());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (place.substr(0, end) == paths_[i].filename().native()) return names_[i] + std::string(place.substr(end));
    }
    return std::string(place);
  }

 private:
  std::vector<int> descriptors_;
  std::vector<std::filesystem::path> paths_;
  std::vector<std::string> names_;
};

/// Puts what is read into the stage and keeps the first notes.
class Sink : public RecordSink {
 public:
  Sink(Stage& stage, const OpenFiles& files, ImportProgress& progress)
      : stage_(stage), files_(files), progress_(progress) {}

  void record(domain::AuthorityRecord&& record, const Place& place) override {
    if (record.key.empty()) {
      ++without_key;
      reject(place, "The row has no number by which it could be told from others.");
      return;
    }
    stage_.add(record, files_.shown(place.file), place.line);
    ++records;
    if (record.kind != domain::RecordKind::recall) only_notices = false;
    if (records % 512 == 0) tell();
  }
  void reject(const Place& place, std::string_view reason) override { note(false, place, reason); }
  void remark(const Place& place, std::string_view text) override { note(true, place, text); }
  void progress(std::uint64_t bytes_read, std::uint64_t bytes_total) override {
    bytes_read_ = bytes_read;
    bytes_total_ = bytes_total;
    tell();
  }

  std::vector<RowNote> notes;
  std::int64_t records = 0;
  std::int64_t without_key = 0;
  bool only_notices = true;

 private:
  void note(bool taken, const Place& place, std::string_view text) {
    if (notes.size() >= kKeptNotes) return;
    notes.push_back(
        {.taken = taken, .file = files_.shown(place.file), .line = place.line, .reason = std::string(text)});
  }
  void tell() {
    progress_.read(bytes_read_, bytes_total_, records);
    if (progress_.stopped()) throw Stopped();
  }

  Stage& stage_;
  const OpenFiles& files_;
  ImportProgress& progress_;
  std::uint64_t bytes_read_ = 0, bytes_total_ = 0;
};

/// Of what age the data set is after this import. Where both say something, the files are believed.
void judge_age(DatasetImport& import, const std::optional<domain::Day>& said, const std::optional<DatasetInForce>& now,
               domain::Day today) {
  import.source_date = said ? said : import.asked_date;
  if (said && import.asked_date && *said != *import.asked_date) {
    import.warnings.push_back(fmt::format("The files say that they are of {}, not of {} as was given; the files count.",
                                          domain::to_text(*said), domain::to_text(*import.asked_date)));
  }
  const auto in_force = now ? now->dataset.source_date : std::nullopt;
  const bool forced = import.forced == Forced::yes;
  if (!import.source_date) {
    if (in_force && !forced) {
      throw Refused(fmt::format(
          "The files do not say how old they are, and those in force are of {}. Give the day of publication "
          "(--source-date).",
          domain::to_text(*in_force)));
    }
    import.warnings.emplace_back(
        "The files do not say how old they are, so nothing is confirmed by them. Import them again with the day of "
        "publication (--source-date).");
    return;
  }
  if (forced) return;
  if (*import.source_date > today + std::chrono::days(1)) {
    throw Refused(fmt::format("The files say that they are of {}, a day to come. Get them again from their source.",
                              domain::to_text(*import.source_date)));
  }
  if (in_force && *import.source_date < *in_force) {
    throw Refused(fmt::format(
        "These files are of {}, older than those in force ({}). Import the newest ones, or force it (--force).",
        domain::to_text(*import.source_date), domain::to_text(*in_force)));
  }
}

/// `passed_over`: rows that were rejected because they belong elsewhere, which says nothing against the others.
void judge_rows(const DatasetImport& import, std::int64_t records, std::int64_t passed_over) {
  if (records == 0) {
    throw Refused(
        "No row of these files could be taken, so nothing was changed. The kind may be another one than you "
        "gave, or the files another publication; the rejected rows say more.");
  }
  const auto [read, rejected] = std::pair(import.counts.read - passed_over, import.counts.rejected - passed_over);
  if (import.forced == Forced::no && static_cast<double>(rejected) > most_rejected * static_cast<double>(read)) {
    throw Refused(fmt::format(
        "{} of {} rows were rejected, so nothing was changed. Look at them; if the rest is what you want, force it "
        "(--force).",
        rejected, read));
  }
}

void judge_removal(const DatasetImport& import, const StageChanges& changes, std::int64_t in_force) {
  if (import.forced == Forced::yes) return;
  if (static_cast<double>(changes.removed) > most_removed * static_cast<double>(in_force)) {
    throw Refused(fmt::format(
        "{} of the {} records in force are not in these files and would be removed, so nothing was changed. Where the "
        "files are only what is new, import them as additions (--additions); where all of this is right, force it "
        "(--force).",
        changes.removed, in_force));
  }
}

/// SHA-256 over those of the files.
std::string digest_of(const World& world, const std::vector<domain::ImportFile>& files) {
  std::string all;
  for (const domain::ImportFile& file : files) all += file.sha256.hex;
  return world.sha256(all);
}

domain::Actor actor_of(const DatasetImport& import) {
  domain::Actor actor = domain::Actor::system();
  if (import.person.empty()) return actor;
  actor.kind = domain::ActorKind::person;
  actor.id = import.person;
  return actor;
}

domain::AuditEntry entry_for(const DatasetImport& import, const std::string& action, domain::AuditOutcome outcome,
                             const std::string& sha256) {
  domain::AuditEntry entry;
  entry.actor = actor_of(import);
  entry.action = action;
  entry.object_type = "dataset";
  entry.object_id = import.dataset;
  entry.object_sha256 = sha256;
  entry.outcome = outcome;
  entry.at = import.finished.value_or(domain::Instant{});
  return entry;
}

class Run {
 public:
  Run(const ImportWorld& world, DatasetImport import) : world_(world), import_(std::move(import)) {}

  void operator()() {
    try {
      const OpenFiles files(world_.blobs, import_.files);
      const auto stage = world_.store.stage(import_.dataset);
      read(*stage, files);
      put_into_force(*stage);
    } catch (const Stopped&) {
      --import_.attempts;
      import_.state = ImportState::queued;
      world_.store.write([&](Transaction& transaction) {
        transaction.datasets().update(import_);
        return Commit::yes;
      });
    } catch (const Refused& refusal) {
      end(ImportState::refused, refusal.what());
    } catch (const std::exception& problem) {
      end(ImportState::failed, problem.what());
    }
  }

 private:
  void read(Stage& stage, const OpenFiles& files) {
    Sink sink(stage, files, world_.progress);
    try {
      const domain::DatasetKind* kind = domain::find_dataset_kind(import_.kind);
      if (kind == nullptr) throw Refused("This kind of data set is not known any more.");
      const ReadSummary summary = world_.reader.read(*kind, files.paths(), sink);
      world_.progress.enter(ImportPhase::comparing);
      const StageContent content = stage.seal();
      import_.warnings = summary.warnings;
      import_.counts.read = summary.read;
      import_.counts.rejected = summary.rejected + sink.without_key;
      import_.counts.remarked = summary.remarked;
      import_.counts.repeated = content.repeated;
      notes_ = std::move(sink.notes);
      for (const RowNote& note : content.notes) {
        if (notes_.size() < kKeptNotes) notes_.push_back(note);
      }
      only_notices_ = sink.only_notices;
      judge_rows(import_, content.records, summary.passed_over);
      said_ = summary.source_date;
    } catch (const BrokenFile& problem) {
      notes_ = std::move(sink.notes);
      throw BrokenFile(files.shown(problem.what()));
    } catch (...) {
      if (notes_.empty()) notes_ = std::move(sink.notes);
      throw;
    }
  }

  void put_into_force(Stage& stage) {
    for (Merge result = Merge::outdated; result == Merge::outdated;) {
      DatasetImport done = import_;
      std::optional<DatasetInForce> in_force;
      StageChanges changes;
      world_.store.read([&](Transaction& transaction) {
        in_force = transaction.datasets().find(done.dataset);
        changes = transaction.datasets().compare(stage, done.dataset, done.mode);
      });
      judge_age(done, said_, in_force, world_.world.present().today);
      judge_removal(done, changes, in_force ? in_force->dataset.rows : 0);
      done.counts.added = changes.added;
      done.counts.changed = changes.changed;
      done.counts.removed = changes.removed;
      done.counts.unchanged = changes.unchanged;
      done.state = ImportState::done;
      done.finished = world_.world.present().now;

      world_.progress.enter(ImportPhase::merging);
      const domain::Dataset dataset{.id = done.dataset,
                                    .name = done.name,
                                    .source_date = age_after(done, in_force),
                                    .imported = *done.finished,
                                    .sha256 = digest_of(world_.world, done.files),
                                    .rows = 0};
      world_.store.write([&](Transaction& transaction) {
        result = transaction.datasets().merge(stage, dataset, done);
        if (result == Merge::outdated) return Commit::no;
        transaction.datasets().update(done);
        transaction.datasets().insert(done.id, notes_);
        transaction.audit().append(entry_for(done, "dataset.imported", domain::AuditOutcome::success, dataset.sha256));
        return Commit::yes;
      });
    }
  }

  /// Additions say nothing of the rows that were there before: a decision that was rescinded since is not among them.
  /// So the data set stays as old as it was, unless it is one of notices, of which each is new.
  std::optional<domain::Day> age_after(const DatasetImport& done, const std::optional<DatasetInForce>& in_force) const {
    if (done.mode == ImportMode::whole || !in_force || only_notices_) return done.source_date;
    return in_force->dataset.source_date;
  }

  void end(ImportState state, const std::string& sentence) {
    import_.state = state;
    import_.sentence = sentence;
    import_.finished = world_.world.present().now;
    world_.store.write([&](Transaction& transaction) {
      transaction.datasets().update(import_);
      transaction.datasets().insert(import_.id, notes_);
      const bool refused = state == ImportState::refused;
      transaction.audit().append(
          entry_for(import_, refused ? "dataset.refused" : "dataset.failed", domain::AuditOutcome::failure, {}));
      return Commit::yes;
    });
  }

  const ImportWorld& world_;
  DatasetImport import_;
  std::vector<RowNote> notes_;
  std::optional<domain::Day> said_;
  bool only_notices_ = false;
};

/// The oldest import that has not ended, now running; one whose attempts came to nothing too often is given up.
std::optional<DatasetImport> begin_import(const ImportWorld& world) {
  std::vector<DatasetImport> open;
  world.store.read([&](Transaction& transaction) { open = transaction.datasets().open_imports(); });
  if (open.empty()) return std::nullopt;
  DatasetImport import = std::move(open.front());
  const domain::Instant now = world.world.present().now;
  if (import.attempts >= import_attempts) {
    import.state = ImportState::failed;
    import.sentence = "Two attempts at this import came to no end, so it was given up. Tell the maintainers.";
    import.finished = now;
  } else {
    import.state = ImportState::running;
    ++import.attempts;
    import.started = now;
  }
  world.store.write([&](Transaction& transaction) {
    transaction.datasets().update(import);
    if (import.state == ImportState::failed) {
      transaction.audit().append(entry_for(import, "dataset.failed", domain::AuditOutcome::failure, {}));
    }
    return Commit::yes;
  });
  return import;
}

}  // namespace

bool import_next(const ImportWorld& world) {
  auto import = begin_import(world);
  if (!import) return false;
  if (import->state != ImportState::running) return true;
  world.progress.begin(import->id);
  Run(world, std::move(*import))();
  world.progress.end();
  return true;
}

bool follow_imports(const ImportWorld& world) {
  std::vector<DatasetImport> imports;
  world.store.read([&](Transaction& transaction) { imports = transaction.datasets().unfollowed_imports(); });
  for (const DatasetImport& import : imports) {
    world.progress.begin(import.id);
    world.progress.enter(ImportPhase::following);
    for (ImportFollower* follower : world.followers) follower->follow(world.store, world.world, import);
    world.store.write([&](Transaction& transaction) {
      transaction.datasets().followed(import.id, world.world.present().now);
      return Commit::yes;
    });
    world.progress.end();
  }
  bool more = !imports.empty();
  for (ImportFollower* follower : world.followers) more = follower->catch_up(world.store, world.world) || more;
  return more;
}

}  // namespace formulary::usecases
