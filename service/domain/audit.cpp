#include "service/domain/audit.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<AuditOutcome> outcomes[] = {
    {AuditOutcome::success, "success"},
    {AuditOutcome::denied, "denied"},
    {AuditOutcome::failure, "failure"},
};

}  // namespace

std::string_view to_text(AuditOutcome outcome) { return word_of(outcomes, outcome); }

}  // namespace formulary::domain
