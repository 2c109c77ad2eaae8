// Recipes for Android's resource table, resources.arsc (ResTable_header and following in ResourceTypes.h): one package,
// strings and references in any number of configurations.
//
//     ResourceTable table("org.example.ward");
//     auto label = table.add("string", "app_name", {{{}, text("Ward Notes")}, {{.language = "de"}, text("Station")}});
//     manifest.need("application").set("android:label", reference(label));
//     Bytes file = table.build();
//
// Types get their ids in the order of their first use, entries in the order in which they are added to their type.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/axml_builder.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/string_pool.hpp"

namespace formulary::support {

/// The part of ResTable_config that recipes need.
struct ResourceConfig {
  std::string language{};  ///< two letters or empty
  std::string region{};    ///< two letters or empty
  std::uint16_t density = 0;
  std::uint16_t sdk = 0;

  auto operator<=>(const ResourceConfig&) const = default;
};

/// How the entries of a type are written (struct ResTable_type, flags; struct ResTable_entry, flags).
enum class EntryLayout { dense, short_offsets, sparse, compact, compact_sparse };

class ResourceTable {
 public:
  using Values = std::vector<std::pair<ResourceConfig, XmlValue>>;

  explicit ResourceTable(std::string package_name, std::uint8_t package_id = 0x7f)
      : package_name_(std::move(package_name)), package_id_(package_id) {}

  /// Adds a resource and gives its id: `0x7f010000` for the first.
  std::uint32_t add(const std::string& type, const std::string& name, Values values);
  std::uint32_t string(const std::string& name, const std::string& value) {
    return add("string", name, {{{}, text(value)}});
  }

  /// The package has a shared library of this id (struct ResTable_lib_entry).
  ResourceTable& library(std::uint8_t id, const std::string& name);
  /// A resource that had another id while it was staged (struct ResTable_staged_alias_entry).
  ResourceTable& staged(std::uint32_t staged_id, std::uint32_t final_id);
  /// Resources that overlays may replace (struct ResTable_overlayable_header and its policies).
  ResourceTable& overlayable(const std::string& name, const std::vector<std::uint32_t>& ids);

  Bytes build(Encoding encoding = Encoding::utf8, EntryLayout layout = EntryLayout::dense) const;
  /// The same resources as a bundle holds them: message ResourceTable.
  Bytes build_proto() const;

 private:
  struct Entry {
    std::string name;
    Values values;
  };
  struct Type {
    std::string name;
    std::vector<Entry> entries;
  };

  std::string package_name_;
  std::uint8_t package_id_;
  std::deque<Type> types_;
  Bytes libraries_, aliases_, overlayables_;
  std::uint32_t library_count_ = 0, alias_count_ = 0;
};

}  // namespace formulary::support
