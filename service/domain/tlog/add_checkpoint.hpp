// What a log sends to a witness (C2SP tlog-witness, "add-checkpoint"): `old <size>`, the proof from that size, a blank
// line, the signed checkpoint.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/tlog/proof_file.hpp"

namespace formulary::domain::tlog {

struct AddCheckpoint {
  std::uint64_t old_size = 0;
  Proof proof;
  std::string note;
};

std::string to_text(const AddCheckpoint& request);
std::optional<AddCheckpoint> parse_add_checkpoint(std::string_view body);

}  // namespace formulary::domain::tlog
