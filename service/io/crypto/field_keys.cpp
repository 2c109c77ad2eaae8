#include "service/io/crypto/field_keys.hpp"

#include <charconv>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <unistd.h>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <sys/stat.h>

#include "service/io/crypto/random.hpp"

namespace formulary::io::crypto {
namespace {

/// Whole and on the disk before it has its name, so that there never is half a key.
void make(const std::string& file) {
  FieldKey key{};
  fill_random(key);
  std::string line = "1 ";
  for (const std::uint8_t byte : key) line += fmt::format("{:02x}", byte);
  line += '\n';
  OPENSSL_cleanse(key.data(), key.size());
  const std::string fresh = file + ".new";
  ::unlink(fresh.c_str());
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written = descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == ssize_t(line.size()) &&
                       ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  OPENSSL_cleanse(line.data(), line.size());
  if (!written || ::link(fresh.c_str(), file.c_str()) != 0) {
    throw std::runtime_error(fmt::format("The file of keys `{}` cannot be made.", file));
  }
  ::unlink(fresh.c_str());
}

bool read_key(std::string_view line, std::map<std::uint8_t, FieldKey>& keys) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  const std::string_view rest(end, static_cast<std::size_t>(line.data() + line.size() - end));
  FieldKey key{};
  if (error != std::errc() || number < 1 || number > 255 || rest.size() != 1 + 2 * key.size() || rest[0] != ' ') {
    return false;
  }
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char* at = rest.data() + 1 + 2 * i;
    if (std::from_chars(at, at + 2, key[i], 16).ptr != at + 2) return false;
  }
  return keys.emplace(static_cast<std::uint8_t>(number), key).second;
}

}  // namespace

std::map<std::uint8_t, FieldKey> open_field_keys(const std::string& file) {
  struct stat state {};
  if (::stat(file.c_str(), &state) != 0) {
    make(file);
    if (::stat(file.c_str(), &state) != 0) throw std::runtime_error(fmt::format("`{}` is gone again.", file));
  }
  if (!S_ISREG(state.st_mode) || (state.st_mode & 077) != 0) {
    throw std::runtime_error(fmt::format("Others may read the keys in `{0}`. Run: chmod 600 {0}", file));
  }
  std::map<std::uint8_t, FieldKey> keys;
  std::ifstream in(file);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!read_key(line, keys)) {
      throw std::runtime_error(
          fmt::format("Line {} of `{}` is no key. Put back the file from the backup.", number, file));
    }
    OPENSSL_cleanse(line.data(), line.size());
  }
  if (keys.empty())
    throw std::runtime_error(fmt::format("There is no key in `{}`. Put it back from the backup.", file));
  return keys;
}

}  // namespace formulary::io::crypto
