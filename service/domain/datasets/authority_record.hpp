// What an authority publishes about one thing, in the registry's own words: a decision, a device, a product class, a
// company, a recall. Every data set is read into this one shape, whatever its file looked like; the very record stays
// beside it (`content`), so that a judgement can show years later what it was made on.
//
// Nothing here is believed: the texts are the authority's or a manufacturer's, and are shown escaped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/time.hpp"

namespace formulary::domain {

/// What kind of statement a record is. Only an `authorization` can ever support a permission to market.
enum class RecordKind : std::uint8_t {
  authorization,   ///< a decision on a product: 510(k), PMA, CE certificate, licence ...
  device,          ///< a device by its UDI-DI, as its maker registered it
  classification,  ///< a product code and its class
  company,         ///< registration of a company or establishment
  listing,         ///< a product that a company lists; an entry on a list of an authority
  recall,          ///< recall, correction, field safety notice, alert
};
std::string_view to_text(RecordKind kind);
std::optional<RecordKind> parse_record_kind(std::string_view text);

/// What a link of a record points at.
enum class LinkKind : std::uint8_t {
  submission,    ///< premarket number, normalised: `K252054`, `P970051/S054`
  udi,           ///< UDI-DI, normalised: 14 digits for GS1
  basic_udi,     ///< Basic UDI-DI
  product_code,  ///< FDA product code, EMDN code
  company,       ///< FEI, SRN, CHRN, company id of the authority
  certificate,   ///< number of a certificate, as printed
  recall,        ///< recall number that joins recall and enforcement records
  event,         ///< recall event that joins the products of one recall
};
std::string_view to_text(LinkKind kind);
std::optional<LinkKind> parse_link_kind(std::string_view text);

struct RecordLink {
  LinkKind kind = LinkKind::submission;
  std::string value;

  bool operator==(const RecordLink&) const = default;
};

struct AuthorityRecord {
  RecordKind kind = RecordKind::authorization;
  std::string key;     ///< unique in its data set: `K252054`, `P970051/S054`, `00844588018923`, `QIH`, `Z-0359-2013`
  std::string scheme;  ///< of `regulators.def`: `us-510k`; empty where the kind has none
  std::string number;  ///< what a claim would name, normalised by the scheme; empty where nothing can be claimed

  std::string holder;        ///< applicant, manufacturer, licence holder, recalling firm; as printed
  std::string name;          ///< device or brand name, as printed
  std::string model;         ///< version or model, as printed
  std::string catalogue;     ///< catalogue number, as printed
  std::string product_code;  ///< primary one
  std::string device_class;  ///< `1` `2` `3` `U` `N` `F`, `I` `IIa` ...; of a recall: `I` `II` `III`, or empty
  std::string status;        ///< decision code or status word, as printed

  std::optional<Day> received{};
  std::optional<Day> decided{};  ///< decision, issue, publication; of a recall: when it was initiated or posted
  std::optional<Day> expires{};  ///< as printed; what really holds is the scheme's matter

  std::string text;                 ///< of a recall: product description, code information and reason, line by line
  std::vector<RecordLink> links{};  ///< what else it names, in the order of the file, each once
  std::string content;              ///< the record as it was published: one JSON object, members in the file's order

  bool operator==(const AuthorityRecord&) const = default;
};

}  // namespace formulary::domain
