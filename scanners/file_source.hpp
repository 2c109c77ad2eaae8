// The artifact behind a descriptor, read by pread: no mapping, so a file that shrinks underneath gives a failed read
// and never a signal. Does not own the descriptor, and asks the file system for nothing after it was made.
#pragma once

#include <cerrno>
#include <cstdint>
#include <unistd.h>

#include "scanners/bytes/source.hpp"

namespace formulary {

class FileSource final : public bytes::Source {
 public:
  FileSource(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

  std::uint64_t size() const override { return size_; }

  bool read(std::uint64_t offset, std::span<std::byte> out) const override {
    if (offset > size_ || out.size() > size_ - offset) return false;
    while (!out.empty()) {
      const ssize_t got = pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      out = out.subspan(static_cast<std::size_t>(got));
      offset += static_cast<std::uint64_t>(got);
    }
    return true;
  }

 private:
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace formulary
