#include "scanners/formats/android/code_trust.hpp"

#include <array>
#include <iterator>
#include <utility>

namespace formulary::formats::android {

void CodeTrust::look_up(std::uint32_t index, std::string_view text) {
  const std::pair<std::string_view, std::uint32_t*> names[] = {
      {"Ljavax/net/ssl/X509TrustManager;", &trust_manager_},
      {"Ljavax/net/ssl/X509ExtendedTrustManager;", &extended_trust_manager_},
      {"Ljavax/net/ssl/HostnameVerifier;", &hostname_verifier_},
      {"Lkotlin/jvm/internal/Intrinsics;", &intrinsics_},
      {"Landroid/util/Log;", &log_},
      {"Landroid/webkit/SslErrorHandler;", &ssl_handler_},
      {"checkServerTrusted", &check_server_},
      {"verify", &verify_},
      {"onReceivedSslError", &ssl_error_},
  };
  for (const auto& [name, found] : names) {
    if (text == name) *found = index;
  }
}

void CodeTrust::resolve() {
  std::uint32_t* const types[] = {&trust_manager_, &extended_trust_manager_, &hostname_verifier_, &intrinsics_, &log_,
                                  &ssl_handler_};
  std::array<std::uint32_t, std::size(types)> found;
  found.fill(bytes::Dex::none);
  for (std::uint32_t i = 0; i < dex_.types(); ++i) {
    const std::uint32_t name = dex_.type_name(i);
    for (std::size_t k = 0; k < std::size(types); ++k) {
      if (name == *types[k] && name != bytes::Dex::none) found[k] = i;
    }
  }
  for (std::size_t k = 0; k < std::size(types); ++k) *types[k] = found[k];
  if (ssl_handler_ == bytes::Dex::none) ssl_error_ = bytes::Dex::none;
}

bool CodeTrust::begin_class(const bytes::DexClass& defined, bytes::Budget& budget) {
  trusts_ = verifies_ = checks_ = accepts_ = names_ = agrees_ = proceeds_ = cancels_ = false;
  if (trust_manager_ == bytes::Dex::none && extended_trust_manager_ == bytes::Dex::none &&
      hostname_verifier_ == bytes::Dex::none) {
    return may_handle_ssl_errors();
  }
  const auto is = [](std::uint32_t type, std::uint32_t wanted) { return wanted != bytes::Dex::none && type == wanted; };
  trusts_ = is(defined.superclass, extended_trust_manager_);
  const std::vector<std::uint32_t> interfaces = dex_.type_list(defined.interfaces);
  if (!budget.take(interfaces_left_, interfaces.size(), "interfaces of classes")) return false;
  for (const std::uint32_t interface : interfaces) {
    trusts_ = trusts_ || is(interface, trust_manager_);
    verifies_ = verifies_ || is(interface, hostname_verifier_);
  }
  return trusts_ || verifies_ || may_handle_ssl_errors();
}

// Checks of parameters that compilers add, and log entries, decide nothing.
bool CodeTrust::harmless(std::uint32_t method) const {
  const std::uint32_t owner = dex_.method(method).owner;
  return owner != bytes::Dex::none && (owner == intrinsics_ || owner == log_);
}

// A check that throws nothing and calls nobody who could.
bool CodeTrust::cannot_fail(bytes::View code) const {
  bool fails = code.empty();
  const bool whole = bytes::for_each_instruction(code, [&](const bytes::DexInstruction& instruction) {
    const bool polymorphic = instruction.opcode >= 0xfa && instruction.opcode <= 0xfd;
    fails =
        fails || instruction.throws() || polymorphic || (instruction.invokes() && !harmless(instruction.reference()));
  });
  return whole && !fails;
}

// Straight to `return`, with a constant that is not 0.
bool CodeTrust::always_agrees(bytes::View code) const {
  if (!cannot_fail(code)) return false;
  std::array<bool, 256> is_true{};
  bool straight = true;
  bool agrees = false;
  bytes::for_each_instruction(code, [&](const bytes::DexInstruction& instruction) {
    straight = straight && !instruction.branches();
    if (instruction.opcode == 0x0f) agrees = is_true[instruction.a()];
    const int target = instruction.target();
    if (target < 0 || target > 255) return;
    is_true[static_cast<std::size_t>(target)] = (instruction.opcode == 0x12 && instruction.a() >> 4 != 0) ||
                                                (instruction.opcode == 0x13 && instruction.unit(1) != 0);
  });
  return straight && agrees;
}

void CodeTrust::see_ssl_error(bytes::View code) {
  bytes::for_each_instruction(code, [&](const bytes::DexInstruction& instruction) {
    if (!instruction.invokes()) return;
    const bytes::DexMethod called = dex_.method(instruction.reference());
    if (called.owner != ssl_handler_) return;
    const std::string_view name = dex_.name(called.name);
    proceeds_ = proceeds_ || name == "proceed";
    cancels_ = cancels_ || name == "cancel";
  });
}

void CodeTrust::see_method(const bytes::DexBody& body) {
  const std::uint32_t name = dex_.method(body.method).name;
  if (name == bytes::Dex::none) return;
  if (trusts_ && name == check_server_ && !body.code.empty()) {
    checks_ = true;
    accepts_ = accepts_ || cannot_fail(body.code);
  }
  if (verifies_ && name == verify_ && !body.code.empty()) {
    names_ = true;
    agrees_ = agrees_ || always_agrees(body.code);
  }
  if (name == ssl_error_) see_ssl_error(body.code);
}

void CodeTrust::finish_class(std::string_view class_name, std::string_view place, CodeFacts& facts) const {
  const auto decision = [](bool everything) { return everything ? "accepts everything" : "own check"; };
  if (checks_) facts.add(fact::android_code_trust_manager, class_name, decision(accepts_), place);
  if (names_) facts.add(fact::android_code_hostname_verifier, class_name, decision(agrees_), place);
  if (proceeds_) facts.add(fact::android_code_webview_ssl_error, class_name, decision(!cancels_), place);
}

}  // namespace formulary::formats::android
