#include "service/domain/scim/fault.hpp"

namespace formulary::domain::scim {

std::string_view scim_type(FaultKind kind) {
  switch (kind) {
    case FaultKind::invalid_filter:
      return "invalidFilter";
    case FaultKind::too_many:
      return "tooMany";
    case FaultKind::uniqueness:
      return "uniqueness";
    case FaultKind::mutability:
      return "mutability";
    case FaultKind::invalid_syntax:
      return "invalidSyntax";
    case FaultKind::invalid_path:
      return "invalidPath";
    case FaultKind::no_target:
      return "noTarget";
    case FaultKind::invalid_value:
      return "invalidValue";
    case FaultKind::not_found:
    case FaultKind::unsupported:
      break;
  }
  return {};
}

int status_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::uniqueness:
      return 409;
    case FaultKind::not_found:
      return 404;
    case FaultKind::unsupported:
      return 403;
    default:
      return 400;
  }
}

}  // namespace formulary::domain::scim
