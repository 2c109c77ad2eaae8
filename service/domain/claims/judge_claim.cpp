#include "service/domain/claims/judge_claim.hpp"

#include <algorithm>
#include <ranges>

#include "service/domain/claims/certificate_type.hpp"
#include "service/domain/claims/compare_model.hpp"
#include "service/domain/claims/compare_place.hpp"
#include "service/domain/names/product_match.hpp"
#include "service/domain/names/product_name.hpp"
#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain {
namespace {

using enum ClaimState;

constexpr double near_name = 0.30;  ///< from here on two names of devices are alike

/// Of two records of one number: revisions of a certificate, or its words before and after an amendment.
bool is_later(const AuthorityRecord& a, const AuthorityRecord& b) {
  if (a.decided != b.decided) return a.decided > b.decided;
  return a.expires < b.expires;  // of the same day the one that ends first: it promises less
}

/// A name at the end of a sentence: "Inc." brings the full stop.
std::string ended(std::string_view name) { return std::string(name) + (name.ends_with('.') ? "" : "."); }

/// `P970051` of `P970051/S054`; any other number as it is.
std::string_view without_supplement(std::string_view number) {
  const std::size_t at = number.rfind("/S");
  if (at == std::string_view::npos || at > 8 || at + 2 == number.size()) return number;
  return number.find_first_not_of("0123456789", at + 2) == std::string_view::npos ? number.substr(0, at) : number;
}

class Judge {
 public:
  Judge(const DeviceIdentity& device, const Claim& claim, const Scheme& scheme, const ClaimRecords& records, Day today)
      : device_(device), claim_(claim), scheme_(scheme), records_(records), today_(today) {}

  ClaimJudgement conclude() {
    if (scheme_.kind != SchemeKind::authorization) {
      add("number", contradicted,
          "A number of this kind does not permit anybody to market a product, whatever its status. Name the "
          "authorization itself.");
      return finish();
    }
    if (auto place = compare_place(claim_, scheme_)) out_.checks.push_back(std::move(*place));
    if (!look_up()) return finish();
    const AuthorityRecord& record = record_->record;
    check_decision(record);
    check_holder(record);
    check_products(record);
    check_name(record);
    check_model(record);
    check_device();
    check_dates(record);
    return finish();
  }

 private:
  void add(std::string what, ClaimState result, std::string sentence) {
    out_.checks.push_back({std::move(what), result, std::move(sentence)});
  }

  const Dataset* dataset(std::string_view id) const {
    const auto found = std::ranges::find(records_.datasets, id, &Dataset::id);
    return found == records_.datasets.end() ? nullptr : &*found;
  }

  std::string said_by(const Found& found) const {
    const Dataset* source = dataset(found.dataset);
    return source == nullptr
               ? found.dataset
               : source->name + (source->source_date ? " of " + to_text(*source->source_date) : std::string());
  }

  void keep(const Found& found) {
    const Dataset* source = dataset(found.dataset);
    out_.evidence.push_back({.dataset = found.dataset,
                             .as_of = source == nullptr ? std::nullopt : source->source_date,
                             .dataset_sha256 = source == nullptr ? std::string() : source->sha256,
                             .record_key = found.record.key,
                             .record_sha256 = found.sha256,
                             .content = found.record.content});
  }

  /// Finds the record of the number and judges the data it is in. False: nothing more can be compared.
  bool look_up() {
    std::vector<const Dataset*> sources;
    for (const std::string_view id : scheme_.datasets) {
      for (const Dataset& one : records_.datasets) {
        if (std::string_view(one.id).substr(0, one.id.find(':')) == id) sources.push_back(&one);
      }
    }
    for (const Found& found : records_.numbers) {
      if (found.record.number != claim_.number) continue;
      if (record_ == nullptr || is_later(found.record, record_->record)) record_ = &found;
    }
    if (record_ != nullptr) {
      keep(*record_);
      const Dataset* source = dataset(record_->dataset);
      if (source == nullptr || is_stale(*source, today_)) {
        add("data", needs_person,
            "The data (" + said_by(*record_) +
                ") are older than they may be. Import them anew, or look the number up.");
      }
      add("number", confirmed, claim_.number + " is in " + said_by(*record_) + ".");
      return true;
    }
    if (sources.empty()) {
      add("data", needs_person,
          "No data of the authority were imported for " + std::string(scheme_.name) +
              ". Import them, or have a person look the number up: " + std::string(scheme_.look_up));
      return false;
    }
    for (const Dataset* source : sources) {
      const DatasetKind* kind = find_dataset_kind(source->id);
      const bool complete = kind != nullptr && kind->completeness == Completeness::complete;
      const std::string as_of = source->source_date ? " of " + to_text(*source->source_date) : std::string();
      if (is_stale(*source, today_)) {
        add("data", needs_person, "The data (" + source->name + as_of + ") are older than they may be.");
      } else if (!complete) {
        add("number", not_found,
            claim_.number + " is not in " + source->name + as_of +
                ". These data are not complete, so that proves nothing. Have a person look it up: " +
                std::string(scheme_.look_up));
      } else {
        add("number", not_found,
            claim_.number + " is not in " + source->name + as_of +
                ", which lists every one published by then. Check the number; if it is newer, import newer data.");
      }
    }
    return false;
  }

  void check_decision(const AuthorityRecord& record) {
    judge_status(record);
    for (const Found& other : records_.numbers) {
      const bool as_late = other.record.number == record.number && other.record.decided == record.decided;
      if (&other == record_ || !as_late || other.record.kind != record.kind) continue;
      if (other.record.status == record.status && other.record.expires == record.expires) continue;
      keep(other);
      add("decision", needs_person,
          "The data say two different things of " + claim_.number + ". A person has to choose.");
    }
    const std::string_view original = without_supplement(claim_.number);
    if (original != claim_.number &&
        std::ranges::none_of(records_.numbers, [&](const Found& other) { return other.record.number == original; })) {
      add("decision", needs_person,
          "The approval " + std::string(original) + ", of which this is a supplement, is not in the data.");
    }
    // A later row of the same file can end what the first one granted: a PMA that was withdrawn after its approval.
    for (const Found& other : records_.numbers) {
      if (&other == record_ || without_supplement(other.record.number) != without_supplement(claim_.number)) continue;
      const StatusMeaning* other_meaning = meaning(scheme_, other.record.status);
      const bool ends = other_meaning != nullptr && other_meaning->standing == Standing::denies;
      // A supplement that was refused changes nothing of what was approved before it, unless it ends the approval.
      const bool whole = other.record.number == original ||
                         (ends && (other_meaning->status == "APWD" || other_meaning->status == "WTDR"));
      if (ends && whole && (!record.decided || !other.record.decided || *other.record.decided >= *record.decided)) {
        keep(other);
        add("decision", contradicted,
            other.record.key + ": " + std::string(other_meaning->sentence) + " (" + said_by(other) + ").");
      }
    }
  }

  void judge_status(const AuthorityRecord& record) {
    if (record.kind == RecordKind::classification) {
      // The data know the kind of product, not this one.
      const StatusMeaning* kind = meaning(scheme_, record.status);
      const bool needs_more = kind != nullptr && kind->standing == Standing::denies;
      add("decision", needs_more ? contradicted : needs_person,
          kind == nullptr
              ? "Product code " + record.key + " is not simply exempt. A person has to read its classification."
              : record.key + ": " + std::string(kind->sentence));
      return;
    }
    if (record.kind != RecordKind::authorization) {
      add("decision", contradicted, "What is on record under this number is no authorization.");
      return;
    }
    const StatusMeaning* found = meaning(scheme_, record.status);
    if (found == nullptr || record.status.empty()) {
      add("decision", needs_person,
          record.status.empty() ? "The record does not say what was decided."
                                : "The status " + record.status + " is not known here. A person has to read it.");
      return;
    }
    const Standing standing = standing_of(scheme_, record.number, record.status);
    const ClaimState state = standing == Standing::allows   ? confirmed
                             : standing == Standing::denies ? contradicted
                                                            : needs_person;
    add("decision", state, record.status + ": " + std::string(found->sentence));
  }

  void check_holder(const AuthorityRecord& record) {
    if (record.kind == RecordKind::classification) return;
    if (record.holder.empty()) {
      add("holder", needs_person, "The record names no holder.");
      return;
    }
    if (device_.manufacturer.empty()) {
      add("holder", needs_person,
          "The request does not name the manufacturer; the record names " + ended(record.holder));
      return;
    }
    switch (compare_companies(device_.manufacturer, record.holder, records_.aliases)) {
      case CompanyMatch::same:
        add("holder", confirmed, "Held by " + ended(record.holder));
        return;
      case CompanyMatch::alias:
        add("holder", confirmed,
            "Held by " + record.holder + "; a person confirmed that this is " + ended(device_.manufacturer));
        return;
      case CompanyMatch::parent_like:
        add("holder", needs_person,
            "Held by " + record.holder + ", the request names " + device_.manufacturer +
                ". A person has to say whether this is one company.");
        return;
      case CompanyMatch::different:
        break;
    }
    add("holder", contradicted,
        "Held by " + record.holder + ", and the request names " + device_.manufacturer +
            ". If one is a name of the other, have that confirmed first.");
  }

  void check_products(const AuthorityRecord& record) {
    if (!claim_.product_code.empty() && !record.product_code.empty()) {
      const bool same = claim_.product_code == record.product_code ||
                        std::ranges::find(record.links, RecordLink{LinkKind::product_code, claim_.product_code}) !=
                            record.links.end();
      add("product_code", same ? confirmed : contradicted,
          same ? "Product code " + claim_.product_code + "."
               : "The record has product code " + record.product_code + ", the request " + claim_.product_code + ".");
    }
    if (claim_.device_class.empty()) return;
    std::string known = record.device_class;
    for (const Found& product : records_.products) {
      if (!known.empty() || product.record.key != record.product_code) continue;
      known = product.record.device_class;
      keep(product);
    }
    if (known.empty()) return;
    const bool same = known == claim_.device_class;
    add("class", same ? confirmed : contradicted,
        same ? "Class " + known + "." : "The data say class " + known + ", the request " + claim_.device_class + ".");
  }

  void check_name(const AuthorityRecord& record) {
    if (record.kind == RecordKind::classification) return;
    if (is_certificate_type(record.name)) {
      add("name", needs_person,
          "The certificate (" + record.name +
              ") names no device in these data. A person has to read in it, or in the declaration of conformity, which "
              "devices it covers.");
      return;
    }
    if (record.name.empty() || device_.device_name.empty()) {
      add("name", needs_person, "The names of the devices cannot be compared: one is missing.");
      return;
    }
    switch (compare_products(device_.device_name, device_.model, record.name, device_.manufacturer)) {
      case ProductMatch::same:
        add("name", confirmed, "For \"" + record.name + "\".");
        return;
      case ProductMatch::other_version:
        add("version", needs_person,
            "For \"" + record.name + "\"; the request says \"" + device_.device_name +
                (device_.model.empty() ? "" : "\", \"" + device_.model) +
                "\". A person has to say whether the authorization covers this version.");
        return;
      case ProductMatch::different:
        break;
    }
    const bool alike = name_similarity(device_.device_name, record.name) >= near_name;
    add("name", needs_person,
        "For \"" + record.name + (alike ? "\"; the request says \"" : "\", which is another name than \"") +
            device_.device_name +
            (alike ? "\". A person has to compare them."
                   : "\". One number can cover several products; a person has to read which."));
  }

  /// Where the record names models, the one that is offered is among them.
  void check_model(const AuthorityRecord& record) {
    if (record.model.empty() || device_.model.empty() || is_among(device_.model, record.model)) return;
    add("version", needs_person,
        "For model or version \"" + record.model + "\", the request says \"" + device_.model + "\".");
  }

  /// Where the product has a UDI-DI: what its maker registered under it.
  void check_device() {
    if (device_.udi_di.empty()) return;
    for (const Found& found : records_.devices) {
      const AuthorityRecord& record = found.record;
      keep(found);
      if (compare_companies(device_.manufacturer, record.holder, records_.aliases) == CompanyMatch::different) {
        add("device", contradicted, "The UDI-DI " + device_.udi_di + " belongs to " + ended(record.holder));
      }
      if (!record.model.empty() && !device_.model.empty() && !same_model(record.model, device_.model)) {
        add("version", needs_person,
            "Under this UDI-DI model or version \"" + record.model + "\" is registered, the request says \"" +
                device_.model + "\".");
      }
      const auto names = [&](const RecordLink& link) {
        return link.kind == LinkKind::submission && without_supplement(link.value) == without_supplement(claim_.number);
      };
      const bool names_any =
          std::ranges::any_of(record.links, [](const RecordLink& link) { return link.kind == LinkKind::submission; });
      if (std::ranges::any_of(record.links, names)) {
        add("device", confirmed, "The device with this UDI-DI is registered under " + claim_.number + ".");
      } else if (names_any) {
        add("device", contradicted, "The device with this UDI-DI is registered under another number.");
      }
      if (record.status == "Not in Commercial Distribution" || record.status == "Deactivated") {
        add("device", needs_person, "The device with this UDI-DI is marked: " + record.status + ".");
      }
    }
  }

  void check_dates(const AuthorityRecord& record) {
    if (record.decided && *record.decided > today_) {
      add("date", contradicted, "The decision is dated " + to_text(*record.decided) + ", which is in the future.");
    }
    if (record.expires && claim_.expires && *claim_.expires != *record.expires) {
      add("date", needs_person,
          "The record ends on " + to_text(*record.expires) + ", the papers say " + to_text(*claim_.expires) + ".");
    }
    Terms terms{.scheme = scheme_.id,
                .number = claim_.number,
                .legislation = claim_.legislation,
                .device_class = claim_.device_class.empty() ? record.device_class : claim_.device_class,
                .issued = record.decided,
                .printed = record.expires ? record.expires : claim_.expires};
    if (record.kind == RecordKind::classification) return;
    const auto plain = validity(terms, today_);
    if (!plain) {
      add("date", needs_person,
          "Until when it counts cannot be told from what is known. " + std::string(scheme_.expiry));
      return;
    }
    out_.expires = plain->deemed_until;
    if (!has_ended(plain, today_)) return;
    const std::string end = plain->deemed_until ? to_text(*plain->deemed_until) : std::string("an unknown day");
    terms.confirmation = terms.unchanged = terms.bridged = Shown::yes;
    const auto prolonged = validity(terms, today_);
    if (has_ended(prolonged, today_)) {
      add("date", contradicted, "It ended on " + end + "." + (plain->basis.empty() ? "" : " " + plain->basis + "."));
    } else {
      add("date", needs_person,
          "It ended on " + end + ", unless the conditions of " + prolonged->basis +
              " are met. A person has to see the letters of the notified body and of the maker.");
    }
  }

  ClaimJudgement finish() {
    out_.state = confirmed;
    for (const ClaimCheck& check : out_.checks) {
      if (badness(check.result) > badness(out_.state)) out_.state = check.result;
    }
    if (out_.checks.empty()) out_.state = needs_person;
    return std::move(out_);
  }

  const DeviceIdentity& device_;
  const Claim& claim_;
  const Scheme& scheme_;
  const ClaimRecords& records_;
  const Day today_;
  const Found* record_ = nullptr;
  ClaimJudgement out_;
};

}  // namespace

ClaimJudgement judge_claim(const DeviceIdentity& device, const Claim& claim, const ClaimRecords& records,
                           const Present& present) {
  if (claim.basis != Basis::authorization) {
    return {.state = needs_person,
            .checks = {{"rationale", needs_person, "A person has to judge the reason that is given."}},
            .evidence = {},
            .expires = {}};
  }
  const Scheme* scheme = find_scheme(claim.scheme);
  if (scheme == nullptr) {
    return {.state = needs_person,
            .checks = {{"number", needs_person, "The registry does not know this kind of authorization."}},
            .evidence = {},
            .expires = {}};
  }
  return Judge(device, claim, *scheme, records, present.today).conclude();
}

}  // namespace formulary::domain
