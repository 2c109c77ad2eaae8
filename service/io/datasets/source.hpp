// Bytes in order: of a file, of an entry of an archive, of text made UTF-8. A Source promises to give all bytes or to
// throw; it does not go back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "service/usecases/ports/dataset_reader.hpp"

namespace formulary::io::datasets {

/// Throws BrokenFile: "NAME: SENTENCE".
[[noreturn]] void broken(std::string_view name, std::string_view sentence);

class Source {
 public:
  virtual ~Source() = default;
  /// Up to `buffer.size()` bytes, at least one; 0 at the end.
  virtual std::size_t read(std::span<char> buffer) = 0;
};

/// Tells the sink how far the files have been read, every megabyte.
class Progress {
 public:
  Progress(usecases::RecordSink& sink, std::uint64_t total) : sink_(sink), total_(total) {}
  void advance(std::uint64_t bytes);
  void finish() { sink_.progress(total_, total_); }

 private:
  usecases::RecordSink& sink_;
  std::uint64_t total_, read_ = 0, told_ = 0;
};

/// An open file. Reading at a place of one's choice is for archives.
class File {
 public:
  explicit File(const std::filesystem::path& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::uint64_t size() const { return size_; }
  /// As many bytes as there are, up to `buffer.size()`. Throws std::system_error.
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const;

 private:
  int descriptor_;
  std::uint64_t size_ = 0;
};

/// A stretch of a file. `progress` may be null.
class FileSource final : public Source {
 public:
  FileSource(const File& file, std::uint64_t offset, std::uint64_t size, Progress* progress)
      : file_(file), offset_(offset), left_(size), progress_(progress) {}
  std::size_t read(std::span<char> buffer) override;

 private:
  const File& file_;
  std::uint64_t offset_, left_;
  Progress* progress_;
};

/// Bytes that are in memory already.
class MemorySource final : public Source {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(std::span<char> buffer) override;

 private:
  std::string_view bytes_;
};

/// Shows the first bytes of another source before they are read.
class PeekSource final : public Source {
 public:
  explicit PeekSource(Source& inner, std::size_t size = 4096);
  std::string_view first() const { return first_; }
  std::size_t read(std::span<char> buffer) override;

 private:
  Source& inner_;
  std::string first_;
  std::size_t given_ = 0;
};

}  // namespace formulary::io::datasets
