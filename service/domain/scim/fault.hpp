// What is wrong with a SCIM request, in the words of RFC 7644, section 3.12, table 9 (`scimType`), and what to do.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace formulary::domain::scim {

enum class FaultKind : std::uint8_t {
  invalid_filter,
  too_many,
  uniqueness,
  mutability,
  invalid_syntax,
  invalid_path,
  no_target,
  invalid_value,
  not_found,    ///< 404; has no scimType
  unsupported,  ///< 403: the service does not do this
};

/// Empty where the kind has none.
std::string_view scim_type(FaultKind kind);
int status_of(FaultKind kind);

struct Fault {
  FaultKind kind = FaultKind::invalid_value;
  std::string sentence;
  std::string attribute{};  ///< the attribute that was refused, where it is one

  bool operator==(const Fault&) const = default;
};

template <class T>
using Outcome = std::expected<T, Fault>;

inline std::unexpected<Fault> fault(FaultKind kind, std::string sentence, std::string attribute = {}) {
  return std::unexpected(Fault{kind, std::move(sentence), std::move(attribute)});
}

}  // namespace formulary::domain::scim
