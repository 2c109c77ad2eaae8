// Names of companies, compared as people would: "The Acme Company, Inc." and "ACME Co., Ltd" are the same words, a name
// behind "d/b/a" is another name of the same company, a name in parentheses or behind "a division of" is a relative.
// Promises never to take two names for the same that differ in a word other than a legal form. Does not know who bought
// whom: that is what aliases are for, and a person confirms each of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace formulary::domain {

struct CompanyName {
  std::vector<std::string> words;                   ///< folded, without legal form, "the" and "and"; empty: no name
  std::vector<std::string> keys;                    ///< the words without spaces, in every spelling of umlauts
  std::vector<std::string> other_keys;              ///< the same of names behind "d/b/a", "formerly" ...
  std::vector<std::vector<std::string>> relatives;  ///< words of parents and brands that the name itself mentions

  bool operator==(const CompanyName&) const = default;
};

/// Takes what authorities print: other names, address tails ("Zimmer Inc. Warsaw, IN, by letters dated ...").
CompanyName read_company_name(std::string_view text);

/// In order of strength.
enum class CompanyMatch : std::uint8_t {
  different,
  parent_like,  ///< one name begins with the other, or mentions it: "Philips" and "Philips Medical Systems"
  alias,        ///< a person confirmed that both are one company
  same,         ///< the same words
};
std::string_view to_text(CompanyMatch match);

/// Two names of one company, as a person confirmed. Holds in both directions, and for these two names alone.
struct CompanyAlias {
  std::string name;
  std::string other;

  bool operator==(const CompanyAlias&) const = default;
};

CompanyMatch compare_companies(const CompanyName& a, const CompanyName& b, std::span<const CompanyAlias> aliases = {});
CompanyMatch compare_companies(std::string_view a, std::string_view b, std::span<const CompanyAlias> aliases = {});

}  // namespace formulary::domain
