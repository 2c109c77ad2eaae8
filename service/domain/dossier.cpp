#include "service/domain/dossier.hpp"

#include <algorithm>

#include "service/domain/jurisdiction.hpp"
#include "service/domain/regulators/regulator.hpp"
#include "service/domain/udi.hpp"

namespace formulary::domain {
namespace {

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

class Reader {
 public:
  explicit Reader(std::vector<Refusal>& mistakes) : mistakes_(mistakes) {}

  void read(DeviceIdentity& device) {
    if (blank(device.udi_di)) {
      device.udi_di.clear();
      return;
    }
    if (auto udi = read_udi(device.udi_di)) {
      device.udi_di = udi->device;
    } else {
      wrong("/device/udi_di", "This is no UDI-DI: copy the number below the bar code, or leave the field empty.");
    }
  }

  void read(Claim& claim, const std::string& at) {
    if (!is_jurisdiction(claim.jurisdiction)) {
      wrong(at + "/jurisdiction", "Name a country by its two letters, or EU.");
    }
    if (claim.basis != Basis::authorization) {
      if (blank(claim.rationale)) {
        wrong(at + "/rationale", "Say why, with the document and its section; a reviewer will judge it.");
      }
      claim.scheme.clear();
      claim.number.clear();
      return;
    }
    const Scheme* scheme = find_scheme(claim.scheme);
    if (scheme == nullptr) {
      wrong(at + "/scheme", "The registry does not know this kind of number.");
      return;
    }
    if (scheme->jurisdiction != "*" && scheme->jurisdiction != claim.jurisdiction &&
        is_jurisdiction(claim.jurisdiction)) {
      wrong(at + "/jurisdiction", std::string(scheme->name) + " is for " + std::string(scheme->jurisdiction) + ".");
    }
    if (auto number = scheme->read(claim.number)) {
      claim.number = number->text;
    } else {
      const std::string example = scheme->examples.empty() ? std::string() : std::string(scheme->examples.front());
      wrong(at + "/number", "This is no " + std::string(scheme->name) + " number" +
                                (example.empty() ? "." : "; one looks like " + example + "."));
    }
    std::ranges::transform(claim.product_code, claim.product_code.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  }

  void wrong(std::string field, std::string sentence) {
    mistakes_.push_back({RefusalCode::invalid, std::move(sentence), std::move(field)});
  }

 private:
  std::vector<Refusal>& mistakes_;
};

}  // namespace

std::vector<Refusal> normalise(Dossier& dossier) {
  std::vector<Refusal> mistakes;
  Reader reader(mistakes);
  reader.read(dossier.device);
  if (dossier.claims.size() > most_claims) reader.wrong("/claims", "Name at most 50 authorizations.");
  for (std::size_t i = 0; i < dossier.claims.size(); ++i) {
    reader.read(dossier.claims[i], "/claims/" + std::to_string(i));
    for (std::size_t k = 0; k < i; ++k) {
      const Claim &a = dossier.claims[k], &b = dossier.claims[i];
      if (a.jurisdiction == b.jurisdiction && a.basis == b.basis && a.scheme == b.scheme && a.number == b.number) {
        reader.wrong("/claims/" + std::to_string(i), "This is named twice. Remove one.");
        break;
      }
    }
  }
  for (const std::string& problem : problems_of(dossier.answers)) reader.wrong("/answers", problem);
  const auto place_of = [](const QuestionAnswer& answer) {
    return std::ranges::find(device_questions(), answer.question, &Question::id) - device_questions().begin();
  };
  std::ranges::stable_sort(dossier.answers, {}, place_of);
  return mistakes;
}

std::vector<Contradiction> contradictions_in(const Dossier& dossier) {
  if (dossier.answers.empty()) return {};
  std::vector<ClaimedStatus> claimed;
  for (const Claim& claim : dossier.claims) {
    const DeviceStatus status = claim.basis == Basis::not_a_device             ? DeviceStatus::not_a_device
                                : claim.basis == Basis::enforcement_discretion ? DeviceStatus::enforcement_discretion
                                                                               : DeviceStatus::device;
    ClaimedStatus one{claim.jurisdiction, status, claim.device_class};
    if (std::ranges::find(claimed, one) == claimed.end()) claimed.push_back(std::move(one));
  }
  return contradictions(dossier.answers, claimed, dossier.claims, {});
}

std::vector<Fact> facts_of(const std::vector<Contradiction>& contradictions) {
  std::vector<Fact> out;
  for (const Contradiction& one : contradictions) {
    std::string subject(one.id);
    if (!one.jurisdiction.empty()) subject += " " + one.jurisdiction;
    out.push_back({std::string(fact::device_contradiction), std::move(subject), one.sentence, {}});
  }
  return out;
}

}  // namespace formulary::domain
