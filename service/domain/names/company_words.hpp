// Words of company names: a table and nothing else. Forms of several words are read as one word before they are looked
// up: "S.p.A." is `spa`, "sp. z o.o." is `spzoo`, "d/b/a" is `dba`. To teach a country's legal form, add its word.
#pragma once

#include <string_view>

namespace formulary::domain {

// clang-format off

/// Legal forms that no other word looks like: dropped in the middle of a name, too.
constexpr std::string_view legal_markers[] = {
    "inc", "lnc", "incorporated", "llc", "ltd", "gmbh", "llp", "plc", "pllc", "lllp", "ltda", "srl", "kft", "sro",
    "spzoo", "doo", "aps", "bvba"};

/// Legal forms that are dropped at the end alone: many are also words or abbreviations of something else.
constexpr std::string_view legal_forms[] = {
    "ab", "ad", "ag", "as", "asa", "ao", "bhd", "bt", "bv", "cjsc", "clg", "co", "corp", "corporation",
    "company", "cv", "cvba", "dac", "dd", "ead", "eg", "ehf", "eireli", "eood", "epp", "eurl", "gesmbh", "hf", "jsc",
    "kg", "kgaa", "kk", "l3c", "lc", "lda", "limited", "limitada", "lp", "mbh", "nv", "nyrt", "ohg", "ojsc", "ood",
    "ooo", "ou", "oy", "oyj", "pbc", "pc", "pjsc", "ps", "pte", "ptd", "pty", "publ", "pvt", "private", "rl", "sa",
    "saas", "sapi", "sarl", "sas", "sasu", "sau", "sca", "scrl", "sdn", "se", "sia", "sl", "slu", "snc", "spa", "sti",
    "uab", "ug", "ulc", "unlimited", "vof", "yk", "zao", "zrt", "aktiengesellschaft", "aktiebolag",
    "haftungsbeschraenkt", "haftungsbeschrankt"};

/// Forms that stand first in their country.
constexpr std::string_view legal_prefixes[] = {
    "uab", "ooo", "zao", "oao", "sia", "ms"};

struct Spelling {
  std::string_view word, usual;
};
/// Other spellings of words that many names have.
constexpr Spelling company_spellings[] = {
    {"intl", "international"},
    {"mfg", "manufacturing"},
    {"labs", "laboratories"},
    {"laboratory", "laboratories"},
    {"system", "systems"},
    {"solution", "solutions"},
    {"technology", "technologies"},
    {"diagnostic", "diagnostics"},
    {"device", "devices"},
    {"instrument", "instruments"},
    {"product", "products"},
    {"service", "services"},
    {"industry", "industries"},
    {"science", "sciences"},
};

/// Words that identify nobody alone.
constexpr std::string_view company_generics[] = {
    "medical", "healthcare", "health", "systems", "solutions", "technologies", "diagnostics", "devices",
    "instruments", "products", "services", "industries", "sciences", "international", "laboratories", "manufacturing",
    "surgical", "dental", "imaging", "software", "digital", "global", "group", "holding", "holdings", "new",
    "advanced", "american", "usa", "us", "europe", "china", "japan", "germany", "beijing", "shanghai", "shenzhen",
    "suzhou", "guangzhou", "hangzhou", "tianjin", "jiangsu", "zhejiang", "taiwan", "korea", "university", "hospital",
    "care", "smart", "first", "general", "national", "united"};

// clang-format on
}  // namespace formulary::domain
