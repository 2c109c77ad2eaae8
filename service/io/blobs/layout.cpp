#include "service/io/blobs/layout.hpp"

#include <algorithm>
#include <stdlib.h>

namespace formulary::io::blobs {
namespace {

constexpr int folder_flags = O_RDONLY | O_DIRECTORY;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/// Opens the folder `name` in `parent`, and makes it first, durably, when it is not there.
File folder(int parent, const std::string& name) {
  if (::mkdirat(parent, name.c_str(), 0700) == 0) {
    if (::fsync(parent) != 0) fail("cannot make the folder " + name + " durable");
  } else if (errno != EEXIST) {
    fail("cannot make the folder " + name);
  }
  File opened(parent, name, folder_flags);
  if (!opened) fail("cannot open the folder " + name);
  return opened;
}

}  // namespace

bool is_uuid(std::string_view text) {
  bool fits = text.size() == 36;
  for (std::size_t i = 0; fits && i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    fits = dash ? text[i] == '-' : is_hex(text[i]);
  }
  return fits;
}

bool is_blob_name(std::string_view text) { return text.size() == 64 && std::ranges::all_of(text, is_hex); }

Folders::Folders(const std::filesystem::path& root) : root_(root) {
  std::filesystem::create_directories(root);
  const File top(AT_FDCWD, root.string(), folder_flags);
  if (!top) fail("cannot open the folder " + root.string());
  uploads_ = folder(top.descriptor(), "uploads");
  blobs_ = folder(top.descriptor(), "sha256");
}

File Folders::place(const std::string& blob) const {
  return {blobs_.descriptor(), blob.substr(0, 2) + "/" + blob.substr(2, 2), folder_flags};
}

File Folders::make_place(const std::string& blob) const {
  const File first = folder(blobs_.descriptor(), blob.substr(0, 2));
  return folder(first.descriptor(), blob.substr(2, 2));
}

File Folders::scratch() const {
  try {
    return {uploads_.descriptor(), ".", O_TMPFILE | O_RDWR};
  } catch (const std::system_error& problem) {
    const int error = problem.code().value();
    if (error != EOPNOTSUPP && error != EISDIR) throw;
  }
  // A file system that knows no files without names.
  std::string name = (root_ / "uploads" / "scratch-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) fail("cannot make a temporary file");
  if (::unlink(name.c_str()) != 0) fail("cannot make a temporary file");
  return File::of(descriptor);
}

}  // namespace formulary::io::blobs
