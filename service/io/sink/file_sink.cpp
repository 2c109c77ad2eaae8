#include "service/io/sink/file_sink.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

#include <sys/stat.h>

#include "service/io/sink/line.hpp"

namespace formulary::io::sink {
namespace {

constexpr std::int64_t first_look = 256 * 1024;  // longer than any line

}  // namespace

FileSink::FileSink(const std::filesystem::path& file)
    : file_(file), descriptor_(::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600)) {
  if (descriptor_ < 0) cannot("opened");
  struct stat status {};
  const bool file_like = ::fstat(descriptor_, &status) == 0 && !S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode);
  if (!file_like) {
    ::close(descriptor_);
    throw std::invalid_argument(file.string() + " is no file: whoever reads it could hold up the registry.");
  }
  try {
    look_at_the_end();
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

FileSink::~FileSink() { ::close(descriptor_); }

void FileSink::cannot(const char* what) const {
  throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), file_.string() + " cannot be " + what);
}

std::optional<usecases::AuditSink::End> FileSink::end() { return end_; }

/// The last `count` bytes, or all.
std::string FileSink::last_bytes(std::int64_t count) const {
  const std::int64_t from = std::max<std::int64_t>(size_ - count, 0);
  std::string bytes(static_cast<std::size_t>(size_ - from), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got = ::pread(descriptor_, bytes.data() + done, bytes.size() - done,
                                static_cast<off_t>(from + static_cast<std::int64_t>(done)));
    if (got <= 0) cannot("read");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

void FileSink::cut(std::int64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) cannot("shortened");
  size_ = size;
}

void FileSink::look_at_the_end() {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) cannot("read");
  size_ = status.st_size;
  end_.reset();
  std::string tail = last_bytes(first_look);
  const std::size_t last = tail.rfind('\n');
  if (last == std::string::npos && size_ >= first_look) throw std::runtime_error(file_.string() + " holds no lines.");
  const std::size_t whole = last == std::string::npos ? 0 : last + 1;
  if (whole < tail.size()) cut(size_ - static_cast<std::int64_t>(tail.size() - whole));
  if (whole == 0) return;
  tail.resize(whole - 1);
  const std::size_t before = tail.rfind('\n');
  end_ = parse_line(std::string_view(tail).substr(before == std::string::npos ? 0 : before + 1));
  if (!end_) throw std::runtime_error("The last line of " + file_.string() + " is none of the audit log.");
}

/// What is written to a file that was taken away is written nowhere.
void FileSink::look_for_others() const {
  struct stat ours {
  }, there{};
  if (::fstat(descriptor_, &ours) != 0) cannot("read");
  if (::stat(file_.c_str(), &there) != 0 || there.st_dev != ours.st_dev || there.st_ino != ours.st_ino) {
    throw std::runtime_error(file_.string() + " was taken away or replaced. Put it back, or start the service again.");
  }
  if (ours.st_size != size_) {
    throw std::runtime_error(file_.string() +
                             " was changed by somebody else. Find out by whom; then start the service "
                             "again, which holds it against the log.");
  }
}

void FileSink::write(std::int64_t first, std::span<const std::string> entries) {
  if (entries.empty()) return;
  look_for_others();
  if (first != (end_ ? end_->sequence + 1 : 0)) throw std::runtime_error(file_.string() + " ends at another entry.");
  std::string lines;
  std::int64_t sequence = first;
  for (const std::string& entry : entries) lines += to_line(sequence++, first, entry) + '\n';
  std::size_t done = 0;
  errno = 0;
  while (done < lines.size()) {
    const ssize_t count = ::write(descriptor_, lines.data() + done, lines.size() - done);
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  if (done < lines.size() || ::fdatasync(descriptor_) != 0) {
    const int problem = errno;
    cut(size_);
    errno = problem;
    cannot("written");
  }
  size_ += static_cast<std::int64_t>(lines.size());
  end_ = End{sequence - 1, first, entries.back()};
}

void FileSink::take_back(std::int64_t first) {
  for (std::int64_t look = first_look;; look *= 4) {
    const std::string tail = last_bytes(look);
    std::size_t end = tail.size();
    while (end > 0) {
      const std::size_t before = end < 2 ? std::string::npos : tail.rfind('\n', end - 2);
      const bool reaches_the_front = static_cast<std::int64_t>(tail.size()) == size_;
      if (before == std::string::npos && !reaches_the_front) break;  // this line begins further back
      const std::size_t begin = before == std::string::npos ? 0 : before + 1;
      const auto line = parse_line(std::string_view(tail).substr(begin, end - 1 - begin));
      if (!line || line->sequence < first)
        throw std::runtime_error(file_.string() + " lacks what is to be taken back.");
      if (line->sequence == first) {
        cut(size_ - static_cast<std::int64_t>(tail.size() - begin));
        return look_at_the_end();
      }
      end = begin;
    }
    if (end == 0) throw std::runtime_error(file_.string() + " lacks what is to be taken back.");
  }
}

}  // namespace formulary::io::sink
