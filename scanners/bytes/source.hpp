// Where the bytes of an artifact come from: a descriptor in the scanner process, a vector in tests. Reading is by
// copy, so a file that shrinks underneath gives a short read and never a signal. A Source is safe to read from several
// threads at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

class Source {
 public:
  virtual ~Source() = default;

  /// Size in bytes; constant over the life of the object.
  virtual std::uint64_t size() const = 0;

  /// Fills all of `out` from `offset`; false when that would pass the end or the bytes cannot be read.
  [[nodiscard]] virtual bool read(std::uint64_t offset, std::span<std::byte> out) const = 0;
};

/// Bytes that are already in memory: an inflated entry, a test's fixture.
class MemorySource final : public Source {
 public:
  explicit MemorySource(std::vector<std::byte> data) : data_(std::move(data)) {}
  explicit MemorySource(View data) : data_(data.begin(), data.end()) {}

  std::uint64_t size() const override { return data_.size(); }
  bool read(std::uint64_t offset, std::span<std::byte> out) const override {
    if (offset > data_.size() || out.size() > data_.size() - offset) return false;
    std::copy_n(data_.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
    return true;
  }

 private:
  std::vector<std::byte> data_;
};

/// A part of another source, which must outlive it.
class WindowSource final : public Source {
 public:
  /// The part must lie within the source.
  WindowSource(const Source& source, std::uint64_t offset, std::uint64_t size)
      : source_(source), offset_(offset), size_(size) {}

  std::uint64_t size() const override { return size_; }
  bool read(std::uint64_t offset, std::span<std::byte> out) const override {
    if (offset > size_ || out.size() > size_ - offset) return false;
    return source_.read(offset_ + offset, out);
  }

 private:
  const Source& source_;
  std::uint64_t offset_;
  std::uint64_t size_;
};

}  // namespace formulary::bytes
