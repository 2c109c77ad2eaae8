// Where a data set comes from without anybody's doing: a folder, an address. Looked at now and then.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "service/domain/time.hpp"

namespace formulary::usecases {

/// The source cannot be had: `what()` is a sentence for people that says what to do.
class SourceProblem : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct FetchedFile {
  std::string name;
  std::optional<domain::Day> modified{};             ///< on the word of the source, where it has one
  std::function<std::size_t(std::span<char>)> read;  ///< the next bytes; 0 at the end; throws SourceProblem
};

class DatasetSource {
 public:
  virtual ~DatasetSource() = default;

  /// The files of one publication; none: there is nothing new since forget() was not called. Nothing: somebody is
  /// writing there, so ask again soon. Throws SourceProblem.
  virtual std::optional<std::vector<FetchedFile>> fetch() = 0;
  /// What was fetched last did not come into the registry: it counts as new again.
  virtual void forget() = 0;
};

}  // namespace formulary::usecases
