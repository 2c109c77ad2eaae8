// The members of one record, found under any of the names that the publications give them. Texts come trimmed and as a
// spreadsheet would show them; the record itself stays as it was published.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/io/datasets/records.hpp"

namespace formulary::io::datasets {

/// As text: a string without the formula around it, a number, true or false; empty for anything else.
std::string text_of(const Json& value);
/// EUDAMED's coded values: `{"code": "refdata.certificate-status.issued"}` and `issued` are both `ISSUED`.
std::string code_of(const Json& value);
/// The texts of a list, of the list within `{"fei": [...]}`, or of a single value; without empty ones.
std::vector<std::string> texts_of(const Json& value);
/// The objects of a list, of the list under `name` within an object, or the one object itself.
std::vector<const Json*> objects_of(const Json& value, std::string_view name = {});

class Fields {
 public:
  explicit Fields(const Json& record);

  const Json& record() const { return record_; }
  /// `name` in plain letters (plain_name); null where there is none.
  const Json& at(std::string_view name) const;
  /// The first of these that is there and not empty.
  std::string text(std::string_view name) const { return text_of(at(name)); }
  std::string text(std::initializer_list<std::string_view> names) const;
  bool has(std::string_view name) const;
  const std::vector<std::pair<std::string, const Json*>>& all() const { return members_; }

 private:
  const Json& record_;
  std::vector<std::pair<std::string, const Json*>> members_;
};

}  // namespace formulary::io::datasets
