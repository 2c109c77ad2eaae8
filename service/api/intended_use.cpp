#include "service/api/intended_use.hpp"

#include "service/api/vocabulary.hpp"

namespace formulary::api {
namespace {

constexpr std::size_t most_sites = 100;
constexpr std::size_t most_jurisdictions = 60;

bool is_jurisdiction(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

domain::IntendedUse read_intended_use(ObjectReader& in, Mistakes& mistakes) {
  domain::IntendedUse use;
  if (!in.required("intended_use")) return use;
  ObjectReader fields(*in.child("intended_use"), mistakes, in.pointer("intended_use"));
  use.purpose = fields.text("purpose", {0, 4000});
  use.users = fields.text("users", {0, 1000});
  use.patient_group = fields.text("patient_group", {0, 1000});
  use.data_classes = fields.words("data_classes", domain::parse_data_class, data_class_words);
  use.clinical_role = fields.word("clinical_role", domain::parse_clinical_role, clinical_role_words)
                          .value_or(domain::ClinicalRole::drives_or_diagnoses);
  use.devices_driven = fields.text("devices_driven", {0, 1000});
  use.sites = fields.texts("sites", most_sites, {0, 200});
  use.jurisdictions = fields.texts("jurisdictions", most_jurisdictions, {0, 20});
  for (std::size_t i = 0; i < use.jurisdictions.size(); ++i) {
    if (!is_jurisdiction(use.jurisdictions[i])) {
      fields.complain("jurisdictions", i, "A jurisdiction is two capital letters: DE, US, EU.");
    }
  }
  fields.close();
  return use;
}

std::optional<usecases::Claim> read_claim(ObjectReader& in, Mistakes& mistakes) {
  const InputJson* json = in.child("claim");
  if (json == nullptr) return std::nullopt;
  ObjectReader fields(*json, mistakes, in.pointer("claim"));
  usecases::Claim claim;
  claim.platform = fields.word("platform", domain::parse_platform, platform_words).value_or(domain::Platform::web);
  claim.identifier = fields.text("identifier", {1, 400});
  claim.version = fields.text("version", {0, 100});
  fields.close();
  return claim;
}

}  // namespace formulary::api
