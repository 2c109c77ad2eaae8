#include "service/io/datasets/join.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "service/io/datasets/limits.hpp"

namespace formulary::io::datasets {
namespace {

constexpr std::uint32_t main_table = UINT32_MAX;

/// What stands before each row in a temporary file.
struct Head {
  std::uint32_t table = 0, key_size = 0, row_size = 0;
  std::int64_t line = 0;
};

[[noreturn]] void no_space() {
  throw std::system_error(errno, std::generic_category(), "temporary files of an import");
}

class Rows final : public RecordTaker {
 public:
  Rows(Delivery& delivery, const std::function<void(Json&&, std::int64_t)>& take) : delivery_(delivery), take_(take) {}
  Step record(Json&& record, std::int64_t line) override {
    take_(std::move(record), line);
    return Step::go_on;
  }
  Step reject(std::int64_t line, std::string_view reason) override { return delivery_.reject(line, reason); }
  void around(std::string_view, const Json&) override {}
  void warn(std::string_view sentence) override { delivery_.warn(sentence); }

 private:
  Delivery& delivery_;
  const std::function<void(Json&&, std::int64_t)>& take_;
};

}  // namespace

Partitions::Partitions(std::uint64_t bytes) {
  const std::uint64_t count = std::min<std::uint64_t>(bytes / usual_partition + 1, most_partitions);
  for (std::uint64_t i = 0; i < count; ++i) {
    files_.emplace_back(std::tmpfile());
    if (!files_.back()) no_space();
  }
}

void Partitions::add(std::uint32_t table, std::string_view key, const Json& row, std::int64_t line) {
  std::FILE* file = files_[std::hash<std::string_view>()(key) % files_.size()].get();
  const std::string text = row.dump(-1, ' ', false, Json::error_handler_t::replace);
  const Head head{table, static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(text.size()), line};
  const bool written = std::fwrite(&head, sizeof head, 1, file) == 1 &&
                       std::fwrite(key.data(), 1, key.size(), file) == key.size() &&
                       std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (!written) no_space();
}

void Partitions::add_side(std::uint32_t table, std::string_view key, const Json& row) { add(table, key, row, 0); }

void Partitions::add_main(std::string_view key, const Json& row, std::int64_t line) { add(main_table, key, row, line); }

void Partitions::each(
    std::string_view name,
    const std::function<void(Json&& row, const std::vector<SideRow>& sides, std::int64_t line)>& take) {
  for (const auto& file : files_) {
    if (std::fflush(file.get()) != 0) no_space();
    std::rewind(file.get());
    std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, std::string>>> sides;
    std::size_t held = 0;
    Head head;
    while (std::fread(&head, sizeof head, 1, file.get()) == 1) {
      std::string key(head.key_size, '\0'), text(head.row_size, '\0');
      const bool whole = std::fread(key.data(), 1, key.size(), file.get()) == key.size() &&
                         std::fread(text.data(), 1, text.size(), file.get()) == text.size();
      if (!whole) no_space();
      if (head.table != main_table) {
        held += key.size() + text.size() + 64;
        if (held > largest_partition) {
          broken(name, "Far too many of its rows belong to one another. Check that it is what it should be.");
        }
        sides[std::move(key)].emplace_back(head.table, std::move(text));
        continue;
      }
      std::vector<SideRow> rows;
      if (const auto found = sides.find(key); found != sides.end()) {
        std::size_t size = 0;
        for (const auto& [table, side] : found->second) {
          size += side.size();
          if (size <= largest_record) rows.push_back({table, Json::parse(side)});
        }
      }
      take(Json::parse(text), rows, head.line);
    }
  }
}

void LookUp::add(std::string key, const Json& row, std::string_view name) {
  std::string text = row.dump(-1, ' ', false, Json::error_handler_t::replace);
  held_ += key.size() + text.size() + 64;
  if (held_ > largest_look_up) broken(name, "It has far more rows than there are companies. Check what it is.");
  rows_.emplace(std::move(key), std::move(text));
}

Json LookUp::find(const std::string& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? Json::object() : Json::parse(found->second);
}

void each_row(const Parts& parts, const Part& part, Expansion& expansion, Progress& progress, Delivery& delivery,
              const std::function<void(Json&& row, std::int64_t line)>& take) {
  const auto text = parts.open(part, expansion, &progress);
  Rows rows(delivery, take);
  read_records(part.shape, *text, part.name, rows);
}

const Part* find_table(const Parts& parts, std::initializer_list<std::string_view> columns) {
  const auto found = std::ranges::find_if(parts.all(), [&](const Part& part) {
    return part.shape == Shape::table && std::ranges::all_of(columns, [&](std::string_view column) {
             return part.names.contains(std::string(column));
           });
  });
  return found == parts.all().end() ? nullptr : &*found;
}

std::set<const Part*> read_joined(const Parts& parts, std::string_view kind, Expansion& expansion, Progress& progress,
                                  Delivery& delivery) {
  if (kind == "us-gudid") return join_release(parts, expansion, progress, delivery);
  if (kind == "us-registration") return join_listings(parts, expansion, progress, delivery);
  if (kind == "csv-recalls") return join_notices(parts, expansion, progress, delivery);
  return {};
}

}  // namespace formulary::io::datasets
