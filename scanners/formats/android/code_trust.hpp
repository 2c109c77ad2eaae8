// Classes that decide whom a connection trusts, and whether their decision can ever be "no": an X509TrustManager whose
// check cannot fail, a HostnameVerifier that always agrees, a WebViewClient that goes on after an error of the
// certificate. Says what the instructions show beyond doubt; whether another decision is a good one stays open.
#pragma once

#include <string_view>

#include "scanners/bytes/dex_code.hpp"
#include "scanners/formats/android/code_facts.hpp"

namespace formulary::formats::android {

class CodeTrust {
 public:
  /// `dex` must outlive it.
  explicit CodeTrust(const bytes::Dex& dex) : dex_(dex), interfaces_left_(100'000 + 8 * std::uint64_t{dex.classes()}) {}

  /// To be told of each string of the file, then `resolve`, then each class.
  void see_string(std::uint32_t index, std::string_view text) {
    if (text.size() >= 6 && text.size() <= 40 && std::string_view("Lcvo").find(text[0]) != std::string_view::npos) {
      look_up(index, text);
    }
  }
  void resolve();

  /// Begins with a class. Whether `see_method` should see its methods.
  bool begin_class(const bytes::DexClass& defined, bytes::Budget& budget);
  void see_method(const bytes::DexBody& body);
  /// Whether there is something to say about the class.
  bool concerned() const { return checks_ || names_ || proceeds_; }
  void finish_class(std::string_view class_name, std::string_view place, CodeFacts& facts) const;

 private:
  void look_up(std::uint32_t index, std::string_view text);
  bool may_handle_ssl_errors() const { return ssl_error_ != bytes::Dex::none; }
  bool harmless(std::uint32_t method) const;
  bool cannot_fail(bytes::View code) const;
  bool always_agrees(bytes::View code) const;
  void see_ssl_error(bytes::View code);

  const bytes::Dex& dex_;
  std::uint64_t interfaces_left_;  ///< that all classes together may have: far more than honest code has
  // String indices, those of types from `resolve` on type indices; Dex::none where the file does not have them.
  std::uint32_t trust_manager_ = bytes::Dex::none, extended_trust_manager_ = bytes::Dex::none;
  std::uint32_t hostname_verifier_ = bytes::Dex::none, intrinsics_ = bytes::Dex::none, log_ = bytes::Dex::none;
  std::uint32_t ssl_handler_ = bytes::Dex::none;
  std::uint32_t check_server_ = bytes::Dex::none, verify_ = bytes::Dex::none, ssl_error_ = bytes::Dex::none;

  // About the class at hand.
  bool trusts_ = false, verifies_ = false;
  bool checks_ = false, accepts_ = false, names_ = false, agrees_ = false;
  bool proceeds_ = false, cancels_ = false;
};

}  // namespace formulary::formats::android
