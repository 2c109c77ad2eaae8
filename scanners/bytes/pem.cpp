#include "scanners/bytes/pem.hpp"

namespace formulary::bytes {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";
constexpr std::size_t longest_label = 64;

int digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// RFC 1421, section 4.6: an encrypted key of the old kind has header fields and an empty line before its base64.
std::string_view without_headers(std::string_view body) {
  const std::size_t colon = body.find(':');
  if (colon == std::string_view::npos) return body;
  for (const std::string_view empty_line : {"\n\n", "\r\n\r\n"}) {
    const std::size_t at = body.find(empty_line, colon);
    if (at != std::string_view::npos) return body.substr(at + empty_line.size());
  }
  return {};
}

}  // namespace

std::optional<std::vector<std::byte>> decode_base64(std::string_view text) {
  std::vector<std::byte> out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  std::size_t digits = 0, padding = 0;
  for (const char c : text) {
    if (is_space(c)) continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const int value = digit(c);
    if (value < 0 || padding != 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if (++digits % 4 == 1) continue;
    out.push_back(static_cast<std::byte>(bits >> (4 - digits % 4) % 4 * 2 & 0xff));
  }
  if (digits % 4 == 1 || padding > 2 || (padding != 0 && (digits + padding) % 4 != 0)) return std::nullopt;
  return out;
}

std::vector<PemBlock> read_pem(View content) {
  const std::string_view text = as_text(content);
  std::vector<PemBlock> blocks;
  std::size_t at = 0;
  while (blocks.size() < most_pem_blocks && (at = text.find(begin_mark, at)) != std::string_view::npos) {
    const std::size_t label_start = at + begin_mark.size();
    const std::string_view window = text.substr(label_start, longest_label + dashes.size());
    const std::size_t length = window.find(dashes);
    if (length == std::string_view::npos) {
      at = label_start;
      continue;
    }
    PemBlock block;
    block.label = window.substr(0, length);
    block.offset = at;
    const std::size_t body = label_start + length + dashes.size();
    const std::size_t end = text.find(end_mark, body);
    at = end == std::string_view::npos ? text.size() : end + end_mark.size();
    if (end == std::string_view::npos) break;
    auto decoded = decode_base64(without_headers(text.substr(body, end - body)));
    if (!decoded) continue;
    block.content = std::move(*decoded);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace formulary::bytes
