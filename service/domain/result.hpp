// How the domain and the use cases say no: a Refusal is something a user can cause and can mend. What the machine
// causes (disk, database, crypto) is thrown instead and answered in one place, service/api/dispatch.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace formulary::domain {

enum class RefusalCode {
  invalid,          ///< the request has a mistake; `field` says where
  unauthenticated,  ///< no, expired or wrong credentials
  forbidden,        ///< known, but may not
  not_found,
  conflict,               ///< the thing is in a state that does not allow this
  stale,                  ///< the caller's copy is not the latest (If-Match)
  precondition_required,  ///< If-Match is missing
  too_large,
  unsupported,
  mismatch,  ///< a checksum does not fit (tus: 460)
  too_many,  ///< rate limit
  gone,
  unavailable,  ///< cannot be done now: no space, audit not writable
};

struct Refusal {
  RefusalCode code = RefusalCode::invalid;
  std::string sentence;  ///< English, says what to do
  std::string field{};   ///< JSON Pointer into the request, or empty

  bool operator==(const Refusal&) const = default;
};

template <class T>
using Result = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(RefusalCode code, std::string sentence, std::string field = {}) {
  return std::unexpected(Refusal{code, std::move(sentence), std::move(field)});
}

}  // namespace formulary::domain
