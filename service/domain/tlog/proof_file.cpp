#include "service/domain/tlog/proof_file.hpp"

#include "service/domain/base64.hpp"
#include "service/domain/tlog/lines.hpp"

namespace formulary::domain::tlog {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";

}  // namespace

std::string to_lines(const Proof& proof) {
  std::string text;
  for (const Hash& hash : proof) text += base64_of(hash) + '\n';
  return text;
}

std::optional<Proof> take_proof(std::string_view& rest) {
  Proof proof;
  for (;;) {
    const auto line = take_line(rest);
    if (!line) return std::nullopt;
    if (line->empty()) return proof;
    const auto hash = hash_of_base64(*line);
    if (!hash || proof.size() == most_proof_lines) return std::nullopt;
    proof.push_back(*hash);
  }
}

std::string to_text(const ProofFile& file) {
  std::string text = std::string(first_line) + '\n';
  if (file.extra) text += std::string(extra_word) + to_base64(*file.extra) + '\n';
  text += std::string(index_word) + std::to_string(file.index) + '\n' + to_lines(file.proof) + '\n';
  return text + file.checkpoint;
}

std::optional<ProofFile> parse_proof_file(std::string_view text) {
  if (take_line(text) != first_line) return std::nullopt;
  ProofFile file;
  auto line = take_line(text);
  if (line && line->starts_with(extra_word)) {
    file.extra = from_base64(line->substr(extra_word.size()));
    if (!file.extra) return std::nullopt;
    line = take_line(text);
  }
  if (!line || !line->starts_with(index_word)) return std::nullopt;
  const auto index = parse_decimal(line->substr(index_word.size()));
  auto proof = take_proof(text);
  if (!index || !proof || text.empty()) return std::nullopt;
  file.index = *index;
  file.proof = std::move(*proof);
  file.checkpoint = text;
  return file;
}

}  // namespace formulary::domain::tlog
