// Dalvik's executable format (source.android.com, "Dalvik executable format"; versions 035 to 041): the header and the
// tables of strings, types, fields, methods and classes that it points to. Reads tables in place, copies nothing, and
// states each contradiction as an anomaly. Texts are modified UTF-8 as they stand in the file; every index and offset
// may be asked for, and what lies outside is empty. For class data and instructions see dex_code.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

/// Little-endian numbers at an offset that is known to be within.
inline std::uint16_t u16_at(View data, std::size_t offset) {
  return static_cast<std::uint16_t>(std::to_integer<unsigned>(data[offset]) |
                                    std::to_integer<unsigned>(data[offset + 1]) << 8);
}
inline std::uint32_t u32_at(View data, std::size_t offset) {
  return u16_at(data, offset) | static_cast<std::uint32_t>(u16_at(data, offset + 2)) << 16;
}

struct DexField {
  std::uint32_t owner = 0;  ///< type index
  std::uint32_t type = 0;   ///< type index
  std::uint32_t name = 0;   ///< string index
};

struct DexMethod {
  std::uint32_t owner = 0;      ///< type index
  std::uint32_t prototype = 0;  ///< prototype index
  std::uint32_t name = 0;       ///< string index
};

struct DexClass {
  std::uint32_t type = 0;
  std::uint32_t access = 0;
  std::uint32_t superclass = 0;  ///< type index, or Dex::none
  std::uint32_t interfaces = 0;  ///< offset of a type list; 0: none
  std::uint32_t data = 0;        ///< offset of the class data; 0: none
};

class Dex {
 public:
  static constexpr std::uint32_t none = 0xffffffff;
  static constexpr std::size_t longest_name = 1024;  ///< bytes of a name that `name()` gives

  /// The DEX file in `file`, or all of those that a container (version 041) holds. What has no usable header is left
  /// out, and an anomaly says why. `file` must outlive them; `file_name` is for evidence.
  static std::vector<Dex> read(View file, std::string_view file_name, Complaints& complaints);

  const std::string& version() const { return version_; }  ///< `035`
  const std::string& file_name() const { return file_name_; }

  std::uint32_t strings() const { return strings_.count; }
  std::uint32_t types() const { return types_.count; }
  std::uint32_t prototypes() const { return prototypes_.count; }
  std::uint32_t fields() const { return fields_.count; }
  std::uint32_t methods() const { return methods_.count; }
  std::uint32_t classes() const { return classes_.count; }

  /// String number `index`, whole.
  std::string_view string(std::uint32_t index) const { return text(index, file_.size()); }
  /// As `string`, but empty when it is longer than a name may be: costs little, whatever the file says.
  std::string_view name(std::uint32_t index) const { return text(index, longest_name); }
  /// Where the text of string number `index` begins; 0 when there is none.
  std::uint32_t string_offset(std::uint32_t index) const;
  /// The string that names type number `index`; `none` when there is none.
  std::uint32_t type_name(std::uint32_t index) const;
  /// `Lorg/example/Sync;`
  std::string_view type(std::uint32_t index) const { return name(type_name(index)); }

  DexField field(std::uint32_t index) const;
  DexMethod method(std::uint32_t index) const;
  DexClass class_at(std::uint32_t index) const;
  /// The types of a type list, at most 1000 of them.
  std::vector<std::uint32_t> type_list(std::uint32_t offset) const;

  /// Whether each entry of the tables refers to entries that exist and stands where it belongs; anomalies say where
  /// not.
  void check_tables(Complaints& complaints) const;

  /// Checks all strings and gives each to `visit(index, text)`, in the order of the table. In an honest file no two
  /// strings share a byte; once they are longer together than the file is, the rest is not looked at.
  template <typename Visit>
  void for_each_string(Budget& budget, Complaints& complaints, Visit visit) const {
    std::uint64_t left = file_.size();
    unsigned objections = 0;
    std::string_view previous;
    for (std::uint32_t i = 0; i < strings_.count; ++i) {
      const std::string_view text = string(i);
      if (!budget.take(left, text.size(), "text of Dalvik code")) return;
      if (objections < enough && !check_string(i, text, previous, complaints)) ++objections;
      previous = text;
      visit(i, text);
    }
  }

  /// What the file may hold at most at `offset`: all that follows, within this DEX file.
  View from(std::uint32_t offset) const;
  std::string place(std::uint64_t offset) const { return file_name_ + at_offset(offset); }

 private:
  friend class DexReader;

  struct Table {
    std::uint32_t count = 0;
    std::uint32_t offset = 0;
  };

  std::string_view text(std::uint32_t index, std::size_t longest) const;
  static constexpr unsigned enough = 1000;  ///< objections to strings; then they are read without being checked

  bool check_string(std::uint32_t index, std::string_view text, std::string_view previous,
                    Complaints& complaints) const;

  View file_;  ///< up to the end of what this DEX file may refer to
  std::string file_name_;
  std::string version_;
  Table strings_, types_, prototypes_, fields_, methods_, classes_;
};

}  // namespace formulary::bytes
