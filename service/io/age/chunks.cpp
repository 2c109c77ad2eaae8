#include "service/io/age/chunks.hpp"

#include "service/io/age/bad_file.hpp"

namespace formulary::io::age {
namespace {

/// Eleven bytes of the number, big-endian, and one that says whether it is the last.
Nonce nonce_of(std::uint64_t number, Last last) {
  Nonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<unsigned char>(number >> 8 * i);
  nonce[11] = last == Last::yes ? 1 : 0;
  return nonce;
}

}  // namespace

Chunks::Chunks(const FileKey& file_key, std::string_view nonce) : aead_(hkdf(file_key.view(), nonce, "payload")) {}

void Chunks::seal(std::uint64_t number, Last last, std::string_view plain, std::string& out) {
  const std::size_t begin = out.size();
  out.resize(begin + plain.size() + tag_size);
  aead_.seal(nonce_of(number, last), plain, out.data() + begin);
}

bool Chunks::open(std::uint64_t number, Last last, std::string_view sealed, char* out) {
  return aead_.open(nonce_of(number, last), sealed, out);
}

std::uint64_t content_size(std::uint64_t sealed) {
  const std::uint64_t chunks = sealed / sealed_chunk_size + (sealed % sealed_chunk_size != 0 ? 1 : 0);
  const std::uint64_t last = chunks == 0 ? 0 : sealed - (chunks - 1) * sealed_chunk_size;
  // A last chunk without content is there only when the whole file has none.
  if (last < tag_size || (last == tag_size && chunks > 1)) {
    throw BadFile(Defect::payload, "An encrypted file is cut off.");
  }
  return sealed - chunks * tag_size;
}

}  // namespace formulary::io::age
