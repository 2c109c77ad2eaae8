#include "service/cli/watcher.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "service/domain/datasets/dataset.hpp"
#include "service/io/watch/address_source.hpp"
#include "service/io/watch/folder_source.hpp"

namespace formulary::cli {
namespace {

constexpr std::chrono::minutes soon{1};

usecases::Watch watch_of(const WatchConfig& config) {
  const domain::DatasetKind* kind = domain::find_dataset_kind(config.kind);
  if (kind == nullptr || kind->id != config.kind) {
    throw std::invalid_argument(
        fmt::format("Configuration, `watches`: there is no kind `{}` of data sets.", config.kind));
  }
  usecases::Watch watch;
  watch.wanted.kind = config.kind;
  watch.wanted.name = config.name;
  watch.wanted.mode = config.mode == "additions" ? domain::ImportMode::additions : domain::ImportMode::whole;
  watch.dated_by = config.dated_by == "modified" ? usecases::DatedBy::modified : usecases::DatedBy::content;
  return watch;
}

}  // namespace

Watcher::Watcher(usecases::Store& store, usecases::Blobs& blobs, usecases::World& world, io::log::Log& log,
                 const Config& config, std::function<void()> import_wanted)
    : store_(store), blobs_(blobs), world_(world), log_(log), import_wanted_(std::move(import_wanted)) {
  for (const WatchConfig& each : config.watches) {
    Source& source = sources_.emplace_back();
    source.watch = watch_of(each);
    source.status.dataset = usecases::dataset_id(source.watch.wanted);
    source.status.every_hours = each.every_hours;
    const std::uint64_t most_bytes = static_cast<std::uint64_t>(each.most_mib) << 20;
    if (!each.folder.empty()) {
      source.source = std::make_unique<io::watch::FolderSource>(
          io::watch::FolderOptions{.folder = each.folder, .most_bytes = most_bytes});
      source.status.source = each.folder;
      continue;
    }
    try {
      auto address = std::make_unique<io::watch::AddressSource>(
          io::watch::AddressOptions{.address = each.address,
                                    .proxy = each.proxy,
                                    .ca_file = each.ca_file,
                                    .folder = config.data,
                                    .most_bytes = most_bytes,
                                    .most_time = std::chrono::seconds(each.seconds)},
          stopping_);
      source.status.source = address->shown();
      source.source = std::move(address);
    } catch (const std::invalid_argument& problem) {
      throw std::invalid_argument(fmt::format("Configuration, `watches`, `{}`: {}", each.address, problem.what()));
    }
  }
}

Watcher::~Watcher() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Watcher::start() {
  if (!sources_.empty()) thread_ = std::thread([this] { loop(); });
}

std::vector<usecases::WatchStatus> Watcher::status() const {
  const std::scoped_lock lock(mutex_);
  std::vector<usecases::WatchStatus> all;
  for (const Source& source : sources_) all.push_back(source.status);
  return all;
}

void Watcher::look(Source& source) {
  usecases::Look look;
  try {
    look = usecases::look_at_source(store_, blobs_, world_, source.watch, *source.source);
  } catch (const std::exception& problem) {  // the registry cannot be written now
    look = {.result = usecases::Look::Result::failed, .problem = problem.what()};
  }
  using Result = usecases::Look::Result;
  const domain::Instant now = world_.present().now;
  if (look.result == Result::failed) {
    log_.write(io::log::Level::error, "watch.failed", {{"dataset", source.status.dataset}, {"problem", look.problem}});
  }
  if (look.result == Result::queued) import_wanted_();
  const std::scoped_lock lock(mutex_);
  source.due =
      Clock::now() + (look.result == Result::ask_soon ? Clock::duration(soon)
                                                      : Clock::duration(std::chrono::hours(source.status.every_hours)));
  if (look.result == Result::ask_soon) return;
  source.status.tried = now;
  if (look.result == Result::queued) source.status.changed = now;
  source.status.problem = look.problem;
}

void Watcher::loop() {
  while (!stopping_) {
    for (Source& source : sources_) {
      if (!stopping_ && Clock::now() >= source.due) look(source);
    }
    const auto next = std::ranges::min_element(sources_, {}, &Source::due)->due;
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, next, [&] { return stopping_.load(); });
  }
}

}  // namespace formulary::cli
