// A form as browsers and providers send it: application/x-www-form-urlencoded (WHATWG URL standard, section 5.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::api {

/// The decoded value of a field. Nothing when it is absent, there more than once, or not encoded as it should be.
std::optional<std::string> form_value(std::string_view form, std::string_view name);

}  // namespace formulary::api
