// Owners of OpenSSL's objects: what a unique_ptr of these names holds is released as OpenSSL wants it. They say nothing
// of whether an object is whole; OpenSSL's functions are called where they are needed.
#pragma once

#include <memory>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace formulary::io::oidc {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};

using Number = std::unique_ptr<BIGNUM, Release<&BN_free>>;
using Digesting = std::unique_ptr<EVP_MD_CTX, Release<&EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Release<&ECDSA_SIG_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<&EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<&EVP_PKEY_CTX_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Release<&OSSL_PARAM_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Release<&OSSL_PARAM_BLD_free>>;

}  // namespace formulary::io::oidc
