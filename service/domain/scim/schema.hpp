// The attributes of SCIM resources: what attributes.def says, to look up. Names are found without regard to case and
// given back as the schema writes them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace formulary::domain::scim {

enum class ResourceKind : std::uint8_t { user, group };
enum class Schema : std::uint8_t { common, user, enterprise, group };
enum class Type : std::uint8_t { text, truth, time, reference, complex };
enum class Plurality : std::uint8_t { one, many };
enum class Case : std::uint8_t { exact, folded };
enum class Mutability : std::uint8_t { read_only, read_write, write_only };
enum class Need : std::uint8_t { optional, required };
enum class Uniqueness : std::uint8_t { none, server };

struct Attribute {
  Schema schema;
  std::string_view parent;  ///< empty: at the top of its schema
  std::string_view name;
  Type type;
  Plurality plurality;
  Case letters;
  Mutability mutability;
  Need need;
  Uniqueness uniqueness;
  std::string_view description;

  bool many() const { return plurality == Plurality::many; }
  bool complex() const { return type == Type::complex; }
};

std::span<const Attribute> attributes();

/// `urn:ietf:params:scim:schemas:core:2.0:User`; empty for `common`.
std::string_view urn_of(Schema schema);

const Attribute* find_attribute(Schema schema, std::string_view parent, std::string_view name);
/// At the top of a resource: of its core schema or of all resources.
const Attribute* find_attribute(ResourceKind kind, std::string_view name);

}  // namespace formulary::domain::scim
