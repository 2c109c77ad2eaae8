// Notes as files in a folder, each replaced as a whole: whoever reads sees the old note or the new one, also after a
// power failure. One program at a time: the folder is locked while it is open.
#pragma once

#include <filesystem>

#include "service/usecases/ports/note_keeper.hpp"

namespace formulary::io::notes {

enum class Lock : bool { no, yes };

class NoteFolder : public usecases::NoteKeeper {
 public:
  /// Makes the folder when it is missing. Throws std::system_error when it cannot, std::runtime_error when it has to be
  /// locked and another program has it.
  explicit NoteFolder(const std::filesystem::path& folder, Lock lock = Lock::no);
  ~NoteFolder() override;
  NoteFolder(const NoteFolder&) = delete;
  NoteFolder& operator=(const NoteFolder&) = delete;

  std::optional<std::string> kept(std::string_view name) override;
  void keep(std::string_view name, std::string_view note) override;

 private:
  std::filesystem::path folder_;
  int directory_ = -1;
};

}  // namespace formulary::io::notes
