// The resources of an Android package, however they are stored: what an id stands for on a given device. An installable
// package has them as a table (android_table.hpp), a bundle as a message (android_proto_table.hpp). References are
// followed a bounded number of steps. Promises nothing about the texts it gives.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/android_config.hpp"
#include "scanners/bytes/android_value.hpp"
#include "scanners/bytes/budget.hpp"

namespace formulary::bytes {

class Resources {
 public:
  virtual ~Resources() = default;

  struct Found {
    Value value;
    ResourceConfig config;
    bool complex = false;  ///< an array, a style, plurals: `value` says nothing
  };

  /// Every value that resource `id` has, in the order in which they are stored.
  virtual std::vector<Found> all(std::uint32_t id, Budget& budget) const = 0;

  /// The value that resource `id` has on `device`.
  virtual std::optional<Found> best(std::uint32_t id, const ResourceConfig& device, Budget& budget) const = 0;

  /// The texts of an array resource, without following references within it.
  virtual std::vector<std::string> array(std::uint32_t id, Budget& budget) const = 0;

  /// `string/app_name`; nothing when there is no such resource.
  virtual std::optional<std::string> name(std::uint32_t id, Budget& budget) const = 0;

  /// The resource of `package` that is called `name`, such as `xml/network`; as `Resources.getIdentifier` finds it.
  virtual std::optional<std::uint32_t> find(std::uint8_t package, std::string_view name, Budget& budget) const = 0;

  enum class End { value, unresolved, cycle };
  struct Resolved {
    End end = End::value;
    Value value;
    std::optional<std::string> text;  ///< when the value is of type string and was found here
  };

  /// Follows `value` while it is a reference. A value that is none is given back as it is.
  Resolved resolve(Value value, const ResourceConfig& device, Budget& budget) const;

  /// The texts that resource `id` has in any configuration, without following references.
  std::vector<std::string> texts(std::uint32_t id, Budget& budget) const;

  /// Whether `id` is one of the platform's, or of a shared library that is named here: its value is elsewhere.
  virtual bool belongs_elsewhere(std::uint32_t id) const { return id >> 24 == platform_package; }

  const std::set<ResourceLocale>& locales() const { return locales_; }
  const std::set<std::uint16_t>& densities() const { return densities_; }  ///< 0 stands for none in particular

 protected:
  static constexpr std::uint8_t platform_package = 0x01;
  static constexpr std::size_t most_locales = 2000;  ///< that are kept

  /// The text that a string value of these resources stands for; costs as many steps as it is long.
  virtual std::optional<std::string> text(const Value& value, Budget& budget) const = 0;
  /// The id that a resource has now: it may have had another one while it was staged.
  virtual std::uint32_t final_id(std::uint32_t id) const { return id; }
  /// The package that a dynamic reference to package 0 means; 0 when that is one of its own.
  virtual std::uint8_t own_package() const = 0;

  std::set<ResourceLocale> locales_;
  std::set<std::uint16_t> densities_;
};

}  // namespace formulary::bytes
