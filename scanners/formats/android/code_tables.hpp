// What the package's Dalvik code names, kept after the files themselves have been let go: the classes that it defines
// and those that it only refers to, and the domains in its texts. Names are as people write them:
// `org.example.ward.Sync`, inner classes with `$`. Names of methods and texts are not kept; a call that somebody wants
// to know about is a row of code_apis.def.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/budget.hpp"

namespace formulary::formats::android {

class CodeTables {
 public:
  struct Class {
    std::string_view name;  ///< lives as long as the tables
    std::string_view file;  ///< `classes2.dex`
    bool defined = false;   ///< false: the code only refers to it; the platform, or another package, has it
  };

  /// Whether the package defines this class.
  bool defines(std::string_view class_name) const;
  /// Whether the package defines this class or refers to it.
  bool names(std::string_view class_name) const;

  /// The defined classes whose names begin with `prefix`, such as `com.facebook.appevents.`; in order of their names.
  std::vector<Class> below(std::string_view prefix) const;
  /// The first of them; an empty name when there is none.
  Class first_below(std::string_view prefix) const;

  /// Every domain that the package's code and texts have in an address, in small letters, with the place that was
  /// found first: `api.example.org` at `classes.dex#org.example.Api`.
  const std::map<std::string, std::string, std::less<>>& domains() const { return domains_; }

  bool empty() const { return classes_.empty(); }

  // For whoever fills them.
  /// Takes a type descriptor, `Lorg/example/Sync;`; other types than classes are passed over.
  void add(std::string_view descriptor, std::string_view file, bool defined, bytes::Budget& budget);
  void add_domain(std::string_view domain, std::string_view place);
  /// Sorts. Nothing may be asked before, and nothing added after.
  void finish();

 private:
  struct Entry {
    std::uint32_t offset = 0;  ///< into text_
    std::uint32_t length = 0;
    std::uint16_t file = 0;
    bool defined = false;
  };
  std::string_view name(const Entry& entry) const { return std::string_view(text_).substr(entry.offset, entry.length); }
  Class show(const Entry& entry) const { return {name(entry), files_[entry.file], entry.defined}; }
  std::vector<Entry>::const_iterator lower_bound(std::string_view name) const;

  std::string text_;
  std::vector<Entry> classes_;
  std::vector<std::string> files_;
  std::map<std::string, std::string, std::less<>> domains_;
};

/// `org.example.Sync` of `Lorg/example/Sync;`; empty for other types.
std::string class_name(std::string_view descriptor);

}  // namespace formulary::formats::android
