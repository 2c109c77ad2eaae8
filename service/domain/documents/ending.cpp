#include "service/domain/documents/ending.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<Ending> endings[] = {
    {Ending::approval, "approval"}, {Ending::authorization, "authorization"}, {Ending::document, "document"}};

}  // namespace

std::string_view to_text(Ending what) { return word_of(endings, what); }
std::optional<Ending> parse_ending(std::string_view text) { return value_of(endings, text); }

}  // namespace formulary::domain
