// Asks for an import of a data set: the files are whole and in the registry, the import waits in the queue
// (import_dataset.hpp does it). Only what can be known without reading the files is checked here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/domain/datasets/dataset_import.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

inline constexpr std::size_t files_of_an_import = 200;  ///< openFDA publishes some data sets in that many parts

struct NewImport {
  std::string kind;  ///< of datasets.def
  std::string
      name;  ///< of data sets of which there are several (`au`) it tells which one; else shown instead of the kind's
  std::optional<domain::Day> source_date{};  ///< the importer's word, for files that do not say how old they are
  domain::ImportMode mode = domain::ImportMode::whole;
  domain::Forced forced = domain::Forced::no;
};

/// The data set that it is about.
std::string dataset_id(const NewImport& wanted);

/// With finished uploads of the actor's. Refusals: invalid, not_found, conflict (`/uploads/N`).
domain::Result<domain::DatasetImport> request_import(Transaction& transaction, World& world, const domain::Actor& actor,
                                                     const NewImport& wanted,
                                                     const std::vector<domain::UploadId>& uploads);

/// With files that are in the registry already: what a watched source brought.
domain::Result<domain::DatasetImport> queue_import(Transaction& transaction, World& world, const domain::Actor& actor,
                                                   const NewImport& wanted, std::vector<domain::ImportFile> files);

}  // namespace formulary::usecases
