// What the tables of a DEX file say of each other ("String ID item" to "Class def item"): each entry refers to entries
// that exist, and stands behind the one before. The platform refuses a file where that is not so.
#include <tuple>

#include "scanners/bytes/dex.hpp"

namespace formulary::bytes {
namespace {

constexpr unsigned enough = 1000;  // objections to one file

class Check {
 public:
  Check(const Dex& dex, Complaints& complaints) : dex_(dex), complaints_(complaints) {}

  /// Goes through a table. `whole(i)` is whether all that entry `i` refers to exists; `key(i)` what orders the table.
  template <typename Whole, typename Key>
  void table(const char* name, std::uint32_t count, Whole whole, Key key) {
    for (std::uint32_t i = 0; i < count && objections_ < enough; ++i) {
      if (!whole(i)) {
        object(anomaly::dex_index, name, i);
      } else if (i > 0 && key(i) <= key(i - 1)) {
        object(anomaly::dex_order, name, i);
      }
    }
  }

 private:
  void object(std::string_view id, const char* table, std::uint32_t index) {
    ++objections_;
    complaints_.add(id, dex_.file_name(), dex_.file_name() + "#" + table + "/" + std::to_string(index));
  }

  const Dex& dex_;
  Complaints& complaints_;
  unsigned objections_ = 0;
};

}  // namespace

void Dex::check_tables(Complaints& complaints) const {
  Check check(*this, complaints);
  check.table(
      "type_ids", types(), [&](std::uint32_t i) { return type_name(i) < strings(); },
      [&](std::uint32_t i) { return type_name(i); });
  // Prototypes are in order of what they give and of what they take, which is a list elsewhere: only the first is seen.
  const auto prototype = [&](std::uint32_t i, std::size_t field) {
    return u32_at(file_, prototypes_.offset + std::size_t{i} * 12 + field);
  };
  check.table(
      "proto_ids", prototypes(),
      [&](std::uint32_t i) { return prototype(i, 0) < strings() && prototype(i, 4) < types(); },
      [&](std::uint32_t i) { return std::pair(prototype(i, 4), i); });
  check.table(
      "field_ids", fields(),
      [&](std::uint32_t i) {
        const DexField one = field(i);
        return one.owner < types() && one.type < types() && one.name < strings();
      },
      [&](std::uint32_t i) {
        const DexField one = field(i);
        return std::tuple(one.owner, one.name, one.type);
      });
  check.table(
      "method_ids", methods(),
      [&](std::uint32_t i) {
        const DexMethod one = method(i);
        return one.owner < types() && one.prototype < prototypes() && one.name < strings();
      },
      [&](std::uint32_t i) {
        const DexMethod one = method(i);
        return std::tuple(one.owner, one.name, one.prototype);
      });
  // Classes stand behind those that they extend, not in order of anything.
  check.table(
      "class_defs", classes(),
      [&](std::uint32_t i) {
        const DexClass one = class_at(i);
        return one.type < types() && (one.superclass == none || one.superclass < types());
      },
      [](std::uint32_t i) { return i; });
}

}  // namespace formulary::bytes
