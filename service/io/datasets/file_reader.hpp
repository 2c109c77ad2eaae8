// Reads every format in which the authorities publish: readers.def lists them. Each file, and each file within an
// archive, is recognised by its content; what to do with it follows from that and from the kind of data set asked for.
// Promises bounded memory and bounded work (limits.hpp). Does not decide whether anything in it is true.
//
// To add a format: a file here that defines its `Format`, one line in readers.def, its excerpts in the tests.
#pragma once

#include "service/usecases/ports/dataset_reader.hpp"

namespace formulary::io::datasets {

class FileReader final : public usecases::DatasetReader {
 public:
  usecases::ReadSummary read(const domain::DatasetKind& kind, std::span<const std::filesystem::path> files,
                             usecases::RecordSink& sink) override;
};

}  // namespace formulary::io::datasets
