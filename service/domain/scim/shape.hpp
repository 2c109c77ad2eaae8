// Brings a resource that somebody sent into shape (RFC 7643, sections 2 and 3): names as the schemas write them, lists
// where lists belong, truths also where they came as text, nothing that no schema knows, nothing that is read-only, no
// password. What cannot be read as what it should be is a fault; it is never ignored.
#pragma once

#include "service/domain/scim/fault.hpp"
#include "service/domain/scim/schema.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {

inline constexpr std::size_t longest_text = 4000;  ///< bytes of one value

/// The resource as it is kept; missing attributes stay missing, required ones are looked for by whoever makes it.
Outcome<Value> shaped(const Value& resource, ResourceKind kind);

/// Whether `active` is meant by this name, well or badly: what is said under it is never ignored.
bool says_active(std::string_view name);

/// One value of `attribute`; a null value where nothing is left of it.
Outcome<Value> shaped(const Value& value, const Attribute& attribute);

/// One element of a list.
Outcome<Value> shaped_element(const Value& value, const Attribute& attribute);

/// At most one element of a list is the primary one: the last that says so.
void settle_primary(Value& list);

}  // namespace formulary::domain::scim
