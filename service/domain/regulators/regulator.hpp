// An authority, and the schemes under which it gives numbers: what a number looks like, what each status means for the
// gate, when it ends and where it is looked up. One file and one line in regulators.def each; to say what a number is
// worth, ask its scheme. A scheme never says yes by itself: it says what a status means, and a data set or a person
// says that the status is so.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/time.hpp"

namespace formulary::domain {

/// What kind of thing a number identifies. Only `authorization` can ever open the gate.
enum class SchemeKind : std::uint8_t {
  authorization,  ///< a permission to market one product
  company,        ///< identifies a maker, agent or establishment (21 CFR 807.39: never denotes approval)
  listing,        ///< a product that somebody listed or had reimbursed
  product,        ///< identifies a product and says nothing about permission: UDI-DI, product code
  opinion,        ///< what an authority thinks: 513(g), Q-Submission, investigational use
  notice,         ///< recall, alert, field safety notice
};
std::string_view to_text(SchemeKind kind);

/// What a status means for the gate.
enum class Standing : std::uint8_t {
  allows,  ///< supports a permission to market, if all else fits
  person,  ///< has limits or conditions that somebody must read
  denies,  ///< refused, withdrawn, rescinded, suspended, revoked
};
std::string_view to_text(Standing standing);

/// Of which numbers of a scheme a status says something.
enum class Applies : std::uint8_t {
  always,
  supplement,  ///< to a supplement only, `P970051/S054`; of the original a person judges
};

struct StatusMeaning {
  std::string_view status;  ///< as published, upper case: `SESE`, `WITHDRAWN`
  Standing standing = Standing::person;
  std::string_view sentence;  ///< what it says, for people
  Applies applies = Applies::always;
};

/// A number and what reading it found out.
struct Number {
  std::string text;           ///< normalised, the form that records carry
  std::optional<int> year{};  ///< that the number itself names
  std::string remark;         ///< what looks odd, one sentence; empty: nothing
};

struct Scheme {
  std::string_view id;            ///< `us-510k`
  std::string_view name;          ///< `510(k) clearance`
  std::string_view jurisdiction;  ///< ISO 3166-1 alpha-2, `EU`, or `*` for numbers that are used everywhere
  SchemeKind kind = SchemeKind::authorization;
  /// Nothing: this is no such number. Takes what people type: lower case, spaces, dashes, prefixes.
  std::optional<Number> (*read)(std::string_view text) = nullptr;
  std::span<const StatusMeaning> statuses;     ///< of an unlisted status a person judges
  std::span<const std::string_view> datasets;  ///< ids of datasets.def where it is looked up; none: by a person
  std::span<const std::string_view> examples;  ///< normalised; the tests read each
  std::string_view expiry;                     ///< the rule, one sentence
  std::string_view look_up;                    ///< where a person looks it up
  std::string_view source;                     ///< document, section
  int recheck_days = 90;
};

/// What a status of `scheme` says, in whatever case it was published; nothing where the scheme does not know it.
const StatusMeaning* meaning(const Scheme& scheme, std::string_view status);

/// What `status` means for the number (normalised). `person` where the scheme does not know the status or it says
/// nothing of this number. Never `allows` for what is no authorization.
Standing standing_of(const Scheme& scheme, std::string_view number, std::string_view status);

/// Until when an authorization holds, on the words of the law and not of the print alone.
struct Validity {
  std::optional<Day> printed{};       ///< what the certificate says
  std::optional<Day> deemed_until{};  ///< what holds; nothing: no end
  std::string basis;                  ///< document and section that moves it; empty: the print
};

struct Regulator {
  std::string_view id;    ///< `fda`
  std::string_view name;  ///< `U.S. Food and Drug Administration`
  std::string_view jurisdiction;
  std::span<const Scheme> schemes;
};

std::span<const Regulator* const> regulators();
const Regulator* find_regulator(std::string_view id);
const Scheme* find_scheme(std::string_view id);
const Regulator* regulator_of(const Scheme& scheme);

/// A number whose own year is still to come was not given by anybody.
bool is_from_the_future(const Number& number, Day today);

/// The schemes that `text` is a number of, in the order of the table. Several where they look alike: the number of a
/// Canadian licence is a number of an Australian entry, too.
struct Identified {
  const Scheme* scheme = nullptr;
  Number number;
};
std::vector<Identified> identify(std::string_view text, std::string_view jurisdiction = {});

// To add an authority: its line in regulators.def, <identifier>.cpp with a `const Regulator <identifier>`, and its line
// in the CMakeLists.txt beside it. Dates that a law may move belong into transition_dates.def.

}  // namespace formulary::domain
