#include "tests/support/dex_builder.hpp"

#include <algorithm>
#include <functional>
#include <libdeflate.h>
#include <map>
#include <set>

#include "tests/support/signer.hpp"

namespace formulary::support {
namespace {

constexpr std::uint32_t is_public = 0x1, is_native = 0x100, is_constructor = 0x10000;
constexpr std::size_t plain_header = 0x70, container_header = 0x78;

std::string descriptor(std::string name) {
  std::replace(name.begin(), name.end(), '.', '/');
  return "L" + name + ";";
}

// Strings are ordered by UTF-16 units; of modified UTF-8 only NUL, C0 80, stands elsewhere than its bytes say.
struct ByUnits {
  bool operator()(const std::string& left, const std::string& right) const {
    const auto unit = [](char c) { return c == '\xc0' ? 0 : static_cast<int>(static_cast<unsigned char>(c)); };
    return std::ranges::lexicographical_compare(left, right, {}, unit, unit);
  }
};

Bytes uleb(std::uint32_t value) {
  Bytes out;
  do {
    out += static_cast<char>((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>= 7;
  } while (value != 0);
  return out;
}

std::uint32_t utf16_length(const std::string& text) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void pad(Bytes& file) { file.resize((file.size() + 3) / 4 * 4, '\0'); }

/// A table of distinct things in order, which knows the index of each.
template <typename Thing, typename Order = std::less<>>
class Table {
 public:
  void need(const Thing& thing) { things_.insert(thing); }
  void number() {
    std::uint32_t next = 0;
    for (const Thing& thing : things_) index_[thing] = next++;
  }
  std::uint32_t of(const Thing& thing) const { return index_.at(thing); }
  const std::set<Thing, Order>& all() const { return things_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(things_.size()); }

 private:
  std::set<Thing, Order> things_;
  std::map<Thing, std::uint32_t, Order> index_;
};

using Member = std::pair<std::string, std::string>;  ///< descriptor of the class, name

}  // namespace

DexMethod& DexMethod::units(const std::vector<std::uint16_t>& values) {
  code_.push_back({values, Reference::none, {}, {}});
  return *this;
}

DexMethod& DexMethod::text(std::uint8_t target, const std::string& value) {
  code_.push_back({{static_cast<std::uint16_t>(target << 8 | 0x1a), 0}, Reference::string, {}, value});
  return *this;
}

DexMethod& DexMethod::number(std::uint8_t target, std::int16_t value) {
  if (value >= -8 && value < 8 && target < 16) {
    return units({static_cast<std::uint16_t>((value & 15) << 12 | target << 8 | 0x12)});
  }
  return units({static_cast<std::uint16_t>(target << 8 | 0x13), static_cast<std::uint16_t>(value)});
}

DexMethod& DexMethod::invoke(std::uint8_t opcode, const std::string& class_name, const std::string& method,
                             const std::vector<std::uint8_t>& arguments) {
  std::uint16_t registers = 0;
  for (std::size_t i = 0; i < arguments.size() && i < 4; ++i) {
    registers = static_cast<std::uint16_t>(registers | arguments[i] << (4 * i));
  }
  const std::size_t fifth = arguments.size() > 4 ? arguments[4] : 0;
  const auto first = static_cast<std::uint16_t>(arguments.size() << 12 | fifth << 8 | opcode);
  code_.push_back({{first, 0, registers}, Reference::method, descriptor(class_name), method});
  return *this;
}

DexMethod& DexMethod::call(const std::string& class_name, const std::string& method,
                           const std::vector<std::uint8_t>& arguments) {
  return invoke(method == "<init>" ? 0x70 : 0x6e, class_name, method, arguments);
}

DexMethod& DexMethod::call_static(const std::string& class_name, const std::string& method,
                                  const std::vector<std::uint8_t>& arguments) {
  return invoke(0x71, class_name, method, arguments);
}

DexMethod& DexMethod::read_static(std::uint8_t target, const std::string& class_name, const std::string& field) {
  code_.push_back(
      {{static_cast<std::uint16_t>(target << 8 | 0x62), 0}, Reference::field, descriptor(class_name), field});
  return *this;
}

DexMethod& DexClass::method(const std::string& name) {
  return methods_.emplace_back(name, is_public | (name == "<init>" ? is_constructor : 0));
}

DexClass& DexClass::native_method(const std::string& name) {
  methods_.emplace_back(name, is_public | is_native);
  return *this;
}

Bytes DexBuilder::build(std::uint32_t start, std::uint32_t container_size) const {
  using Reference = DexMethod::Reference;
  const std::string object = descriptor("java.lang.Object");
  Table<std::string, ByUnits> strings;
  Table<std::string, ByUnits> types;
  Table<Member> fields, methods;  // ordered by index further down
  for (const std::string& text : strings_) strings.need(text);
  const auto need_type = [&](const std::string& type) {
    types.need(type);
    strings.need(type);
  };
  for (const DexClass& one : classes_) {
    need_type(descriptor(one.name_));
    need_type(descriptor(one.superclass_));
    for (const std::string& interface : one.interfaces_) need_type(descriptor(interface));
    for (const DexMethod& method : one.methods_) {
      need_type("V");
      strings.need(method.name_);
      methods.need({descriptor(one.name_), method.name_});
      for (const DexMethod::Instruction& instruction : method.code_) {
        if (instruction.reference == Reference::none) continue;
        strings.need(instruction.name);
        if (instruction.reference == Reference::string) continue;
        need_type(instruction.owner);
        if (instruction.reference == Reference::method) methods.need({instruction.owner, instruction.name});
        if (instruction.reference == Reference::field) {
          need_type(object);
          fields.need({instruction.owner, instruction.name});
        }
      }
    }
  }
  strings.number();
  types.number();
  // Descriptors and names sort among themselves as their strings do, which for ASCII is the order of the tables.
  fields.number();
  methods.number();
  const bool has_methods = methods.size() != 0;

  const bool container = container_size != 0;
  const std::size_t header_size = container ? container_header : plain_header;
  struct Section {
    std::uint16_t type;
    std::uint32_t count, offset;
  };
  std::vector<Section> map = {{0x0000, 1, start}};
  Bytes file(header_size, '\0');
  const auto here = [&] { return start + static_cast<std::uint32_t>(file.size()); };

  struct Header {
    std::uint32_t count, offset;
  };
  std::vector<Header> tables;
  const auto place = [&](std::uint16_t type, std::uint32_t count, std::size_t width) {
    tables.push_back({count, count == 0 ? 0 : here()});
    if (count != 0) map.push_back({type, count, here()});
    const std::size_t at = file.size();
    file.resize(at + count * width, '\0');
    return at;
  };
  const std::size_t string_ids = place(1, strings.size(), 4);
  const std::size_t type_ids = place(2, types.size(), 4);
  const std::size_t proto_ids = place(3, has_methods ? 1 : 0, 12);
  const std::size_t field_ids = place(4, fields.size(), 8);
  const std::size_t method_ids = place(5, methods.size(), 8);
  const std::size_t class_defs = place(6, static_cast<std::uint32_t>(classes_.size()), 32);
  const std::uint32_t data_start = here();

  std::size_t at = type_ids;
  for (const std::string& type : types.all()) patch(file, at, u32(strings.of(type))), at += 4;
  if (has_methods) patch(file, proto_ids, u32(strings.of("V")) + u32(types.of("V")) + u32(0));
  at = field_ids;
  for (const auto& [owner, name] : fields.all()) {
    patch(file, at, u16(types.of(owner)) + u16(types.of(object)) + u32(strings.of(name)));
    at += 8;
  }
  at = method_ids;
  for (const auto& [owner, name] : methods.all()) {
    patch(file, at, u16(types.of(owner)) + u16(0) + u32(strings.of(name)));
    at += 8;
  }

  // "Code item"
  std::map<const DexMethod*, std::uint32_t> code;
  for (const DexClass& one : classes_) {
    for (const DexMethod& method : one.methods_) {
      if (method.code_.empty()) continue;
      Bytes units;
      for (const DexMethod::Instruction& instruction : method.code_) {
        std::vector<std::uint16_t> values = instruction.units;
        if (instruction.reference == Reference::string) {
          values[1] = static_cast<std::uint16_t>(strings.of(instruction.name));
        } else if (instruction.reference == Reference::method) {
          values[1] = static_cast<std::uint16_t>(methods.of({instruction.owner, instruction.name}));
        } else if (instruction.reference == Reference::field) {
          values[1] = static_cast<std::uint16_t>(fields.of({instruction.owner, instruction.name}));
        }
        for (const std::uint16_t value : values) units += u16(value);
      }
      pad(file);
      if (code.empty()) map.push_back({0x2001, 0, here()});
      code[&method] = here();
      file += u16(16) + u16(1) + u16(5) + u16(0) + u32(0) + u32(units.size() / 2) + units;
    }
  }
  if (!code.empty()) map.back().count = static_cast<std::uint32_t>(code.size());

  // "Type list"
  std::map<const DexClass*, std::uint32_t> interfaces;
  for (const DexClass& one : classes_) {
    if (one.interfaces_.empty()) continue;
    pad(file);
    if (interfaces.empty()) map.push_back({0x1001, 0, here()});
    interfaces[&one] = here();
    file += u32(one.interfaces_.size());
    for (const std::string& name : one.interfaces_) file += u16(types.of(descriptor(name)));
  }
  if (!interfaces.empty()) map.back().count = static_cast<std::uint32_t>(interfaces.size());

  // "String data item"
  if (strings.size() != 0) map.push_back({0x2002, strings.size(), here()});
  at = string_ids;
  for (const std::string& text : strings.all()) {
    patch(file, at, u32(here()));
    at += 4;
    file += uleb(utf16_length(text)) + text + '\0';
  }

  // "Class data item"
  std::uint32_t with_data = 0;
  at = class_defs;
  for (const DexClass& one : classes_) {
    std::uint32_t data = 0;
    if (!one.methods_.empty()) {
      if (with_data++ == 0) map.push_back({0x2000, 0, here()});
      data = here();
      std::map<std::uint32_t, const DexMethod*> direct, others;
      for (const DexMethod& method : one.methods_) {
        (method.access_ & is_constructor ? direct : others)[methods.of({descriptor(one.name_), method.name_})] =
            &method;
      }
      file += uleb(0) + uleb(0) + uleb(static_cast<std::uint32_t>(direct.size())) +
              uleb(static_cast<std::uint32_t>(others.size()));
      for (const auto& list : {direct, others}) {
        std::uint32_t before = 0;
        for (const auto& [index, method] : list) {
          file += uleb(index - before) + uleb(method->access_) + uleb(code.contains(method) ? code[method] : 0);
          before = index;
        }
      }
    }
    patch(file, at,
          u32(types.of(descriptor(one.name_))) + u32(is_public) + u32(types.of(descriptor(one.superclass_))) +
              u32(interfaces.contains(&one) ? interfaces[&one] : 0) + u32(0xffffffff) + u32(0) + u32(data) + u32(0));
    at += 32;
  }
  for (Section& section : map) {
    if (section.type == 0x2000) section.count = with_data;
  }

  // "Map list"
  pad(file);
  const std::uint32_t map_start = here();
  map.push_back({0x1000, 1, map_start});
  file += u32(map.size());
  for (const Section& section : map) file += u16(section.type) + u16(0) + u32(section.count) + u32(section.offset);

  Bytes header = "dex\n" + version_ + '\0' + u32(0) + Bytes(20, '\0') + u32(file.size()) + u32(header_size) +
                 u32(0x12345678) + u64(0) + u32(map_start);
  for (const Header& table : tables) header += u32(table.count) + u32(table.offset);
  header += u32(container ? 0 : here() - data_start) + u32(container ? 0 : data_start);
  if (container) header += u32(container_size) + u32(start);
  patch(file, 0, header);
  return mend_dex(std::move(file));
}

Bytes dex_container(const std::vector<DexBuilder>& parts) {
  std::size_t size = 0;
  for (const DexBuilder& part : parts) size += part.build(0, 1).size();
  Bytes file;
  for (const DexBuilder& part : parts) {
    file += part.build(static_cast<std::uint32_t>(file.size()), static_cast<std::uint32_t>(size));
  }
  return file;
}

Bytes mend_dex(Bytes file) {
  patch(file, 12, digest(file.substr(32), "SHA1"));
  patch(file, 8, u32(libdeflate_adler32(1, file.data() + 12, file.size() - 12)));
  return file;
}

}  // namespace formulary::support
