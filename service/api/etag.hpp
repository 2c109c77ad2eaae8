// Entity tags and conditional requests (RFC 9110, sections 8.8 and 13). The ETag of a thing with a revision is
// `"<revision>-<digest of the answer>"`, so that it changes when anything in the answer does; If-Match compares the
// revision alone and therefore also takes `"<revision>"`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/api/request.hpp"
#include "service/domain/result.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::api {

/// Marks `response` as showing this revision; the dispatcher completes the tag.
void set_revision(Response& response, std::int64_t revision);

bool shows_revision(const Response& response);

/// Gives an answer its ETag, unless it has a complete one.
void add_etag(Response& response, const usecases::World& world);

/// The revision in If-Match. Refusals: precondition_required, invalid (`*`, lists, other texts), stale (weak tags).
domain::Result<std::int64_t> wanted_revision(std::string_view if_match);

/// Weak comparison with a list of tags or `*`.
bool matches_any(std::string_view if_none_match, std::string_view etag);

/// `response`, or 304 without a body when the client says that it has it already.
Response conditional(const Request& request, Response response);

}  // namespace formulary::api
