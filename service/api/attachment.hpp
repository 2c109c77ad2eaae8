// Files that people handed in, on their way out again: as something to keep, never to show. Whatever the bytes are, a
// browser is told that they are bytes, must not guess, and runs nothing of them.
#pragma once

#include <string>
#include <string_view>

#include "service/api/endpoint.hpp"

namespace formulary::api {

/// The value of Content-Disposition (RFC 6266): the name in ASCII, and where that is another one, in UTF-8 too (RFC
/// 8187). What means something to file systems, or turns the direction of writing, becomes `_`.
std::string attachment_disposition(std::string_view file_name);

/// The blob `file` under `file_name`. It is sent piece by piece.
Response attachment(const Call& call, const domain::Sha256& file, std::string_view file_name);

}  // namespace formulary::api
