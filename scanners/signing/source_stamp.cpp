#include "scanners/signing/source_stamp.hpp"

#include <algorithm>

#include "scanners/bytes/complaints.hpp"
#include "scanners/signing/length_prefixed.hpp"

namespace formulary::signing {
namespace {

using bytes::Cursor;

constexpr std::uint32_t stamp_lineage = 0x9d6303f7;
constexpr std::uint32_t stamp_time = 0xe43c5946;  // value: uint64 seconds since 1970
constexpr Sdk stamps_since = 30;
constexpr std::size_t most_records = 100;

void append_u32(Bytes& out, std::size_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::byte>(value >> shift & 0xff));
}

// What a stamp signs of one scheme: length-prefixed (uint32 kind of digest, length-prefixed digest), by kind.
Bytes signed_digests(const std::map<ContentDigest, Bytes>& digests) {
  Bytes out;
  for (const auto& [kind, value] : digests) {
    append_u32(out, 8 + value.size());
    append_u32(out, static_cast<std::size_t>(kind));
    append_u32(out, value.size());
    out.insert(out.end(), value.begin(), value.end());
  }
  return out;
}

class StampVerifier {
 public:
  StampVerifier(std::uint64_t offset, SdkRange range, Budget& budget)
      : place_(bytes::at_offset(offset)),
        range_{std::max(range.min, stamps_since), std::max(range.max, stamps_since)},
        budget_(budget) {}

  // stamp: length-prefixed certificate, and what depends on the version
  SourceStamp verify(StampVersion version, View block, View expected_certificate, const SchemeDigests& digests) {
    Cursor outer(block);
    Cursor stamp = length_prefixed(outer, "source stamp");
    const View encoded = length_prefixed(stamp, "certificate of the stamp").rest();
    if (!stamp.ok()) return object(anomaly::apk_stamp_malformed_signature);
    stamp_.certificate = Certificate::parse(encoded, budget_);
    if (!stamp_.certificate) return object(anomaly::apk_stamp_malformed_certificate);
    if (!std::ranges::equal(expected_certificate, digest(DigestAlgorithm::sha256, encoded))) {
      return object(anomaly::apk_stamp_certificate_mismatch);
    }
    version == StampVersion::first ? check_first_version(stamp, digests) : check_second_version(stamp, digests);
    stamp_.verified = !objected_;
    return std::move(stamp_);
  }

 private:
  SourceStamp object(std::string_view id, std::string detail = {}) {
    complain(id, std::move(detail));
    return std::move(stamp_);
  }
  bool complain(std::string_view id, std::string detail = {}) {
    objected_ = true;
    stamp_.anomalies.push_back({std::string(id), std::move(detail), place_});
    return false;
  }
  void mention(std::string_view id, std::uint32_t number) {
    stamp_.anomalies.push_back({std::string(id), bytes::at_offset(number).substr(1), place_});
  }

  // length-prefixed signatures, over the digests of one scheme: it does not say which, but it is the newest as a rule
  void check_first_version(Cursor& stamp, const SchemeDigests& digests) {
    const Cursor signatures = length_prefixed(stamp, "signatures of the stamp");
    if (!stamp.ok()) {
      complain(anomaly::apk_stamp_malformed_signature);
      return;
    }
    std::optional<std::vector<Anomaly>> first_try;
    for (auto scheme = digests.rbegin(); scheme != digests.rend(); ++scheme) {
      stamp_.anomalies.clear();
      objected_ = false;
      if (check_signatures(signed_digests(scheme->second), signatures)) return;
      if (!first_try) first_try = stamp_.anomalies;
    }
    if (!first_try) complain(anomaly::apk_stamp_no_signature);
    if (first_try) stamp_.anomalies = std::move(*first_try);
  }

  // length-prefixed sequence of length-prefixed (uint32 scheme, length-prefixed signatures); and optionally
  // length-prefixed attributes, length-prefixed signatures over them
  void check_second_version(Cursor& stamp, const SchemeDigests& digests) {
    if (!check_schemes(length_prefixed(stamp, "schemes of the stamp"), digests)) return;
    if (stamp.ok() && stamp.at_end()) return;
    const View attributes = length_prefixed(stamp, "attributes of the stamp").rest();
    const Cursor signatures = length_prefixed(stamp, "signatures over the attributes");
    if (!stamp.ok()) {
      complain(anomaly::apk_stamp_malformed_signature);
    } else if (check_signatures(attributes, signatures)) {
      read_attributes(attributes);
    }
  }

  bool check_schemes(Cursor schemes, const SchemeDigests& digests) {
    std::map<std::uint32_t, Cursor> by_number;
    while (!schemes.at_end()) {
      Cursor scheme = length_prefixed(schemes, "scheme of the stamp");
      const std::uint32_t number = scheme.u32("number of the scheme");
      const Cursor signatures = length_prefixed(scheme, "signatures of the scheme");
      if (!scheme.ok() || by_number.size() >= most_records) return complain(anomaly::apk_stamp_malformed_signature);
      by_number.insert_or_assign(number, signatures);
    }
    if (!schemes.ok()) return complain(anomaly::apk_stamp_malformed_signature);
    for (const auto& [number, declared] : digests) {
      const auto found = by_number.find(number);
      if (found == by_number.end()) return complain(anomaly::apk_stamp_no_signature, "v" + std::to_string(number));
      if (!check_signatures(signed_digests(declared), found->second)) return false;
    }
    return true;
  }

  bool check_signatures(View data, Cursor signatures) {
    std::vector<OfferedSignature> offered;
    while (!signatures.at_end()) {
      Cursor record = length_prefixed(signatures, "signature record of the stamp");
      const std::uint32_t id = record.u32("signature algorithm of the stamp");
      const View signature = length_prefixed(record, "signature of the stamp").rest();
      if (!record.ok() || offered.size() >= most_records) return complain(anomaly::apk_stamp_malformed_signature);
      const ApkAlgorithm* algorithm = find_apk_algorithm(id);
      if (algorithm == nullptr) {
        mention(anomaly::apk_stamp_unknown_sig_algorithm, id);
      } else {
        offered.push_back({algorithm, signature});
      }
    }
    if (offered.empty()) return complain(anomaly::apk_stamp_no_signature);
    const auto chosen = signatures_to_verify(offered, range_, Since::primitive);
    if (chosen.empty()) return complain(anomaly::apk_stamp_no_supported_signature);
    for (const OfferedSignature& offer : chosen) {
      const auto& key = stamp_.certificate->key();
      const Check check = key ? key->verify(offer.algorithm->method, data, offer.signature, budget_) : Check::unusable;
      if (check == Check::bad || check == Check::other_digest)
        return complain(anomaly::apk_stamp_did_not_verify, std::string(offer.algorithm->name));
      if (check != Check::good)
        return complain(anomaly::apk_stamp_verify_exception, std::string(offer.algorithm->name));
    }
    return true;
  }

  // attributes: length-prefixed sequence of length-prefixed (uint32 id, value)
  void read_attributes(View data) {
    Cursor outer(data);
    Cursor attributes = length_prefixed(outer, "attributes of the stamp");
    if (!outer.ok()) {
      complain(anomaly::apk_stamp_malformed_signature);
      return;
    }
    for (std::size_t count = 1; !attributes.at_end(); ++count) {
      Cursor attribute = length_prefixed(attributes, "attribute of the stamp");
      const std::uint32_t id = attribute.u32("id of the attribute");
      const View value = attribute.rest();
      bool well_formed = attribute.ok() && count <= most_records;
      if (well_formed && id == stamp_lineage) {
        read_stamp_lineage(value);
      } else if (well_formed && id == stamp_time) {
        const auto seconds = static_cast<std::int64_t>(attribute.u64("time of the stamp"));
        well_formed = attribute.ok();
        if (well_formed && seconds <= 0) complain(anomaly::apk_stamp_invalid_timestamp, std::to_string(seconds));
        if (well_formed && seconds > 0) stamp_.timestamp = seconds;
      } else if (well_formed) {
        mention(anomaly::apk_stamp_unknown_attribute, id);
      }
      if (!well_formed) {
        complain(anomaly::apk_stamp_malformed_attribute, "attribute " + std::to_string(count));
        return;
      }
    }
  }

  void read_stamp_lineage(View value) {
    auto lineage = read_lineage(value, budget_);
    if (!lineage) {
      switch (lineage.error()) {
        case LineageProblem::malformed:
          complain(anomaly::apk_stamp_malformed_lineage);
          return;
        case LineageProblem::did_not_verify:
          complain(anomaly::apk_stamp_por_did_not_verify);
          return;
        case LineageProblem::certificate_mismatch:
          complain(anomaly::apk_stamp_por_cert_mismatch);
          return;
      }
    }
    if (!(lineage->nodes.back().certificate == *stamp_.certificate)) complain(anomaly::apk_stamp_por_cert_mismatch);
    stamp_.lineage = std::move(*lineage);
  }

  std::string place_;
  SdkRange range_;
  Budget& budget_;
  SourceStamp stamp_;
  bool objected_ = false;
};

}  // namespace

SourceStamp verify_source_stamp(StampVersion version, View block, std::uint64_t offset, View expected_certificate,
                                const SchemeDigests& digests, SdkRange range, Budget& budget) {
  return StampVerifier(offset, range, budget).verify(version, block, expected_certificate, digests);
}

}  // namespace formulary::signing
