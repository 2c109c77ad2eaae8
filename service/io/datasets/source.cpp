#include "service/io/datasets/source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include <sys/stat.h>

namespace formulary::io::datasets {

void broken(std::string_view name, std::string_view sentence) {
  throw usecases::BrokenFile(std::string(name) + ": " + std::string(sentence));
}

void Progress::advance(std::uint64_t bytes) {
  read_ = std::min(read_ + bytes, total_);
  if (read_ - told_ < (1U << 20)) return;
  told_ = read_;
  sink_.progress(read_, total_);
}

// A pipe without a writer would be waited for (O_NONBLOCK); of a file it changes nothing.
File::File(const std::filesystem::path& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), path.filename().string());
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor_);
    broken(path.filename().string(), "This is no file. Give the files themselves.");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

File::~File() { ::close(descriptor_); }

std::size_t File::read_at(std::uint64_t offset, std::span<char> buffer) const {
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t got =
        ::pread(descriptor_, buffer.data() + done, buffer.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "reading a file of an authority");
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

std::size_t FileSource::read(std::span<char> buffer) {
  const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), left_));
  const std::size_t got = file_.read_at(offset_, buffer.first(wanted));
  offset_ += got;
  left_ = got < wanted ? 0 : left_ - got;
  if (progress_ != nullptr) progress_->advance(got);
  return got;
}

std::size_t MemorySource::read(std::span<char> buffer) {
  const std::size_t size = std::min(buffer.size(), bytes_.size());
  std::memcpy(buffer.data(), bytes_.data(), size);
  bytes_.remove_prefix(size);
  return size;
}

PeekSource::PeekSource(Source& inner, std::size_t size) : inner_(inner), first_(size, '\0') {
  std::size_t filled = 0;
  while (filled < size) {
    const std::size_t got = inner_.read(std::span(first_).subspan(filled));
    if (got == 0) break;
    filled += got;
  }
  first_.resize(filled);
}

std::size_t PeekSource::read(std::span<char> buffer) {
  if (given_ == first_.size()) return inner_.read(buffer);
  const std::size_t size = std::min(buffer.size(), first_.size() - given_);
  std::memcpy(buffer.data(), first_.data() + given_, size);
  given_ += size;
  return size;
}

}  // namespace formulary::io::datasets
