// How far the import that runs has come: kept in memory only, because it changes nothing. Written by the thread that
// imports, read by whoever asks. Also the way to tell that thread to stop.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

#include "service/domain/ids.hpp"

namespace formulary::usecases {

enum class ImportPhase : std::uint8_t { reading, comparing, merging, following };
std::string_view to_text(ImportPhase phase);

struct ProgressNow {
  ImportPhase phase = ImportPhase::reading;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;
  std::int64_t records = 0;
};

class ImportProgress {
 public:
  void begin(const domain::ImportId& import);
  void read(std::uint64_t bytes_read, std::uint64_t bytes_total, std::int64_t records);
  void enter(ImportPhase phase);
  void end();
  /// Of this import; nothing when it does not run.
  std::optional<ProgressNow> of(const domain::ImportId& import) const;

  /// The import that runs is given up where it may be; it starts again when the service does.
  void stop();
  bool stopped() const;

 private:
  mutable std::mutex mutex_;
  domain::ImportId import_;
  ProgressNow now_;
  bool stopped_ = false;
};

}  // namespace formulary::usecases
