// Blobs in a folder, encrypted:
//   uploads/<id>.age, .tail    a file on its way (arrival.hpp)
//   uploads/<id>.done          the name of the blob that the upload became, until the upload is discarded
//   sha256/ab/cd/<64 hex>.age  a blob, read-only, complete whenever it is there; named by the SHA-256 of its content
//   sha256/ab/cd/<64 hex>      a blob of a version that did not encrypt, until StoredKeys::rewrap has been there;
//   uploads/<id>               likewise
// A blob is durable before its name appears, and an upload's file disappears only by becoming the blob: whatever moment
// a crash comes, finish() can be called again. Names are never taken from what a user typed.
//
// What is given out is the content, and only after all of it was found authentic and to have the blob's name: an
// encrypted file in the place of another is noticed.
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <vector>

#include "service/io/blobs/arrival.hpp"
#include "service/io/blobs/blobs.hpp"
#include "service/io/blobs/layout.hpp"
#include "service/io/blobs/sealed_file.hpp"
#include "service/usecases/ports/store.hpp"

namespace formulary::io::blobs {
namespace {

using domain::Sha256;
using domain::UploadId;
using usecases::AppendOutcome;

constexpr std::size_t read_size = 1024 * 1024;
constexpr std::size_t arrivals_in_memory = 256;

/// The file name of an upload: its id, which must have the form of a UUID.
std::string checked(const UploadId& id) {
  if (!is_uuid(id.value)) throw std::invalid_argument("The id of an upload is not a UUID.");
  return id.value;
}

std::string checked(const Sha256& name) {
  if (!is_blob_name(name.hex)) throw std::invalid_argument("The name of a blob is not a SHA-256.");
  return name.hex;
}

bool no_space(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

/// A stored blob, in whichever form it lies there.
class Stored {
 public:
  Stored(const Folders& folders, age::KeyRing& ring, const Sha256& name) : name_(name) {
    const File place = folders.place(checked(name));
    if (!place) return;
    const auto keys = ring.use();
    const SealedFile sealed(place.descriptor(), name.hex + ".age");
    if (sealed) {
      size_ = sealed.content_size();
      source_ = sealed.source();
    } else {
      plain_ = File(place.descriptor(), name.hex, O_RDONLY);
      if (plain_) size_ = plain_.size();
    }
  }

  explicit operator bool() const { return size_.has_value(); }
  std::uint64_t size() const { return size_.value(); }
  File& plain() { return plain_; }

  /// Gives all of it to `sink`. Throws age::BadFile at the first piece that is not authentic, or at the end when it is
  /// something else than its name says.
  void read_all(age::KeyRing& ring, const std::function<void(std::string_view)>& sink) {
    RunningDigest digest;
    const auto checked_sink = [&](std::string_view piece) {
      digest.add(piece);
      sink(piece);
    };
    if (plain_) {
      read_plain(checked_sink);
    } else {
      reader(ring).read_all(checked_sink);
    }
    if (digest.value() != name_) {
      throw age::BadFile(age::Defect::payload, "The blob " + name_.hex + " holds another file.");
    }
  }

  std::size_t read_at(age::KeyRing& ring, std::span<char> out, std::uint64_t offset) {
    if (plain_) return plain_.read_at(out.data(), out.size(), offset);
    return reader(ring).read_at(out.data(), out.size(), offset);
  }

 private:
  age::Reader reader(age::KeyRing& ring) {
    const auto keys = ring.use();
    return {source_, keys->identities()};
  }

  void read_plain(const std::function<void(std::string_view)>& sink) {
    std::string piece(read_size, '\0');
    for (std::uint64_t offset = 0;;) {
      const std::size_t got = plain_.read_at(piece.data(), piece.size(), offset);
      if (got == 0) return;
      sink(std::string_view(piece).substr(0, got));
      offset += got;
    }
  }

  Sha256 name_;
  std::optional<std::uint64_t> size_;
  age::Source source_;
  File plain_;
};

class DirBlobs : public usecases::Blobs {
 public:
  DirBlobs(const std::filesystem::path& root, age::KeyRing& ring) : ring_(ring), folders_(root) {}

  void begin(const UploadId& id) override {
    try {
      keep(id, Arrival::begin(on_the_way(), checked(id), ring_));
    } catch (const std::system_error& error) {
      if (!no_space(error.code().value())) throw;
      remove_arrival(id.value);
      throw usecases::StorageUnavailable("There is no room for another file on its way in.");
    }
  }

  AppendOutcome append(const UploadId& id, std::uint64_t offset, std::string_view bytes) override {
    try {
      Arrival arrival = take(id);
      if (arrival.size() < offset) {
        keep(id, std::move(arrival));
        return AppendOutcome::wrong_offset;
      }
      if (arrival.size() > offset || arrival.broken()) arrival.go_back(offset);
      arrival.append(bytes);
      keep(id, std::move(arrival));
      return AppendOutcome::done;
    } catch (const std::system_error& error) {
      if (no_space(error.code().value())) return AppendOutcome::no_space;
      throw;
    }
  }

  Sha256 finish(const UploadId& id) override {
    const bool begun = Arrival::exists(on_the_way(), checked(id)) || File(on_the_way(), id.value, O_RDONLY);
    if (!begun) {
      if (const auto before = done(id)) return *before;
      throw std::runtime_error("There is no such upload to finish.");
    }
    const Sha256 name = take(id).finish();
    put_file(on_the_way(), id.value + ".done", name.hex);
    const File place = folders_.make_place(name.hex);
    move(id, name, place);
    remove_file(place.descriptor(), name.hex);  // as a version kept it that did not encrypt
    place.sync();
    remove_arrival(id.value);
    folders_.uploads().sync();
    return name;
  }

  void discard(const UploadId& id) override {
    forget(id);
    remove_arrival(checked(id));
    remove_file(on_the_way(), id.value);
    remove_file(on_the_way(), id.value + ".done");
    folders_.uploads().sync();
  }

  std::vector<UploadId> uploads() override {
    std::set<std::string> ids;
    for (const auto& entry : std::filesystem::directory_iterator(folders_.root() / "uploads")) {
      if (std::string id = entry.path().filename().string().substr(0, 36); is_uuid(id)) ids.insert(std::move(id));
    }
    std::vector<UploadId> uploads;
    for (const std::string& id : ids) uploads.push_back({id});
    return uploads;
  }

  bool contains(const Sha256& name) override { return static_cast<bool>(Stored(folders_, ring_, name)); }

  std::uint64_t size(const Sha256& name) override { return stored(name).size(); }

  int open(const Sha256& name) override {
    Stored blob = stored(name);
    if (blob.plain()) return blob.plain().release();
    const File copy = folders_.scratch();
    std::uint64_t offset = 0;
    blob.read_all(ring_, [&](std::string_view piece) {
      if (!copy.write_at(piece, offset)) fail("cannot write a temporary file");
      offset += piece.size();
    });
    return copy.reopened().release();
  }

  std::string content(const Sha256& name, std::uint64_t most) override {
    Stored blob = stored(name);
    if (blob.size() > most) throw std::runtime_error("The blob " + name.hex + " is too large.");
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(blob.size()));
    blob.read_all(ring_, [&](std::string_view piece) { bytes += piece; });
    return bytes;
  }

  std::size_t read(const Sha256& name, std::uint64_t offset, std::span<char> out) override {
    Stored blob = stored(name);
    if (offset == 0) blob.read_all(ring_, [](std::string_view) {});  // whether it is what its name says
    return blob.read_at(ring_, out, offset);
  }

  std::vector<Sha256> list() override {
    std::set<std::string> unsettled;
    for (const UploadId& id : uploads()) {
      if (const auto name = done(id)) unsettled.insert(name->hex);
    }
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folders_.root() / "sha256")) {
      std::string name = entry.path().filename().string();
      if (name.ends_with(".age")) name.resize(name.size() - 4);
      if (is_blob_name(name) && !unsettled.contains(name)) names.insert(std::move(name));
    }
    std::vector<Sha256> list;
    for (const std::string& name : names) list.push_back({name});
    return list;
  }

  void remove(const Sha256& name) override {
    const File place = folders_.place(checked(name));
    if (!place) return;
    const auto keys = ring_.use();  // not between the steps of a new header
    for (const char* end : {"", ".age", ".age.head"}) remove_file(place.descriptor(), name.hex + end);
  }

 private:
  int on_the_way() const { return folders_.uploads().descriptor(); }

  Stored stored(const Sha256& name) {
    Stored blob(folders_, ring_, name);
    if (!blob) throw std::runtime_error("There is no blob " + name.hex + ".");
    return blob;
  }

  /// An upload, for as long as it is worked on; what fails meanwhile has it read from the disk the next time.
  Arrival take(const UploadId& id) {
    checked(id);
    {
      const std::scoped_lock lock(mutex_);
      if (auto found = arrivals_.extract(id.value)) return std::move(found.mapped());
    }
    take_over(id.value);
    return Arrival::load(on_the_way(), id.value, ring_);
  }

  void keep(const UploadId& id, Arrival&& arrival) {
    const std::scoped_lock lock(mutex_);
    if (arrivals_.size() >= arrivals_in_memory) arrivals_.erase(arrivals_.begin());  // the one that began first
    arrivals_.insert_or_assign(id.value, std::move(arrival));
  }

  void remove_arrival(const std::string& id) {
    const auto keys = ring_.use();  // not between the steps of a new header
    Arrival::remove(on_the_way(), id);
  }

  void forget(const UploadId& id) {
    const std::scoped_lock lock(mutex_);
    arrivals_.erase(id.value);
  }

  /// An upload that a version began that did not encrypt.
  void take_over(const std::string& id) {
    const File plain(on_the_way(), id, O_RDONLY);
    if (!plain) return;
    remove_arrival(id);
    Arrival arrival = Arrival::begin(on_the_way(), id, ring_);
    std::string piece(8 * read_size, '\0');
    for (std::uint64_t offset = 0;;) {
      const std::size_t got = plain.read_at(piece.data(), piece.size(), offset);
      if (got == 0) break;
      arrival.append(std::string_view(piece).substr(0, got));
      offset += got;
    }
    remove_file(on_the_way(), id);
  }

  /// Gives a whole upload the name of its blob, unless there is one already.
  void move(const UploadId& id, const Sha256& name, const File& place) {
    // The file and what may lie beside it, NAME.head, belong together: only a killed rewrap leaves one.
    const std::string file = Arrival::file_name(id.value);
    if (File(on_the_way(), file + ".head", O_RDONLY)) {
      const auto alone = ring_.change();
      SealedFile(on_the_way(), file).settle();
    }
    const auto keys = ring_.use();
    const SealedFile upload(on_the_way(), file);
    if (SealedFile(place.descriptor(), name.hex + ".age")) return;
    rename_file(on_the_way(), file, place.descriptor(), name.hex + ".age");
    upload.protect();
  }

  std::optional<Sha256> done(const UploadId& id) {
    const File file(on_the_way(), checked(id) + ".done", O_RDONLY);
    if (!file) return std::nullopt;
    Sha256 name{std::string(64, '\0')};
    if (file.read_at(name.hex.data(), name.hex.size(), 0) != name.hex.size() || !contains(name)) return std::nullopt;
    return name;
  }

  age::KeyRing& ring_;
  Folders folders_;
  std::mutex mutex_;
  std::map<std::string, Arrival> arrivals_;  ///< by id, which sorts by time
};

}  // namespace

std::unique_ptr<usecases::Blobs> open_dir(const std::filesystem::path& place, age::KeyRing& ring);
std::unique_ptr<usecases::Blobs> open_dir(const std::filesystem::path& place, age::KeyRing& ring) {
  return std::make_unique<DirBlobs>(place, ring);
}

}  // namespace formulary::io::blobs
