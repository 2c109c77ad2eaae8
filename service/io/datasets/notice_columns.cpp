#include "service/io/datasets/notice_columns.hpp"

#include <algorithm>
#include <unordered_map>

#include "service/io/datasets/format.hpp"

namespace formulary::io::datasets {
namespace {

struct Name {
  NoticeColumn column;
  std::size_t rank;
};

constexpr std::string_view names_of_role[] = {
#define NOTICE(role, names) names,
#define SUBJECT(role, names) names,
#include "service/io/datasets/notice_columns.def"
};

const std::unordered_map<std::string_view, Name>& known_names() {
  static const std::unordered_map<std::string_view, Name> known = [] {
    std::unordered_map<std::string_view, Name> names;
    for (std::size_t role = 0; role < std::size(names_of_role); ++role) {
      std::size_t rank = 0;
      for (const std::string_view name : split(names_of_role[role], '/'))
        names.emplace(name, Name{static_cast<NoticeColumn>(role), rank++});
    }
    return names;
  }();
  return known;
}

/// Where the first of these columns stands; behind all others when there is none.
std::size_t place_of(const Fields& fields, std::initializer_list<std::string_view> names) {
  const auto& members = fields.all();
  const auto found = std::ranges::find_if(
      members, [&](const auto& member) { return std::ranges::find(names, member.first) != names.end(); });
  return static_cast<std::size_t>(found - members.begin());
}

/// `number_x` and `number_y`, or `number` and `number.1`, belong to the tables that stand left and right of each other:
/// of events, of devices or of manufacturers, which the columns that only one of them has tell. Empty: it is no such
/// name.
std::string_view meant_by(const std::string& name, const Fields& fields) {
  for (const std::string_view base : {"id", "number", "country", "name"}) {
    if (!name.starts_with(base)) continue;
    const std::string_view rest = std::string_view(name).substr(base.size());
    const bool left = rest == "x" || (rest.empty() && fields.has(std::string(base) + "1"));
    if (!left && rest != "y" && rest != "1") continue;
    const std::size_t events = place_of(fields, {"reason", "actionclassification"}),
                      devices = place_of(fields, {"implanted", "quantityincommerce"}),
                      companies = place_of(fields, {"parentcompany", "representative"});
    if (devices == fields.all().size()) return {};
    if (base == "name") return left == (devices < companies) ? "namedevice" : "namemanufacturer";
    const bool of_event = left == (events < devices);
    if (base == "id") return of_event ? "idevent" : "iddevice";
    if (base == "country") return of_event ? "countryevent" : "countrydevice";
    return of_event ? "numberevent" : "numberdevice";
  }
  return {};
}

}  // namespace

NoticeRow::NoticeRow(const Fields& fields) {
  const auto& known = known_names();
  for (const auto& [name, value] : fields.all()) {
    const std::string_view meant = meant_by(name, fields);
    const auto found = known.find(meant.empty() ? std::string_view(name) : meant);
    if (found == known.end()) continue;
    std::string text;
    for (std::string& each : texts_of(*value)) text += (text.empty() ? "" : "\n") + std::move(each);
    if (text.empty()) continue;
    auto& cells = cells_[static_cast<std::size_t>(found->second.column)];
    const auto place = std::ranges::upper_bound(cells, found->second.rank, {}, &Cell::rank);
    cells.insert(place, {found->second.rank, std::move(text)});
  }
}

std::string NoticeRow::text(NoticeColumn column) const {
  const auto& cells = cells_[static_cast<std::size_t>(column)];
  return cells.empty() ? std::string() : cells.front().text;
}

std::string NoticeRow::text(std::initializer_list<NoticeColumn> candidates) const {
  for (const NoticeColumn column : candidates) {
    std::string found = text(column);
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<std::string> NoticeRow::texts(NoticeColumn column) const {
  std::vector<std::string> texts;
  for (const Cell& cell : cells_[static_cast<std::size_t>(column)]) {
    if (std::ranges::find(texts, cell.text) == texts.end()) texts.push_back(cell.text);
  }
  return texts;
}

std::string NoticeRow::all(NoticeColumn column) const {
  std::string result;
  for (const std::string& text : texts(column)) result += (result.empty() ? "" : "\n") + text;
  return result;
}

}  // namespace formulary::io::datasets
