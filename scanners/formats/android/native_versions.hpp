// Well-known libraries that were compiled into a native library, recognised by the texts in which they carry their
// version. A text counts only in its exact shape: `deflate 1.2.11 Copyright`, not any mention of zlib. Says what is
// there, not whether it is safe.
//
// To add a library: a row in the table of native_versions.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanners/bytes/view.hpp"

namespace formulary::formats::android {

struct NativeVersion {
  std::string component;  ///< `OpenSSL`
  std::string version;    ///< `1.1.1k`; a day for a SQLite whose number is not to be had; `unknown`
  std::uint64_t offset = 0;

  auto operator<=>(const NativeVersion&) const = default;
};

class NativeVersionSearch {
 public:
  /// Takes the content piece by piece.
  void take(bytes::View piece);

  /// What was found, each component and version once.
  std::vector<NativeVersion> finish();

 private:
  void look(std::string_view text, std::uint64_t base, std::size_t begin, std::size_t end);
  void note(std::string_view component, std::string_view version, std::uint64_t offset);

  std::string kept_;        // what has not been looked at with enough behind it
  std::uint64_t base_ = 0;  // offset of kept_
  std::size_t judged_ = 0;  // how much of kept_ has been looked at already
  std::map<std::pair<std::string, std::string>, std::uint64_t> found_;
  std::map<std::string, std::uint64_t> sqlite_days_;     // of source ids
  std::map<std::string, std::uint64_t> sqlite_numbers_;  // texts that could be SQLite's version
  std::map<std::string, std::uint64_t> xml_numbers_;     // and libxml2's
};

}  // namespace formulary::formats::android
