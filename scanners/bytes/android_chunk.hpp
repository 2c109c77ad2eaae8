// The chunk, which Android's binary XML and resource tables are made of (ResourceTypes.h, struct ResChunk_header):
// type, size of the header, size of the whole, then content. A Chunk that exists lies within what it was read from.
#pragma once

#include <cstdint>
#include <optional>

#include "scanners/bytes/cursor.hpp"

namespace formulary::bytes {

struct Chunk {
  std::uint16_t type = 0;
  std::uint16_t header_size = 0;
  View data;                 ///< header and content
  std::uint64_t offset = 0;  ///< in the file

  View header() const { return data.first(header_size); }
  View content() const { return data.subspan(header_size); }
  /// Reads the fields of the header behind the eight bytes common to all.
  Cursor fields() const { return Cursor(header().subspan(8), offset + 8); }
};

enum class ChunkDefect { none, truncated, header_size, size };

/// The chunk at the start of `data`, its header at least `least_header` long. On failure `defect` says why.
inline std::optional<Chunk> read_chunk(View data, std::uint64_t offset, std::uint16_t least_header,
                                       ChunkDefect& defect) {
  Cursor cursor(data, offset);
  Chunk chunk;
  chunk.type = cursor.u16("type");
  chunk.header_size = cursor.u16("header size");
  const std::uint32_t size = cursor.u32("size");
  chunk.offset = offset;
  if (!cursor.ok()) {
    defect = ChunkDefect::truncated;
  } else if (chunk.header_size < least_header || chunk.header_size > size) {
    defect = ChunkDefect::header_size;
  } else if (size > data.size()) {
    defect = ChunkDefect::size;
  } else {
    defect = ChunkDefect::none;
    chunk.data = data.first(size);
    return chunk;
  }
  return std::nullopt;
}

}  // namespace formulary::bytes
