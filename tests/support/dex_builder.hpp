// Recipes for Dalvik code (source.android.com, "Dalvik executable format"): classes, their methods, and instructions
// that load texts and numbers and call others.
//
//     DexBuilder dex;
//     dex.add("org.example.Loader").method("run").text(0, "https://example.org").call("java.lang.System", "load", {0});
//     app.file("classes.dex", dex.build());
//
// What the recipe names is entered into the tables, sorted as the format wants it, and the file has its checksum and
// its map. Every method takes nothing and gives nothing, so that one prototype is enough; nothing ever runs it. To tell
// a lie, change bytes of the file and mend the checksum with `mend_dex`.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "tests/support/bytes.hpp"

namespace formulary::support {

/// A method with its instructions. Every call appends one.
class DexMethod {
 public:
  DexMethod(std::string name, std::uint32_t access) : name_(std::move(name)), access_(access) {}

  DexMethod& text(std::uint8_t target, const std::string& value);  ///< const-string
  DexMethod& number(std::uint8_t target, std::int16_t value);      ///< const/4, or const/16 where needed
  DexMethod& call(const std::string& class_name, const std::string& method, const std::vector<std::uint8_t>& arguments);
  DexMethod& call_static(const std::string& class_name, const std::string& method,
                         const std::vector<std::uint8_t>& arguments);
  DexMethod& read_static(std::uint8_t target, const std::string& class_name, const std::string& field);
  DexMethod& units(const std::vector<std::uint16_t>& values);  ///< anything, as it is
  DexMethod& throw_it(std::uint8_t exception) { return units({static_cast<std::uint16_t>(exception << 8 | 0x27)}); }
  DexMethod& give(std::uint8_t value) { return units({static_cast<std::uint16_t>(value << 8 | 0x0f)}); }  ///< return
  DexMethod& end() { return units({0x000e}); }  ///< return-void

 private:
  friend class DexBuilder;
  enum class Reference { none, string, method, field };
  struct Instruction {
    std::vector<std::uint16_t> units;
    Reference reference = Reference::none;  ///< what unit 1 becomes the index of
    std::string owner, name;
  };

  DexMethod& invoke(std::uint8_t opcode, const std::string& class_name, const std::string& method,
                    const std::vector<std::uint8_t>& arguments);

  std::string name_;
  std::uint32_t access_;
  std::vector<Instruction> code_;
};

/// A class. Names are as people write them: `org.example.Sync`.
class DexClass {
 public:
  explicit DexClass(std::string name) : name_(std::move(name)) {}

  DexClass& extends(const std::string& name) { return superclass_ = name, *this; }
  DexClass& implements(const std::string& name) { return interfaces_.push_back(name), *this; }
  DexMethod& method(const std::string& name);
  DexClass& native_method(const std::string& name);

 private:
  friend class DexBuilder;
  std::string name_;
  std::string superclass_ = "java.lang.Object";
  std::vector<std::string> interfaces_;
  std::deque<DexMethod> methods_;
};

class DexBuilder {
 public:
  explicit DexBuilder(std::string version = "035") : version_(std::move(version)) {}

  /// The reference stays good for the life of the builder.
  DexClass& add(const std::string& name) { return classes_.emplace_back(name); }
  /// A string that nothing refers to, in modified UTF-8.
  DexBuilder& string(const std::string& text) { return strings_.push_back(text), *this; }

  Bytes build() const { return build(0, 0); }

 private:
  friend Bytes dex_container(const std::vector<DexBuilder>& parts);
  Bytes build(std::uint32_t start, std::uint32_t container_size) const;

  std::string version_;
  std::deque<DexClass> classes_;
  std::vector<std::string> strings_;
};

/// Version 041: several DEX files in one, each part with data of its own.
Bytes dex_container(const std::vector<DexBuilder>& parts);

/// Gives a changed file the checksum and the digest that it must have.
Bytes mend_dex(Bytes file);

}  // namespace formulary::support
