// A file descriptor that closes itself, and the system calls on it that the folder backend needs. Each throws
// std::system_error with the name of what it did, unless it says otherwise.
#pragma once

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <sys/stat.h>

namespace formulary::io::blobs {

[[noreturn]] inline void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class File {
 public:
  File() = default;
  /// Opens relative to `folder`; never follows a symbolic link in the last step. Closed (false) when there is none.
  File(int folder, const std::string& name, int flags) : File(folder, name.c_str(), flags | O_NOFOLLOW, 0600) {}
  /// The same open file once more, for reading only.
  File reopened() const { return {AT_FDCWD, ("/proc/self/fd/" + std::to_string(descriptor_)).c_str(), O_RDONLY, 0}; }
  /// Takes over a descriptor.
  static File of(int descriptor) {
    File file;
    file.descriptor_ = descriptor;
    return file;
  }
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

  explicit operator bool() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  int release() { return std::exchange(descriptor_, -1); }

  std::uint64_t size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) fail("cannot look at a file");
    return static_cast<std::uint64_t>(status.st_size);
  }

  void truncate(std::uint64_t size) const {
    if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail("cannot shorten a file");
  }

  /// Read-only from now on, for its owner as well.
  void protect() const {
    if (::fchmod(descriptor_, 0400) != 0) fail("cannot protect a file");
  }

  /// Until it is on the disk.
  void sync() const {
    if (::fsync(descriptor_) != 0) fail("cannot make a file durable");
  }

  /// False, with errno, when not everything could be written.
  bool write_at(std::string_view bytes, std::uint64_t offset) const {
    while (!bytes.empty()) {
      const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
      offset += static_cast<std::uint64_t>(written);
    }
    return true;
  }

  /// Fewer bytes than asked for only at the end of the file.
  std::size_t read_at(char* out, std::size_t size, std::uint64_t offset) const {
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = ::pread(descriptor_, out + done, size - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail("cannot read a file");
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

 private:
  File(int folder, const char* name, int flags, mode_t mode)
      : descriptor_(::openat(folder, name, flags | O_CLOEXEC, mode)) {
    if (descriptor_ < 0 && errno != ENOENT) fail(std::string("cannot open ") + name);
  }

  int descriptor_ = -1;
};

}  // namespace formulary::io::blobs
