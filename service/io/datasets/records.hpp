// The three shapes in which records are published (tables, JSON, XML), all read into the same thing: one JSON object
// per record, members in the file's order. What the members mean is not known here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "service/io/datasets/source.hpp"

namespace formulary::io::datasets {

using Json = nlohmann::ordered_json;

enum class Step : std::uint8_t { go_on, stop };

/// Takes what a file holds.
class RecordTaker {
 public:
  virtual ~RecordTaker() = default;
  /// Of a table: the names of its columns, before the first row.
  virtual Step columns(std::span<const std::string> names) {
    (void)names;
    return Step::go_on;
  }
  /// A record; `line` as Place says. `stop` ends the reading without an error.
  virtual Step record(Json&& record, std::int64_t line) = 0;
  /// A row that is none: cut, too long.
  virtual Step reject(std::int64_t line, std::string_view reason) = 0;
  /// What stands around the records: `meta` of openFDA, `header` of GUDID, members of the outermost object. Comes when
  /// it was read; several are told one by one.
  virtual void around(std::string_view name, const Json& value) = 0;
  virtual void warn(std::string_view sentence) = 0;
};

enum class Shape : std::uint8_t { table, json, xml };

/// Throws BrokenFile for what people hand in by mistake and what begins with these bytes: a workbook, a PDF, gzip.
void refuse_what_is_no_text(std::string_view first, std::string_view name);
/// What begins with these bytes, made UTF-8. Throws BrokenFile for a web page, and where there is nothing.
Shape shape_of(std::string_view first, std::string_view name);

/// `text` has to be UTF-8 (Utf8Source). All throw BrokenFile with `name` in its sentence.
void read_json(Source& text, std::string_view name, RecordTaker& taker);
void read_xml(Source& text, std::string_view name, RecordTaker& taker);
/// The separator is what the first line has most of: `|` (then quotation marks mean nothing, as FDA writes its files),
/// `,` `;` or tabulator (then RFC 4180). `columns` empty: they stand in the first line.
void read_table(Source& text, std::string_view name, std::span<const std::string_view> columns, RecordTaker& taker);
void read_records(Shape shape, Source& text, std::string_view name, RecordTaker& taker);

}  // namespace formulary::io::datasets
