// Errors as RFC 9457 `application/problem+json`: a stable type, a sentence that says what to do, and for a mistake in
// the request the JSON Pointer of each place. No details of the machine are ever in one.
//
// To add a kind: a row in problem.cpp; its name becomes `/problems/<name>` and is never changed afterwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/api/request.hpp"
#include "service/domain/result.hpp"

namespace formulary::api {

/// One place in the request that has to be mended.
struct Mistake {
  std::string pointer;  ///< JSON Pointer into the body; for a query parameter `/name`
  std::string detail;
};

struct Problem {
  std::string_view name;  ///< from the table: `not-found`
  int status = 500;
  std::string detail;
  std::vector<Mistake> errors{};
  Headers headers{};  ///< besides those of its kind: Retry-After, RateLimit
};

/// One row of the table of kinds.
struct ProblemKind {
  std::string_view name;
  int status;
  std::string_view title;
  std::string_view help;  ///< for the page at `/problems/<name>`
};

const std::vector<ProblemKind>& problem_kinds();

/// The problem for a refusal of the domain. `part` says where an invalid request was so: in its body (422), or in its
/// query or headers (400).
enum class InvalidPart : bool { elsewhere, body };
Problem problem_of(const domain::Refusal& refusal, InvalidPart part);

/// The problem that a bare status from the transport stands for.
Problem problem_of(int status, std::string_view detail);

Response to_response(const Problem& problem, std::string_view request_id);

}  // namespace formulary::api
