#include "service/cli/command.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/stat.h>

#include "service/io/crypto/file_digest.hpp"

namespace formulary::cli {
namespace {

/// Decodes one UTF-8 sequence at `at`; 0 bytes when it is not one.
std::size_t decode(std::string_view text, std::size_t at, char32_t& out) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  static constexpr std::array<unsigned char, 5> masks{0, 0x7f, 0x1f, 0x0f, 0x07};
  out = lead & masks[length];
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
    out = (out << 6) | (byte(at + i) & 0x3f);
  }
  return length;
}

bool hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    const std::size_t length = decode(text, at, c);
    if (length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
      ++at;
      continue;
    }
    if (hidden(c)) {
      out += fmt::format("\\u{{{:04x}}}", static_cast<std::uint32_t>(c));
    } else {
      out += text.substr(at, length);
    }
    at += length;
  }
  return out;
}

bool watched() { return ::isatty(STDERR_FILENO) == 1; }

std::string read_secret(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) throw Failure{usage, fmt::format("There is no file `{}`.", path)};
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw Failure{usage, fmt::format("Others may read `{}`. Run: chmod 600 {}", path, path)};
  }
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  if (line.empty()) throw Failure{usage, fmt::format("The first line of `{}` is empty.", path)};
  return line;
}

std::string file_sha256(const std::string& path) {
  try {
    return io::crypto::sha256_of_file(path);
  } catch (const std::system_error& problem) {
    throw Failure{usage, printable(problem.what())};
  }
}

std::string program_folder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path().string(); }

}  // namespace formulary::cli
