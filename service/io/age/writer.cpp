#include "service/io/age/writer.hpp"

#include <algorithm>
#include <utility>

#include "service/io/age/header.hpp"

namespace formulary::io::age {

struct Writer::Fresh {
  FileKey key;
  std::string nonce = std::string(payload_nonce_size, '\0');
  Fresh() {
    fill_random(key.data(), FileKey::size());
    fill_random(reinterpret_cast<unsigned char*>(nonce.data()), nonce.size());
  }
};

Writer::Writer(std::span<const Recipient> recipients, Sink sink)
    : Writer([&](const FileKey& key) { return make_header(key, recipients); }, std::move(sink)) {}

Writer::Writer(const std::function<std::string(const FileKey&)>& make, Sink sink)
    : Writer(Fresh(), make, std::move(sink)) {}

Writer::Writer(const Fresh& fresh, const std::function<std::string(const FileKey&)>& make, Sink sink)
    : sink_(std::move(sink)), chunks_(fresh.key, fresh.nonce) {
  sink_(make(fresh.key));
  sink_(fresh.nonce);
  held_.reserve(chunk_size);
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
