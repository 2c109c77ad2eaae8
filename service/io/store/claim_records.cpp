// What the data of authorities say about one claim: a handful of indexed look-ups.
#include <algorithm>
#include <set>

#include "service/domain/regulators/regulator.hpp"
#include "service/io/store/claims.hpp"
#include "service/io/store/digest.hpp"

namespace formulary::io::store {
namespace {

constexpr int most_records = 50;       ///< of one number
constexpr int most_supplements = 500;  ///< of one PMA

domain::Found found(usecases::StoredRecord stored) {
  std::string hash = to_hex(sha256(stored.record.content));
  return {.record = std::move(stored.record), .dataset = std::move(stored.dataset), .sha256 = std::move(hash)};
}

std::string_view kind_of(std::string_view dataset) { return dataset.substr(0, dataset.find(':')); }

}  // namespace

domain::ClaimRecords SqlClaims::records_for(const domain::DeviceIdentity& device, const domain::Claim& claim) {
  domain::ClaimRecords records;
  const domain::Scheme* scheme = domain::find_scheme(claim.scheme);
  if (claim.basis != domain::Basis::authorization || scheme == nullptr) return records;

  for (usecases::DatasetInForce& one : datasets_.list()) records.datasets.push_back(std::move(one.dataset));
  for (usecases::StoredAlias& one : aliases()) records.aliases.push_back(std::move(one.alias));

  // The same digits are numbers of several authorities: only what stands where this scheme is looked up.
  std::set<std::pair<std::string, std::string>> seen;
  const auto take = [&](std::vector<usecases::StoredRecord> list) {
    for (usecases::StoredRecord& one : list) {
      if (std::ranges::find(scheme->datasets, kind_of(one.dataset)) == scheme->datasets.end()) continue;
      if (!one.record.scheme.empty() && one.record.scheme != claim.scheme &&
          one.record.kind == domain::RecordKind::authorization) {
        continue;
      }
      if (seen.emplace(one.dataset, one.record.key).second) records.numbers.push_back(found(std::move(one)));
    }
  };
  take(datasets_.records_with_number(claim.number, most_records));
  const std::string base = claim.number.substr(0, claim.number.find('/'));
  if (base != claim.number) take(datasets_.records_with_number(base, most_records));
  take(datasets_.supplements_of(base, most_supplements));

  if (!device.udi_di.empty()) {
    for (auto& one : datasets_.records_with_number(device.udi_di, most_records)) {
      if (one.record.kind == domain::RecordKind::device) records.devices.push_back(found(std::move(one)));
    }
  }
  std::set<std::string> codes;
  for (const domain::Found& one : records.numbers) {
    if (!one.record.product_code.empty()) codes.insert(one.record.product_code);
  }
  if (!claim.product_code.empty()) codes.insert(claim.product_code);
  for (const std::string& code : codes) {
    if (auto one = datasets_.find_record("us-classification", code)) records.products.push_back(found(std::move(*one)));
  }
  return records;
}

}  // namespace formulary::io::store
