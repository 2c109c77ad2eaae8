// Brings the second place of the audit log up to date, and notices there when the first one was put back.
#pragma once

#include "service/usecases/ports/audit_sink.hpp"
#include "service/usecases/ports/store.hpp"

namespace formulary::usecases {

/// Writes what the sink lacks, in groups, until nothing is missing. How many entries that were. Throws what the sink
/// throws; what was written until then is there.
std::int64_t ship_audit(Store& store, AuditSink& sink);

/// Whether entries come to the sink before or after they are durable in the database.
enum class SinkOrder : bool { before_commit, after_commit };

/// Holds the end of the sink against the log; to be asked at start. Takes back a group that came before its commit and
/// never was committed. A sentence when the sink knows of entries that the log no longer has; else empty.
std::string contradiction_with_sink(Store& store, AuditSink& sink, SinkOrder order);

}  // namespace formulary::usecases
