#include "service/domain/tool.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<Platform> platforms[] = {
    {Platform::android, "android"}, {Platform::ios, "ios"}, {Platform::windows, "windows"},
    {Platform::browser, "browser"}, {Platform::web, "web"}, {Platform::package, "package"},
};

}  // namespace

std::string_view to_text(Platform platform) { return word_of(platforms, platform); }
std::optional<Platform> parse_platform(std::string_view text) { return value_of(platforms, text); }

}  // namespace formulary::domain
