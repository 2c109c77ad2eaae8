// Why a sign-in or a logout by the identity provider was refused: a row of sign_in_problems.def, and the check that
// failed, for the audit log.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace formulary::domain {

enum class SignInProblem : std::uint8_t {
#define SIGN_IN_PROBLEM(name, status, sentence) name,
#include "service/domain/sign_in/sign_in_problems.def"
#undef SIGN_IN_PROBLEM
};
std::string_view to_text(SignInProblem problem);
std::string_view sentence_of(SignInProblem problem);
int status_of(SignInProblem problem);

struct SignInRefusal {
  SignInProblem problem = SignInProblem::token;
  std::string check;  ///< a fixed word that says more: `nonce`, `signature`, `discovery` ...; never what was sent
};

template <class T>
using SignInResult = std::expected<T, SignInRefusal>;

inline std::unexpected<SignInRefusal> refuse_sign_in(SignInProblem problem, std::string_view check = {}) {
  return std::unexpected(SignInRefusal{problem, std::string(check)});
}

}  // namespace formulary::domain
