// Looks at a watched source, and asks for an import where its files are not those in force.
#pragma once

#include <cstdint>
#include <string>

#include "service/usecases/ports/blobs.hpp"
#include "service/usecases/ports/dataset_source.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/request_import.hpp"

namespace formulary::usecases {

/// How old the files are, where they do not say it themselves.
enum class DatedBy : bool {
  content,   ///< only what they say counts
  modified,  ///< when they were last modified at their source: the operator knows that this is so
};

struct Watch {
  NewImport wanted;
  DatedBy dated_by = DatedBy::content;
};

struct Look {
  enum class Result : std::uint8_t { nothing_new, ask_soon, queued, failed } result = Result::nothing_new;
  std::string problem{};  ///< one sentence; empty: none
};

/// Never throws for what the source does: that is noted in the audit log and given back as a sentence.
Look look_at_source(Store& store, Blobs& blobs, World& world, const Watch& watch, DatasetSource& source);

}  // namespace formulary::usecases
