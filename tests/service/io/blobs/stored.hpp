// A folder of blobs for a test, with its keys, and what lies in it.
#pragma once

#include <fstream>
#include <functional>
#include <iterator>
#include <unistd.h>

#include "service/io/blobs/blobs.hpp"
#include "service/io/blobs/running_digest.hpp"
#include "tests/service/io/temporary.hpp"
#include "tests/service/io/test_ring.hpp"

namespace formulary::test {

class StoredFolder {
 public:
  StoredFolder() { reopen(); }
  void reopen() { blobs = io::blobs::open("dir", root(), ring); }

  std::filesystem::path root() const { return folder / "blobs"; }
  std::filesystem::path blob(const domain::Sha256& name) const {
    return root() / "sha256" / name.hex.substr(0, 2) / name.hex.substr(2, 2) / (name.hex + ".age");
  }
  std::filesystem::path upload(int number, const std::string& end) const {
    return root() / "uploads" / (uuid(number) + end);
  }

  domain::Sha256 store(int number, const std::string& bytes) {
    const domain::UploadId id{uuid(number)};
    blobs->begin(id);
    blobs->append(id, 0, bytes);
    const domain::Sha256 name = blobs->finish(id);
    blobs->discard(id);
    return name;
  }

  /// Whether the bytes lie anywhere in the folder as they are.
  bool shows(const std::string& bytes) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root())) {
      if (entry.is_regular_file() && read(entry.path()).find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root())) count += entry.is_regular_file();
    return count;
  }

  static std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void write(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::filesystem::remove(file);
    std::ofstream(file, std::ios::binary) << bytes;
  }

  TemporaryFolder folder;
  TestRing ring{folder.path()};
  std::unique_ptr<usecases::Blobs> blobs;
};

inline std::string bytes_behind(int descriptor) {
  std::string bytes;
  char piece[65536];
  ::lseek(descriptor, 0, SEEK_SET);
  for (ssize_t got = 0; (got = ::read(descriptor, piece, sizeof piece)) > 0;) {
    bytes.append(piece, static_cast<std::size_t>(got));
  }
  ::close(descriptor);
  return bytes;
}

inline std::string content(usecases::Blobs& blobs, const domain::Sha256& name) {
  return bytes_behind(blobs.open(name));
}

inline domain::Sha256 name_of(const std::string& bytes) {
  io::blobs::RunningDigest digest;
  digest.add(bytes);
  return digest.value();
}

/// Bytes of which no two places look alike.
inline std::string some_bytes(std::size_t size, unsigned seed = 1) {
  std::string bytes(size, '\0');
  std::uint32_t state = seed * 2654435761U + 1;
  for (char& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24);
  }
  return bytes;
}

}  // namespace formulary::test
