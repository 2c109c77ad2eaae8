#include "service/io/blobs/copies.hpp"

#include <optional>
#include <stdexcept>

#include "service/io/blobs/running_digest.hpp"
#include "service/io/blobs/sealed_file.hpp"

namespace formulary::io::blobs {
namespace {

constexpr std::size_t piece_size = 1024 * 1024;

/// All of `source`, behind `head`, which takes the place of its first bytes, under `name`: durably, or not at all.
void copy(const age::Source& source, const std::string& head, const File& folder, const std::string& name) {
  const std::string partial = name + ".part";
  remove_file(folder.descriptor(), partial);
  const File out(folder.descriptor(), partial, O_WRONLY | O_CREAT | O_EXCL);
  std::string piece(piece_size, '\0');
  if (!out.write_at(head, 0)) fail("cannot write " + name);
  for (std::uint64_t offset = head.size(); offset < source.size;) {
    const std::size_t got = source.read(piece.data(), piece.size(), offset);
    if (got == 0) throw std::runtime_error("A stored file became shorter while it was copied.");
    if (!out.write_at(std::string_view(piece).substr(0, got), offset)) fail("cannot write " + name);
    offset += got;
  }
  out.protect();
  out.sync();
  rename_file(folder.descriptor(), partial, folder.descriptor(), name);
  folder.sync();
}

std::string first_bytes(const age::Source& source) {
  std::string head(age::envelope_size, '\0');
  head.resize(source.read(head.data(), head.size(), 0));
  return head;
}

/// Whether the copy that is there already is the same: blobs of one name differ in their headers alone.
bool is_copied(const File& folder, const std::string& name, std::uint64_t size, const std::string& head) {
  const File there(folder.descriptor(), name, O_RDONLY);
  if (!there || there.size() != size) return false;
  std::string bytes(head.size(), '\0');
  return there.read_at(bytes.data(), bytes.size(), 0) == head.size() && bytes == head;
}

[[noreturn]] void missing(const std::string& name) {
  throw age::BadFile(age::Defect::payload, "The stored file " + name + " is missing.");
}

void check(const SealedFile& sealed, const std::string& name, std::span<const age::Identity> identities) {
  RunningDigest digest;
  age::Reader(sealed.source(), identities).read_all([&](std::string_view piece) { digest.add(piece); });
  if (digest.value().hex != name) {
    throw age::BadFile(age::Defect::payload, "The blob " + name + " holds another file.");
  }
}

}  // namespace

std::map<std::string, std::uint64_t> copy_out(const std::filesystem::path& root, age::KeyRing& ring,
                                              const std::filesystem::path& target) {
  std::map<std::string, std::uint64_t> copied;
  if (!std::filesystem::exists(root / "sha256")) return copied;
  const Folders to(target);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "sha256")) {
    const std::string file = entry.path().filename().string();
    if (is_blob_name(file)) {
      throw std::runtime_error("Some stored files are not encrypted yet. Do `formulary keys rewrap` first.");
    }
    if (!file.ends_with(".age") || !is_blob_name(file.substr(0, file.size() - 4))) continue;
    const std::string name = file.substr(0, file.size() - 4);
    const File folder(AT_FDCWD, entry.path().parent_path().string(), O_RDONLY | O_DIRECTORY);
    auto keys = std::make_optional(ring.use());
    const SealedFile sealed(folder.descriptor(), file);
    if (!sealed) continue;  // nobody needed it, and it was removed meanwhile
    const std::string head = first_bytes(sealed.source());
    keys.reset();  // the content never changes
    const File place = to.make_place(name);
    if (!is_copied(place, file, sealed.source().size, head)) copy(sealed.source(), head, place, file);
    copied[name] = sealed.content_size();
  }
  return copied;
}

void copy_in(const std::filesystem::path& source, const std::string& name, std::span<const age::Identity> identities,
             const std::filesystem::path& root, age::KeyRing& ring) {
  const std::string file = name + ".age";
  const std::filesystem::path path = source / "sha256" / name.substr(0, 2) / name.substr(2, 2);
  const File folder(AT_FDCWD, path.string(), O_RDONLY | O_DIRECTORY);
  if (!folder) missing(name);
  const SealedFile sealed(folder.descriptor(), file);
  if (!sealed) missing(name);
  check(sealed, name, identities);
  const auto [header, bytes] = age::header_of(sealed.source());
  const auto keys = ring.use();
  const std::string head = age::make_envelope(age::unwrap(header, bytes, identities), *keys);
  if (header.size != head.size()) {
    throw age::BadFile(age::Defect::header, "The header of " + name + " is none that was written here.");
  }
  copy(sealed.source(), head, Folders(root).make_place(name), file);
}

}  // namespace formulary::io::blobs
