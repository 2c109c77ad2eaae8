// The witnesses of the log over HTTP (C2SP tlog-witness). All are asked at the same time; one that does not answer in
// time counts as not there.
#pragma once

#include <memory>

#include "service/config.hpp"
#include "service/io/http/client.hpp"
#include "service/usecases/ports/witnesses.hpp"

namespace formulary::cli {

class HttpWitnesses : public usecases::Witnesses {
 public:
  /// Throws std::invalid_argument for a key or an address of another form.
  explicit HttpWitnesses(const AuditConfig& config);

  const std::vector<domain::tlog::VerifierKey>& keys() const override { return keys_; }
  std::vector<usecases::WitnessAnswer> add_checkpoint(const std::vector<std::string>& bodies) override;
  usecases::WitnessAnswer last_checkpoint(std::size_t witness, std::string_view origin) override;

 private:
  struct Place {
    io::http::Client client;
    std::string prefix;  ///< of its paths
  };
  static usecases::WitnessAnswer ask(const Place& place, const std::string& method, const std::string& target,
                                     const std::string& body);

  std::vector<domain::tlog::VerifierKey> keys_;
  std::vector<Place> places_;
};

}  // namespace formulary::cli
