// Names and values as a query or a form (application/x-www-form-urlencoded).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace formulary::io::oidc {

/// Everything but RFC 3986's unreserved characters is percent-encoded.
std::string percent_encoded(std::string_view text);

using Fields = std::vector<std::pair<std::string, std::string>>;

/// `a=1&b=2`, in order.
std::string query_text(const Fields& fields);

/// `address` with `fields` behind whatever query it has.
std::string with_query(std::string address, const Fields& fields);

}  // namespace formulary::io::oidc
