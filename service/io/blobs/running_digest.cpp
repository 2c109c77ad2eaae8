#include "service/io/blobs/running_digest.hpp"

#include <array>
#include <stdexcept>

namespace formulary::io::blobs {
namespace {

void check(int result) {
  if (result != 1) throw std::runtime_error("OpenSSL offers no SHA-256.");
}

}  // namespace

RunningDigest::RunningDigest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
  check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void RunningDigest::add(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

domain::Sha256 RunningDigest::value() const {
  RunningDigest copy;
  check(EVP_MD_CTX_copy_ex(copy.context_.get(), context_.get()));
  std::array<unsigned char, 32> digest{};
  check(EVP_DigestFinal_ex(copy.context_.get(), digest.data(), nullptr));
  domain::Sha256 name;
  for (const unsigned char byte : digest) {
    name.hex += "0123456789abcdef"[byte >> 4];
    name.hex += "0123456789abcdef"[byte & 15];
  }
  return name;
}

}  // namespace formulary::io::blobs
