// The service as the commands see it: JSON in, JSON out, with a token or a short session. Problems become a Failure
// with the sentence of the service and the right exit code.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "service/cli/command.hpp"
#include "service/io/http/client.hpp"

namespace formulary::cli {

using Json = nlohmann::ordered_json;
using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// What must be known to carry on safely after a lost answer.
struct JsonAnswer {
  int status = 0;
  Json body;
  std::string etag;
};

class Connection {
 public:
  /// Token from --token-file, FORMULARY_TOKEN_FILE or FORMULARY_TOKEN; else --login with a password that is asked for
  /// on the terminal or read from --password-file. Fails (usage) when there is neither.
  explicit Connection(const Shared& shared);
  /// Logs out when it logged in.
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Fails for anything but a 2xx answer.
  JsonAnswer get(const std::string& target);
  /// Every item of the list at `path`, page by page.
  Json all(const std::string& path);
  JsonAnswer send(const std::string& method, const std::string& target, const Json& body, const HeaderList& more = {});
  /// The raw exchange, with the credentials added; any status comes back.
  io::http::ClientAnswer exchange(const std::string& method, const std::string& target, const HeaderList& headers,
                                  const std::string& body);

 private:
  void log_in(const Shared& shared);
  JsonAnswer read(const io::http::ClientAnswer& answer) const;

  io::http::Client client_;
  std::string token_;
  std::string cookie_;
  std::string csrf_;
};

/// Asks for a secret on the terminal without showing it. Fails (usage) when nobody is there.
std::string ask_secret(const std::string& prompt);

/// Percent-encodes everything but unreserved characters (RFC 3986 section 2.3).
std::string percent_encoded(std::string_view text);

}  // namespace formulary::cli
