// What the sign-in endpoints share: redirections, the cookie before log-in, and refusals that a browser can show.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/api/endpoint.hpp"
#include "service/domain/sign_in/sign_in_problem.hpp"

namespace formulary::api {

/// 303 (RFC 9110 section 15.4.4). `address` is one of our own, or the provider's.
Response send_to(std::string address);

/// A page of the application that says what to do where a browser asks for a page; a problem otherwise.
Response refused_sign_in(const Call& call, const domain::SignInRefusal& refusal);

/// The session cookie's value, when the request does not come from another site's page.
std::string_view own_session_secret(const Request& request);

/// A query parameter that may be there once. Nothing when it is absent, or there more than once.
std::optional<std::string_view> only_parameter(const Request& request, std::string_view name);

}  // namespace formulary::api
