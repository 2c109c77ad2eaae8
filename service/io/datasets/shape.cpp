#include "service/io/datasets/records.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {

void refuse_what_is_no_text(std::string_view first, std::string_view name) {
  if (first.starts_with("%PDF"))
    broken(name, "This is a PDF. The authority publishes the same as data: give that file.");
  if (first.starts_with("\xd0\xcf\x11\xe0") || first.starts_with("PK\3\4")) {
    broken(name,
           "This is a workbook or an archive within an archive. Save it as CSV (UTF-8) or unpack it, and give that.");
  }
  if (first.starts_with("\x1f\x8b")) broken(name, "This is packed with gzip. Unpack it, and give the file.");
}

Shape shape_of(std::string_view first, std::string_view name) {
  const std::string_view text = trim(first);
  if (text.empty()) broken(name, "The file is empty. Download it again.");
  if (text.front() == '{' || text.front() == '[') return Shape::json;
  if (text.front() != '<') return Shape::table;
  const std::string begin = upper(text.substr(0, 14));
  if (begin.starts_with("<!DOCTYPE HTML") || begin.starts_with("<HTML")) {
    broken(name, "This is a web page and not data. Download the file itself.");
  }
  return Shape::xml;
}

void read_records(Shape shape, Source& text, std::string_view name, RecordTaker& taker) {
  switch (shape) {
    case Shape::table:
      return read_table(text, name, {}, taker);
    case Shape::json:
      return read_json(text, name, taker);
    case Shape::xml:
      return read_xml(text, name, taker);
  }
}

}  // namespace formulary::io::datasets
