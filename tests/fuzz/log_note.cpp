// What a stranger sends to a witness, or hands in as a proof: notes, checkpoints, requests, proof files, keys, paths of
// tiles. What is read is written again as the same bytes.
#include "service/domain/base64.hpp"
#include "service/domain/tlog/add_checkpoint.hpp"
#include "service/domain/tlog/checkpoint.hpp"
#include "service/domain/tlog/tile.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::log_note {
namespace {

namespace tlog = domain::tlog;

/// No hash: what is fuzzed here does not depend on one.
tlog::Hash nothing(std::string_view, std::string_view, std::string_view) { return {}; }

template <class Value>
void must_be_the_same(const std::optional<Value>& read, std::string_view text) {
  if (read && to_text(*read) != text) __builtin_trap();
}

}  // namespace

void run(View data) {
  const std::string_view text = bytes::as_text(data);
  must_be_the_same(tlog::parse_note(text), text);
  must_be_the_same(tlog::parse_checkpoint(text), text);
  must_be_the_same(tlog::parse_add_checkpoint(text), text);
  must_be_the_same(tlog::parse_proof_file(text), text);
  must_be_the_same(tlog::parse_signer_key(text), text);
  must_be_the_same(tlog::parse_verifier_key(text, &nothing), text);
  if (const auto tile = tlog::parse_tile(text)) {
    if (to_path(*tile) != text) __builtin_trap();
    (void)width_in(*tile, ~0ULL >> 1);
  }
  if (const auto bytes = domain::from_base64(text)) {
    if (domain::to_base64(*bytes) != text) __builtin_trap();
  }
}

std::vector<Bytes> seeds() {
  const std::string root = "UBjV7TXyFN5BVvg0VJB5j8AED7uEZo883D66MWNcj9E=\n";
  const std::string note =
      "formulary.example/audit\n7\n" + root +
      "\n\xe2\x80\x94 formulary.example/audit "
      "5JUALNLVJEDGFxNPszUlGOj+mfVvQKZ5EumQugIh0cfRDdP5yPcwTLIPCzT58uzT/j7pOf3gdAUs4sfdpGpdaHYU7Q4=\n";
  return {note,
          "formulary.example/audit\n7\n" + root,
          "old 5\n" + root + root + "\n" + note,
          "c2sp.org/tlog-proof@v1\nextra Zm9v\nindex 4\n" + root + "\n" + note,
          std::string("formulary.example/audit+00000000+ATvqyW+D1arndm++URxrEx/sAMW11tFo9js4AXbezlhY"),
          std::string("PRIVATE+KEY+formulary.example/audit+e495002c+ATvqyW+D1arndm++URxrEx/sAMW11tFo9js4AXbezlhY"),
          std::string("0/x001/x234/067.p/8"),
          std::string("entries/x001/000")};
}

}  // namespace formulary::fuzz::log_note
