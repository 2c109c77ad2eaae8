#include "service/io/age/reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace formulary::io::age {
namespace {

constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();

[[noreturn]] void damaged(const std::string& sentence) { throw BadFile(Defect::payload, sentence); }

struct Opened {
  FileKey key;
  std::uint64_t payload;
};

Opened open(const Source& source, std::span<const Identity> identities) {
  const auto [header, bytes] = header_of(source);
  return {unwrap(header, bytes, identities), header.size};
}

std::string nonce_at(const Source& source, std::uint64_t offset) {
  std::string nonce(payload_nonce_size, '\0');
  if (offset > source.size || source.read(nonce.data(), nonce.size(), offset) != nonce.size()) {
    damaged("An encrypted file is cut off.");
  }
  return nonce;
}

}  // namespace

std::pair<Header, std::string> header_of(const Source& source) {
  constexpr std::size_t usual = 4096;
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(source.size, usual)), '\0');
  bytes.resize(source.read(bytes.data(), bytes.size(), 0));
  try {
    Header header = read_header(bytes);
    return {std::move(header), std::move(bytes)};
  } catch (const BadFile&) {
    if (bytes.size() < usual || source.size == usual) throw;
  }
  bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(source.size, largest_header)));
  bytes.resize(source.read(bytes.data(), bytes.size(), 0));
  Header header = read_header(bytes);
  return {std::move(header), std::move(bytes)};
}

Reader::Reader(Source source, std::span<const Identity> identities)
    : Reader([&] {
        const Opened opened = open(source, identities);
        return Reader(std::move(source), opened.key, opened.payload);
      }()) {}

Reader::Reader(Source source, const FileKey& file_key, std::uint64_t payload)
    : source_(std::move(source)),
      payload_(payload + payload_nonce_size),
      size_(0),
      last_(0),
      chunks_(file_key, nonce_at(source_, payload)),
      loaded_(none) {
  size_ = content_size(source_.size - payload_);
  last_ = size_ == 0 ? 0 : (size_ - 1) / chunk_size;
  load(last_);
}

std::size_t Reader::read_at(char* out, std::size_t size, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < size && offset < size_) {
    load(offset / chunk_size);
    const auto within = static_cast<std::size_t>(offset % chunk_size);
    const std::size_t taken = std::min(size - done, chunk_.size() - within);
    std::copy_n(chunk_.data() + within, taken, out + done);
    done += taken;
    offset += taken;
  }
  return done;
}

void Reader::read_all(const std::function<void(std::string_view)>& sink) {
  for (std::uint64_t number = 0; number <= last_; ++number) {
    load(number);
    sink(chunk_);
  }
}

void Reader::load(std::uint64_t number) {
  if (number == loaded_) return;
  loaded_ = none;
  const Last last = number == last_ ? Last::yes : Last::no;
  const std::uint64_t content = last == Last::yes ? size_ - number * chunk_size : chunk_size;
  sealed_.resize(static_cast<std::size_t>(content) + tag_size);
  chunk_.resize(static_cast<std::size_t>(content));
  if (source_.read(sealed_.data(), sealed_.size(), payload_ + number * sealed_chunk_size) != sealed_.size()) {
    damaged("An encrypted file became shorter while it was read.");
  }
  if (!chunks_.open(number, last, sealed_, chunk_.data())) damaged("An encrypted file was changed or cut off.");
  loaded_ = number;
}

}  // namespace formulary::io::age
