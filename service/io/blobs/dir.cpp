// Blobs in a folder:
//   uploads/<id>            a file on its way
//   uploads/<id>.done       the name of the blob that the upload became, until the upload is discarded
//   sha256/ab/cd/<64 hex>   a blob, read-only, complete whenever it is there
// A blob is durable before its name appears, and an upload's file disappears only by becoming the blob: whatever moment
// a crash comes, finish() can be called again. Names are never taken from what a user typed.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <vector>

#include <openssl/evp.h>

#include "service/io/blobs/blobs.hpp"
#include "service/io/blobs/file.hpp"

namespace formulary::io::blobs {
namespace {

using domain::Sha256;
using domain::UploadId;
using usecases::AppendOutcome;

constexpr std::size_t read_size = 1024 * 1024;
constexpr int folder_flags = O_RDONLY | O_DIRECTORY;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool is_uuid(std::string_view text) {
  bool fits = text.size() == 36;
  for (std::size_t i = 0; fits && i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    fits = dash ? text[i] == '-' : is_hex(text[i]);
  }
  return fits;
}

/// The file name of an upload: its id, which must have the form of a UUID.
std::string checked(const UploadId& id) {
  if (!is_uuid(id.value)) throw std::invalid_argument("The id of an upload is not a UUID.");
  return id.value;
}

bool is_blob_name(const std::string& name) { return name.size() == 64 && std::ranges::all_of(name, is_hex); }

std::string checked(const Sha256& name) {
  if (!is_blob_name(name.hex)) throw std::invalid_argument("The name of a blob is not a SHA-256.");
  return name.hex;
}

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

bool no_space(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

Sha256 hash(const File& file) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) throw std::runtime_error("no SHA-256");
  std::vector<char> buffer(read_size);
  for (std::uint64_t offset = 0;;) {
    const std::size_t got = file.read_at(buffer.data(), buffer.size(), offset);
    if (got == 0) break;
    if (EVP_DigestUpdate(context.get(), buffer.data(), got) != 1) throw std::runtime_error("SHA-256 failed");
    offset += got;
  }
  std::array<unsigned char, 32> digest{};
  if (EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) throw std::runtime_error("SHA-256 failed");
  constexpr char digits[] = "0123456789abcdef";
  Sha256 name;
  for (const unsigned char byte : digest) {
    name.hex += digits[byte >> 4];
    name.hex += digits[byte & 0x0f];
  }
  return name;
}

class DirBlobs : public usecases::Blobs {
 public:
  explicit DirBlobs(const std::filesystem::path& root) : root_(root) {
    std::filesystem::create_directories(root);
    const File top(AT_FDCWD, root.string(), folder_flags);
    if (!top) fail("cannot open the folder " + root.string());
    uploads_ = folder(top.descriptor(), "uploads");
    blobs_ = folder(top.descriptor(), "sha256");
  }

  void begin(const UploadId& id) override {
    const File file(uploads_.descriptor(), checked(id), O_WRONLY | O_CREAT | O_EXCL);
    if (!file) fail("cannot begin an upload");
    file.sync();
    uploads_.sync();
  }

  AppendOutcome append(const UploadId& id, std::uint64_t offset, std::string_view bytes) override {
    const File file = upload(id);
    if (file.size() < offset) return AppendOutcome::wrong_offset;
    if (file.size() > offset) file.truncate(offset);
    int error = 0;
    if (!file.write_at(bytes, offset)) {
      error = errno;
    } else if (::fsync(file.descriptor()) != 0) {
      error = errno;
    }
    if (error == 0) return AppendOutcome::done;
    file.truncate(offset);
    if (no_space(error)) return AppendOutcome::no_space;
    throw std::system_error(error, std::generic_category(), "cannot write an upload");
  }

  Sha256 finish(const UploadId& id) override {
    const File file(uploads_.descriptor(), checked(id), O_RDONLY);
    if (!file) {
      if (const auto before = done(id)) return *before;
      throw std::runtime_error("There is no such upload to finish.");
    }
    const Sha256 name = hash(file);
    if (::fchmod(file.descriptor(), 0400) != 0) fail("cannot protect a blob");
    file.sync();
    note_done(id, name);
    const File first = folder(blobs_.descriptor(), name.hex.substr(0, 2));
    const File second = folder(first.descriptor(), name.hex.substr(2, 2));
    const File there(second.descriptor(), name.hex, O_RDONLY);
    if (there && there.size() == file.size()) {
      remove(uploads_, checked(id));
    } else if (::renameat(uploads_.descriptor(), checked(id).c_str(), second.descriptor(), name.hex.c_str()) != 0) {
      fail("cannot move an upload to the blobs");
    }
    second.sync();
    uploads_.sync();
    return name;
  }

  void discard(const UploadId& id) override {
    remove(uploads_, checked(id));
    remove(uploads_, checked(id) + ".done");
    uploads_.sync();
  }

  std::vector<UploadId> uploads() override {
    std::set<std::string> ids;
    for (const auto& entry : std::filesystem::directory_iterator(root_ / "uploads")) {
      if (std::string id = entry.path().filename().string().substr(0, 36); is_uuid(id)) ids.insert(std::move(id));
    }
    std::vector<UploadId> uploads;
    for (const std::string& id : ids) uploads.push_back({id});
    return uploads;
  }

  bool contains(const Sha256& name) override { return static_cast<bool>(blob(name)); }

  std::uint64_t size(const Sha256& name) override {
    const File file = blob(name);
    if (!file) throw std::runtime_error("There is no blob " + name.hex + ".");
    return file.size();
  }

  int open(const Sha256& name) override {
    File file = blob(name);
    if (!file) throw std::runtime_error("There is no blob " + name.hex + ".");
    return file.release();
  }

  std::string content(const Sha256& name, std::uint64_t most) override {
    const File file = blob(name);
    if (!file) throw std::runtime_error("There is no blob " + name.hex + ".");
    if (file.size() > most) throw std::runtime_error("The blob " + name.hex + " is too large.");
    std::string bytes(static_cast<std::size_t>(file.size()), '\0');
    bytes.resize(file.read_at(bytes.data(), bytes.size(), 0));
    return bytes;
  }

  std::size_t read(const Sha256& name, std::uint64_t offset, std::span<char> out) override {
    const File file = blob(name);
    if (!file) throw std::runtime_error("There is no blob " + name.hex + ".");
    return file.read_at(out.data(), out.size(), offset);
  }

  std::vector<Sha256> list() override {
    std::set<std::string> unsettled;
    for (const UploadId& id : uploads()) {
      if (const auto name = done(id)) unsettled.insert(name->hex);
    }
    std::vector<Sha256> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root_ / "sha256")) {
      std::string name = entry.path().filename().string();
      if (is_blob_name(name) && !unsettled.contains(name)) names.push_back({std::move(name)});
    }
    return names;
  }

  void remove(const Sha256& name) override {
    const std::string hex = checked(name);
    remove(blobs_, hex.substr(0, 2) + "/" + hex.substr(2, 2) + "/" + hex);
  }

 private:
  File upload(const UploadId& id) {
    File file(uploads_.descriptor(), checked(id), O_RDWR);
    if (!file) throw std::runtime_error("There is no such upload.");
    return file;
  }

  File blob(const Sha256& name) {
    const std::string hex = checked(name);
    return {blobs_.descriptor(), hex.substr(0, 2) + "/" + hex.substr(2, 2) + "/" + hex, O_RDONLY};
  }

  /// Before the upload's file moves away: from now on its blob can be named even if it is gone from here.
  void note_done(const UploadId& id, const Sha256& name) {
    const std::string last = checked(id) + ".done";
    const std::string partial = last + ".part";
    {
      const File file(uploads_.descriptor(), partial, O_WRONLY | O_CREAT | O_TRUNC);
      if (!file || !file.write_at(name.hex, 0)) fail("cannot note that an upload is done");
      file.sync();
    }
    if (::renameat(uploads_.descriptor(), partial.c_str(), uploads_.descriptor(), last.c_str()) != 0) {
      fail("cannot note that an upload is done");
    }
    uploads_.sync();
  }

  std::optional<Sha256> done(const UploadId& id) {
    const File file(uploads_.descriptor(), checked(id) + ".done", O_RDONLY);
    if (!file) return std::nullopt;
    Sha256 name{std::string(64, '\0')};
    if (file.read_at(name.hex.data(), name.hex.size(), 0) != name.hex.size() || !contains(name)) return std::nullopt;
    return name;
  }

  static void remove(const File& parent, const std::string& name) {
    if (::unlinkat(parent.descriptor(), name.c_str(), 0) != 0 && errno != ENOENT) fail("cannot remove " + name);
  }

  std::filesystem::path root_;
  File uploads_;
  File blobs_;
};

}  // namespace

std::unique_ptr<usecases::Blobs> open_dir(const std::filesystem::path& place);
std::unique_ptr<usecases::Blobs> open_dir(const std::filesystem::path& place) {
  return std::make_unique<DirBlobs>(place);
}

}  // namespace formulary::io::blobs
