#include "service/io/store/deflated.hpp"

#include <stdexcept>
#include <zlib.h>

namespace formulary::io::store {
namespace {

constexpr int raw = -15;  // no header, window of 32 KiB
constexpr int level = 3;

const Bytef* bytes(std::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }

void input(z_stream& stream, std::string_view text) {
  stream.next_in = const_cast<Bytef*>(bytes(text));  // zlib reads it only
  stream.avail_in = static_cast<uInt>(text.size());
}

void output(z_stream& stream, std::string& text) {
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
}

}  // namespace

struct Deflater::Stream {
  Stream() {
    if (::deflateInit2(&z, level, Z_DEFLATED, raw, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  ~Stream() { ::deflateEnd(&z); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  z_stream z{};
};

Deflater::Deflater(std::string dictionary) : dictionary_(std::move(dictionary)), stream_(std::make_unique<Stream>()) {}
Deflater::~Deflater() = default;
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

std::string Deflater::deflate(std::string_view text) {
  z_stream& z = stream_->z;
  ::deflateReset(&z);
  if (!dictionary_.empty()) ::deflateSetDictionary(&z, bytes(dictionary_), static_cast<uInt>(dictionary_.size()));
  std::string out(::deflateBound(&z, static_cast<uLong>(text.size())), '\0');
  input(z, text);
  output(z, out);
  if (::deflate(&z, Z_FINISH) != Z_STREAM_END) throw std::logic_error("A text could not be deflated.");
  out.resize(out.size() - z.avail_out);
  return out;
}

std::string inflated(std::string_view deflated, std::string_view dictionary, std::size_t size) {
  z_stream z{};
  if (::inflateInit2(&z, raw) != Z_OK) throw std::bad_alloc();
  if (!dictionary.empty()) ::inflateSetDictionary(&z, bytes(dictionary), static_cast<uInt>(dictionary.size()));
  std::string out(size + 1, '\0');  // one byte more than fits, so that a longer text is noticed
  input(z, deflated);
  output(z, out);
  const int result = ::inflate(&z, Z_FINISH);
  const std::size_t written = out.size() - z.avail_out;
  ::inflateEnd(&z);
  if (result != Z_STREAM_END || written != size) throw std::runtime_error("A record in the database is damaged.");
  out.resize(size);
  return out;
}

}  // namespace formulary::io::store
