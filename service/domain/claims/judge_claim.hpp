// Compares a claim with what the authority's data say. Pure: the store looked the records up, the use case stores what
// came of it.
//
// Confirmed means: the number is in the data, its status allows, and holder, product and dates fit what was submitted.
// One thing that says otherwise makes it contradicted; one doubt leaves it to a person. Data that are missing or stale
// never confirm. A number that identifies a company or a listing is contradicted as a permission, whatever the data
// say.
#pragma once

#include <string>
#include <vector>

#include "service/domain/claims/claim.hpp"
#include "service/domain/names/company_name.hpp"

namespace formulary::domain {

/// A record and the data set it was found in.
struct Found {
  AuthorityRecord record;
  std::string dataset;  ///< id
  std::string sha256;   ///< of `record.content`

  bool operator==(const Found&) const = default;
};

/// What the registry holds that bears on one claim.
struct ClaimRecords {
  std::vector<Found> numbers;     ///< records of the claim's number, and of the same number without its supplement
  std::vector<Found> devices;     ///< device records of the product's UDI-DI
  std::vector<Found> products;    ///< classification records of the product codes in play
  std::vector<Dataset> datasets;  ///< of these records, and those in which the scheme is looked up
  std::vector<CompanyAlias> aliases;
};

/// Of an authorization. The other bases are a person's to judge: needs_person.
ClaimJudgement judge_claim(const DeviceIdentity& device, const Claim& claim, const ClaimRecords& records,
                           const Present& present);

}  // namespace formulary::domain
