#include "scanners/bytes/inflate.hpp"

#include <algorithm>
#include <array>
#include <libdeflate.h>
#include <memory>
#include <new>
#include <zlib.h>

namespace formulary::bytes {

InflateResult inflate_whole(View compressed, std::span<std::byte> out) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) throw std::bad_alloc();
  std::byte nothing{};
  std::size_t consumed = 0;
  std::size_t produced = 0;
  const libdeflate_result result =
      libdeflate_deflate_decompress_ex(decompressor.get(), compressed.data(), compressed.size(),
                                       out.empty() ? &nothing : out.data(), out.size(), &consumed, &produced);
  if (result == LIBDEFLATE_INSUFFICIENT_SPACE) return {Inflated::too_long, 0};
  if (result != LIBDEFLATE_SUCCESS) return {Inflated::corrupt, 0};
  return {produced == out.size() ? Inflated::whole : Inflated::too_short, consumed};
}

InflateResult inflate_pieces(const std::function<View()>& next, std::uint64_t size,
                             const std::function<void(View)>& consume) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> ending(&stream, inflateEnd);

  std::array<std::byte, 65536> piece;
  InflateResult result;
  std::uint64_t produced = 0;
  for (;;) {
    if (stream.avail_in == 0) {
      const View more = next();
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(more.data()));
      stream.avail_in = static_cast<uInt>(std::min<std::size_t>(more.size(), 1U << 30));
      if (more.empty()) return result;  // the stream goes on, the input does not: corrupt
      result.consumed += stream.avail_in;
    }
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    const int code = ::inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = piece.size() - stream.avail_out;
    if (got > size - produced) {
      result.state = Inflated::too_long;
      return result;
    }
    produced += got;
    if (got != 0) consume(View(piece).first(got));
    if (code == Z_STREAM_END) break;
    if (code != Z_OK && code != Z_BUF_ERROR) return result;
  }
  result.consumed -= stream.avail_in;
  result.state = produced == size ? Inflated::whole : Inflated::too_short;
  return result;
}

struct BeginningInflater::Stream {
  z_stream state{};
};

BeginningInflater::BeginningInflater() : stream_(std::make_unique<Stream>()) {
  if (inflateInit2(&stream_->state, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
}

BeginningInflater::~BeginningInflater() { inflateEnd(&stream_->state); }

View BeginningInflater::begin(View compressed, std::span<std::byte> out) {
  z_stream& state = stream_->state;
  if (inflateReset(&state) != Z_OK) return {};
  state.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(compressed.data()));
  state.avail_in = static_cast<uInt>(compressed.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  ::inflate(&state, Z_SYNC_FLUSH);  // an error leaves what came before it
  return out.first(out.size() - state.avail_out);
}

std::uint32_t crc32(std::uint32_t crc, View data) { return libdeflate_crc32(crc, data.data(), data.size()); }

std::uint32_t adler32(View data) { return libdeflate_adler32(1, data.data(), data.size()); }

}  // namespace formulary::bytes
