// AccessGUDID's delimited release: device.txt has a row per device; the other files have the element names of the XML
// schema as columns and belong to a device by PrimaryDI. Put together they have the shape of the XML.
#include <array>

#include "service/io/datasets/join.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

struct Side {
  std::string_view column;  ///< by which the file is known, beside PrimaryDI
  const char* outer;
  const char* inner;
};

constexpr std::array<Side, 8> side_tables = {{{"deviceidtype", "identifiers", "identifier"},
                                              {"productcode", "productCodes", "fdaProductCode"},
                                              {"submissionnumber", "premarketSubmissions", "premarketSubmission"},
                                              {"gmdnptname", "gmdnTerms", "gmdn"},
                                              {"email", "contacts", "customerContact"},
                                              {"sizetype", "deviceSizes", "deviceSize"},
                                              {"storagehandlingtype", "environmentalConditions", "storageHandling"},
                                              {"sterilizationmethod", "methodTypes", "sterilizationMethod"}}};

/// Takes the key out of a row.
std::string take_key(Json& row) {
  for (const auto& member : row.items()) {
    if (plain_name(member.key()) != "primarydi") continue;
    std::string key = text_of(member.value());
    row.erase(std::string(member.key()));
    return key;
  }
  return {};
}

}  // namespace

std::set<const Part*> join_release(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery) {
  const Part* devices = find_table(parts, {"primarydi", "brandname", "companyname"});
  std::vector<std::pair<std::uint32_t, const Part*>> sides;
  std::uint64_t bytes = devices != nullptr ? devices->size : 0;
  for (std::uint32_t i = 0; i < side_tables.size(); ++i) {
    if (const Part* part = find_table(parts, {"primarydi", side_tables[i].column});
        part != nullptr && part != devices) {
      sides.emplace_back(i, part);
      bytes += part->size;
    }
  }
  if (sides.empty()) return {};  // device.txt alone is a table like any other
  if (devices == nullptr) broken(sides.front().second->name, "The release has no device.txt. Give all of its files.");
  Partitions partitions(bytes);
  std::set<const Part*> used = {devices};
  for (const auto& [table, part] : sides) {
    used.insert(part);
    delivery.begin(part->name, gudid_release);
    each_row(parts, *part, expansion, progress, delivery, [&](Json&& row, std::int64_t line) {
      const std::string key = take_key(row);
      if (key.empty()) {
        delivery.reject(line, "The row names no device.");
      } else {
        partitions.add_side(table, key, row);
      }
    });
  }
  delivery.begin(devices->name, gudid_release);
  each_row(parts, *devices, expansion, progress, delivery,
           [&](Json&& row, std::int64_t line) { partitions.add_main(Fields(row).text("primarydi"), row, line); });
  partitions.each(devices->name, [&](Json&& row, const std::vector<SideRow>& rows, std::int64_t line) {
    for (const SideRow& side : rows)
      row[side_tables[side.table].outer][side_tables[side.table].inner].push_back(side.row);
    delivery.record(std::move(row), line);
  });
  return used;
}

}  // namespace formulary::io::datasets
