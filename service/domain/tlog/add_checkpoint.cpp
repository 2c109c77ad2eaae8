#include "service/domain/tlog/add_checkpoint.hpp"

#include "service/domain/tlog/lines.hpp"

namespace formulary::domain::tlog {
namespace {

constexpr std::string_view old_word = "old ";

}  // namespace

std::string to_text(const AddCheckpoint& request) {
  return std::string(old_word) + std::to_string(request.old_size) + '\n' + to_lines(request.proof) + '\n' +
         request.note;
}

std::optional<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
  const auto line = take_line(body);
  if (!line || !line->starts_with(old_word)) return std::nullopt;
  const auto old_size = parse_decimal(line->substr(old_word.size()));
  auto proof = take_proof(body);
  if (!old_size || !proof || body.empty()) return std::nullopt;
  return AddCheckpoint{*old_size, std::move(*proof), std::string(body)};
}

}  // namespace formulary::domain::tlog
