#include "service/domain/finding.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<Severity> severities[] = {
    {Severity::block, "block"}, {Severity::high, "high"}, {Severity::warn, "warn"},
    {Severity::ask, "ask"},     {Severity::info, "info"},
};

}  // namespace

std::string_view to_text(Severity severity) { return word_of(severities, severity); }
std::optional<Severity> parse_severity(std::string_view text) { return value_of(severities, text); }

}  // namespace formulary::domain
