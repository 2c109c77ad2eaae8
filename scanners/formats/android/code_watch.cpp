#include "scanners/formats/android/code_watch.hpp"

#include <algorithm>

namespace formulary::formats::android {
namespace {

constexpr std::size_t most_callers = 20;   // of one interface that are stated
constexpr std::size_t most_texts = 200;    // of one fact
constexpr std::size_t longest_text = 100;  // of an argument

std::string descriptor_of(std::string_view class_name) {
  std::string descriptor(class_name);
  std::ranges::replace(descriptor, '.', '/');
  return "L" + descriptor + ";";
}

}  // namespace

// What is known of the registers at one place: the last constant that was put into each, forgotten wherever paths of
// execution may part or meet.
struct CodeWatch::Registers {
  enum class Kind : std::uint8_t { unknown, number, text };
  struct Value {
    Kind kind = Kind::unknown;
    std::uint32_t value = 0;  ///< the number, or the index of the string
    std::uint32_t path = 0;   ///< the piece of straight path on which it was put there
  };
  std::array<Value, 256> values;
  std::uint32_t path = 1;  // forgetting everything at every branch would make branches dear

  void follow(const bytes::DexInstruction& instruction) {
    if (instruction.branches()) ++path;
    const int target = instruction.target();
    if (target < 0 || target >= static_cast<int>(values.size())) return;
    Value& value = values[static_cast<std::size_t>(target)];
    value = {};
    switch (instruction.opcode) {
      case 0x12:  // const/4
        value = {Kind::number, static_cast<std::uint32_t>(instruction.a() >> 4), path};
        break;
      case 0x13:  // const/16
        value = {Kind::number, instruction.unit(1), path};
        break;
      case 0x15:  // const/high16
        value = {Kind::number, static_cast<std::uint32_t>(instruction.unit(1)) << 16, path};
        break;
      case 0x14:  // const
        value = {Kind::number, bytes::u32_at(instruction.units, 2), path};
        break;
      case 0x1a:  // const-string
      case 0x1b:  // const-string/jumbo
        value = {Kind::text, instruction.reference(), path};
        break;
      default:
        break;
    }
  }
  Value at(int index) const {
    if (index < 0 || index >= static_cast<int>(values.size())) return {};
    const Value& value = values[static_cast<std::size_t>(index)];
    return value.path == path ? value : Value();
  }
};

CodeWatch::CodeWatch() {
#define CODE_API(fact_name, class_name, method, whose, look, argument) \
  apis_.push_back({fact::fact_name, class_name, method, Whose::whose, Look::look, argument, false, {}, {}});
#define CODE_FIELD(fact_name, class_name, name) \
  apis_.push_back({fact::fact_name, class_name, name, Whose::own, Look::callers, 0, true, {}, {}});
#include "scanners/formats/android/code_apis.def"
#undef CODE_API
#undef CODE_FIELD
  for (Api& api : apis_) {
    api.descriptor = descriptor_of(api.class_name);
    api.shown = std::string(api.class_name) + (api.member == "<init>" ? "" : "." + std::string(api.member));
    members_.emplace(api.member, 0);
    lengths_[api.member.size()] = true;
  }
}

void CodeWatch::begin(const bytes::Dex& dex) {
  in_file_.clear();
  methods_.assign(dex.methods(), 0);
  fields_.assign(dex.fields(), 0);
}

void CodeWatch::look_up(std::uint32_t index, std::string_view text) {
  if (const auto at = members_.find(text); at != members_.end()) in_file_[index] = at->first;
}

std::uint8_t CodeWatch::find(std::string_view owner, std::string_view member, bool field) const {
  for (std::size_t i = 0; i < apis_.size(); ++i) {
    const Api& api = apis_[i];
    if (api.member == member && api.field == field && (api.whose == Whose::any || api.descriptor == owner)) {
      return static_cast<std::uint8_t>(i + 1);
    }
  }
  return 0;
}

void CodeWatch::resolve(const bytes::Dex& dex) {
  if (in_file_.empty()) return;
  for (std::uint32_t i = 0; i < dex.methods(); ++i) {
    const bytes::DexMethod method = dex.method(i);
    if (const auto at = in_file_.find(method.name); at != in_file_.end()) {
      methods_[i] = find(dex.type(method.owner), at->second, false);
    }
  }
  for (std::uint32_t i = 0; i < dex.fields(); ++i) {
    const bytes::DexField field = dex.field(i);
    if (const auto at = in_file_.find(field.name); at != in_file_.end()) {
      fields_[i] = find(dex.type(field.owner), at->second, true);
    }
  }
}

void CodeWatch::see_body(const bytes::Dex& dex, bytes::View code, std::string_view class_name,
                         std::uint64_t class_number, std::string_view place, CodeFacts& facts) {
  Registers registers;
  bytes::for_each_instruction(code, [&](const bytes::DexInstruction& instruction) {
    const std::uint32_t index = instruction.invokes() || instruction.reads_static() ? instruction.reference() : 0;
    if (instruction.invokes() && watches_method(index)) {
      see_call(dex, apis_[methods_[index] - 1U], instruction, registers, class_name, class_number, place, facts);
    } else if (instruction.reads_static() && watches_field(index)) {
      see_call(dex, apis_[fields_[index] - 1U], instruction, registers, class_name, class_number, place, facts);
    }
    registers.follow(instruction);
  });
}

void CodeWatch::see_call(const bytes::Dex& dex, Api& api, const bytes::DexInstruction& call, const Registers& registers,
                         std::string_view class_name, std::uint64_t class_number, std::string_view place,
                         CodeFacts& facts) {
  using Kind = Registers::Kind;
  const Registers::Value argument = api.field ? Registers::Value() : registers.at(call.argument(api.argument));
  if (argument.kind == Kind::number) {
    if (api.look == Look::unless_zero && argument.value == 0) return;
    if (api.look == Look::unless_other && argument.value != 0) return;
    if (api.look == Look::unless_even && argument.value % 2 == 0) return;
  }
  if (api.look == Look::text) {
    const std::string_view text = argument.kind == Kind::text ? dex.name(argument.value) : std::string_view();
    if (text.empty() || text.size() > longest_text) return;
    facts.add_some(api.fact, "", text, place, most_texts);
    return;
  }
  if (api.look == Look::number) {
    const auto number = static_cast<std::int32_t>(argument.value);
    if (argument.kind == Kind::number) facts.add_some(api.fact, api.shown, std::to_string(number), place, most_texts);
    return;
  }
  if (api.last_class == class_number) return;  // once for each class
  api.last_class = class_number;
  if (api.classes++ == 0) api.first_place = place;
  if (api.look != Look::count) facts.add_some(api.fact, api.shown, class_name, place, most_callers);
}

void CodeWatch::finish(CodeFacts& facts) const {
  for (const Api& api : apis_) {
    if (api.look != Look::count || api.classes == 0) continue;
    facts.add(api.fact, api.shown, std::to_string(api.classes), api.first_place);
  }
}

}  // namespace formulary::formats::android
