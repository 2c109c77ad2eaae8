// Reads back from an entry what stands in columns and texts beside it. Entries as encode() writes them are read in
// place, which a check of a million of them depends on; others are read as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::io::store {

struct AuditFields {
  std::string_view id, time, actor, action, object_type, object, to, reason_hash, salt;
  std::string_view state;  ///< empty where there is none
};

/// The views are into `entry` or, where texts had to be unescaped, into `room`. `defect`: why there are none.
std::optional<AuditFields> read_fields(std::string_view entry, std::string& room, std::string_view& defect);

}  // namespace formulary::io::store
