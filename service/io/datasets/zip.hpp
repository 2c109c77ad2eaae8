// An archive that an authority publishes: its entries, each as a Source. Refuses what the publications do not use
// (encryption, other methods than deflate, archives in several files) and what expands beyond the limits.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "service/io/datasets/source.hpp"

namespace formulary::io::datasets {

/// What all archives of one import may expand to together.
struct Expansion {
  std::uint64_t left = 0;
};

struct ZipEntry {
  std::string name;  ///< as the archive says it; never used as a path
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0;
  std::uint64_t packed = 0, size = 0, header = 0;
};

class Zip {
 public:
  /// `name` is for messages. Throws BrokenFile.
  Zip(const File& file, std::string name);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  /// At the end of the entry its length and checksum are compared with what the archive says. `progress` may be null.
  std::unique_ptr<Source> open(const ZipEntry& entry, Expansion& expansion, Progress* progress) const;

 private:
  void read_directory(const std::string& directory, std::uint64_t count);

  const File& file_;
  std::string name_;
  std::vector<ZipEntry> entries_;
};

}  // namespace formulary::io::datasets
