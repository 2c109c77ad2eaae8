// Filters (RFC 7644, section 3.4.2.2, figure 1): the whole grammar, read from untrusted text with limits on length,
// depth and terms, and judged on a resource. What a resource does not have fits no comparison but `ne`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/scim/fault.hpp"
#include "service/domain/scim/schema.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {

/// An attribute as a filter or a change names it, resolved against the schemas.
struct AttributePath {
  Schema schema = Schema::common;
  const Attribute* attribute = nullptr;  ///< nothing: no schema knows it, or the whole extension is meant
  const Attribute* sub = nullptr;
  bool whole_extension = false;
};

enum class Operator : std::uint8_t { eq, ne, co, sw, ew, gt, ge, lt, le, pr };

struct Filter {
  enum class Kind : std::uint8_t { compare, both, either, negation, elements };
  Kind kind = Kind::compare;
  AttributePath path;  ///< of `compare` and `elements`
  Operator op = Operator::eq;
  Value literal;
  std::vector<Filter> parts;  ///< two of `both` and `either`, one of `negation` and `elements`
};

inline constexpr std::size_t longest_filter = 4000;  ///< bytes
inline constexpr int deepest_filter = 20;
inline constexpr int most_terms = 100;

/// Inside of `attribute[...]`, names are those of its parts: then `inside` is that attribute.
Outcome<Filter> parse_filter(std::string_view text, ResourceKind kind, const Attribute* inside = nullptr);

/// `name.givenName`, `urn:...:User:department`, also with a dot behind the URN as older clients write it.
AttributePath resolve(std::string_view name, ResourceKind kind, const Attribute* inside = nullptr);

/// `object`: the resource, or one element of a list for what was read with `inside`.
bool fits(const Filter& filter, const Value& object);

/// The text that `attribute` (of the top, `sub` of it or none) must equal for the filter to fit, where that follows
/// from the filter's conjuncts: how a store narrows its search. Null: it does not follow.
const std::string* demanded(const Filter& filter, std::string_view attribute);
/// Whether the filter looks at this attribute of the top at all.
bool mentions(const Filter& filter, std::string_view attribute);

}  // namespace formulary::domain::scim
