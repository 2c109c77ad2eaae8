#include "scanners/bytes/zip.hpp"

#include <algorithm>
#include <numeric>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/zip_directory.hpp"
#include "scanners/bytes/zip_end.hpp"
#include "scanners/bytes/zip_layout.hpp"

namespace formulary::bytes {
namespace {

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// `order` is sorted by name: equal names are neighbours.
void look_for_duplicates(const std::vector<ZipEntry>& entries, const std::vector<std::uint32_t>& order,
                         Complaints& complaints) {
  std::vector<std::string> lower;
  lower.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ZipEntry& entry = entries[order[i]];
    if (i > 0 && entries[order[i - 1]].name == entry.name) {
      complaints.add(anomaly::zip_duplicate_name, entry.name, at_offset(entry.header_offset));
    } else {
      lower.push_back(lower_case(entry.name));
    }
  }
  std::sort(lower.begin(), lower.end());
  for (std::size_t i = 1; i < lower.size(); ++i) {
    if (lower[i] == lower[i - 1]) complaints.add(anomaly::zip_case_collision, lower[i], "");
  }
}

// Tools that unpack to a folder fail at such names, or give up the file that the platform reads. Names that begin with
// the same text are neighbours.
void look_for_files_as_folders(const std::vector<ZipEntry>& entries, const std::vector<std::uint32_t>& order,
                               Complaints& complaints) {
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    const ZipEntry& entry = entries[order[i]];
    if (entry.name.empty() || entry.name.ends_with('/') || !entries[order[i + 1]].name.starts_with(entry.name)) {
      continue;
    }
    const std::string folder = entry.name + "/";
    const auto within =
        std::lower_bound(order.begin() + static_cast<std::ptrdiff_t>(i), order.end(), folder,
                         [&](std::uint32_t index, const std::string& wanted) { return entries[index].name < wanted; });
    if (within != order.end() && entries[*within].name.starts_with(folder)) {
      complaints.add(anomaly::zip_file_and_folder, entry.name, at_offset(entry.header_offset));
    }
  }
}

}  // namespace

void Zip::sort_names() {
  by_name_.resize(entries_.size());
  std::iota(by_name_.begin(), by_name_.end(), 0U);
  std::stable_sort(by_name_.begin(), by_name_.end(),
                   [&](auto a, auto b) { return entries_[a].name < entries_[b].name; });
}

Zip Zip::renamed(const std::function<std::string(std::string_view)>& name_for) const {
  Zip zip;
  zip.source_ = source_;
  zip.central_directory_offset_ = central_directory_offset_;
  zip.central_directory_size_ = central_directory_size_;
  zip.end_record_offset_ = end_record_offset_;
  for (const ZipEntry& entry : entries_) {
    std::string name = name_for(entry.name);
    if (name.empty()) continue;
    zip.entries_.push_back(entry);
    zip.entries_.back().name = std::move(name);
  }
  zip.sort_names();
  return zip;
}

std::optional<Zip> Zip::open(const Source& source, Budget& budget, std::vector<Anomaly>& anomalies) {
  Complaints complaints(anomalies);
  Zip zip;
  const auto read = [&] {
    const std::optional<ZipEnd> end = find_zip_end(source, complaints);
    if (!end) return false;
    std::optional<ZipDirectory> directory = read_zip_directory(source, *end, budget, complaints);
    if (!directory) return false;
    zip.source_ = &source;
    zip.entries_ = std::move(directory->entries);
    zip.central_directory_offset_ = end->directory_offset;
    zip.central_directory_size_ = directory->size;
    zip.end_record_offset_ = end->record_offset;
    return true;
  };
  const bool opened = read();
  if (opened) {
    zip.sort_names();
    look_for_duplicates(zip.entries_, zip.by_name_, complaints);
    look_for_files_as_folders(zip.entries_, zip.by_name_, complaints);
    // Without all entries, what belongs to none of them cannot be told.
    if (budget.exceeded().empty()) {
      check_zip_layout(source, zip.central_directory_offset_, zip.entries_, complaints);
    }
    std::uint64_t total = 0;
    for (const ZipEntry& entry : zip.entries_) total = std::max(total, total + entry.size);
    if (total > budget.inflated) complaints.add(anomaly::zip_bomb_total, "", std::to_string(total) + " bytes");
  }
  complaints.finish();
  if (!opened) return std::nullopt;
  return zip;
}

const ZipEntry* Zip::find(std::string_view name) const {
  const auto at =
      std::lower_bound(by_name_.begin(), by_name_.end(), name,
                       [&](std::uint32_t index, std::string_view wanted) { return entries_[index].name < wanted; });
  return at != by_name_.end() && entries_[*at].name == name ? &entries_[*at] : nullptr;
}

}  // namespace formulary::bytes
