#include "service/usecases/request_import.hpp"

#include <algorithm>

#include "service/domain/datasets/dataset.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

/// Of these there is one for each authority that has no reader of its own.
bool has_several(const domain::DatasetKind& kind) { return kind.authority == "other"; }

bool tells_which(std::string_view name) {
  return name.size() <= 40 &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

std::string dataset_id(const NewImport& wanted) {
  const domain::DatasetKind* kind = domain::find_dataset_kind(wanted.kind);
  const bool told_apart = kind != nullptr && has_several(*kind) && !wanted.name.empty();
  return told_apart ? wanted.kind + ":" + wanted.name : wanted.kind;
}

domain::Result<domain::DatasetImport> request_import(Transaction& transaction, World& world, const domain::Actor& actor,
                                                     const NewImport& wanted,
                                                     const std::vector<domain::UploadId>& uploads) {
  std::vector<domain::ImportFile> files;
  for (const domain::UploadId& id : uploads) {
    const std::string field = "/uploads/" + std::to_string(files.size());
    const auto upload = transaction.submissions().find_upload(id);
    if (!upload || upload->owner != actor.id) {
      return domain::refuse(RefusalCode::not_found, "There is no upload of yours with this id. Upload the file first.",
                            field);
    }
    if (!upload->sha256) {
      return domain::refuse(RefusalCode::conflict, "The upload is not finished. Send the rest of the file first.",
                            field);
    }
    files.push_back({.name = upload->file_name, .sha256 = *upload->sha256, .bytes = upload->length});
  }
  return queue_import(transaction, world, actor, wanted, std::move(files));
}

domain::Result<domain::DatasetImport> queue_import(Transaction& transaction, World& world, const domain::Actor& actor,
                                                   const NewImport& wanted, std::vector<domain::ImportFile> files) {
  const domain::DatasetKind* kind = domain::find_dataset_kind(wanted.kind);
  if (kind == nullptr || kind->id != wanted.kind) {
    std::string all;
    for (const domain::DatasetKind& each : domain::dataset_kinds()) {
      all += (all.empty() ? "" : ", ") + std::string(each.id);
    }
    return domain::refuse(RefusalCode::invalid, "`kind` is one of: " + all + ".", "/kind");
  }
  if (has_several(*kind) && !tells_which(wanted.name)) {
    return domain::refuse(RefusalCode::invalid,
                          "Of this kind there are several data sets, and their names tell them apart: up to 40 small "
                          "letters, digits and dashes, such as `au` or `de-bfarm`.",
                          "/name");
  }
  if (files.empty() || files.size() > files_of_an_import) {
    return domain::refuse(
        RefusalCode::invalid,
        "An import has 1 to " + std::to_string(files_of_an_import) + " files, which together are one publication.",
        "/uploads");
  }
  if (wanted.source_date && *wanted.source_date > world.present().today) {
    return domain::refuse(RefusalCode::invalid, "Data cannot be from a day to come. Give the day they were published.",
                          "/source_date");
  }

  domain::DatasetImport import;
  import.id = {world.new_id()};
  import.number = transaction.datasets().next_import_number();
  import.dataset = dataset_id(wanted);
  import.kind = wanted.kind;
  import.name = kind->name;
  if (has_several(*kind) && !wanted.name.empty()) {
    import.name += " (" + wanted.name + ")";
  } else if (!wanted.name.empty()) {
    import.name = wanted.name;
  }
  import.person = actor.id;
  import.mode = wanted.mode;
  import.forced = wanted.forced;
  import.asked_date = wanted.source_date;
  import.files = std::move(files);
  import.created = world.present().now;
  transaction.datasets().insert(import);
  note(transaction, world, actor, "dataset.request", "dataset", import.dataset);
  return import;
}

}  // namespace formulary::usecases
