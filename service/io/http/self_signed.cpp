#include "service/io/http/self_signed.hpp"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <unistd.h>

#include <boost/asio/ip/address.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace formulary::io::http {
namespace {

constexpr long valid_seconds = 365L * 24 * 3600;
constexpr long skew_seconds = 3600;  ///< clocks of clients that are behind

struct Free {
  void operator()(X509* one) const { X509_free(one); }
  void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
  void operator()(X509_EXTENSION* one) const { X509_EXTENSION_free(one); }
  void operator()(std::FILE* one) const { std::fclose(one); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

void need(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("A self-signed certificate cannot be made: ") + what + ".");
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  need(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "an extension");
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    boost::system::error_code no_address;
    boost::asio::ip::make_address(name, no_address);
    list += (list.empty() ? "" : ",") + std::string(no_address ? "DNS:" : "IP:") + name;
  }
  return list;
}

Owned<X509> make(EVP_PKEY* key, const std::vector<std::string>& names) {
  Owned<X509> certificate(X509_new());
  need(certificate != nullptr, "memory");
  X509_set_version(certificate.get(), 2);
  std::uint64_t serial = 0;
  need(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "chance");
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -skew_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), valid_seconds);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Formulary"), -1, -1,
                             0);
  X509_set_issuer_name(certificate.get(), subject);
  X509_set_pubkey(certificate.get(), key);
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
  add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
  add_extension(certificate.get(), NID_subject_key_identifier, "hash");
  add_extension(certificate.get(), NID_subject_alt_name, alternative_names(names));
  need(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "its signature");
  return certificate;
}

Owned<std::FILE> create(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  Owned<std::FILE> out(descriptor < 0 ? nullptr : ::fdopen(descriptor, "w"));
  if (!out) throw std::runtime_error("The file " + file + " cannot be written.");
  return out;
}

bool is_current(const std::string& file) {
  const Owned<std::FILE> in(std::fopen(file.c_str(), "r"));
  if (!in) return false;
  const Owned<X509> certificate(PEM_read_X509(in.get(), nullptr, nullptr, nullptr));
  return certificate && X509_cmp_current_time(X509_get0_notAfter(certificate.get())) > 0;
}

}  // namespace

TlsFiles self_signed(const std::string& folder, const std::vector<std::string>& names) {
  TlsFiles files{folder + "/certificate.pem", folder + "/key.pem", {}};
  if (is_current(files.certificate) && std::filesystem::exists(files.key)) return files;
  std::filesystem::create_directories(folder);
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  need(key != nullptr, "its key");
  const Owned<X509> certificate = make(key.get(), names);
  {
    const auto out = create(files.key);
    need(PEM_write_PKCS8PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
             std::fflush(out.get()) == 0,
         "its key cannot be written");
  }
  const auto out = create(files.certificate);
  need(PEM_write_X509(out.get(), certificate.get()) == 1 && std::fflush(out.get()) == 0, "it cannot be written");
  return files;
}

}  // namespace formulary::io::http
