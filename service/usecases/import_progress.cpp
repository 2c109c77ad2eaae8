#include "service/usecases/import_progress.hpp"

#include "service/domain/words.hpp"

namespace formulary::usecases {
namespace {

constexpr domain::Word<ImportPhase> phases[] = {
    {ImportPhase::reading, "reading"},
    {ImportPhase::comparing, "comparing"},
    {ImportPhase::merging, "merging"},
    {ImportPhase::following, "following"},
};

}  // namespace

std::string_view to_text(ImportPhase phase) { return domain::word_of(phases, phase); }

void ImportProgress::begin(const domain::ImportId& import) {
  const std::scoped_lock lock(mutex_);
  import_ = import;
  now_ = {};
}

void ImportProgress::read(std::uint64_t bytes_read, std::uint64_t bytes_total, std::int64_t records) {
  const std::scoped_lock lock(mutex_);
  now_.bytes_read = bytes_read;
  now_.bytes_total = bytes_total;
  now_.records = records;
}

void ImportProgress::enter(ImportPhase phase) {
  const std::scoped_lock lock(mutex_);
  now_.phase = phase;
}

void ImportProgress::end() {
  const std::scoped_lock lock(mutex_);
  import_ = {};
}

std::optional<ProgressNow> ImportProgress::of(const domain::ImportId& import) const {
  const std::scoped_lock lock(mutex_);
  return import.empty() || import != import_ ? std::nullopt : std::optional(now_);
}

void ImportProgress::stop() {
  const std::scoped_lock lock(mutex_);
  stopped_ = true;
}

bool ImportProgress::stopped() const {
  const std::scoped_lock lock(mutex_);
  return stopped_;
}

}  // namespace formulary::usecases
