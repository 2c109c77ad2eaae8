#include "service/domain/tlog/cosignature.hpp"

namespace formulary::domain::tlog {
namespace {

constexpr std::size_t time_size = 8;
constexpr std::size_t signature_size = 64;

}  // namespace

std::string cosigned_text(std::uint64_t seconds, std::string_view checkpoint) {
  return "cosignature/v1\ntime " + std::to_string(seconds) + '\n' + std::string(checkpoint);
}

NoteSignature cosignature(const VerifierKey& key, std::uint64_t seconds, std::string_view signature) {
  NoteSignature made{key.name, key.id, {}};
  for (int shift = 56; shift >= 0; shift -= 8) made.bytes += static_cast<char>(seconds >> shift & 0xff);
  made.bytes += signature;
  return made;
}

std::optional<std::uint64_t> cosigned_at(const NoteSignature& signature, std::string_view checkpoint,
                                         const VerifierKey& key, VerifyEd25519 verify) {
  if (key.kind != KeyKind::cosignature || !signature.by(key) || signature.bytes.size() != time_size + signature_size) {
    return std::nullopt;
  }
  std::uint64_t seconds = 0;
  for (std::size_t i = 0; i < time_size; ++i) seconds = seconds << 8 | static_cast<unsigned char>(signature.bytes[i]);
  const std::string_view bytes = std::string_view(signature.bytes).substr(time_size);
  if (!verify(key.key, cosigned_text(seconds, checkpoint), bytes)) return std::nullopt;
  return seconds;
}

}  // namespace formulary::domain::tlog
