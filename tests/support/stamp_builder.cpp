#include "tests/support/stamp_builder.hpp"

namespace formulary::support {

namespace {

constexpr std::uint32_t chunked_sha256 = 1;

Bytes signatures(const Signer& stamp, const Bytes& data) {
  return prefixed32(prefixed32(u32(usual_algorithm(stamp.key)) + prefixed32(stamp.key.sign(data))));
}

Bytes over(const Bytes& digest) { return prefixed32(u32(chunked_sha256) + prefixed32(digest)); }

}  // namespace

Bytes stamp_v1(const Signer& stamp, const Bytes& digest) {
  return prefixed32(prefixed32(stamp.certificate_der()) + signatures(stamp, over(digest)));
}

Bytes stamp_v2(const Signer& stamp, const std::vector<std::pair<std::uint32_t, Bytes>>& digests,
               const Attributes& attributes) {
  Bytes schemes, values;
  for (const auto& [number, digest] : digests) schemes += prefixed32(u32(number) + signatures(stamp, over(digest)));
  for (const auto& [id, value] : attributes) values += prefixed32(u32(id) + value);
  const Bytes list = prefixed32(values);
  return prefixed32(prefixed32(stamp.certificate_der()) + prefixed32(schemes) + prefixed32(list) +
                    signatures(stamp, list));
}

}  // namespace formulary::support
