// A software bill of materials that a maker handed in, as far as it matters here: which components it names, and what
// it does not say of them. The elements are those of the NTIA (The Minimum Elements for an SBOM, July 2021) and, for
// devices under section 524B of the Federal Food, Drug, and Cosmetic Act, level and end of support of each component.
// CycloneDX and SPDX come to the same here; who reads the file, the caller knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

struct SbomComponent {
  std::string name;  ///< with its group: `com.squareup.okhttp3/okhttp`
  std::string version;
  std::string supplier;
  std::string identifier;  ///< package URL, CPE or SWID
  bool related = false;    ///< stands in a dependency relationship
  std::string support;     ///< level of support
  std::string end_of_support;

  bool operator==(const SbomComponent&) const = default;
};

struct Sbom {
  std::string format;  ///< `CycloneDX` or `SPDX`
  std::string spec_version;
  std::string author;
  std::string supplier;  ///< of the product
  std::string tool;
  std::string timestamp;  ///< as the file has it
  std::string root_name;
  std::string root_version;
  std::vector<SbomComponent> components;  ///< without the root
};

inline constexpr std::size_t most_components = 10'000;

/// An element that is missing, and where it is not said.
struct MissingElement {
  std::string_view element;  ///< `supplier` `name` `version` `identifier` `relationship` `author` `timestamp` `support`
  std::size_t count = 0;     ///< of how many components; of the whole list: 1
};
std::vector<MissingElement> missing_in(const Sbom& sbom);

/// `supplier (3), version (1)`.
std::string missing_text(const std::vector<MissingElement>& missing);

/// The facts `sbom.…` that follow from the list alone.
std::vector<Fact> facts_of(const Sbom& sbom);

/// What components are looked up by: the identifier without version and qualifiers, then the name alone, then its last
/// part; small letters and digits. Never empty texts.
std::vector<std::string> keys_of(const SbomComponent& component);
std::vector<std::string> keys_of(std::string_view identifier, std::string_view name);

/// A component that the scanner found in the file.
struct FoundComponent {
  std::string shown;    ///< for people
  std::string version;  ///< empty: not known
  std::vector<std::string> keys;
  std::string evidence;
};
/// Libraries, native libraries, runtimes and kits that the Report states, each once.
std::vector<FoundComponent> found_components(const Report& report);

/// The versions that a list gives for each found component; empty: it does not name it.
struct ComparedComponent {
  FoundComponent found;
  std::vector<std::string> listed;
};
/// `sbom.not_listed`, `sbom.other_version`.
std::vector<Fact> facts_of(const std::vector<ComparedComponent>& compared);

}  // namespace formulary::domain
