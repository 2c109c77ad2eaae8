// The OpenAPI document, assembled at build from schemas/api/ and part of the program. The dispatcher also takes from it
// which query parameters an endpoint knows, so that the document cannot say anything else.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace formulary::api {

std::string_view openapi_text();

/// Query parameters of an endpoint by name; true: it may be repeated.
using KnownParameters = std::map<std::string, bool, std::less<>>;

/// By `operationId`, which is the endpoint's identifier.
std::map<std::string, KnownParameters, std::less<>> known_parameters();

}  // namespace formulary::api
