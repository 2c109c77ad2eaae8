// One line of the second place of the audit log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/usecases/ports/audit_sink.hpp"

namespace formulary::io::sink {

/// Without its line feed.
std::string to_line(std::int64_t sequence, std::int64_t group, std::string_view entry);
/// Nothing for what to_line() does not write.
std::optional<usecases::AuditSink::End> parse_line(std::string_view line);

}  // namespace formulary::io::sink
