// Notices as the registry holds them: the records of one notice, whatever data sets they are in, put together.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/domain/recall_case.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct FoundNotice {
  std::string identity;  ///< see domain::recall_identity()
  std::vector<StoredRecord> records;  ///< the one that says more first
  domain::RecallNotice notice;
  std::string url;
};

/// The notice that `record` belongs to.
FoundNotice notice_of(Transaction& transaction, StoredRecord record);

/// What a person entered, as a record.
StoredRecord stored_record(const RecallEntry& entry);

/// The sources of a notice, with the dates of their data sets.
std::vector<domain::RecallSource> sources_of(Transaction& transaction, const World& world, const FoundNotice& found);

/// Every notice of the data set `dataset`, each once, in pages of one snapshot each; `import`: only what it wrote.
void for_each_notice(Store& store, const std::string& dataset, const std::optional<std::int64_t>& import,
                     const std::function<void(const FoundNotice&)>& work);

}  // namespace formulary::usecases
