// The resources of a bundle: protobuf messages (platform source, tools/aapt2/Resources.proto, message ResourceTable),
// one for each module, put together because modules refer to each other's. Values are looked up when asked for and
// never copied as a whole. Promises what android_resources.hpp says, and no more.
#pragma once

#include <map>
#include <memory>
#include <string_view>

#include "scanners/bytes/android_resources.hpp"
#include "scanners/report.hpp"

namespace formulary::bytes {

class ProtoResources final : public Resources {
 public:
  /// Takes the content of `module/resources.pb`. What is malformed is left out; an anomaly says so.
  void add(std::vector<std::byte> data, std::string_view file, Budget& budget, std::vector<Anomaly>& anomalies);

  /// The message that `file` holds; empty when none was added under that name.
  View message(std::string_view file) const;

  std::vector<Found> all(std::uint32_t id, Budget& budget) const override;
  std::optional<Found> best(std::uint32_t id, const ResourceConfig& device, Budget& budget) const override;
  std::vector<std::string> array(std::uint32_t id, Budget& budget) const override;
  std::optional<std::string> name(std::uint32_t id, Budget& budget) const override;
  std::optional<std::uint32_t> find(std::uint8_t package, std::string_view name, Budget& budget) const override;

 private:
  struct Entry {
    std::string_view type;  ///< `string`
    View message;           ///< message Entry
  };

  struct File {
    std::string name;
    std::shared_ptr<const std::vector<std::byte>> data;
  };

  /// Message ConfigValue, read.
  struct Variant {
    Found found;
    std::string_view text;
    View compound;
  };

  std::optional<std::string> text(const Value& value, Budget& budget) const override;
  std::uint8_t own_package() const override { return 0; }
  bool add_package(View message, Budget& budget);
  bool add_type(View message, std::uint32_t package, Budget& budget);
  bool add_entry(View message, std::uint32_t type, std::string_view type_name, Budget& budget);
  std::vector<Variant> variants(std::uint32_t id, Budget& budget) const;
  /// Gives `text`, a part of the messages, a number by which a value of type string finds it again.
  std::uint32_t number(std::string_view text) const;

  std::vector<File> files_;
  std::map<std::uint32_t, Entry> entries_;
  mutable std::vector<std::string_view> texts_;
  mutable std::map<const char*, std::uint32_t> numbers_;  ///< of the texts, by where they are
};

/// Reads a message Configuration (tools/aapt2/Configuration.proto).
ResourceConfig read_proto_config(View message, Budget& budget);

}  // namespace formulary::bytes
