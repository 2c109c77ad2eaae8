// What logging in and proving again who one is have in common: the answer with a new cookie, and the ways it can fail.
#pragma once

#include <optional>

#include "service/api/endpoint.hpp"
#include "service/usecases/log_in.hpp"

namespace formulary::api {

usecases::AccountServices account_services(const Call& call);

Response session_answer(const Call& call, int status, const usecases::OpenSession& open);
Response no_session(const Call& call, const usecases::NoSession& why);

/// For what belongs to a person at a browser and not to a token.
std::optional<Response> refuse_token(const Call& call);

}  // namespace formulary::api
