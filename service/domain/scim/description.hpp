// What the SCIM service says of itself (RFC 7643, sections 5, 6, 7): its abilities, its kinds of resources, its
// schemas. `base` is the address that everything hangs under, without a slash at its end.
#pragma once

#include <initializer_list>
#include <string_view>

#include "service/domain/scim/schema.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {

inline constexpr int most_results = 1000;  ///< of one page

/// A list of texts, as the `schemas` of every message.
Value texts(std::initializer_list<std::string_view> words);

Value configuration(std::string_view base);
Value resource_type(ResourceKind kind, std::string_view base);
Value description(Schema schema, std::string_view base);

}  // namespace formulary::domain::scim
