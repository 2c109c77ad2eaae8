// What the registry has seen before, and what follows from it for a file: facts that no scanner can state, derived
// each time findings are asked for. They say what is so; how bad it is, the rules say (rules/continuity.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/ids.hpp"

namespace formulary::domain {

/// A certificate that a file of the registry was signed by.
struct KnownSigner {
  Sha256 artifact;
  std::string certificate;
};

/// An app that a certificate has signed.
struct SignedApp {
  std::string certificate;
  std::string package;
  std::string vendor;  ///< empty when nobody has said
};

/// All without the file itself.
struct History {
  std::string vendor;                     ///< of the file's own app
  std::vector<KnownSigner> same_package;  ///< of files of the same package that were there before
  std::vector<SignedApp> same_signer;     ///< other packages by one of the file's signers
  std::vector<Sha256> same_content;       ///< files with the same signed content
};

/// Whether two packages are of one vendor: the same name where both are known, else the first two parts of the package
/// name (`org.example`), which is how vendors name their packages.
bool related(std::string_view package, std::string_view vendor, std::string_view other_package,
             std::string_view other_vendor);

/// The facts `registry.…` of a file. An earlier signer is continued when it still signs, or is in the lineage.
std::vector<Fact> facts_of(const Report& report, const History& history);

/// Whether a fact of this name is derived, here or from a submission's documents and answers. A scanner that states one
/// is not believed.
bool is_derived(std::string_view name);

}  // namespace formulary::domain
