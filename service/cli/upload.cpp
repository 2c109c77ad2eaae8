#include "service/cli/upload.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "service/domain/base64.hpp"

namespace formulary::cli {
namespace {

constexpr std::size_t chunk_size = std::size_t{8} * 1024 * 1024;
constexpr int tries_in_a_row = 5;

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) value = c >= '0' && c <= '9' ? value * 10 + static_cast<std::uint64_t>(c - '0') : 0;
  return value;
}

void require(const io::http::ClientAnswer& answer, int status, const char* what) {
  if (answer.status == status) return;
  const Json body = Json::parse(answer.body, nullptr, false);
  throw Failure{answer.status >= 500 ? unreachable : not_allowed,
                body.is_object() ? printable(body.value("detail", what)) : fmt::format("{} ({})", what, answer.status)};
}

/// Where the service wants the upload to go on. Asks again, ever more slowly, while it does not answer: it may be
/// starting again. `failures` counts on from one broken piece to the next.
std::uint64_t ask_offset(Connection& connection, const std::string& location, int& failures) {
  for (;;) {
    if (++failures > tries_in_a_row) throw Failure{unreachable, "The upload kept failing. Try again later."};
    std::this_thread::sleep_for(std::chrono::seconds(failures));
    try {
      const auto where = connection.exchange("HEAD", location, {{"tus-resumable", "1.0.0"}}, {});
      if (where.status >= 500) continue;
      require(where, 200, "The upload cannot be resumed.");
      return number(where.header("upload-offset"));
    } catch (const Failure& failure) {
      if (failure.code != unreachable) throw;
    }
  }
}

}  // namespace

std::string upload(Connection& connection, const std::string& path, Show show) {
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  std::ifstream file;  // what has no size is no file: opening a pipe would wait for its other end
  if (!error) file.open(path, std::ios::binary);
  if (error || !file) throw Failure{usage, fmt::format("The file `{}` cannot be read.", path)};

  const std::string name = std::filesystem::path(path).filename().string();
  const auto created = connection.exchange("POST", "/v1/uploads",
                                           {{"tus-resumable", "1.0.0"},
                                            {"upload-length", std::to_string(size)},
                                            {"upload-metadata", "filename " + domain::to_base64(name)}},
                                           {});
  require(created, 201, "The service did not accept the file.");
  std::string location(created.header("location"));
  location = location.substr(location.find("/v1/"));

  std::vector<char> piece(chunk_size);
  std::uint64_t offset = 0;
  int failures = 0;
  while (offset < size) {
    const std::uint64_t count = std::min<std::uint64_t>(chunk_size, size - offset);
    file.clear();
    file.seekg(static_cast<std::streamoff>(offset));
    if (!file.read(piece.data(), static_cast<std::streamsize>(count))) {
      throw Failure{usage, fmt::format("The file `{}` changed while it was sent.", path)};
    }
    try {
      const auto answer = connection.exchange("PATCH", location,
                                              {{"tus-resumable", "1.0.0"},
                                               {"upload-offset", std::to_string(offset)},
                                               {"content-type", "application/offset+octet-stream"}},
                                              std::string(piece.data(), count));
      if (answer.status == 204) {
        offset = number(answer.header("upload-offset"));
        failures = 0;
        if (show == Show::yes) fmt::print(stderr, "\r\x1b[Ksent {} of {} MiB", offset >> 20, size >> 20);
        continue;
      }
      if (answer.status < 500 && answer.status != 409 && answer.status != 429)
        require(answer, 204, "The upload was refused.");
    } catch (const Failure& failure) {
      if (failure.code != unreachable) throw;
    }
    offset = ask_offset(connection, location, failures);
  }
  if (show == Show::yes) fmt::print(stderr, "\r\x1b[K");
  return location.substr(location.rfind('/') + 1);
}

}  // namespace formulary::cli
