#include "service/api/tus.hpp"

#include <charconv>
#include <chrono>

#include "service/api/encoding.hpp"
#include "service/domain/base64.hpp"

namespace formulary::api {
namespace {

constexpr std::string_view version = "1.0.0";
constexpr std::string_view chunk_type = "application/offset+octet-stream";

/// `Mon, 23 Nov 2026 19:31:32 GMT` (RFC 9110, section 5.6.7).
std::string http_date(domain::Instant instant) {
  using namespace std::chrono;
  constexpr std::string_view week[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_seconds time{floor<seconds>(milliseconds(instant.ms))};
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  const auto two = [](auto number) {
    const auto value = static_cast<int>(number);
    return std::string(value < 10 ? "0" : "") + std::to_string(value);
  };
  return std::string(week[weekday(day).c_encoding()]) + ", " + two(static_cast<unsigned>(date.day())) + " " +
         std::string(months[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year())) + " " + two(clock.hours().count()) + ":" +
         two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + " GMT";
}

Problem bad_request(std::string detail) { return {"bad-request", 400, std::move(detail)}; }

}  // namespace

bool is_upload(const Endpoint& endpoint) { return endpoint.path.starts_with("/v1/uploads"); }

void add_tus_headers(Response& response) {
  response.set("tus-resumable", std::string(version));
  if (response.status == 412) response.set("tus-version", std::string(version));
}

std::optional<Problem> check_tus_version(const Request& request) {
  if (request.header("tus-resumable") == version) return std::nullopt;
  return Problem{"tus-version", 412, "Uploads speak tus 1.0.0. Send the header Tus-Resumable: 1.0.0."};
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

domain::Result<std::string> metadata_value(std::string_view header, std::string_view key) {
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    std::string_view pair = header.substr(0, comma);
    header.remove_prefix(std::min(comma + 1, header.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    while (pair.ends_with(' ')) pair.remove_suffix(1);
    const std::size_t space = std::min(pair.find(' '), pair.size());
    if (pair.substr(0, space) != key) continue;
    auto value = domain::from_base64(space < pair.size() ? pair.substr(space + 1) : std::string_view());
    if (!value) {
      return domain::refuse(domain::RefusalCode::invalid,
                            "Upload-Metadata: each value is Base64, as in `filename YQ==`.");
    }
    return *value;
  }
  return std::string();
}

std::optional<Problem> check_chunk(const Request& request, const usecases::World& world) {
  if (request.header("content-type") != chunk_type) {
    return Problem{"unsupported-media-type", 415,
                   "A chunk of a file is sent as Content-Type: " + std::string(chunk_type) + "."};
  }
  const std::string_view checksum = request.header("upload-checksum");
  if (checksum.empty()) return std::nullopt;
  const std::size_t space = std::min(checksum.find(' '), checksum.size());
  const std::string_view algorithm = checksum.substr(0, space);
  if (algorithm != "sha1" && algorithm != "sha256") {
    return bad_request("Upload-Checksum: use sha1 or sha256, as in `sha256 <Base64 of the digest>`.");
  }
  const auto wanted = domain::from_base64(space < checksum.size() ? checksum.substr(space + 1) : std::string_view());
  if (!wanted || wanted->size() != (algorithm == "sha1" ? 20U : 32U)) {
    return bad_request("Upload-Checksum: the digest must be Base64 of the right length.");
  }
  const std::string hex = algorithm == "sha1" ? to_hex(sha1(request.body)) : world.sha256(request.body);
  if (to_hex(*wanted) == hex) return std::nullopt;
  return Problem{
      "checksum-mismatch", 460,
      "The bytes that arrived are not the bytes that were sent. Nothing of this chunk was kept: send it again."};
}

void add_upload_state(Response& response, const usecases::Upload& upload) {
  response.set("upload-offset", std::to_string(upload.offset));
  if (!upload.sha256) response.set("upload-expires", http_date(upload.expires));
}

Response refused_upload(const Call& call, const domain::Refusal& refusal) {
  return to_response(problem_of(refusal, InvalidPart::elsewhere), call.request.id);
}

}  // namespace formulary::api
