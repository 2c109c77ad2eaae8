// Android's resource table (resources.arsc; ResourceTypes.h, struct ResTable_header): finds what a resource id stands
// for on a given device. Entries are looked up when asked for, in all layouts (dense, with short offsets, sparse; whole
// or compact), and never copied as a whole. References are followed a bounded number of steps. Promises nothing about
// the texts it gives.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/android_config.hpp"
#include "scanners/bytes/android_strings.hpp"
#include "scanners/bytes/android_value.hpp"
#include "scanners/bytes/budget.hpp"
#include "scanners/report.hpp"

namespace formulary::bytes {

class ResourceTable {
 public:
  /// Takes the content of resources.arsc. Nothing when it is no resource table; an anomaly says why. A table that is
  /// damaged further on gives what can be read.
  static std::optional<ResourceTable> read(std::vector<std::byte> data, Budget& budget,
                                           std::vector<Anomaly>& anomalies);

  struct Found {
    Value value;
    ResourceConfig config;
    bool complex = false;  ///< an array, a style, plurals: `value` says nothing
  };

  /// Every value that resource `id` has, in the table's order.
  std::vector<Found> all(std::uint32_t id, Budget& budget) const;

  /// The value that resource `id` has on `device`.
  std::optional<Found> best(std::uint32_t id, const ResourceConfig& device, Budget& budget) const;

  enum class End { value, unresolved, cycle };
  struct Resolved {
    End end = End::value;
    Value value;
    std::optional<std::string> text;  ///< when the value is of type string and was found in this table
  };

  /// Follows `value` while it is a reference. A value that is none is given back as it is.
  Resolved resolve(Value value, const ResourceConfig& device, Budget& budget) const;

  /// The texts that resource `id` has in any configuration, without following references.
  std::vector<std::string> texts(std::uint32_t id, Budget& budget) const;

  /// The texts of an array resource, without following references within it.
  std::vector<std::string> array(std::uint32_t id, Budget& budget) const;

  /// Whether `id` is one of the platform's, or of a shared library that this table names: its value is not here.
  bool belongs_elsewhere(std::uint32_t id) const;

  /// `string/app_name`; nothing when the table has no such resource.
  std::optional<std::string> name(std::uint32_t id, Budget& budget) const;

  const std::set<ResourceLocale>& locales() const { return locales_; }
  const std::set<std::uint16_t>& densities() const { return densities_; }  ///< 0 stands for none in particular

 private:
  friend class TableReader;

  struct Type {
    Chunk chunk;
    ResourceConfig config;
    std::uint32_t count = 0;
    std::uint32_t entries_start = 0;
    bool sparse = false;
    bool short_offsets = false;
  };
  struct Package {
    StringPool type_names;
    StringPool keys;
    std::map<std::uint8_t, std::vector<Type>> types;
    std::set<std::uint8_t> specified;  ///< types that have a specification
  };
  struct Entry {
    Value value;
    bool complex = false;
    std::uint32_t key = 0;
    View map;  ///< of a complex entry: where its values start
    std::uint32_t map_count = 0;
  };

  std::uint32_t final_id(std::uint32_t id) const;
  const std::vector<Type>* types_of(std::uint32_t id) const;
  static std::optional<Entry> entry(const Type& type, std::uint16_t index);

  std::shared_ptr<const std::vector<std::byte>> data_;
  StringPool strings_;
  std::map<std::uint8_t, Package> packages_;
  std::set<std::uint8_t> libraries_;                ///< ids by which this table refers to shared libraries
  std::map<std::uint32_t, std::uint32_t> aliases_;  ///< ids of resources while they were staged
  std::set<ResourceLocale> locales_;
  std::set<std::uint16_t> densities_;
};

}  // namespace formulary::bytes
