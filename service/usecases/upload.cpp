#include "service/usecases/upload.hpp"

#include <mutex>
#include <set>
#include <shared_mutex>

#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

/// One append to an upload at a time, in this process; the offset in the database guards the rest.
class Claimed {
 public:
  explicit Claimed(const domain::UploadId& id) : id_(id.value) {
    const std::scoped_lock lock(mutex());
    mine_ = busy().insert(id_).second;
  }
  ~Claimed() {
    if (!mine_) return;
    const std::scoped_lock lock(mutex());
    busy().erase(id_);
  }
  Claimed(const Claimed&) = delete;
  Claimed& operator=(const Claimed&) = delete;

  explicit operator bool() const { return mine_; }

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static std::set<std::string>& busy() {
    static std::set<std::string> ids;
    return ids;
  }

  std::string id_;
  bool mine_ = false;
};

/// Held by all who make files and then write down what they are for, and alone by who removes files that nobody has
/// written down: so nothing is removed in between.
std::shared_mutex& files() {
  static std::shared_mutex one;
  return one;
}

domain::Result<Upload> in_use() {
  return domain::refuse(RefusalCode::conflict, "Another request is writing to this upload. Ask for its offset again.");
}

/// Makes the blob of an upload that is whole. Safe to repeat: a crash at any point leaves an upload whose offset is its
/// length, and the next request that touches it comes here again.
void complete(Store& store, Blobs& blobs, const World& world, const domain::Actor& actor, Upload& upload) {
  if (upload.sha256) return;
  const std::shared_lock keep(files());
  const domain::Sha256 name = blobs.finish(upload.id);
  store.write([&](Transaction& transaction) {
    transaction.submissions().complete_upload(upload.id, name);
    domain::AuditEntry entry;
    entry.actor = actor;
    entry.action = "upload.complete";
    entry.object_type = "upload";
    entry.object_id = upload.id.value;
    entry.object_sha256 = name.hex;
    entry.at = world.present().now;
    transaction.audit().append(entry);
    return Commit::yes;
  });
  upload.sha256 = name;
  blobs.discard(upload.id);
}

/// The actor's own upload as it stands in the store.
domain::Result<Upload> look_up(Store& store, const World& world, const domain::Actor& actor,
                               const domain::UploadId& id) {
  std::optional<Upload> upload;
  store.read([&](Transaction& transaction) { upload = transaction.submissions().find_upload(id); });
  if (!upload || upload->owner != actor.id) {
    return domain::refuse(RefusalCode::not_found, "There is no upload of yours with this id.");
  }
  if (!upload->sha256 && world.present().now >= upload->expires) {
    return domain::refuse(RefusalCode::gone, "This upload was left unfinished for too long. Start it again.");
  }
  return *upload;
}

}  // namespace

domain::Result<Upload> create_upload(Store& store, Blobs& blobs, World& world, const domain::Actor& actor,
                                     const NewUpload& request) {
  if (request.length == 0) {
    return domain::refuse(RefusalCode::invalid, "The file is empty. Choose a file with content.");
  }
  if (request.length > largest_upload) {
    return domain::refuse(RefusalCode::too_large, "A file may have at most 2 GiB.");
  }
  const domain::Instant now = world.present().now;
  Upload upload;
  upload.id = {world.new_id()};
  upload.owner = actor.id;
  upload.length = request.length;
  upload.file_name = request.file_name.substr(0, 255);
  upload.metadata = request.metadata;
  upload.created = now;
  upload.expires = now.plus(std::chrono::milliseconds(upload_lifetime_ms));

  const std::shared_lock keep(files());
  blobs.begin(upload.id);
  domain::Result<Upload> result = upload;
  store.write([&](Transaction& transaction) {
    if (transaction.submissions().open_uploads_of(actor.id) >= open_uploads_per_person) {
      result = domain::refuse(RefusalCode::too_many,
                              "You have too many unfinished uploads. Finish or remove one of them first.");
      return Commit::no;
    }
    transaction.submissions().insert(upload);
    note(transaction, world, actor, "upload.create", "upload", upload.id.value);
    return Commit::yes;
  });
  if (!result) blobs.discard(upload.id);
  return result;
}

domain::Result<Upload> find_upload(Store& store, Blobs& blobs, const World& world, const domain::Actor& actor,
                                   const domain::UploadId& id) {
  auto upload = look_up(store, world, actor, id);
  if (upload && !upload->sha256 && upload->offset == upload->length) {
    if (const Claimed claimed(id); claimed) complete(store, blobs, world, actor, *upload);
  }
  return upload;
}

domain::Result<Upload> append_upload(Store& store, Blobs& blobs, World& world, const domain::Actor& actor,
                                     const domain::UploadId& id, std::uint64_t offset, std::string_view bytes) {
  const Claimed claimed(id);
  if (!claimed) return in_use();
  auto upload = look_up(store, world, actor, id);
  if (!upload) return upload;
  if (upload->offset != offset) {
    return domain::refuse(RefusalCode::conflict,
                          "The next byte expected is number " + std::to_string(upload->offset) + ".");
  }
  if (bytes.size() > upload->length - offset) {
    return domain::refuse(RefusalCode::too_large, "These bytes go beyond the length that was announced.");
  }

  // Bytes first, then the offset: an offset that is acknowledged is always covered by durable bytes.
  const std::uint64_t reached = offset + bytes.size();
  if (!bytes.empty()) {
    switch (blobs.append(id, offset, bytes)) {
      case AppendOutcome::done:
        break;
      case AppendOutcome::wrong_offset:
        return in_use();
      case AppendOutcome::no_space:
        return domain::refuse(RefusalCode::unavailable,
                              "The registry's disk is full. Nothing that was sent before is lost: tell the "
                              "administrator, then resume the upload.");
    }
  }
  domain::Result<Upload> result = upload;
  store.write([&](Transaction& transaction) {
    if (transaction.submissions().advance_upload(id, offset, reached)) {
      result->offset = reached;
      return Commit::yes;
    }
    result = in_use();
    return Commit::no;
  });
  if (result && reached == upload->length) complete(store, blobs, world, actor, *result);
  return result;
}

domain::Result<void> terminate_upload(Store& store, Blobs& blobs, const World& world, const domain::Actor& actor,
                                      const domain::UploadId& id) {
  const Claimed claimed(id);
  if (!claimed) return std::unexpected(in_use().error());
  const auto upload = look_up(store, world, actor, id);
  if (!upload) return std::unexpected(upload.error());
  if (upload->sha256) {
    return domain::refuse(RefusalCode::conflict, "This upload is complete; its file stays in the registry.");
  }
  store.write([&](Transaction& transaction) {
    transaction.submissions().remove_upload(id);
    note(transaction, world, actor, "upload.terminate", "upload", id.value);
    return Commit::yes;
  });
  blobs.discard(id);
  return {};
}

void bring_files(Blobs& blobs, World& world, const std::vector<FetchedFile>& fetched,
                 const std::function<void(std::vector<domain::ImportFile>)>& use) {
  const std::shared_lock keep(files());
  std::vector<domain::UploadId> begun;
  const auto discard_all = [&] {
    for (const domain::UploadId& id : begun) blobs.discard(id);
  };
  try {
    std::vector<domain::ImportFile> brought;
    std::string piece(largest_chunk, '\0');
    for (const FetchedFile& file : fetched) {
      const domain::UploadId& id = begun.emplace_back(domain::UploadId{world.new_id()});
      blobs.begin(id);
      std::uint64_t offset = 0;
      while (const std::size_t count = file.read(piece)) {
        if (blobs.append(id, offset, std::string_view(piece).substr(0, count)) != AppendOutcome::done) {
          throw StorageUnavailable("The registry's disk is full.");
        }
        offset += count;
      }
      brought.push_back({.name = file.name.substr(0, 255), .sha256 = blobs.finish(id), .bytes = offset});
    }
    use(std::move(brought));
  } catch (...) {
    discard_all();
    throw;
  }
  discard_all();
}

int remove_expired_uploads(Store& store, Blobs& blobs, const World& world) {
  std::vector<Upload> expired;
  store.read(
      [&](Transaction& transaction) { expired = transaction.submissions().expired_uploads(world.present().now); });
  for (const Upload& upload : expired) {
    store.write([&](Transaction& transaction) {
      transaction.submissions().remove_upload(upload.id);
      note(transaction, world, domain::Actor::system(), "upload.expire", "upload", upload.id.value);
      return Commit::yes;
    });
    blobs.discard(upload.id);
  }
  return static_cast<int>(expired.size());
}

int remove_unused_files(Store& store, Blobs& blobs, const World& world) {
  for (const domain::UploadId& id : blobs.uploads()) {
    const std::unique_lock alone(files());
    std::optional<Upload> upload;
    store.read([&](Transaction& transaction) { upload = transaction.submissions().find_upload(id); });
    if (!upload || upload->sha256) blobs.discard(id);
  }
  int removed = 0;
  for (const domain::Sha256& name : blobs.list()) {
    const std::unique_lock alone(files());
    bool unused = false;
    store.read([&](Transaction& transaction) { unused = !transaction.submissions().in_use(name); });
    if (!unused) continue;
    store.write([&](Transaction& transaction) {
      domain::AuditEntry entry;
      entry.actor = domain::Actor::system();
      entry.action = "artifact.remove";
      entry.object_type = "artifact";
      entry.object_sha256 = name.hex;
      entry.at = world.present().now;
      transaction.audit().append(entry);
      return Commit::yes;
    });
    blobs.remove(name);
    ++removed;
  }
  return removed;
}

}  // namespace formulary::usecases
