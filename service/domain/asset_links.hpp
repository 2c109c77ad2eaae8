// Whether the web sites whose addresses an app claims agree. A host says by a list of statements which app, signed by
// which key, may open its addresses (Digital Asset Links). Nothing is fetched: a person hands the list in, and it is
// compared with the file's package and verified signers. Lists that a statement includes are not followed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// An app that may open a host's addresses when it is signed by the certificate (its SHA-256, lower case, no colons).
struct NamedApp {
  std::string package;
  std::string certificate;

  bool operator==(const NamedApp&) const = default;
};

/// What a host's list says, as handed in for one file.
struct AssetLinks {
  std::string host;
  std::vector<NamedApp> apps;
  PersonId person;  ///< who handed it in
  Instant handed_in;
};

/// The hosts whose web addresses the file wants verified (autoVerify), in lower case, sorted. `*.example.org` is
/// vouched for by `example.org`; an address of any host by nobody.
std::vector<std::string> claimed_hosts(const Report& report);

/// Where the host's list is to be found.
std::string asset_links_address(std::string_view host);

/// A fingerprint without colons, in lower case.
std::string plain_fingerprint(std::string_view fingerprint);

/// `registry.asset_links` for each claimed host with a list. None for a file that nobody verifiably signed, a bundle
/// for example: there is no key to compare.
std::vector<Fact> facts_of(const Report& report, const std::vector<AssetLinks>& lists);

}  // namespace formulary::domain
