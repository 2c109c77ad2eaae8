// Publications that come as several tables: a release of GUDID as delimited text, FDA's registration files, and the
// International Medical Devices Database. Their
// rows are put together by a common key into the shape that the other form of the same publication has. That works in
// bounded memory: the rows are first spread over temporary files by their key, then put together file by file.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/io/datasets/delivery.hpp"
#include "service/io/datasets/parts.hpp"

namespace formulary::io::datasets {

/// Rows of one key that belong to another row: which table each is from, and the row itself.
struct SideRow {
  std::uint32_t table = 0;
  Json row;
};

/// Rows spread over temporary files, which vanish with it.
class Partitions {
 public:
  /// `bytes`: of all tables together.
  explicit Partitions(std::uint64_t bytes);

  void add_side(std::uint32_t table, std::string_view key, const Json& row);
  /// After all sides.
  void add_main(std::string_view key, const Json& row, std::int64_t line);
  /// Gives each main row with the side rows of its key.
  void each(std::string_view name,
            const std::function<void(Json&& row, const std::vector<SideRow>& sides, std::int64_t line)>& take);

 private:
  struct Closes {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void add(std::uint32_t table, std::string_view key, const Json& row, std::int64_t line);

  std::vector<std::unique_ptr<std::FILE, Closes>> files_;
};

/// A table in memory, for what is small: tens of thousands of establishments or manufacturers.
class LookUp {
 public:
  /// Throws BrokenFile with `name` where there are far more.
  void add(std::string key, const Json& row, std::string_view name);
  /// An empty object where there is none.
  Json find(const std::string& key) const;

 private:
  std::unordered_map<std::string, std::string> rows_;
  std::size_t held_ = 0;
};

/// Gives every row of a table to `take`; rows that are none go to `delivery`.
void each_row(const Parts& parts, const Part& part, Expansion& expansion, Progress& progress, Delivery& delivery,
              const std::function<void(Json&& row, std::int64_t line)>& take);

/// The first part that is a table with these columns; null: there is none.
const Part* find_table(const Parts& parts, std::initializer_list<std::string_view> columns);

/// Reads what has to be put together, if that is here. Returns the parts that it used.
std::set<const Part*> read_joined(const Parts& parts, std::string_view kind, Expansion& expansion, Progress& progress,
                                  Delivery& delivery);
std::set<const Part*> join_release(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery);
std::set<const Part*> join_notices(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery);
std::set<const Part*> join_listings(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery);

}  // namespace formulary::io::datasets
