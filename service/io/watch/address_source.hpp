// A file at an address, fetched with a GET. HTTPS, but for this machine itself; no redirects; never more bytes and
// never longer than allowed. What is fetched lies in a file without a name until it is read.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>

#include "service/usecases/ports/dataset_source.hpp"

namespace formulary::io::watch {

struct AddressOptions {
  std::string address;
  std::string proxy;             ///< `http://proxy.example:3128`; empty: none
  std::string ca_file;           ///< PEM; empty: the system's authorities
  std::filesystem::path folder;  ///< where there is room for the file
  std::uint64_t most_bytes = 0;
  std::chrono::seconds most_time{600};  ///< for all of it
};

class AddressSource final : public usecases::DatasetSource {
 public:
  /// `stop`, once true, ends a download. Throws std::invalid_argument for an address that is not allowed.
  AddressSource(AddressOptions options, const std::atomic<bool>& stop);

  std::optional<std::vector<usecases::FetchedFile>> fetch() override;
  void forget() override { etag_.clear(); }

  /// The address without what stands behind `?`, where keys are.
  std::string shown() const;

 private:
  AddressOptions options_;
  const std::atomic<bool>& stop_;
  std::string etag_;  ///< of what was fetched last
};

}  // namespace formulary::io::watch
