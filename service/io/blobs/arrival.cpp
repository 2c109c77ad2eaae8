#include "service/io/blobs/arrival.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/io/age/envelope.hpp"
#include "service/io/blobs/sealed_file.hpp"

namespace formulary::io::blobs {
namespace {

constexpr std::uint64_t content_at = age::envelope_size + age::payload_nonce_size;
constexpr std::size_t number_size = 8;

std::uint64_t place_of(std::uint64_t chunk) { return content_at + chunk * age::sealed_chunk_size; }

std::string to_bytes(std::uint64_t number) {
  std::string bytes(number_size, '\0');
  for (std::size_t i = 0; i < number_size; ++i) bytes[number_size - 1 - i] = static_cast<char>(number >> 8 * i);
  return bytes;
}

std::uint64_t to_number(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
  return number;
}

struct Fresh {
  age::FileKey key;
  std::string nonce = std::string(age::payload_nonce_size, '\0');
  Fresh() {
    age::fill_random(key.data(), age::FileKey::size());
    age::fill_random(reinterpret_cast<unsigned char*>(nonce.data()), nonce.size());
  }
};

}  // namespace

Arrival::Arrival(int folder, std::string id, age::KeyRing& ring, File file, const age::FileKey& key,
                 std::string_view nonce)
    : folder_(folder),
      id_(std::move(id)),
      ring_(&ring),
      file_(std::move(file)),
      chunks_(std::make_unique<age::Chunks>(key, nonce)) {}

bool Arrival::exists(int folder, const std::string& id) {
  return static_cast<bool>(File(folder, file_name(id), O_RDONLY));
}

void Arrival::remove(int folder, const std::string& id) {
  for (const std::string& name : {file_name(id), id + ".tail"}) {
    for (const char* part : {"", ".head", ".head.part", ".part"}) remove_file(folder, name + part);
  }
}

Arrival Arrival::make(int folder, const std::string& id, const std::string& name, age::KeyRing& ring,
                      const age::Keys& keys) {
  const Fresh fresh;
  File file(folder, name, O_RDWR | O_CREAT | O_EXCL);
  if (!file) fail("cannot begin an upload");
  if (!file.write_at(age::make_envelope(fresh.key, keys) + fresh.nonce, 0)) fail("cannot begin an upload");
  file.sync();
  return {folder, id, ring, std::move(file), fresh.key, fresh.nonce};
}

Arrival Arrival::begin(int folder, const std::string& id, age::KeyRing& ring) {
  const auto keys = ring.use();
  Arrival arrival = make(folder, id, file_name(id), ring, *keys);
  if (::fsync(folder) != 0) fail("cannot begin an upload");
  return arrival;
}

Arrival Arrival::load(int folder, const std::string& id, age::KeyRing& ring) {
  const auto keys = ring.use();
  const SealedFile sealed(folder, file_name(id));
  if (!sealed) throw std::runtime_error("There is no such upload.");
  const age::FileKey key = sealed.key(*keys);
  File file(folder, file_name(id), O_RDWR);
  std::string nonce(age::payload_nonce_size, '\0');
  if (!file || file.read_at(nonce.data(), nonce.size(), age::envelope_size) != nonce.size()) {
    throw std::runtime_error("An upload is damaged.");
  }
  Arrival arrival(folder, id, ring, std::move(file), key, nonce);
  arrival.read_chunks();
  arrival.read_tail(*keys);
  return arrival;
}

std::string Arrival::chunk(std::uint64_t number) {
  std::string sealed(age::sealed_chunk_size, '\0');
  std::string plain(age::chunk_size, '\0');
  const bool whole = file_.read_at(sealed.data(), sealed.size(), place_of(number)) == sealed.size() &&
                     chunks_->open(number, age::Last::no, sealed, plain.data());
  return whole ? plain : std::string();
}

void Arrival::read_chunks() {
  for (std::string plain = chunk(0); !plain.empty(); plain = chunk(++sealed_)) digest_.add(plain);
  broken_ = file_.size() > place_of(sealed_);
}

void Arrival::read_tail(const age::Keys& keys) {
  const SealedFile file(folder_, tail_name());
  if (!file) return;
  age::Reader reader(file.source(), keys.identities());
  std::string content(number_size + age::chunk_size, '\0');
  content.resize(reader.read_at(content.data(), content.size(), 0));
  const std::uint64_t number = to_number(std::string_view(content).substr(0, number_size));
  if (number > sealed_) throw std::runtime_error("An upload is damaged.");
  if (number < sealed_) return;  // of before: its bytes, and more, are in a chunk by now
  tail_ = content.substr(number_size);
  digest_.add(tail_);
}

void Arrival::append(std::string_view bytes) {
  if (bytes.empty()) return;
  broken_ = true;
  digest_.add(bytes);
  std::string sealed;
  std::uint64_t number = sealed_;
  sealed.reserve(bytes.size() + tail_.size() + (bytes.size() / age::chunk_size + 2) * age::tag_size);
  // Chunks come from the bytes in place; only the first is put together with what was held.
  if (!tail_.empty()) {
    const std::size_t taken = std::min(age::chunk_size - tail_.size(), bytes.size());
    tail_ += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    if (tail_.size() == age::chunk_size) {
      chunks_->seal(number++, age::Last::no, tail_, sealed);
      tail_.clear();
    }
  }
  for (; bytes.size() >= age::chunk_size; bytes.remove_prefix(age::chunk_size)) {
    chunks_->seal(number++, age::Last::no, bytes.substr(0, age::chunk_size), sealed);
  }
  tail_ += bytes;
  if (!sealed.empty()) {
    write(sealed);
    file_.sync();
  }
  sealed_ = number;
  const auto keys = ring_->use();
  if (tail_.empty()) {
    remove_file(folder_, tail_name());
  } else {
    write_tail(*keys);
  }
  broken_ = false;
}

void Arrival::write(std::string_view sealed) {
  if (!file_.write_at(sealed, place_of(sealed_))) fail("cannot write an upload");
}

void Arrival::write_tail(const age::Keys& keys) {
  const Fresh fresh;
  std::string bytes = age::make_envelope(fresh.key, keys) + fresh.nonce;
  std::string content = to_bytes(sealed_);
  content += tail_;
  age::Chunks chunks(fresh.key, fresh.nonce);
  // Number and tail may be more than a chunk by a few bytes.
  const std::string_view all = content;
  if (all.size() > age::chunk_size) chunks.seal(0, age::Last::no, all.substr(0, age::chunk_size), bytes);
  const std::size_t begin = all.size() > age::chunk_size ? age::chunk_size : 0;
  chunks.seal(begin == 0 ? 0 : 1, age::Last::yes, all.substr(begin), bytes);
  put_file(folder_, tail_name(), bytes);
}

void Arrival::go_back(std::uint64_t size) {
  const auto keys = ring_->use();  // the new header counts only when it has its name
  const std::string partial = file_name(id_) + ".part";
  remove_file(folder_, partial);
  Arrival other = make(folder_, id_, partial, *ring_, *keys);
  std::string sealed;
  for (; other.sealed_ < size / age::chunk_size; ++other.sealed_) {
    const std::string plain = other.sealed_ < sealed_ ? chunk(other.sealed_) : tail_;
    if (plain.size() != age::chunk_size) throw std::runtime_error("An upload is damaged.");
    other.digest_.add(plain);
    sealed.clear();
    other.chunks_->seal(other.sealed_, age::Last::no, plain, sealed);
    other.write(sealed);
  }
  if (const std::uint64_t rest = size % age::chunk_size; rest != 0) {
    const std::string plain = other.sealed_ < sealed_ ? chunk(other.sealed_) : tail_;
    other.tail_ = plain.substr(0, static_cast<std::size_t>(rest));
    if (other.tail_.size() != rest) throw std::runtime_error("An upload is damaged.");
    other.digest_.add(other.tail_);
  }
  other.file_.sync();
  // Whichever of the two steps a crash comes between, file and tail have all that was acknowledged.
  if (!other.tail_.empty()) other.write_tail(*keys);
  rename_file(folder_, partial, folder_, file_name(id_));
  if (::fsync(folder_) != 0) fail("cannot make an upload durable");
  if (other.tail_.empty()) remove_file(folder_, tail_name());
  *this = std::move(other);
}

domain::Sha256 Arrival::finish() {
  const domain::Sha256 name = digest_.value();
  broken_ = true;
  if (tail_.empty() && sealed_ > 0) {
    // The last chunk has to say that it is the last. Until it does its bytes are kept beside it.
    tail_ = chunk(--sealed_);
    if (tail_.size() != age::chunk_size) throw std::runtime_error("An upload is damaged.");
    write_tail(*ring_->use());
  }
  std::string sealed;
  chunks_->seal(sealed_, age::Last::yes, tail_, sealed);
  write(sealed);
  file_.truncate(place_of(sealed_) + sealed.size());
  file_.sync();
  return name;
}

}  // namespace formulary::io::blobs
