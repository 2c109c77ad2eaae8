#include "service/io/age/keys.hpp"

#include <algorithm>

#include "service/io/age/bech32.hpp"
#include "service/io/age/primitives.hpp"

namespace formulary::io::age {
namespace {

// C2SP age, "The X25519 recipient type".
constexpr std::string_view recipient_prefix = "age";
constexpr std::string_view identity_prefix = "AGE-SECRET-KEY-";
constexpr std::size_t point_size = 32;

}  // namespace

std::optional<Recipient> Recipient::read(std::string_view text) {
  auto found = from_bech32(text);
  if (!found || found->prefix != recipient_prefix || found->bytes.size() != point_size) return std::nullopt;
  return Recipient(std::move(found->bytes));
}

std::string Recipient::text() const { return to_bech32(recipient_prefix, point_); }

Identity::Identity(const Key& secret) : secret_(secret), recipient_(x25519_public(secret)) {}

Identity Identity::make() {
  Key secret;
  fill_random(secret.data(), Key::size());
  return Identity(secret);
}

std::optional<Identity> Identity::read(std::string_view text) {
  auto found = from_bech32(text);
  if (!found || found->prefix != identity_prefix || found->bytes.size() != Key::size()) return std::nullopt;
  Key secret;
  std::ranges::copy(found->bytes, secret.data());
  OPENSSL_cleanse(found->bytes.data(), found->bytes.size());
  return Identity(secret);
}

std::string Identity::text() const {
  std::string text = to_bech32("age-secret-key-", secret_.view());
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

}  // namespace formulary::io::age
