// Textual encodings of keys and certificates (RFC 7468): the blocks of a text, each with its label and the bytes that
// its base64 stands for. Text between blocks is explanation and passed over, as readers do. Promises nothing about the
// bytes; a block whose base64 is damaged is left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

struct PemBlock {
  std::string label;  ///< `CERTIFICATE`, `PRIVATE KEY`
  std::vector<std::byte> content;
  std::uint64_t offset = 0;  ///< where its first line begins
};

inline constexpr std::size_t most_pem_blocks = 1000;

/// The blocks of `text` in their order, at most `most_pem_blocks`.
std::vector<PemBlock> read_pem(View text);

/// The bytes that base64 (RFC 4648, section 4) stands for, white space passed over; nothing when it is none.
std::optional<std::vector<std::byte>> decode_base64(std::string_view text);

}  // namespace formulary::bytes
