#include "service/domain/one_time_code.hpp"

namespace formulary::domain {
namespace {

constexpr std::size_t digits = 6;

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

}  // namespace

std::int64_t code_step(Instant now) { return now.ms / code_step_ms; }

// RFC 4226 section 5.3: HMAC of the step as 64 bits, big-endian; four bytes from the place that its last half byte
// names, without the sign; their last six decimal digits.
std::string one_time_code(const Hmac& hmac, std::string_view seed, std::int64_t step) {
  std::string message(8, '\0');
  for (std::size_t i = message.size(); i-- > 0; step >>= 8) message[i] = static_cast<char>(step & 0xff);
  const std::string mac = hmac(seed, message);
  const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(mac.at(at))); };
  const std::size_t at = byte(mac.size() - 1) & 0x0f;
  std::uint32_t number = ((byte(at) & 0x7f) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3);
  std::string code(digits, '0');
  for (std::size_t i = digits; i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::int64_t> accepted_step(const Hmac& hmac, std::string_view seed, std::int64_t last_step, Instant now,
                                          std::string_view code) {
  if (code.size() != digits) return std::nullopt;
  const std::int64_t current = code_step(now);
  std::optional<std::int64_t> accepted;
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    const std::string wanted = one_time_code(hmac, seed, step);
    unsigned difference = 0;
    for (std::size_t i = 0; i < digits; ++i) difference |= static_cast<unsigned char>(wanted[i] ^ code[i]);
    if (difference == 0 && step > last_step && !accepted) accepted = step;
  }
  return accepted;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t kept = 0;
  int bits = 0;
  for (const char c : bytes) {
    kept = (kept << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(kept >> (bits - 5)) & 31];
  }
  if (bits > 0) text += alphabet[(kept << (5 - bits)) & 31];
  return text;
}

std::string enrolment_address(std::string_view login, std::string_view seed) {
  return "otpauth://totp/Formulary:" + percent_encoded(login) + "?secret=" + base32(seed) +
         "&issuer=Formulary&algorithm=SHA1&digits=6&period=30";
}

}  // namespace formulary::domain
