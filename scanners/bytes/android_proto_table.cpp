#include "scanners/bytes/android_proto_table.hpp"

#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

constexpr std::size_t most_texts = 200'000;  // looked up, of all resources together

// Messages PackageId, TypeId and EntryId: a number in field 1, so that it can be absent.
std::uint32_t wrapped_number(const ProtoField& field, Budget& budget) {
  return field.is_number() ? 0 : proto_number(field.data, 1, budget);
}

}  // namespace

// message ResourceTable: packages = 2.
void ProtoResources::add(std::vector<std::byte> data, std::string_view file, Budget& budget,
                         std::vector<Anomaly>& anomalies) {
  data_.push_back(std::make_shared<const std::vector<std::byte>>(std::move(data)));
  bool readable = true;
  const bool whole = for_each_field(*data_.back(), budget, [&](const ProtoField& field) {
    if (field.number == 2 && !field.is_number()) add_package(field.data, budget, readable);
  });
  if ((!whole || !readable) && budget.exceeded().empty()) {
    anomalies.push_back({std::string(anomaly::arsc_malformed), "", std::string(file)});
  }
}

// message Package: id = 1, types = 3. message Type: id = 1, name = 2, entries = 3. message Entry: id = 1, name = 2,
// values = 6.
void ProtoResources::add_package(View message, Budget& budget, bool& readable) {
  std::uint32_t package = 0;
  std::vector<View> types;
  readable &= for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 1) package = wrapped_number(field, budget);
    if (field.number == 3 && !field.is_number()) types.push_back(field.data);
  });
  for (const View type : types) {
    std::uint32_t type_id = 0;
    std::string_view name;
    std::vector<View> entries;
    readable &= for_each_field(type, budget, [&](const ProtoField& field) {
      if (field.number == 1) type_id = wrapped_number(field, budget);
      if (field.number == 2 && !field.is_number()) name = as_text(field.data);
      if (field.number == 3 && !field.is_number()) entries.push_back(field.data);
    });
    for (const View entry : entries) {
      std::uint32_t entry_id = 0;
      readable &= for_each_field(entry, budget, [&](const ProtoField& field) {
        if (field.number == 1) entry_id = wrapped_number(field, budget);
        if (field.number != 6 || field.is_number()) return;
        readable &= for_each_field(field.data, budget, [&](const ProtoField& part) {
          if (part.number != 1 || part.is_number()) return;
          const ResourceConfig config = read_proto_config(part.data, budget);
          locales_.insert(config.locale);
          densities_.insert(config.density);
        });
      });
      if (package > 0xff || type_id > 0xff || entry_id > 0xffff) {
        readable = false;
        continue;
      }
      entries_.try_emplace(package << 24 | type_id << 16 | entry_id, Entry{name, entry});
    }
  }
}

std::uint32_t ProtoResources::number(std::string text) const {
  if (texts_.size() >= most_texts) return static_cast<std::uint32_t>(most_texts);
  texts_.push_back(std::move(text));
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

std::optional<std::string> ProtoResources::text(const Value& value) const {
  return value.data < texts_.size() ? std::optional(texts_[value.data]) : std::nullopt;
}

// message ConfigValue: configuration = 1, value = 2. message Value: item = 4, compound value = 5.
std::vector<ProtoResources::Variant> ProtoResources::variants(std::uint32_t id, Budget& budget) const {
  std::vector<Variant> found;
  const auto entry = entries_.find(id);
  if (entry == entries_.end()) return found;
  for_each_field(entry->second.message, budget, [&](const ProtoField& field) {
    if (field.number != 6 || field.is_number()) return;
    Variant variant;
    for_each_field(field.data, budget, [&](const ProtoField& part) {
      if (part.is_number()) return;
      if (part.number == 1) variant.found.config = read_proto_config(part.data, budget);
      if (part.number != 2) return;
      for_each_field(part.data, budget, [&](const ProtoField& value) {
        if (value.number == 4 && !value.is_number()) {
          ProtoValue item = read_proto_item(value.data, budget);
          variant.found.value = item.value;
          variant.text = std::move(item.text);
        }
        if (value.number == 5 && !value.is_number()) {
          variant.found.complex = true;
          variant.compound = value.data;
        }
      });
    });
    found.push_back(std::move(variant));
  });
  return found;
}

std::vector<Resources::Found> ProtoResources::all(std::uint32_t id, Budget& budget) const {
  std::vector<Found> found;
  for (Variant& variant : variants(id, budget)) {
    if (variant.found.value.type == Value::string) variant.found.value.data = number(std::move(variant.text));
    found.push_back(variant.found);
  }
  return found;
}

std::optional<Resources::Found> ProtoResources::best(std::uint32_t id, const ResourceConfig& device,
                                                     Budget& budget) const {
  std::vector<Variant> all = variants(id, budget);
  Variant* chosen = nullptr;
  for (Variant& variant : all) {
    if (!variant.found.config.matches(device)) continue;
    if (chosen == nullptr || variant.found.config.better_than(chosen->found.config, device)) chosen = &variant;
  }
  if (chosen == nullptr) return std::nullopt;
  if (chosen->found.value.type == Value::string) chosen->found.value.data = number(std::move(chosen->text));
  return chosen->found;
}

// message CompoundValue: array = 4. message Array: elements = 1. message Element: item = 3.
std::vector<std::string> ProtoResources::array(std::uint32_t id, Budget& budget) const {
  std::vector<std::string> texts;
  for (const Variant& variant : variants(id, budget)) {
    if (!variant.found.complex) continue;
    for_each_field(variant.compound, budget, [&](const ProtoField& kind) {
      if (kind.number != 4 || kind.is_number()) return;
      for_each_field(kind.data, budget, [&](const ProtoField& element) {
        if (element.number != 1 || element.is_number()) return;
        for_each_field(element.data, budget, [&](const ProtoField& part) {
          if (part.number != 3 || part.is_number()) return;
          ProtoValue item = read_proto_item(part.data, budget);
          if (item.value.type == Value::string) texts.push_back(std::move(item.text));
        });
      });
    });
    break;
  }
  return texts;
}

std::optional<std::string> ProtoResources::name(std::uint32_t id, Budget& budget) const {
  const auto entry = entries_.find(id);
  if (entry == entries_.end()) return std::nullopt;
  return std::string(entry->second.type) + "/" + proto_text(entry->second.message, 2, budget);
}

}  // namespace formulary::bytes
