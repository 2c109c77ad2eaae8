// Where artifacts lie: named by their SHA-256, written once. And the files on their way in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"

namespace formulary::usecases {

enum class AppendOutcome { done, no_space, wrong_offset };

class Blobs {
 public:
  virtual ~Blobs() = default;

  virtual void begin(const domain::UploadId& id) = 0;
  /// Writes `bytes` at `offset` and makes them durable before it returns. What lies beyond `offset` is dropped first
  /// (a chunk whose acknowledgement was lost). `no_space` leaves the file as it was.
  virtual AppendOutcome append(const domain::UploadId& id, std::uint64_t offset, std::string_view bytes) = 0;
  /// Makes a blob of the finished upload and gives its name. Bytes that are already there are not stored twice. The
  /// upload stays until it is discarded, so that finishing can be repeated after a crash.
  virtual domain::Sha256 finish(const domain::UploadId& id) = 0;
  virtual void discard(const domain::UploadId& id) = 0;  ///< of an upload; nothing happens when there is none
  virtual std::vector<domain::UploadId> uploads() = 0;   ///< begun, also finished, and not discarded

  virtual bool contains(const domain::Sha256& name) = 0;
  virtual std::uint64_t size(const domain::Sha256& name) = 0;
  /// An open read-only descriptor, which the caller closes; throws when there is no such blob.
  virtual int open(const domain::Sha256& name) = 0;
  /// The bytes of a blob of at most `most` bytes; throws when there is no such blob, or a larger one.
  virtual std::string content(const domain::Sha256& name, std::uint64_t most) = 0;
  /// The bytes from `offset` on into `out`; how many, fewer only at the end. Throws when there is no such blob.
  virtual std::size_t read(const domain::Sha256& name, std::uint64_t offset, std::span<char> out) = 0;
  /// Every blob, but for those that became one by an upload which is not discarded: their names may not be written down
  /// anywhere else yet.
  virtual std::vector<domain::Sha256> list() = 0;
  virtual void remove(const domain::Sha256& name) = 0;  ///< nothing happens when there is none
};

}  // namespace formulary::usecases
