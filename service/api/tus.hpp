// The headers of the tus 1.0 protocol for resumable uploads, read and written in one place. Spoken are: core, creation,
// creation-with-upload, checksum (sha1, sha256), expiration, termination.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "service/api/endpoint.hpp"
#include "service/api/problem.hpp"
#include "service/usecases/upload.hpp"

namespace formulary::api {

bool is_upload(const Endpoint& endpoint);

/// What every answer under /v1/uploads carries.
void add_tus_headers(Response& response);

/// The problem (412) when the client does not speak 1.0.0.
std::optional<Problem> check_tus_version(const Request& request);

/// A decimal number without sign, at most 18 digits; nothing for everything else.
std::optional<std::uint64_t> parse_number(std::string_view text);

/// The value of `key` in an Upload-Metadata header, decoded. Refusals: invalid.
domain::Result<std::string> metadata_value(std::string_view header, std::string_view key);

/// The problem when the body is no chunk (415), or not the one that Upload-Checksum names (400, 460).
std::optional<Problem> check_chunk(const Request& request, const usecases::World& world);

/// Upload-Offset and Upload-Expires.
void add_upload_state(Response& response, const usecases::Upload& upload);

/// The problem for a refusal of an upload, with the headers of the protocol.
Response refused_upload(const Call& call, const domain::Refusal& refusal);

}  // namespace formulary::api
