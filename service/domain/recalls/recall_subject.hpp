// What the registry knows of one version of a tool that a recall could name, and the same prepared for comparing.
#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/names/company_name.hpp"
#include "service/domain/names/product_name.hpp"

namespace formulary::domain {

struct RecallSubject {
  std::string id;    ///< of the version
  std::string tool;  ///< versions of one tool are one entry of the registry
  std::string version;
  std::vector<std::string> names;               ///< as its vendor and its listings call it
  std::vector<std::string> companies;           ///< the vendor, then aliases that a person confirmed
  std::vector<std::string> company_numbers;     ///< FEI, SRN
  std::vector<std::string> udis;                ///< UDI-DIs, normalised
  std::vector<std::string> submissions;         ///< premarket numbers, normalised
  std::vector<std::string> shared_submissions;  ///< those of them that another tool names, too; the index fills it in
  std::vector<std::string> product_codes;
  std::vector<std::string> models;      ///< model and catalogue numbers
  std::vector<std::string> components;  ///< names of components and platforms

  bool operator==(const RecallSubject&) const = default;
};

struct PreparedSubject {
  RecallSubject subject;
  std::vector<CompanyName> companies;
  std::vector<ProductName> names;  ///< without the words of the companies, where others are left; as `subject.names`
  std::vector<ProductName> full_names;  ///< with them
  std::vector<std::size_t> hints;  ///< places of their words in a WordSet: a notice without any of them has no name
  std::vector<std::string> submissions;  ///< without supplements
  std::vector<std::string> shared;       ///< the same of the shared ones
  std::vector<std::string> components;   ///< keys; those that are not searched for are empty; as `subject.components`
  std::vector<std::size_t> component_hints;  ///< their places in a WordSet
  std::vector<std::string> codes;            ///< telling model and catalogue numbers; others empty; as `subject.models`
};

PreparedSubject prepare(RecallSubject subject);

/// Words by their hash: says "no" with certainty and "yes" with doubt.
inline constexpr std::size_t word_places = 8192;
using WordSet = std::bitset<word_places>;
inline std::size_t word_place(std::string_view word) { return std::hash<std::string_view>{}(word) % word_places; }

/// `name` without words of brand that the companies' names have, if another word of brand is left.
ProductName without_company(ProductName name, const std::vector<CompanyName>& companies);

/// The words by which a component is found in a notice, joined; empty: its name is an everyday word or too short.
std::string component_key(std::string_view component);

}  // namespace formulary::domain
