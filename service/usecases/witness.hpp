// A witness (C2SP tlog-witness): remembers the last checkpoint of each log that it knows, and signs a next one only
// when a proof shows that it continues it. So a log that was put back, or that shows different people different
// histories, gets no signature any more. It keeps what it signs before it answers; its memory is all that it is worth.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/tlog/key.hpp"
#include "service/usecases/ports/note_keeper.hpp"
#include "service/usecases/ports/note_signer.hpp"

namespace formulary::usecases {

class Witness {
 public:
  /// `logs`: the keys of those that it watches.
  Witness(const NoteSigner& signer, NoteKeeper& keeper, std::vector<domain::tlog::VerifierKey> logs,
          const domain::tlog::Crypto& crypto);

  struct Answer {
    int status = 200;  ///< as C2SP tlog-witness gives it
    std::string body;  ///< 200: the cosignature line; 409: the size that it has; else a sentence
  };
  /// `seconds` since 1970. One after the other: looking and keeping are one step. Throws when nothing can be kept.
  Answer add_checkpoint(std::string_view body, std::uint64_t seconds);

  /// The last checkpoint that it signed of the log whose origin has this SHA-256 in hexadecimal.
  std::optional<std::string> last_checkpoint(std::string_view origin_hash);

 private:
  std::uint64_t size_of(const domain::tlog::VerifierKey& log, domain::tlog::Hash& root);
  std::string name_of(std::string_view origin) const;

  const NoteSigner& signer_;
  NoteKeeper& keeper_;
  std::vector<domain::tlog::VerifierKey> logs_;
  domain::tlog::Crypto crypto_;
  std::mutex mutex_;
};

}  // namespace formulary::usecases
