// Android's resource table (resources.arsc; ResourceTypes.h, struct ResTable_header). Entries are looked up when asked
// for, in all layouts (dense, with short offsets, sparse; whole or compact), and never copied as a whole. Promises what
// android_resources.hpp says, and no more.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/android_resources.hpp"
#include "scanners/bytes/android_strings.hpp"
#include "scanners/report.hpp"

namespace formulary::bytes {

class ResourceTable final : public Resources {
 public:
  /// Takes the content of resources.arsc. Nothing when it is no resource table; an anomaly says why. A table that is
  /// damaged further on gives what can be read.
  static std::optional<ResourceTable> read(std::vector<std::byte> data, Budget& budget,
                                           std::vector<Anomaly>& anomalies);

  std::vector<Found> all(std::uint32_t id, Budget& budget) const override;
  std::optional<Found> best(std::uint32_t id, const ResourceConfig& device, Budget& budget) const override;
  std::vector<std::string> array(std::uint32_t id, Budget& budget) const override;
  std::optional<std::string> name(std::uint32_t id, Budget& budget) const override;
  std::optional<std::uint32_t> find(std::uint8_t package, std::string_view name, Budget& budget) const override;
  bool belongs_elsewhere(std::uint32_t id) const override;

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

  std::optional<std::string> text(const Value& value, Budget& budget) const override;
  std::uint8_t own_package() const override;
  std::uint32_t final_id(std::uint32_t id) const override;
  const std::vector<Type>* types_of(std::uint32_t id) const;
  static std::optional<Entry> entry(const Type& type, std::uint16_t index);

  std::shared_ptr<const std::vector<std::byte>> data_;
  StringPool strings_;
  std::map<std::uint8_t, Package> packages_;
  std::set<std::uint8_t> libraries_;                ///< ids by which this table refers to shared libraries
  std::map<std::uint32_t, std::uint32_t> aliases_;  ///< ids of resources while they were staged
};

}  // namespace formulary::bytes
