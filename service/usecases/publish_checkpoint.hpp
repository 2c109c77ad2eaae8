// Publishes the log: signs its size and root, has witnesses cosign that, and lets auditors see it. The order is what
// makes it safe: nothing is signed that does not continue what was signed before; what is signed is durable before
// anybody sees it; nothing is published before enough witnesses signed it.
//
// It also is where a log that was put back or rewritten is noticed while the service runs: it contradicts what was
// signed of it, or a witness shows a checkpoint with the log's own signature that the log no longer fits.
#pragma once

#include <string>
#include <vector>

#include "service/domain/tlog/checkpoint.hpp"
#include "service/usecases/ports/note_keeper.hpp"
#include "service/usecases/ports/note_signer.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/witnesses.hpp"

namespace formulary::usecases {

struct PublishingWorld {
  Store& store;
  const NoteSigner& signer;
  NoteKeeper& keeper;  ///< where the last signed checkpoint is kept a second time, outside the database
  std::string kept_as;
  Witnesses* witnesses = nullptr;  ///< null: none
  int needed = 0;                  ///< how many of them have to sign
  domain::tlog::Crypto crypto;
};

struct Publication {
  std::int64_t size = 0;      ///< of what is published now
  std::string problem;        ///< why what was signed is not published yet; empty when it is
  std::string contradiction;  ///< the log is not what it was: nothing may be written any more
};

class CheckpointPublisher {
 public:
  explicit CheckpointPublisher(const PublishingWorld& world);

  /// Does what there is to do. Throws StorageUnavailable; then it is done the next time.
  Publication publish();

 private:
  struct Signed {
    domain::tlog::Checkpoint checkpoint;
    std::string note;
  };

  std::string contradiction_of(Transaction& transaction, std::int64_t size) const;
  std::optional<Signed> newest();
  void cosign(const Signed& latest, Publication& done);
  std::string request_for(std::size_t witness, const Signed& latest) const;
  std::string contradiction_at(std::size_t witness, const Signed& latest) const;

  PublishingWorld world_;
  std::vector<std::int64_t> known_;  ///< by witness: the size that it has
};

}  // namespace formulary::usecases
