// Changes to a resource (RFC 7644, section 3.5.2), in every form that identity providers send: `op` in any case, with a
// path, without one, with dotted names and URNs as names, with filters in brackets, and with a list of members to
// remove. All of a request is done or nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/domain/scim/fault.hpp"
#include "service/domain/scim/filter.hpp"
#include "service/domain/scim/schema.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {

enum class Change : std::uint8_t { add, replace, remove };
std::optional<Change> parse_change(std::string_view text);  ///< any case

struct Operation {
  Change change = Change::replace;
  std::optional<std::string> path;
  Value value;
};

inline constexpr std::size_t most_operations = 1000;

/// The operations of a PatchOp message.
Outcome<std::vector<Operation>> read_operations(const Value& message);

/// The resource after all of them, in shape.
Outcome<Value> patched(const Value& resource, const std::vector<Operation>& operations, ResourceKind kind);

/// Whether a message, a whole user or a PatchOp, says of `active` anything but that it is true: then somebody may have
/// to be locked out, and must not be forgotten when the message is refused for whatever reason.
bool may_lock_out(const Value& message);

/// Where a change goes: `attribute`, `attribute.part`, `attribute[filter]`, `attribute[filter].part`, with or without
/// the URN of its schema.
struct Path {
  AttributePath target;
  std::optional<Filter> which;
  const Attribute* part = nullptr;  ///< behind the filter
};
Outcome<Path> parse_path(std::string_view text, ResourceKind kind);

}  // namespace formulary::domain::scim
