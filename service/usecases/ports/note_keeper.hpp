// Keeps signed notes outside the database, one under each name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::usecases {

class NoteKeeper {
 public:
  virtual ~NoteKeeper() = default;

  /// Nothing when there never was one; throws when what is there cannot be read.
  virtual std::optional<std::string> kept(std::string_view name) = 0;
  /// In place of the one before; durable when it returns. Throws when it cannot; then the one before is still there.
  virtual void keep(std::string_view name, std::string_view note) = 0;
};

}  // namespace formulary::usecases
