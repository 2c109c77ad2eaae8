// private_key_jwt: what the registry signs, our own strict reader verifies, and says what RFC 7523 asks for.
#include "service/io/oidc/client_assertion.hpp"

#include <stdexcept>

#include <gtest/gtest.h>
#include <openssl/pem.h>

#include "service/io/oidc/jose.hpp"
#include "tests/service/io/oidc/token_maker.hpp"

namespace formulary::tests {
namespace {

std::string pem_of(EVP_PKEY* key) {
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(memory);
  return pem;
}

TEST(ClientAssertion, BothKindsOfKeysSignWhatTheProviderCanVerify) {
  const Key rsa = new_rsa();
  const Key p256 = new_p256();
  const auto keys = io::oidc::read_key_set(key_set({rsa_jwk(rsa.get(), "k"), p256_jwk(p256.get(), "k")}));
  for (EVP_PKEY* key : {rsa.get(), p256.get()}) {
    const Key own = io::oidc::read_private_key(pem_of(key));
    const std::string text = io::oidc::sign_assertion(
        {.client_id = "formulary", .audience = "https://login.example/token", .id = "1", .key_id = "k", .now = 1000},
        own.get());
    const auto token = io::oidc::read_token(text);
    ASSERT_TRUE(token);
    EXPECT_FALSE(io::oidc::verify(*token, *keys));
    EXPECT_EQ(token->claims, Json::parse(R"({"iss":"formulary","sub":"formulary","aud":"https://login.example/token",
                                             "jti":"1","iat":1000,"exp":1060})"));
  }
}

TEST(ClientAssertion, OtherKeysAreRefused) {
  EXPECT_THROW(io::oidc::read_private_key("no key"), std::invalid_argument);
  EXPECT_THROW(io::oidc::read_private_key(pem_of(new_rsa(1024).get())), std::invalid_argument);
  EXPECT_THROW(io::oidc::read_private_key(pem_of(Key(EVP_EC_gen("P-384")).get())), std::invalid_argument);
}

}  // namespace
}  // namespace formulary::tests
