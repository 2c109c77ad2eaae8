// A data set: what was last imported of one authority's publication, and how far it can be relied upon. Older than its
// limit it says nothing any more: then the answer is `unknown`, never yes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// What it means that a number is not in the data set.
enum class Completeness : std::uint8_t {
  complete,    ///< the authority publishes all: a number that is absent does not exist (as of the date)
  incomplete,  ///< absence proves nothing
};

/// One line of datasets.def.
struct DatasetKind {
  std::string_view id;         ///< `us-510k`; what `formulary import` and POST /v1/datasets are told
  std::string_view name;       ///< as people know it
  std::string_view authority;  ///< id of the authority in regulators.def
  Completeness completeness = Completeness::incomplete;
  int limit_days = 0;  ///< older than this, counted from the source's date, it is stale
};

std::span<const DatasetKind> dataset_kinds();
const DatasetKind* find_dataset_kind(std::string_view id);

/// What is in force.
struct Dataset {
  std::string id;    ///< the kind; with `:name` behind it for data sets of which there are several (`csv-recalls:au`)
  std::string name;  ///< as people know it
  std::optional<Day> source_date{};  ///< what the source says of its own age; else the importer's word, else nothing
  Instant imported{};
  std::string sha256;  ///< over the SHA-256 of its files, in the order given
  std::int64_t rows = 0;
};

/// Recalls, corrections, alerts: what a hospital watches for as long as it uses a tool. `id` of a kind or of a data
/// set.
bool holds_recalls(std::string_view id);

/// Without a source date it is as old as a data set can be: stale.
bool is_stale(const Dataset& dataset, Day today);

}  // namespace formulary::domain
