// The phrases in which notices speak of versions: "prior to 2.1", "2.0 through Revision 2.0.08, inclusive", "4.1 and
// higher". Each reader takes a position, moves it behind what it read, and leaves it where it was when nothing is
// there. Reading beyond the end finds nothing.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/domain/recalls/notice_tokens.hpp"
#include "service/domain/recalls/version_bound.hpp"

namespace formulary::domain {

/// Tables of words, with a space around each.
namespace phrase {

/// Whatever with a digit follows them is a version.
inline constexpr std::string_view strong =
    " version versions ver vers v rev revision revisions build builds release releases rel ";
/// What follows them is a version if it has a dot.
inline constexpr std::string_view weak = " software sw firmware fw app application ";
inline constexpr std::string_view fillers =
    " number numbers no nos is are dated the following level code codes all any affected impacted only id s from of ";
inline constexpr std::string_view lower_words =
    " earlier prior below lower older previous before less preceding under lesser inferior downward downwards ";
inline constexpr std::string_view higher_words =
    " higher above later newer greater after up onward onwards subsequent beyond upward upwards following thereafter "
    "superior recent ";
inline constexpr std::string_view range_words = " to through thru until till upto ";
/// Beside a version they set a limit; where one was not understood, no version is cleared.
inline constexpr std::string_view limits =
    " earlier prior below lower older previous before less preceding under lesser inferior downward downwards higher "
    "above later newer greater after up onward onwards subsequent beyond upward upwards thereafter superior recent "
    "until till upto through thru between least most minimum min maximum max since exceeding than excluding exclusive "
    "predating predecessor predecessors successor successors succeeding down backward backwards starting beginning "
    "ending first last initial also again newest latest ";
inline constexpr std::string_view appended = " build sp hf patch beta rc alpha hotfix update mr ";
/// Name the version that repairs.
inline constexpr std::string_view fix_words =
    " fixed corrected resolved addressed upgrade update remedied eliminated corrects resolves corrective ";
/// Behind a version: it repairs.
inline constexpr std::string_view fix_verbs = " resolves corrects fixes addresses eliminates remedies ";
/// Name the version that repairs, or the one that brought the fault.
inline constexpr std::string_view change_words =
    " upgraded upgrading updated updating replaced migrate migrated install installed installing introduced new "
    "introducing changed fix fixes patch patched ";
inline constexpr std::string_view clearing =
    " affected impacted included subject affect impact concerned applicable include ";
inline constexpr std::string_view hedges =
    " approximately possibly potentially unknown tbd including include includes e.g eg etc certain some various "
    "multiple selected introduced ";
/// Hedge the versions of their own clause alone.
inline constexpr std::string_view conditions =
    " not may might depending depends unless if where when but also however still unlike ";
/// Versions of something else may be meant.
inline constexpr std::string_view others =
    " windows android ios java linux macos compatible requires require requiring interface interfaces interoperability "
    "browser server operating running connected combination ";
/// The number behind them is of another thing than the product.
inline constexpr std::string_view other_things =
    " hardware hw manual ifu instructions instruction document guide labeling labelling label section chapter figure "
    "fig table step page dicom hl7 bluetooth usb iec iso ansi astm en standard edition protocol openssl log4j apache "
    "python library libraries component components driver drivers party vxworks kernel oracle sql tls ssl http wifi "
    "pcb board lot lots serial sn batch exp expiration ";
inline constexpr std::string_view units = " lot lots unit units serial serials device devices systems products ";
/// Words of other languages, as notices in them cannot do without. What such a text says is for a person.
inline constexpr std::string_view foreign =
    " und oder bis von vor der nicht sind ist alle betroffen betroffene versionen softwareversion softwareversionen "
    "vorher niedriger h\xC3\xB6her et ou les des du aux avant toutes sauf logiciel logicielle ant\xC3\xA9rieure "
    "ant\xC3\xA9rieures versione versioni dalla alla dal fino tutte tutti precedenti precedente successive eccetto "
    "versiones desde hasta todas todos anteriores posteriores excepto versi\xC3\xB3n versie versies softwareversie "
    "lager "
    "hoger eerder eller tidigare tidligere senere och samt programvaruversion programvareversjon vers\xC3\xA3o "
    "vers\xC3\xB5"
    "es at\xC3\xA9 wersja wersje wersji oraz verze verzi verzi\xC3\xB3 versio versiot ";
/// The same, but only beside a version: elsewhere they are English, or part of a name.
inline constexpr std::string_view foreign_beside =
    " ab die das y e o a en del le la et al i og ja til tot voor f\xC3\xB6r ";

}  // namespace phrase

class NoticePhrases {
 public:
  /// `days`: the offered version is a day, so days may be versions.
  NoticePhrases(std::vector<NoticeToken> tokens, bool days) : tokens_(std::move(tokens)), days_(days) {}

  bool is(std::size_t i, NoticeTokenKind kind) const { return i < tokens_.size() && tokens_[i].kind == kind; }
  bool word(std::size_t i, std::string_view spaced) const;
  /// The same where a word may have a digit: "log4j", "hl7".
  bool named(std::size_t i, std::string_view spaced) const;
  bool word_is(std::size_t i, std::string_view text) const {
    return is(i, NoticeTokenKind::word) && tokens_[i].text == text;
  }
  static std::string_view bare(std::string_view text);
  static bool wild(std::string_view text);
  static long dots(std::string_view text) { return std::ranges::count(text, '.'); }

  /// A measure rather than a version: `2.5 mm`, `3.0 to 4.0 T`. `i` is its last number.
  bool measured(std::size_t i) const;

  /// The version at `i`, with "build 33" behind it; moves on.
  std::optional<VersionParts> version(std::size_t& i, bool announced, bool& prefix) const;
  /// Words that stand between "version" and its number.
  void skip_words(std::size_t& i) const;

  /// "prior to", "up to and including", ">=" before a version.
  std::optional<VersionBound::Kind> comparison(std::size_t& i) const;

  /// One version with what limits it. `announced`: "version" stood before.
  std::optional<VersionBound> item(std::size_t& i, bool announced) const;

  /// "through Revision 2.0.08, inclusive", "- 2.5"
  std::optional<VersionParts> range_end(std::size_t& i, bool announced) const;

  void skip_inclusive(std::size_t& i) const;

  /// "and earlier", "or higher versions", "+", "and all later releases"
  std::optional<VersionBound::Kind> suffix_of(std::size_t& i) const;

  /// "except for", "other than"
  bool except(std::size_t& i) const;

 protected:
  std::vector<NoticeToken> tokens_;
  bool days_;
};

}  // namespace formulary::domain
