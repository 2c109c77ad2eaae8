// The Application under the transport: finds the endpoint, asks who comes and whether they may, checks conditions and
// sizes, calls the handler, and makes of whatever happens a complete answer. What the machine causes (disk, database,
// crypto) is caught here, once: the log gets the details, the client a problem that says what to do.
//
// Promises: every answer carries the security headers; every error is problem+json; every denied attempt with
// credentials is accounted for; nothing that is not in the table can be reached.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "service/api/access.hpp"
#include "service/api/assets.hpp"
#include "service/api/endpoint.hpp"
#include "service/api/openapi.hpp"
#include "service/api/problem.hpp"
#include "service/api/request.hpp"

namespace formulary::api {

/// What went wrong inside; `request` is the number that the client was given.
struct Incident {
  std::string request;
  std::string method;
  std::string path;
  std::string what;
};

class Dispatcher : public Application {
 public:
  /// `on_incident` is called from the threads that handle requests; it must not throw.
  Dispatcher(Services services, Assets assets, std::function<void(const Incident&)> on_incident,
             std::span<const Endpoint> table = endpoints());

  std::variant<Admission, Response> admit(const RequestHead& head) override;
  Response handle(const Request& request) override;
  Response problem(int status, std::string_view detail, std::string_view request_id) override;

 private:
  struct Route {
    const Endpoint* endpoint = nullptr;
    std::string id;
    std::vector<std::string_view> allowed;  ///< methods of the path, when none fits
  };

  Route find(std::string_view method, std::string_view path) const;
  Response answer(const Request& request) const;
  Response answer_endpoint(const Request& request, const Endpoint& endpoint, std::string id) const;
  std::optional<Problem> check_query(const Request& request, const Endpoint& endpoint) const;
  std::optional<Problem> check_caller(Call& call, usecases::Transaction& transaction) const;
  std::optional<Problem> check_request(Call& call) const;
  Response failed(const Request& request, std::string_view problem_name, int status, std::string_view what) const;
  void account_denial(const Call& call) const;
  void account_emergency(const Call& call, int status) const;  ///< each request of it, reads too

  Services services_;
  Assets assets_;
  std::function<void(const Incident&)> on_incident_;
  std::span<const Endpoint> table_;
  std::map<std::string, KnownParameters, std::less<>> parameters_;
};

}  // namespace formulary::api
