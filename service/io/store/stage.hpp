// Records on their way, in a SQLite file of their own. The file has no name any more as soon as it is open, so the
// system takes it back when the stage goes or the process dies; and nothing of it is worth a journal or a sync. What
// died in the moment between the two is removed at the next start.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "service/io/store/connection.hpp"
#include "service/io/store/deflated.hpp"
#include "service/usecases/ports/datasets.hpp"

namespace formulary::io::store {

/// Removes the files of `folder` that a process left which died while it opened a stage. One that another process opens
/// at this moment only loses its name, as it would anyhow.
void remove_left_stages(const std::filesystem::path& folder);

class SqlStage : public usecases::Stage {
 public:
  /// In `folder`. `dictionary` is the data set's; without one the first record becomes it.
  SqlStage(const std::filesystem::path& folder, std::optional<std::string> dictionary);

  void add(const domain::AuthorityRecord& record, std::string_view file, std::int64_t line) override;
  usecases::StageContent seal() override;

  // For compare() and merge() of SqlDatasets.
  Connection& connection() { return connection_; }
  std::string dictionary() const { return deflater_ ? deflater_->dictionary() : std::string(); }
  /// Id of the import that was in force when this was compared; empty: none.
  std::optional<std::string> compared_with;
  usecases::StageChanges changes;

 private:
  Connection connection_;
  std::optional<Deflater> deflater_;
};

}  // namespace formulary::io::store
