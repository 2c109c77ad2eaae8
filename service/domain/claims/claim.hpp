// What a department or a vendor claims of a product: "it has 510(k) K252054". A claim is worth nothing until it was
// compared with the authority's own data, or a person has looked; what came of that is evidence with a snapshot of the
// very record. Automation may confirm what data say and may contradict; it never overlooks a doubt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/datasets/authority_record.hpp"
#include "service/domain/datasets/dataset.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/regulators/validity.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// What the submission says of the product, for all its claims.
struct DeviceIdentity {
  std::string device_name;   ///< as the vendor's papers call it
  std::string manufacturer;  ///< legal name
  std::string udi_di;        ///< normalised, or empty
  std::string model;         ///< model or version on the label
  std::string catalogue;

  bool operator==(const DeviceIdentity&) const = default;
};

/// Why the product may be marketed. Three different answers, and none stands for another.
enum class Basis : std::uint8_t {
  authorization,           ///< a regulator permitted it: the claim names the number
  not_a_device,            ///< it is no medical device there, for this intended use: the claim gives the rationale
  enforcement_discretion,  ///< it is one, and the regulator does not enforce its rules for it: likewise
};
std::string_view to_text(Basis basis);
std::optional<Basis> parse_basis(std::string_view text);

struct Claim {
  ClaimId id;
  std::string jurisdiction;  ///< ISO 3166-1 alpha-2, or `EU`
  Basis basis = Basis::authorization;
  std::string scheme;                           ///< of an authorization: of regulators.def
  std::string number;                           ///< of an authorization: normalised by the scheme
  std::string product_code;                     ///< claimed, or empty
  std::string device_class;                     ///< claimed, or empty
  std::optional<Day> expires{};                 ///< as the papers print it
  Legislation legislation = Legislation::none;  ///< of a European certificate or declaration
  std::string rationale;  ///< of the other two: document, section and reason, as a person typed it

  bool operator==(const Claim&) const = default;
};

enum class ClaimState : std::uint8_t {
  confirmed,     ///< the authority's data say so, and it fits
  contradicted,  ///< the authority's data say otherwise
  not_found,     ///< not in the data; what that means, `reasons` says
  needs_person,  ///< data are missing, stale or leave a doubt
};
std::string_view to_text(ClaimState state);
std::optional<ClaimState> parse_claim_state(std::string_view text);
/// From 0, confirmed, to 3, contradicted: the worst of several counts.
int badness(ClaimState state);

/// The record that a judgement rests on.
struct Snapshot {
  std::string dataset;         ///< id
  std::optional<Day> as_of{};  ///< the source's date
  std::string dataset_sha256;
  std::string record_key;
  std::string record_sha256;  ///< of `content`
  std::string content;        ///< the very record

  bool operator==(const Snapshot&) const = default;
};

/// One thing that was compared.
struct ClaimCheck {
  std::string what;  ///< `number` `place` `decision` `holder` `product_code` `class` `name` `version` `date` `data`
  ClaimState result = ClaimState::needs_person;
  std::string sentence;  ///< what was found, for people

  bool operator==(const ClaimCheck&) const = default;
};

struct ClaimJudgement {
  ClaimState state = ClaimState::needs_person;
  std::vector<ClaimCheck> checks;
  std::vector<Snapshot> evidence;
  std::optional<Day> expires{};  ///< until when it holds, by print and by law
};

}  // namespace formulary::domain
