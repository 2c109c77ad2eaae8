#include "service/domain/datasets/dataset_import.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<ImportMode> modes[] = {{ImportMode::whole, "whole"}, {ImportMode::additions, "additions"}};
constexpr Word<ImportState> states[] = {
    {ImportState::queued, "queued"},   {ImportState::running, "running"}, {ImportState::done, "done"},
    {ImportState::refused, "refused"}, {ImportState::failed, "failed"},
};

}  // namespace

std::string_view to_text(ImportMode mode) { return word_of(modes, mode); }
std::optional<ImportMode> parse_import_mode(std::string_view text) { return value_of(modes, text); }
std::string_view to_text(ImportState state) { return word_of(states, state); }
std::optional<ImportState> parse_import_state(std::string_view text) { return value_of(states, text); }

}  // namespace formulary::domain
