#include "service/domain/sign_in/sign_in_problem.hpp"

namespace formulary::domain {
namespace {

struct Row {
  std::string_view name;
  int status;
  std::string_view sentence;
};

constexpr Row rows[] = {
#define SIGN_IN_PROBLEM(name, status, sentence) {#name, status, sentence},
#include "service/domain/sign_in/sign_in_problems.def"
#undef SIGN_IN_PROBLEM
};

const Row& row_of(SignInProblem problem) { return rows[static_cast<std::size_t>(problem)]; }

}  // namespace

std::string_view to_text(SignInProblem problem) { return row_of(problem).name; }
std::string_view sentence_of(SignInProblem problem) { return row_of(problem).sentence; }
int status_of(SignInProblem problem) { return row_of(problem).status; }

}  // namespace formulary::domain
