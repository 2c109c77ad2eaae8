#include "service/io/age/writer.hpp"

#include <algorithm>
#include <utility>

#include "service/io/age/header.hpp"

namespace formulary::io::age {

Writer::Writer(std::span<const Recipient> recipients, Sink sink) : Writer(begun(recipients, std::move(sink))) {}

Writer::Writer(const FileKey& file_key, const std::string& header, const std::string& nonce, Sink sink)
    : sink_(std::move(sink)), chunks_(file_key, nonce) {
  sink_(header);
  sink_(nonce);
  held_.reserve(chunk_size);
}

Writer Writer::begun(std::span<const Recipient> recipients, Sink sink) {
  FileKey file_key;
  fill_random(file_key.data(), FileKey::size());
  std::string nonce(payload_nonce_size, '\0');
  fill_random(reinterpret_cast<unsigned char*>(nonce.data()), nonce.size());
  return {file_key, make_header(file_key, recipients), nonce, std::move(sink)};
}

void Writer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (held_.size() == chunk_size) {
      seal(Last::no, held_);
      held_.clear();
    }
    const std::size_t taken = std::min(chunk_size - held_.size(), bytes.size());
    held_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
  }
}

void Writer::finish() {
  seal(Last::yes, held_);
  held_.clear();
}

void Writer::seal(Last last, std::string_view plain) {
  sealed_.clear();
  chunks_.seal(number_++, last, plain, sealed_);
  sink_(sealed_);
}

}  // namespace formulary::io::age
