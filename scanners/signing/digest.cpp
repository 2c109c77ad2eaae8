#include "scanners/signing/digest.hpp"

#include <array>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

namespace formulary::signing {
namespace {

struct Known {
  std::string_view name;
  const char* openssl_name;
  std::size_t size;
};

// In the order of DigestAlgorithm.
constexpr std::array<Known, 6> known{{{"MD5", "MD5", 16},
                                      {"SHA-1", "SHA1", 20},
                                      {"SHA-224", "SHA2-224", 28},
                                      {"SHA-256", "SHA2-256", 32},
                                      {"SHA-384", "SHA2-384", 48},
                                      {"SHA-512", "SHA2-512", 64}}};

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("OpenSSL: " + what); }

// Everything fetched, for the life of the process.
struct Fetched {
  std::array<EVP_MD*, known.size()> digests{};
  std::vector<EVP_KEYMGMT*> keys;
  std::vector<EVP_SIGNATURE*> signatures;

  Fetched() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, nullptr);
    for (std::size_t i = 0; i < known.size(); ++i) {
      digests[i] = EVP_MD_fetch(nullptr, known[i].openssl_name, nullptr);
      if (digests[i] == nullptr) fail("there is no " + std::string(known[i].name));
    }
    // A fetched method stays in OpenSSL's store and is found there without any further look-up.
    for (const char* type : {"RSA", "DSA", "EC"}) {
      keys.push_back(EVP_KEYMGMT_fetch(nullptr, type, nullptr));
      if (keys.back() == nullptr) fail(std::string("there are no keys of type ") + type);
    }
    for (const char* type : {"RSA", "DSA", "ECDSA"}) {
      signatures.push_back(EVP_SIGNATURE_fetch(nullptr, type, nullptr));
      if (signatures.back() == nullptr) fail(std::string("there is no signature ") + type);
    }
  }
};

const Fetched& fetched() {
  static const Fetched* const once = new Fetched;  // never destroyed: OpenSSL, too, keeps it to the end
  return *once;
}

std::size_t index(DigestAlgorithm algorithm) { return static_cast<std::size_t>(algorithm); }

}  // namespace

void prepare() { fetched(); }

std::string_view digest_name(DigestAlgorithm algorithm) { return known[index(algorithm)].name; }
std::size_t digest_size(DigestAlgorithm algorithm) { return known[index(algorithm)].size; }

Digest::Digest(DigestAlgorithm algorithm) : algorithm_(algorithm), context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  if (context_ == nullptr) fail("no memory for a digest");
  start();
}

void Digest::start() {
  if (EVP_DigestInit_ex(context_.get(), fetched().digests[index(algorithm_)], nullptr) != 1) fail("EVP_DigestInit_ex");
}

void Digest::update(View data) {
  if (EVP_DigestUpdate(context_.get(), data.data(), data.size()) != 1) fail("EVP_DigestUpdate");
}

void Digest::finish_into(std::span<std::byte> out) {
  if (out.size() != digest_size(algorithm_)) fail("a digest of another size was asked for");
  if (EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(out.data()), nullptr) != 1) {
    fail("EVP_DigestFinal_ex");
  }
  start();
}

Bytes Digest::finish() {
  Bytes out(digest_size(algorithm_));
  finish_into(out);
  return out;
}

Bytes digest(DigestAlgorithm algorithm, View data) {
  Digest running(algorithm);
  running.update(data);
  return running.finish();
}

std::string hex(View data) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * data.size());
  for (const std::byte byte : data) {
    text += digits[std::to_integer<unsigned>(byte) >> 4];
    text += digits[std::to_integer<unsigned>(byte) & 15];
  }
  return text;
}

}  // namespace formulary::signing
