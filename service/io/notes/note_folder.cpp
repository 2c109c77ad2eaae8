#include "service/io/notes/note_folder.hpp"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

#include <sys/file.h>
#include <sys/stat.h>

namespace formulary::io::notes {
namespace {

constexpr std::size_t largest_note = 1 << 20;

[[noreturn]] void cannot(const std::filesystem::path& file, const char* what) {
  throw std::system_error(errno, std::generic_category(), file.string() + " cannot be " + what);
}

class File {
 public:
  File(const std::filesystem::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

NoteFolder::NoteFolder(const std::filesystem::path& folder, Lock lock) : folder_(folder.empty() ? "." : folder) {
  std::filesystem::create_directories(folder_);
  directory_ = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory_ < 0) cannot(folder_, "opened");
  if (lock == Lock::yes && ::flock(directory_, LOCK_EX | LOCK_NB) != 0) {
    ::close(directory_);
    throw std::runtime_error("Another program uses the folder " + folder_.string() + ".");
  }
}

NoteFolder::~NoteFolder() { ::close(directory_); }

std::optional<std::string> NoteFolder::kept(std::string_view name) {
  const std::filesystem::path path = folder_ / name;
  const File file(path, O_RDONLY);
  if (file.get() < 0) {
    if (errno == ENOENT) return std::nullopt;
    cannot(path, "read");
  }
  std::string note(largest_note + 1, '\0');
  std::size_t size = 0;
  for (;;) {
    const ssize_t count = ::read(file.get(), note.data() + size, note.size() - size);
    if (count < 0) cannot(path, "read");
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > largest_note) throw std::runtime_error(path.string() + " is too large for a note.");
  }
  note.resize(size);
  return note;
}

void NoteFolder::keep(std::string_view name, std::string_view note) {
  const std::filesystem::path path = folder_ / name;
  const std::filesystem::path beside = path.string() + ".new";
  {
    const File file(beside, O_WRONLY | O_CREAT | O_TRUNC);
    if (file.get() < 0) cannot(path, "written");
    if (::write(file.get(), note.data(), note.size()) != static_cast<ssize_t>(note.size()) ||
        ::fsync(file.get()) != 0) {
      cannot(path, "written");
    }
  }
  if (::rename(beside.c_str(), path.c_str()) != 0 || ::fsync(directory_) != 0) cannot(path, "written");
}

}  // namespace formulary::io::notes
