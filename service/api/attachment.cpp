#include "service/api/attachment.hpp"

#include <algorithm>
#include <array>

namespace formulary::api {
namespace {

/// A blob while it is sent. The place of blobs outlives every answer.
class BlobStream : public BodyStream {
 public:
  BlobStream(usecases::Blobs& blobs, domain::Sha256 name)
      : blobs_(blobs), name_(std::move(name)), size_(blobs.size(name_)) {}
  std::uint64_t size() const override { return size_; }
  std::size_t read(std::span<char> out) override {
    const std::size_t count = blobs_.read(name_, offset_, out);
    offset_ += count;
    return count;
  }

 private:
  usecases::Blobs& blobs_;
  domain::Sha256 name_;
  std::uint64_t size_;
  std::uint64_t offset_ = 0;
};

/// Marks that turn the direction of writing (Unicode UAX #9): `exe.pdf` may be shown for what ends in `.exe`.
constexpr std::array<std::string_view, 12> turning = {"\xd8\x9c",     "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa",
                                                      "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae",
                                                      "\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9"};

std::string harmless(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const auto mark =
        std::ranges::find_if(turning, [&](std::string_view one) { return name.substr(i).starts_with(one); });
    if (mark != turning.end()) {
      out += '_';
      i += mark->size();
      continue;
    }
    const char c = name[i++];
    const bool bad = static_cast<unsigned char>(c) < 0x20 || c == 0x7f || std::string_view("\\/:*?\"<>|").contains(c);
    out += bad ? '_' : c;
  }
  if (out.find_first_not_of(". ") == std::string::npos) return "document";
  if (out.front() == '.') out.front() = '_';
  return out;
}

}  // namespace

std::string attachment_disposition(std::string_view file_name) {
  const std::string name = harmless(file_name);
  std::string plain, encoded;
  for (const char c : name) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (ascii || (static_cast<unsigned char>(c) & 0xc0) != 0x80) plain += ascii && c != '%' ? c : '_';
    const bool kept = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      std::string_view("!#$&+-.^_`~").contains(c);
    if (kept) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
      encoded += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 15];
    }
  }
  std::string value = "attachment; filename=\"" + plain + '"';
  if (plain != name) value += "; filename*=UTF-8''" + encoded;
  return value;
}

Response attachment(const Call& call, const domain::Sha256& file, std::string_view file_name) {
  Response response;
  response.set("content-type", "application/octet-stream");
  response.set("content-disposition", attachment_disposition(file_name));
  response.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.stream = std::make_shared<BlobStream>(call.services.blobs, file);
  return response;
}

}  // namespace formulary::api
