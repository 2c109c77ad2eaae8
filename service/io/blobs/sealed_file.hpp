// An age file on the disk whose header can be replaced. The new header lies beside it, in NAME.head, from before the
// old one is overwritten until after: whenever a crash comes, one of the two is whole, and NAME.head counts. Whoever
// looks at headers holds a KeyRing::Use, whoever replaces them a KeyRing::Change.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "service/io/age/envelope.hpp"
#include "service/io/age/reader.hpp"
#include "service/io/blobs/file.hpp"

namespace formulary::io::blobs {

class SealedFile {
 public:
  /// False when there is none of this name in `folder`.
  SealedFile(int folder, std::string name);
  explicit operator bool() const { return static_cast<bool>(*file_); }

  /// Of what it says, by the size of the file alone. Throws age::BadFile.
  std::uint64_t content_size() const;
  age::Source source() const;
  std::string set_name() const { return age::set_name_of(age::header_of(source()).first); }
  age::FileKey key(const age::Keys& keys) const;

  /// Seals it for the recipients of `keys`. The content stays as it is.
  void replace_header(const age::Keys& keys);
  /// What is left to do when NAME.head is there.
  void settle();
  /// Read-only from now on, for its owner as well.
  void protect() const { file_->protect(); }

 private:
  int folder_;
  std::string name_;
  std::shared_ptr<File> file_;
  std::string head_;  ///< what NAME.head says
};

/// Writes `bytes` as the file `name`, durably, in the place of what was there before.
void put_file(int folder, const std::string& name, std::string_view bytes);
/// Nothing happens when there is none.
void remove_file(int folder, const std::string& name);
void rename_file(int from, const std::string& old_name, int to, const std::string& name);

}  // namespace formulary::io::blobs
