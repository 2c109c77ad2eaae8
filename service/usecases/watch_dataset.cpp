#include "service/usecases/watch_dataset.hpp"

#include <algorithm>

#include "service/usecases/record.hpp"
#include "service/usecases/upload.hpp"

namespace formulary::usecases {
namespace {

using domain::ImportState;

Look failed(Store& store, World& world, const Watch& watch, const std::string& sentence) {
  store.write([&](Transaction& transaction) {
    domain::AuditEntry entry;
    entry.actor = domain::Actor::system();
    entry.action = "dataset.watch";
    entry.object_type = "dataset";
    entry.object_id = dataset_id(watch.wanted);
    entry.outcome = domain::AuditOutcome::failure;
    entry.at = world.present().now;
    transaction.audit().append(entry);
    return Commit::yes;
  });
  return {.result = Look::Result::failed, .problem = sentence};
}

bool same_files(const std::vector<domain::ImportFile>& these, const std::vector<domain::ImportFile>& those) {
  return std::ranges::equal(these, those, {}, &domain::ImportFile::sha256, &domain::ImportFile::sha256);
}

/// What became of these files the last time, where that leaves nothing to do.
std::optional<Look> known_already(Transaction& transaction, const NewImport& wanted,
                                  const std::vector<domain::ImportFile>& files) {
  const auto last = transaction.datasets().imports({.dataset = dataset_id(wanted), .before = {}, .limit = 1});
  if (last.empty() || !same_files(last.front().files, files)) return std::nullopt;
  const auto& asked = last.front().asked_date;
  if (wanted.source_date && (!asked || *asked < *wanted.source_date)) {
    return std::nullopt;  // published again, and still the same
  }
  const ImportState state = last.front().state;
  if (state == ImportState::refused || state == ImportState::failed) {
    return Look{.result = Look::Result::nothing_new, .problem = last.front().sentence};
  }
  return Look{};
}

std::optional<domain::Day> oldest(const std::vector<FetchedFile>& files) {
  std::optional<domain::Day> day;
  for (const FetchedFile& file : files) {
    if (!file.modified) return std::nullopt;
    day = day ? std::min(*day, *file.modified) : *file.modified;
  }
  return day;
}

}  // namespace

Look look_at_source(Store& store, Blobs& blobs, World& world, const Watch& watch, DatasetSource& source) {
  try {
    std::optional<std::vector<FetchedFile>> fetched = source.fetch();
    if (!fetched) return {.result = Look::Result::ask_soon};
    if (fetched->empty()) return {};
    NewImport wanted = watch.wanted;
    if (watch.dated_by == DatedBy::modified) wanted.source_date = oldest(*fetched);
    if (wanted.source_date) wanted.source_date = std::min(*wanted.source_date, world.present().today);
    Look look;
    bring_files(blobs, world, *fetched, [&](std::vector<domain::ImportFile> files) {
      store.write([&](Transaction& transaction) {
        if (auto known = known_already(transaction, wanted, files)) {
          look = std::move(*known);
          return Commit::no;
        }
        const auto import = queue_import(transaction, world, domain::Actor::system(), wanted, std::move(files));
        if (!import) throw SourceProblem(import.error().sentence);
        look.result = Look::Result::queued;
        return Commit::yes;
      });
    });
    return look;
  } catch (const SourceProblem& problem) {
    source.forget();
    return failed(store, world, watch, problem.what());
  } catch (...) {
    source.forget();
    throw;
  }
}

}  // namespace formulary::usecases
