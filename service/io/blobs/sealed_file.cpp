#include "service/io/blobs/sealed_file.hpp"

#include <cstdio>

namespace formulary::io::blobs {
namespace {

void sync_folder(int folder) {
  if (::fsync(folder) != 0) fail("cannot make a folder durable");
}

}  // namespace

void put_file(int folder, const std::string& name, std::string_view bytes) {
  const std::string partial = name + ".part";
  {
    const File file(folder, partial, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file || !file.write_at(bytes, 0)) fail("cannot write " + name);
    file.sync();
  }
  rename_file(folder, partial, folder, name);
  sync_folder(folder);
}

void remove_file(int folder, const std::string& name) {
  if (::unlinkat(folder, name.c_str(), 0) != 0 && errno != ENOENT) fail("cannot remove " + name);
}

void rename_file(int from, const std::string& old_name, int to, const std::string& name) {
  if (::renameat(from, old_name.c_str(), to, name.c_str()) != 0) fail("cannot rename " + old_name);
}

SealedFile::SealedFile(int folder, std::string name)
    : folder_(folder), name_(std::move(name)), file_(std::make_shared<File>(folder, name_, O_RDONLY)) {
  if (!*file_) return;
  const File head(folder, name_ + ".head", O_RDONLY);
  if (!head) return;
  head_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(head.size(), age::largest_header)));
  head_.resize(head.read_at(head_.data(), head_.size(), 0));
}

age::Source SealedFile::source() const {
  return {file_->size(), [file = file_, head = head_](char* out, std::size_t size, std::uint64_t offset) {
            const std::size_t got = file->read_at(out, size, offset);
            // What overlaps with the new header comes from there.
            for (std::size_t i = 0; i < got && offset + i < head.size(); ++i) out[i] = head[offset + i];
            return got;
          }};
}

std::uint64_t SealedFile::content_size() const {
  const std::uint64_t begin = age::header_of(source()).first.size + age::payload_nonce_size;
  const std::uint64_t size = file_->size();
  return age::content_size(size < begin ? 0 : size - begin);
}

age::FileKey SealedFile::key(const age::Keys& keys) const {
  const auto [header, bytes] = age::header_of(source());
  return age::unwrap(header, bytes, keys.identities());
}

void SealedFile::replace_header(const age::Keys& keys) {
  const std::string fresh = age::make_envelope(key(keys), keys);
  if (age::header_of(source()).first.size != fresh.size()) {
    throw age::BadFile(age::Defect::header, "The header of " + name_ + " is none that was written here.");
  }
  put_file(folder_, name_ + ".head", fresh);
  head_ = fresh;
  settle();
}

void SealedFile::settle() {
  if (head_.empty()) return;
  // Blobs are read-only for everybody, their owner included.
  struct stat status {};
  if (::fstat(file_->descriptor(), &status) != 0) fail("cannot look at " + name_);
  if (::fchmod(file_->descriptor(), 0600) != 0) fail("cannot change " + name_);
  {
    const File writable(folder_, name_, O_WRONLY);
    if (!writable || !writable.write_at(head_, 0)) fail("cannot write the header of " + name_);
    writable.sync();
  }
  if (::fchmod(file_->descriptor(), status.st_mode & 0777) != 0) fail("cannot change " + name_);
  remove_file(folder_, name_ + ".head");
  head_.clear();
}

}  // namespace formulary::io::blobs
