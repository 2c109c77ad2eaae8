// Takes a file in pieces (tus 1.0): nothing is acknowledged before it is durable, and whatever was acknowledged is
// there after a crash. Works on the store and the blobs itself, because bytes are written outside transactions.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/datasets/dataset_import.hpp"
#include "service/usecases/ports/blobs.hpp"
#include "service/usecases/ports/dataset_source.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

inline constexpr std::uint64_t largest_upload = 2ULL * 1024 * 1024 * 1024;
inline constexpr std::uint64_t largest_chunk = 8ULL * 1024 * 1024;
inline constexpr std::int64_t upload_lifetime_ms = 24LL * 3600 * 1000;
inline constexpr int open_uploads_per_person = 16;

struct NewUpload {
  std::uint64_t length = 0;
  std::string file_name;  ///< shown, never a path
  std::string metadata;
};

domain::Result<Upload> create_upload(Store& store, Blobs& blobs, World& world, const domain::Actor& actor,
                                     const NewUpload& request);

/// Only the owner sees an upload. Finishes one that a crash left whole but nameless. Refusals: not_found, gone
/// (expired).
domain::Result<Upload> find_upload(Store& store, Blobs& blobs, const World& world, const domain::Actor& actor,
                                   const domain::UploadId& id);

/// Appends `bytes` at `offset`; finishes the upload when it is whole. Refusals: not_found, gone, conflict (another
/// offset is next), too_large (beyond the length), unavailable (no space: nothing is lost, try again later).
/// Two appends to one upload at a time: the second is refused (conflict).
domain::Result<Upload> append_upload(Store& store, Blobs& blobs, World& world, const domain::Actor& actor,
                                     const domain::UploadId& id, std::uint64_t offset, std::string_view bytes);

domain::Result<void> terminate_upload(Store& store, Blobs& blobs, const World& world, const domain::Actor& actor,
                                      const domain::UploadId& id);

/// Makes blobs of files that the service itself brings; `use` writes down in the registry what they are for, and nobody
/// tidies them away before that. Throws StorageUnavailable where there is no space.
void bring_files(Blobs& blobs, World& world, const std::vector<FetchedFile>& fetched,
                 const std::function<void(std::vector<domain::ImportFile>)>& use);

/// Removes uploads past their end, finished or not. Called by the clock; how many.
int remove_expired_uploads(Store& store, Blobs& blobs, const World& world);

/// Removes the files that no upload, submission, job, version or waiting import is about: what was uploaded and never
/// submitted, and what a crash left. Called by the clock; how many blobs.
int remove_unused_files(Store& store, Blobs& blobs, const World& world);

}  // namespace formulary::usecases
