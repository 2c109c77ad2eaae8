// The pages behind the `type` of every problem: what it means and what to do, as plain text.
#pragma once

#include <optional>
#include <string_view>

#include "service/api/request.hpp"

namespace formulary::api {

/// For `/problems/<name>` and the list at `/problems`.
std::optional<Response> problem_page(std::string_view path);

}  // namespace formulary::api
