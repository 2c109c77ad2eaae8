// The second places of the audit log: `file:/path` (JSON lines, best on another volume), `syslog:/dev/log`,
// `syslog+udp://host:port` and `syslog+tcp://host:port` (RFC 5424). Each line is
//   {"seq":N,"group":G,"entry":{...}}
// where G is the number of the first entry that was written together with it.
//
// A file is read back at start, so every entry is in it once, whatever happened. Syslog cannot be read back: how far it
// came is kept in a file of ours, and after a kill the entries of the last moment may be sent a second time, with the
// same numbers. UDP does not say whether anybody listens; a policy that demands the second place is better served by a
// file or TCP.
//
// To add a kind: a file of its own, and its prefix in sinks.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "service/usecases/ports/audit_sink.hpp"

namespace formulary::io::sink {

/// `cursor`: the file that remembers how far syslog came. Throws std::invalid_argument for an address of another form,
/// std::system_error when a file cannot be opened. A syslog that does not listen now may listen later.
std::unique_ptr<usecases::AuditSink> open(const std::string& address, const std::filesystem::path& cursor);

}  // namespace formulary::io::sink
