// The witnesses of the log, as whoever publishes it sees them: programs elsewhere that remember how far the log had
// come and sign what continues it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/domain/tlog/key.hpp"

namespace formulary::usecases {

struct WitnessAnswer {
  int status = 0;    ///< of HTTP; 0: no answer in time
  std::string body;  ///< cosignature lines, the witness's size, or a sentence
};

class Witnesses {
 public:
  virtual ~Witnesses() = default;

  virtual const std::vector<domain::tlog::VerifierKey>& keys() const = 0;
  /// Sends each witness its body (empty: nothing), all at the same time; the answers in the same order.
  virtual std::vector<WitnessAnswer> add_checkpoint(const std::vector<std::string>& bodies) = 0;
  /// The last checkpoint of the log that a witness signed: its answer to GET <sha256 of the origin>/checkpoint.
  virtual WitnessAnswer last_checkpoint(std::size_t witness, std::string_view origin) = 0;
};

}  // namespace formulary::usecases
