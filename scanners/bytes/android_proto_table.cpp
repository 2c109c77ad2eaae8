#include "scanners/bytes/android_proto_table.hpp"

#include <algorithm>

#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

constexpr std::size_t most_entries = 400'000;

// Messages PackageId, TypeId and EntryId: a number in field 1, so that it can be absent.
std::uint32_t wrapped_number(const ProtoField& field, Budget& budget) {
  return field.is_number() ? 0 : proto_number(field.data, 1, budget);
}

}  // namespace

// message ResourceTable: packages = 2.
void ProtoResources::add(std::vector<std::byte> data, std::string_view file, Budget& budget,
                         std::vector<Anomaly>& anomalies) {
  files_.push_back({std::string(file), std::make_shared<const std::vector<std::byte>>(std::move(data))});
  bool readable = true;
  readable &= for_each_field(*files_.back().data, budget, [&](const ProtoField& field) {
    if (field.number == 2 && !field.is_number()) readable &= add_package(field.data, budget);
  });
  if (!readable && budget.exceeded().empty()) {
    anomalies.push_back({std::string(anomaly::arsc_malformed), "", std::string(file)});
  }
}

View ProtoResources::message(std::string_view file) const {
  const auto found = std::ranges::find(files_, file, &File::name);
  return found == files_.end() ? View() : View(*found->data);
}

// Messages are gone through twice: what stands in front of their parts may as well stand behind them, and a list of the
// parts would be many times longer than a hostile message.

// message Package: id = 1, types = 3.
bool ProtoResources::add_package(View message, Budget& budget) {
  std::uint32_t package = 0;
  bool readable = for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 1) package = wrapped_number(field, budget);
  });
  for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 3 && !field.is_number()) readable &= add_type(field.data, package, budget);
  });
  return readable && package <= 0xff;
}

// message Type: id = 1, name = 2, entries = 3.
bool ProtoResources::add_type(View message, std::uint32_t package, Budget& budget) {
  std::uint32_t type = 0;
  std::string_view name;
  bool readable = for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 1) type = wrapped_number(field, budget);
    if (field.number == 2 && !field.is_number()) name = as_text(field.data);
  });
  if (package > 0xff || type > 0xff) return false;
  for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 3 && !field.is_number()) {
      readable &= add_entry(field.data, package << 24 | type << 16, name, budget);
    }
  });
  return readable;
}

// message Entry: id = 1, name = 2, values = 6. message ConfigValue: configuration = 1.
bool ProtoResources::add_entry(View message, std::uint32_t type, std::string_view type_name, Budget& budget) {
  std::uint32_t entry = 0;
  bool readable = true;
  readable &= for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 1) entry = wrapped_number(field, budget);
    if (field.number != 6 || field.is_number()) return;
    readable &= for_each_field(field.data, budget, [&](const ProtoField& part) {
      if (part.number != 1 || part.is_number()) return;
      const ResourceConfig config = read_proto_config(part.data, budget);
      if (locales_.size() == most_locales) budget.exceed("languages of resources");
      if (locales_.size() < most_locales) locales_.insert(config.locale);
      densities_.insert(config.density);
    });
  });
  if (entry > 0xffff) return false;
  if (entries_.size() == most_entries) {
    budget.exceed("resources");
    return false;
  }
  entries_.try_emplace(type | entry, Entry{type_name, message});
  return readable;
}

std::uint32_t ProtoResources::number(std::string_view text) const {
  const auto [known, is_new] = numbers_.try_emplace(text.data(), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(text);
  return known->second;
}

std::optional<std::string> ProtoResources::text(const Value& value, Budget& budget) const {
  if (value.data >= texts_.size()) return std::nullopt;
  const std::string_view text = texts_[value.data];
  return budget.take(budget.steps, text.size(), "steps") ? std::optional(std::string(text)) : std::nullopt;
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
          const ProtoValue item = read_proto_item(value.data, budget);
          variant.found.value = item.value;
          variant.text = item.text;
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
    if (variant.found.value.type == Value::string) variant.found.value.data = number(variant.text);
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
  if (chosen->found.value.type == Value::string) chosen->found.value.data = number(chosen->text);
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
          const ProtoValue item = read_proto_item(part.data, budget);
          const bool is_text = item.value.type == Value::string;
          if (is_text && budget.take(budget.steps, 64 + item.text.size(), "steps")) texts.emplace_back(item.text);
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
  return std::string(entry->second.type) + "/" + std::string(proto_text(entry->second.message, 2, budget));
}

std::optional<std::uint32_t> ProtoResources::find(std::uint8_t package, std::string_view name, Budget& budget) const {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  for (auto one = entries_.lower_bound(std::uint32_t{package} << 24);
       one != entries_.end() && one->first >> 24 == package && budget.take(budget.steps, 1, "steps"); ++one) {
    if (one->second.type != name.substr(0, slash)) continue;
    if (proto_text(one->second.message, 2, budget) == name.substr(slash + 1)) return one->first;
  }
  return std::nullopt;
}

}  // namespace formulary::bytes
