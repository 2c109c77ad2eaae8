#include "scanners/bytes/android_proto_value.hpp"

#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

// message Reference: a kind (0 resource, 1 attribute of the theme), an id, a name, whether the id is dynamic.
ProtoValue read_reference(View message, Budget& budget) {
  bool attribute = false;
  bool dynamic = false;
  ProtoValue read;
  for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 1 && field.is_number()) attribute = field.value == 1;
    if (field.number == 2 && field.is_number()) read.value.data = field.number32();
    if (field.number == 5 && !field.is_number()) dynamic = proto_number(field.data, 1, budget) != 0;
  });
  read.value.type = attribute ? (dynamic ? Value::dynamic_attribute : Value::attribute)
                              : (dynamic ? Value::dynamic_reference : Value::reference);
  read.known = true;
  return read;
}

// message Primitive: one field for each type of Res_value.
ProtoValue read_primitive(View message, Budget& budget) {
  struct Kind {
    std::uint32_t field;
    std::uint8_t type;
  };
  static constexpr Kind kinds[] = {
      {3, Value::floating},
      {4, Value::floating},
      {5, Value::floating},
      {6, Value::decimal},
      {7, Value::hexadecimal},
      {8, Value::boolean},
      {9, Value::first_color},
      {10, 0x1d},
      {11, 0x1e},
      {12, Value::last_color},
      {13, Value::dimension},
      {14, Value::fraction},
  };
  ProtoValue read;
  for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == 1 || field.number == 2) {  // null, empty
      read.value = {Value::null, field.number == 2 ? 1U : 0U};
      read.known = true;
    }
    for (const Kind& kind : kinds) {
      if (kind.field != field.number || !field.is_number()) continue;
      read.value = {kind.type, field.number32()};
      // The platform's boolean has all bits set.
      if (kind.type == Value::boolean && field.value != 0) read.value.data = 0xffffffff;
      read.known = true;
    }
  });
  return read;
}

}  // namespace

std::string_view proto_text(View message, std::uint32_t number, Budget& budget) {
  View found;
  for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == number && !field.is_number()) found = field.data;
  });
  return as_text(found);
}

std::uint32_t proto_number(View message, std::uint32_t number, Budget& budget) {
  std::uint32_t found = 0;
  for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == number && field.is_number()) found = field.number32();
  });
  return found;
}

ProtoValue read_proto_item(View item, Budget& budget) {
  ProtoValue read;
  for_each_field(item, budget, [&](const ProtoField& field) {
    if (field.is_number()) return;
    switch (field.number) {
      case 1:
        read = read_reference(field.data, budget);
        break;
      case 2:  // String, RawString, StyledString, FileReference: the text is their field 1
      case 3:
      case 4:
      case 5:
        read = {{Value::string, 0}, proto_text(field.data, 1, budget), true};
        break;
      case 6:  // an id has no value of its own
        read = {{Value::boolean, 0}, {}, true};
        break;
      case 7:
        read = read_primitive(field.data, budget);
        break;
      default:
        break;
    }
  });
  return read;
}

}  // namespace formulary::bytes
