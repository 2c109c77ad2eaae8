// The folders of a blob store and the forms of the names in them (dir.cpp says what lies where).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "service/io/blobs/file.hpp"

namespace formulary::io::blobs {

bool is_uuid(std::string_view text);
bool is_blob_name(std::string_view text);  ///< 64 lower-case hexadecimal digits

class Folders {
 public:
  /// Makes what is missing.
  explicit Folders(const std::filesystem::path& root);

  const std::filesystem::path& root() const { return root_; }
  const File& uploads() const { return uploads_; }
  /// `sha256/ab/cd`; closed when it is not there.
  File place(const std::string& blob) const;
  /// The same, made when it is missing.
  File make_place(const std::string& blob) const;
  /// A file without a name, which is gone when it is closed.
  File scratch() const;

 private:
  std::filesystem::path root_;
  File uploads_;
  File blobs_;
};

}  // namespace formulary::io::blobs
