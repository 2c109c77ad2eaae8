// A witness as an HTTP application (C2SP tlog-witness): POST add-checkpoint, GET <sha256 of an origin>/checkpoint, and
// /healthz. It asks nobody who they are: what it takes is signed, and what it gives may be seen by all.
#pragma once

#include <functional>
#include <string>

#include "service/api/request.hpp"
#include "service/usecases/witness.hpp"

namespace formulary::api {

class WitnessApplication : public Application {
 public:
  /// `clock`: seconds since 1970. `on_problem` gets a sentence when something cannot be kept or read.
  WitnessApplication(usecases::Witness& witness, std::function<std::uint64_t()> clock,
                     std::function<void(const std::string&)> on_problem);

  std::variant<Admission, Response> admit(const RequestHead& head) override;
  Response handle(const Request& request) override;
  Response problem(int status, std::string_view detail, std::string_view request_id) override;

 private:
  Response answer(const Request& request);

  usecases::Witness& witness_;
  std::function<std::uint64_t()> clock_;
  std::function<void(const std::string&)> on_problem_;
};

}  // namespace formulary::api
