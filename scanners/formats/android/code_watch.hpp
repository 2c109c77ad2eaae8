// Which methods and fields of a DEX file are among those of code_apis.def, and what a call of one of them says. Made
// once for a package, and told about each of its files.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanners/bytes/dex_code.hpp"
#include "scanners/formats/android/code_facts.hpp"

namespace formulary::formats::android {

class CodeWatch {
 public:
  CodeWatch();

  /// To be told of each string of the file, then `resolve`, then each instruction that refers to something.
  void begin(const bytes::Dex& dex);
  void see_string(std::uint32_t index, std::string_view text) {
    if (text.size() < lengths_.size() && lengths_[text.size()]) look_up(index, text);
  }
  void resolve(const bytes::Dex& dex);

  /// Whether a call of this method says something; the place says which class it is in.
  bool watches_method(std::uint32_t index) const { return index < methods_.size() && methods_[index] != 0; }
  bool watches_field(std::uint32_t index) const { return index < fields_.size() && fields_[index] != 0; }

  /// Tells what the watched calls within one method are about. `class_number` grows from class to class.
  void see_body(const bytes::Dex& dex, bytes::View code, std::string_view class_name, std::uint64_t class_number,
                std::string_view place, CodeFacts& facts);

  /// States what was counted.
  void finish(CodeFacts& facts) const;

 private:
  enum class Whose { own, any };
  enum class Look { callers, count, unless_zero, unless_other, unless_even, text, number };
  struct Api {
    std::string_view fact;
    std::string_view class_name;
    std::string_view member;
    Whose whose;
    Look look;
    unsigned argument;
    bool field;
    std::string descriptor;  ///< `Ldalvik/system/DexClassLoader;`
    std::string shown;       ///< `dalvik.system.DexClassLoader`, `java.lang.System.load`
    std::uint64_t classes = 0;
    std::uint64_t last_class = 0;
    std::string first_place{};
  };
  struct Registers;

  void look_up(std::uint32_t index, std::string_view text);
  std::uint8_t find(std::string_view owner, std::string_view member, bool field) const;
  void see_call(const bytes::Dex& dex, Api& api, const bytes::DexInstruction& call, const Registers& registers,
                std::string_view class_name, std::uint64_t class_number, std::string_view place, CodeFacts& facts);

  std::vector<Api> apis_;
  std::array<bool, 128> lengths_{};                              ///< of the names below
  std::unordered_map<std::string_view, std::uint32_t> members_;  ///< names of methods and fields that are watched
  std::unordered_map<std::uint32_t, std::string_view> in_file_;  ///< those of them that the file has, by string index
  std::vector<std::uint8_t> methods_;  ///< by method index: number of the Api, from 1; 0: none
  std::vector<std::uint8_t> fields_;
};

}  // namespace formulary::formats::android
