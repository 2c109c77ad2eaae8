#include "service/io/blobs/stored_keys.hpp"

#include <algorithm>
#include <stdexcept>

#include <sys/file.h>

#include "service/io/age/writer.hpp"
#include "service/io/blobs/running_digest.hpp"
#include "service/io/blobs/sealed_file.hpp"

namespace formulary::io::blobs {
namespace {

constexpr std::size_t read_size = 1024 * 1024;

std::vector<std::string> texts(const std::vector<age::Recipient>& recipients) {
  std::vector<std::string> all;
  for (const age::Recipient& recipient : recipients) all.push_back(recipient.text());
  return all;
}

/// Held while files are brought to other keys.
class Turn {
 public:
  explicit Turn(const Folders& folders) : file_(folders.uploads().descriptor(), "rewrap.lock", O_RDWR | O_CREAT) {
    if (::flock(file_.descriptor(), LOCK_EX | LOCK_NB) != 0) {
      throw std::runtime_error("Another rewrap of the same files runs.");
    }
  }

 private:
  io::blobs::File file_;
};

}  // namespace

struct StoredKeys::File {
  std::filesystem::path folder;
  std::string name;
  bool sealed;
};

usecases::KeyStatus StoredKeys::status() {
  const auto keys = ring_.use();
  usecases::KeyStatus status{
      .service = keys->service.front().identity.recipient().text(), .old = {}, .recovery = texts(keys->recovery)};
  for (std::size_t i = 1; i < keys->service.size(); ++i) {
    status.old.push_back(keys->service[i].identity.recipient().text());
  }
  return status;
}

std::string StoredKeys::rotate(const std::string& day) {
  auto change = ring_.change();
  age::Keys keys = *change;
  keys.service.insert(keys.service.begin(), {age::Identity::make(), day});
  change.replace(keys);
  return keys.service.front().identity.recipient().text();
}

void StoredKeys::set_recovery(const std::vector<std::string>& recipients) {
  if (recipients.size() > age::most_recovery_recipients) {
    throw std::invalid_argument("There are at most 8 recovery recipients.");
  }
  auto change = ring_.change();
  age::Keys keys = *change;
  keys.recovery.clear();
  for (const std::string& text : recipients) {
    const auto recipient = age::Recipient::read(text);
    if (!recipient)
      throw std::invalid_argument("A recovery recipient is what age-keygen prints, and begins with age1.");
    if (std::ranges::find(keys.recovery, *recipient) == keys.recovery.end()) keys.recovery.push_back(*recipient);
  }
  change.replace(keys);
}

std::vector<StoredKeys::File> StoredKeys::uploads() const {
  std::vector<File> found;
  for (const auto& entry : std::filesystem::directory_iterator(folders_.root() / "uploads")) {
    const std::string name = entry.path().filename().string();
    if (name.size() <= 36 || !is_uuid(name.substr(0, 36))) continue;
    if (name.substr(36) == ".age" || name.substr(36) == ".tail")
      found.push_back({entry.path().parent_path(), name, true});
  }
  return found;
}

std::vector<StoredKeys::File> StoredKeys::blobs() const {
  std::vector<File> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folders_.root() / "sha256")) {
    const std::string name = entry.path().filename().string();
    if (name.size() < 64 || !is_blob_name(name.substr(0, 64))) continue;
    const std::string end = name.substr(64);
    if (end.empty() || end == ".age") found.push_back({entry.path().parent_path(), name, !end.empty()});
  }
  return found;
}

usecases::RewrapCounts StoredKeys::rewrap(const std::function<bool(const usecases::RewrapCounts&)>& progress) {
  const Turn turn(folders_);
  usecases::RewrapCounts counts;
  // Uploads first: one that becomes a blob meanwhile is among the blobs that are listed after it. What begins now has
  // the keys in use already.
  for (const auto list : {&StoredKeys::uploads, &StoredKeys::blobs}) {
    const std::vector<File> found = (this->*list)();
    counts.total += found.size();
    for (const File& file : found) {
      try {
        bring_up_to_date(file, counts);
      } catch (const age::BadFile&) {
        counts.failed.push_back(file.name);
      }
      ++counts.files;
      counts.stopped = !progress(counts);
      if (counts.stopped) return counts;
    }
  }
  return counts;
}

void StoredKeys::bring_up_to_date(const File& file, usecases::RewrapCounts& counts) {
  if (!file.sealed) {
    encrypt(file);
    ++counts.encrypted;
    return;
  }
  const io::blobs::File folder(AT_FDCWD, file.folder.string(), O_RDONLY | O_DIRECTORY);
  if (!folder) return;
  const auto change = ring_.change();
  SealedFile sealed(folder.descriptor(), file.name);
  if (!sealed) return;  // removed meanwhile, or a blob by now
  sealed.settle();
  if (sealed.set_name() == change->set_name()) return;
  sealed.replace_header(*change);
  ++counts.rewrapped;
}

/// A blob that an earlier version kept in the clear. Its copy gets its name only when it is whole and durable.
void StoredKeys::encrypt(const File& file) {
  const io::blobs::File folder(AT_FDCWD, file.folder.string(), O_RDONLY | O_DIRECTORY);
  const io::blobs::File plain(folder.descriptor(), file.name, O_RDONLY);
  if (!plain) return;
  const std::string name = file.name + ".age", partial = name + ".part";
  remove_file(folder.descriptor(), partial);
  io::blobs::File sealed(folder.descriptor(), partial, O_WRONLY | O_CREAT | O_EXCL);
  std::uint64_t written = 0;
  const auto sink = [&](std::string_view piece) {
    if (!sealed.write_at(piece, written)) fail("cannot write " + name);
    written += piece.size();
  };
  const auto keys = ring_.use();  // until it has its name
  age::Writer writer([&](const age::FileKey& key) { return age::make_envelope(key, *keys); }, sink);
  RunningDigest digest;
  std::string piece(read_size, '\0');
  for (std::uint64_t offset = 0;;) {
    const std::size_t got = plain.read_at(piece.data(), piece.size(), offset);
    if (got == 0) break;
    writer.write(std::string_view(piece).substr(0, got));
    digest.add(std::string_view(piece).substr(0, got));
    offset += got;
  }
  writer.finish();
  if (digest.value().hex != file.name) {
    remove_file(folder.descriptor(), partial);
    throw age::BadFile(age::Defect::payload, "The blob " + file.name + " holds another file.");
  }
  sealed.protect();
  sealed.sync();
  rename_file(folder.descriptor(), partial, folder.descriptor(), name);
  folder.sync();
  remove_file(folder.descriptor(), file.name);
}

std::vector<std::string> StoredKeys::destroy_old() {
  auto change = ring_.change();
  age::Keys keys = *change;
  std::vector<std::string> destroyed;
  for (std::size_t i = 1; i < keys.service.size(); ++i) {
    destroyed.push_back(keys.service[i].identity.recipient().text());
  }
  if (destroyed.empty()) return destroyed;
  keys.service.resize(1, keys.service.front());
  change.replace(keys);
  return destroyed;
}

bool StoredKeys::keys_fit() {
  const auto keys = ring_.use();
  for (const File& file : blobs()) {
    if (!file.sealed) continue;
    const io::blobs::File folder(AT_FDCWD, file.folder.string(), O_RDONLY | O_DIRECTORY);
    const SealedFile sealed(folder.descriptor(), file.name);
    if (!sealed) continue;
    try {
      sealed.key(*keys);
      return true;
    } catch (const age::BadFile& problem) {
      if (problem.defect() == age::Defect::no_match) return false;  // else it is damaged, and says nothing about keys
    }
  }
  return true;
}

bool holds_encrypted_files(const std::filesystem::path& root) {
  if (!std::filesystem::exists(root / "sha256")) return false;
  return std::ranges::any_of(std::filesystem::recursive_directory_iterator(root / "sha256"),
                             [](const auto& entry) { return entry.path().extension() == ".age"; });
}

}  // namespace formulary::io::blobs
