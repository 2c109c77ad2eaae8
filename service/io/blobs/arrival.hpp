// A file on its way in, encrypted from its first byte on. On the disk:
//   <id>.age   an age file without its end: header, nonce, and as many whole chunks as have come
//   <id>.tail  an age file of its own: the number of the next chunk (8 bytes, big-endian) and what there is of it
// The tail is written anew with each piece, under a key of its own each time, because a chunk may be sealed only once.
// For the same reason nothing is ever sealed again after it was dropped: going back means another key for all of it,
// which is rare (an acknowledgement was lost, or the disk was full).
//
// Promises that what append() returned for is there after a crash at any moment. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "service/io/age/chunks.hpp"
#include "service/io/age/key_ring.hpp"
#include "service/io/blobs/file.hpp"
#include "service/io/blobs/running_digest.hpp"

namespace formulary::io::blobs {

class Arrival {
 public:
  /// A new one, durably. Fails when there is one.
  static Arrival begin(int folder, const std::string& id, age::KeyRing& ring);
  /// One that is there. Reads all of it. Throws std::runtime_error when there is none.
  static Arrival load(int folder, const std::string& id, age::KeyRing& ring);
  static bool exists(int folder, const std::string& id);
  static void remove(int folder, const std::string& id);

  std::uint64_t size() const { return sealed_ * age::chunk_size + tail_.size(); }
  /// Drops what lies beyond `size`.
  void go_back(std::uint64_t size);
  /// Something was begun and not finished: go_back() has to come before more bytes.
  bool broken() const { return broken_; }
  /// Adds `bytes`, durably. After an exception only load() and go_back() make it usable.
  void append(std::string_view bytes);
  /// Makes it a whole age file, durably, under the same name. May be repeated.
  domain::Sha256 finish();

  static std::string file_name(const std::string& id) { return id + ".age"; }

 private:
  Arrival(int folder, std::string id, age::KeyRing& ring, File file, const age::FileKey& key, std::string_view nonce);
  static Arrival make(int folder, const std::string& id, const std::string& name, age::KeyRing& ring,
                      const age::Keys& keys);
  std::string tail_name() const { return id_ + ".tail"; }
  std::string chunk(std::uint64_t number);
  void read_chunks();
  void read_tail(const age::Keys& keys);
  void write(std::string_view sealed);  ///< behind the whole chunks, not yet durably
  void write_tail(const age::Keys& keys);

  int folder_;
  std::string id_;
  age::KeyRing* ring_;
  File file_;
  std::unique_ptr<age::Chunks> chunks_;
  std::uint64_t sealed_ = 0;  ///< whole chunks
  std::string tail_;          ///< what comes behind them; a whole chunk only after an interrupted finish()
  RunningDigest digest_;
  bool broken_ = false;
};

}  // namespace formulary::io::blobs
