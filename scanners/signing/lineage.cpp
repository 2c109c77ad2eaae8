#include "scanners/signing/lineage.hpp"

#include <algorithm>
#include <array>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/cursor.hpp"
#include "scanners/signing/apk_algorithm.hpp"
#include "scanners/signing/length_prefixed.hpp"

namespace formulary::signing {
namespace {

using bytes::Cursor;

constexpr std::uint32_t known_version = 1;

}  // namespace

bool Lineage::is_prefix_of(const Lineage& longer) const {
  return nodes.size() <= longer.nodes.size() && std::equal(nodes.begin(), nodes.end(), longer.nodes.begin());
}

// uint32 version, then length-prefixed nodes:
//   length-prefixed signed data: length-prefixed certificate, uint32 id of the algorithm of the signature below
//   uint32 flags, uint32 id of the algorithm that signs the next node, length-prefixed signature over the signed data
std::expected<Lineage, LineageProblem> read_lineage(View value, Budget& budget) {
  if (value.empty()) return std::unexpected(LineageProblem::certificate_mismatch);
  Cursor cursor(value);
  const std::uint32_t version = cursor.u32("version of the lineage");
  if (!cursor.ok()) return std::unexpected(LineageProblem::malformed);
  if (version != known_version) return std::unexpected(LineageProblem::certificate_mismatch);

  Lineage lineage;
  while (!cursor.at_end()) {
    Cursor node = length_prefixed(cursor, "node of the lineage");
    Cursor signed_data = length_prefixed(node, "signed data of a node");
    const View signed_bytes = signed_data.rest();
    const std::uint32_t flags = node.u32("flags of a node");
    const std::uint32_t algorithm = node.u32("algorithm of a node");
    const View signature = length_prefixed(node, "signature of a node").rest();
    if (!node.ok()) return std::unexpected(LineageProblem::malformed);

    if (!lineage.nodes.empty()) {
      const LineageNode& parent = lineage.nodes.back();
      const ApkAlgorithm* method = find_apk_algorithm(parent.algorithm);
      if (method == nullptr) return std::unexpected(LineageProblem::malformed);
      if (!parent.certificate.key() ||
          parent.certificate.key()->verify(method->method, signed_bytes, signature, budget) != Check::good) {
        return std::unexpected(LineageProblem::did_not_verify);
      }
    }
    const View encoded = length_prefixed(signed_data, "certificate of a node").rest();
    const std::uint32_t parent_algorithm = signed_data.u32("signed algorithm of a node");
    if (!signed_data.ok()) return std::unexpected(LineageProblem::malformed);
    if (!lineage.nodes.empty() && parent_algorithm != lineage.nodes.back().algorithm) {
      return std::unexpected(LineageProblem::did_not_verify);
    }
    auto certificate = Certificate::parse(encoded, budget);
    const auto is_same = [&](const LineageNode& other) { return other.certificate == *certificate; };
    if (!certificate || std::ranges::any_of(lineage.nodes, is_same)) {
      return std::unexpected(LineageProblem::did_not_verify);
    }
    lineage.nodes.push_back(
        {std::move(*certificate), parent_algorithm, algorithm, flags, Bytes(signature.begin(), signature.end())});
  }
  if (lineage.nodes.empty()) return std::unexpected(LineageProblem::certificate_mismatch);
  return lineage;
}

std::string capability_names(std::uint32_t flags) {
  static constexpr std::array<std::string_view, 5> names{"installed_data", "shared_uid", "permission", "rollback",
                                                         "auth"};
  std::string text;
  const auto add = [&](std::string_view name) { text += (text.empty() ? "" : ",") + std::string(name); };
  for (std::size_t bit = 0; bit < names.size(); ++bit) {
    if ((flags >> bit & 1) != 0) add(names[bit]);
  }
  const std::uint32_t unknown = flags >> names.size() << names.size();
  if (unknown != 0) add(bytes::at_offset(unknown).substr(1));
  return text.empty() ? "none" : text;
}

}  // namespace formulary::signing
