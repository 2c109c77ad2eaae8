// Tiles are cut where published checkpoints end: a partial one is there for sizes that were published, and no other.
#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/domain/tlog/tile.hpp"

namespace formulary::api::handlers {
namespace {

using domain::tlog::Tile;

bool is_there(usecases::AuditTrail& log, const Tile& tile) {
  const auto published = log.last_published();
  if (!published || width_in(tile, static_cast<std::uint64_t>(published->size)) < tile.width) return false;
  if (tile.full()) return true;
  const std::uint64_t hashes = tile.begin() + static_cast<std::uint64_t>(tile.width);
  return log.was_published(static_cast<std::int64_t>(hashes << tile.shift()),
                           static_cast<std::int64_t>((hashes + 1) << tile.shift()));
}

std::string bytes_of(usecases::AuditTrail& log, const Tile& tile) {
  std::string bytes;
  const auto begin = static_cast<std::int64_t>(tile.begin());
  if (tile.kind == Tile::Kind::entries) {
    for (const std::string& entry : log.entries(begin, tile.width)) bytes += domain::tlog::bundled(entry);
  } else {
    for (const auto& hash : log.hashes(tile.shift(), begin, tile.width)) bytes += domain::tlog::as_text(hash);
  }
  return bytes;
}

}  // namespace

Response get_log_tile(const Call& call) {
  Response response = look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto tile = domain::tlog::parse_tile(call.id);
    if (!tile || !is_there(transaction.audit(), *tile)) {
      return domain::refuse(domain::RefusalCode::not_found,
                            "The log has no such tile. Read the checkpoint, which says how many entries there are.");
    }
    Response found;
    found.set("content-type", "application/octet-stream");
    found.set("cache-control", "private, max-age=31536000, immutable");
    found.body = bytes_of(transaction.audit(), *tile);
    return found;
  });
  if (response.status == 200) account_for_log_read(call);
  return response;
}

}  // namespace formulary::api::handlers
