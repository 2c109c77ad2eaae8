// A format: by which members its records are known, and what they mean. Formats do not care whether a record stood in a
// table, in JSON or in XML.
//
// To add one: a constant in a file of its own, and a line in readers.def.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "service/domain/datasets/authority_record.hpp"
#include "service/io/datasets/dates.hpp"
#include "service/io/datasets/fields.hpp"

namespace formulary::io::datasets {

/// What is known while the files of one import are read.
class Context {
 public:
  std::function<void(std::string_view)> remark;  ///< of the record at hand

  /// What a file says of its own age; of several statements the latest.
  void states_date(std::optional<domain::Day> day);

  std::string_view kind;  ///< of data set
  std::optional<domain::Day> stated{};
  std::unordered_map<std::string, std::string> companies;  ///< names by id, to which licences refer
  std::unordered_set<std::string> certificates;            ///< handed out
};

/// Why a row gives no record.
struct Rejection {
  enum class Kind : std::uint8_t {
    unread,      ///< it cannot be what the file is said to be
    not_wanted,  ///< it can be read and is about something else: the food in a list of all recalls
  };
  Rejection(std::string text, Kind of_kind = Kind::unread) : reason(std::move(text)), kind(of_kind) {}
  std::string reason;
  Kind kind;
};

/// The records of one row (nearly always one), or why there are none.
using Outcome = std::expected<std::vector<domain::AuthorityRecord>, Rejection>;

struct Format {
  std::string_view id;     ///< `fda_decisions`
  std::string_view name;   ///< as people know it, with its article: `FDA's 510(k) decisions`
  std::string_view kinds;  ///< of data sets, with spaces between
  std::string_view needs;  ///< members without which it is not this, as people know them; `a/b`: one of them
  std::string_view knows;  ///< plain names of all other members, with spaces or `/` between; `*`: whatever there is
  Outcome (*read)(const Fields& fields, Context& context) = nullptr;
  int order = 1;                ///< files of a lower number are read first, because others refer to them
  std::string_view never = {};  ///< plain names that no record of this has: where one is, it is something else
};

#define FORMAT(name) extern const Format name;
#include "service/io/datasets/readers.def"
#undef FORMAT

std::span<const Format* const> formats();

std::vector<std::string_view> split(std::string_view text, char separator);
/// `words` has spaces or `/` between.
bool lists(std::string_view words, std::string_view word);
/// `format` needs or knows the member of this plain name.
bool understands(const Format& format, std::string_view plain);
/// The names that `format` needs and `names` do not have.
std::vector<std::string> missing(const Format& format, const std::set<std::string>& names);
/// A record with these names can be one of `format`.
bool fits(const Format& format, const std::set<std::string>& names);

// What the formats share.

/// Adds a link unless it is there already or empty.
void link(domain::AuthorityRecord& record, domain::LinkKind kind, std::string value);
/// Reads the day under one of these names. One that cannot be is left out, with a remark.
std::optional<domain::Day> day(const Fields& fields, Context& context, std::initializer_list<std::string_view> names,
                               Order order = Order::month_first);
/// Of an end of validity: without it a record would seem to hold for ever, so the row is rejected.
std::expected<std::optional<domain::Day>, std::string> last_day(const Fields& fields,
                                                                std::initializer_list<std::string_view> names,
                                                                Order order = Order::month_first);
/// The device identifiers that the texts of a notice name.
void link_texts(domain::AuthorityRecord& record, std::initializer_list<std::string> texts);
/// The texts that are not empty, line by line.
std::string lines(std::initializer_list<std::string> texts);
std::string first_line(std::string_view text);
/// `Class II`, `2`, `EU_CLASS_IIA`, `class-iia` -> `II`, `2`, `IIa`, `IIa`
std::string class_of(std::string_view text);
/// Of a recall: `Class I`, `1`, `Type 2`, `II` -> `I`, `I`, `II`, `II`; of anything else it is not known.
std::string recall_class(std::string_view text);

inline Outcome one(domain::AuthorityRecord&& record) {
  std::vector<domain::AuthorityRecord> records;
  records.push_back(std::move(record));
  return records;
}
inline Outcome reject(std::string reason) { return std::unexpected(Rejection(std::move(reason))); }
inline Outcome pass_over(std::string reason) {
  return std::unexpected(Rejection(std::move(reason), Rejection::Kind::not_wanted));
}

}  // namespace formulary::io::datasets
