// A registry, and files of 510(k) decisions for it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "service/io/datasets/file_reader.hpp"
#include "service/usecases/import_dataset.hpp"
#include "service/usecases/request_import.hpp"
#include "service/usecases/upload.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::tests {

/// FDA's pmn*.txt with these numbers.
inline std::string decisions(const std::vector<std::string>& numbers) {
  std::string text = "KNUMBER|APPLICANT|DATERECEIVED|DECISIONDATE|DECISION|PRODUCTCODE|DEVICENAME\n";
  for (const std::string& number : numbers) text += number + "|Alpha|01/05/2025|03/10/2025|SESE|QIH|Reader\n";
  return text;
}

inline usecases::FetchedFile file_of(const std::string& name, const std::string& content,
                                     std::optional<domain::Day> modified = {}) {
  const auto left = std::make_shared<std::string>(content);
  return {.name = name, .modified = modified, .read = [left](std::span<char> out) {
            const std::size_t count = left->copy(out.data(), out.size());
            left->erase(0, count);
            return count;
          }};
}

class Importing : public testing::Test {
 protected:
  domain::DatasetImport queue(const std::string& content, usecases::NewImport wanted = {.kind = "us-510k"}) {
    domain::DatasetImport queued;
    usecases::bring_files(
        *place.blobs, place.world, {file_of("pmn.txt", content)}, [&](std::vector<domain::ImportFile> files) {
          place.store->write([&](usecases::Transaction& transaction) {
            queued = usecases::queue_import(transaction, place.world, domain::Actor::system(), wanted, std::move(files))
                         .value();
            return usecases::Commit::yes;
          });
        });
    return queued;
  }

  domain::DatasetImport now(const domain::DatasetImport& import) {
    std::optional<domain::DatasetImport> found;
    place.store->read(
        [&](usecases::Transaction& transaction) { found = transaction.datasets().find_import(import.id); });
    return found.value();
  }

  std::int64_t rows() {
    std::int64_t count = 0;
    place.store->read([&](usecases::Transaction& transaction) {
      if (const auto found = transaction.datasets().find("us-510k")) count = found->dataset.rows;
    });
    return count;
  }

  Place place;
  io::datasets::FileReader reader;
};

}  // namespace formulary::tests
