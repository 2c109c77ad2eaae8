#include "scanners/bytes/android_proto_texts.hpp"

#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

/// Visits the messages in field `number`. False when something in them, or around them, cannot be read.
template <typename Visit>
bool each(View message, std::uint32_t number, Budget& budget, Visit visit) {
  bool readable = true;
  const bool whole = for_each_field(message, budget, [&](const ProtoField& field) {
    if (field.number == number && !field.is_number() && !visit(field.data)) readable = false;
  });
  return whole && readable;
}

class ProtoTexts {
 public:
  using Visit = std::function<void(std::string_view, std::string_view, std::string_view)>;

  ProtoTexts(Budget& budget, const Visit& visit) : budget_(budget), visit_(visit) {}

  // message ResourceTable: packages = 2. message Package: types = 3. message Type: name = 2, entries = 3.
  bool read(View table) {
    return each(table, 2, budget_, [&](View package) {
      return each(package, 3, budget_, [&](View type) {
        type_ = proto_text(type, 2, budget_);
        return each(type, 3, budget_, [&](View entry) { return read_entry(entry); });
      });
    });
  }

 private:
  // message Entry: name = 2, values = 6. message ConfigValue: value = 2. message Value: item = 4, compound value = 5.
  bool read_entry(View entry) {
    name_ = proto_text(entry, 2, budget_);
    return each(entry, 6, budget_, [&](View config_value) {
      return each(config_value, 2, budget_, [&](View value) {
        bool readable = true;
        const bool whole = for_each_field(value, budget_, [&](const ProtoField& field) {
          if (field.is_number()) return;
          if (field.number == 4) readable &= read_item(field.data);
          if (field.number == 5) readable &= read_compound(field.data);
        });
        return whole && readable;
      });
    });
  }

  // message CompoundValue: style = 2, array = 4, plural = 5. message Style: entries = 3, with the item in 4. message
  // Array: elements = 1, with the item in 3. message Plural: entries = 1, with the item in 4.
  bool read_compound(View compound) {
    struct Kind {
      std::uint32_t field, part, item;
    };
    static constexpr Kind kinds[] = {{2, 3, 4}, {4, 1, 3}, {5, 1, 4}};
    bool readable = true;
    for (const auto& [field, part, item] : kinds) {
      readable &= each(compound, field, budget_, [&, part = part, item = item](View list) {
        return each(list, part, budget_,
                    [&](View one) { return each(one, item, budget_, [&](View value) { return read_item(value); }); });
      });
    }
    return readable;
  }

  // message Item: String = 2, RawString = 3, StyledString = 4, FileReference = 5; the text is their field 1. message
  // StyledString: spans = 2, with their tag, `a;href=https://example.org`, in 1.
  bool read_item(View item) {
    bool readable = true;
    const auto state = [&](View text) {
      visit_(type_, name_, as_text(text));
      return true;
    };
    const bool whole = for_each_field(item, budget_, [&](const ProtoField& field) {
      if (field.is_number() || field.number < 2 || field.number > 5) return;
      readable &= each(field.data, 1, budget_, state);
      if (field.number == 4) {
        readable &= each(field.data, 2, budget_, [&](View span) { return each(span, 1, budget_, state); });
      }
    });
    return whole && readable;
  }

  Budget& budget_;
  const Visit& visit_;
  std::string_view type_, name_;
};

}  // namespace

bool for_each_proto_text(
    View table, Budget& budget,
    const std::function<void(std::string_view type, std::string_view name, std::string_view text)>& visit) {
  return ProtoTexts(budget, visit).read(table);
}

}  // namespace formulary::bytes
