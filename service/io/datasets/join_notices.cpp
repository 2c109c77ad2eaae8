// The International Medical Devices Database (medicaldevices.icij.org, download): events*.csv has a row per notice and
// device, devices*.csv the device by `device_id`, manufacturers*.csv its maker by `manufacturer_id`. Put together a
// record is the event with the members `device_...` and `manufacturer_...` behind it.
#include "service/io/datasets/join.hpp"
#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

/// `123.0`, as programs write an integer of a column with gaps, is `123`.
std::string key_of(const Json& row, std::string_view name) {
  std::string key = Fields(row).text(name);
  if (key.ends_with(".0")) key.resize(key.size() - 2);
  return key;
}

/// The members that say something of what the notice is about.
void put_beside(Json& notice, const Json& row, const std::string& prefix) {
  for (const auto& member : row.items()) {
    const std::string name = plain_name(member.key());
    if (name == "createdat" || name == "updatedat" || name == "slug" || text_of(member.value()).empty()) continue;
    notice[prefix + member.key()] = member.value();
  }
}

}  // namespace

std::set<const Part*> join_notices(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery) {
  const Part* events = find_table(parts, {"id", "deviceid", "actionclassification"});
  const Part* devices = find_table(parts, {"id", "manufacturerid", "implanted"});
  const Part* companies = find_table(parts, {"id", "parentcompany", "representative"});
  if (devices == nullptr || devices == events) {
    if (events != nullptr && !events->names.contains("devicename") && !events->names.contains("implanted")) {
      delivery.warn(
          "The devices of these events stand in a file of their own (devices.csv), and the companies in "
          "manufacturers.csv: give all three together, or most notices name no product.");
    }
    return {};
  }
  if (events == nullptr || companies == nullptr || companies == devices || companies == events) {
    if (devices->names.contains("reason")) return {};  // joined already
    broken(devices->name,
           "The events, the devices and the manufacturers of this database are three files. Give all "
           "three together.");
  }
  std::set<const Part*> used = {events, devices, companies};
  LookUp makers;
  delivery.begin(companies->name, other_recalls);
  each_row(parts, *companies, expansion, progress, delivery,
           [&](Json&& row, std::int64_t) { makers.add(key_of(row, "id"), row, companies->name); });
  Partitions partitions(events->size + devices->size);
  delivery.begin(devices->name, other_recalls);
  each_row(parts, *devices, expansion, progress, delivery, [&](Json&& row, std::int64_t) {
    Json beside = Json::object();
    put_beside(beside, row, "device_");
    put_beside(beside, makers.find(key_of(row, "manufacturerid")), "manufacturer_");
    partitions.add_side(0, key_of(row, "id"), beside);
  });
  delivery.begin(events->name, other_recalls);
  each_row(parts, *events, expansion, progress, delivery,
           [&](Json&& row, std::int64_t line) { partitions.add_main(key_of(row, "deviceid"), row, line); });
  partitions.each(events->name, [&](Json&& row, const std::vector<SideRow>& sides, std::int64_t line) {
    if (!sides.empty()) row.update(sides.front().row);
    delivery.record(std::move(row), line);
  });
  return used;
}

}  // namespace formulary::io::datasets
