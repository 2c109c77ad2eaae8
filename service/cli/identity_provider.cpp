#include "service/cli/identity_provider.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <sys/stat.h>

#include "service/io/http/outbound.hpp"
#include "service/io/oidc/provider.hpp"

namespace formulary::cli {
namespace {

/// The content of a file that nobody else may read.
std::string read_private_file(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    throw std::invalid_argument(fmt::format("The file `{}` with a secret cannot be read.", file));
  }
  if ((status.st_mode & 0077) != 0) {
    throw std::invalid_argument(fmt::format("Others may read the secret in `{0}`. Do: chmod 600 {0}", file));
  }
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string client_secret(const SignInConfig& config) {
  if (!config.client_secret_file.empty()) {
    const std::string content = read_private_file(config.client_secret_file);
    return content.substr(0, content.find_first_of("\r\n"));
  }
  const char* given = std::getenv("FORMULARY_CLIENT_SECRET");
  return given == nullptr ? std::string() : given;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string host_of(const std::string& address) {
  const std::size_t begin = address.find("://");
  if (begin == std::string::npos) return {};
  return address.substr(begin + 3, address.find_first_of(":/?", begin + 3) - begin - 3);
}

}  // namespace

std::unique_ptr<usecases::IdentityProvider> open_identity_provider(const SignInConfig& config, usecases::World& world,
                                                                   std::function<void(const std::string&)> on_trouble) {
  if (config.issuer.empty()) return nullptr;
  io::oidc::ProviderOptions options;
  options.terms = {
      .name = config.name,
      .issuer = config.issuer,
      .client_id = config.client_id,
      .max_age_ms = config.max_age_minutes == 0 ? std::nullopt : std::optional(config.max_age_minutes * 60'000LL),
      .strong_contexts = config.strong_acr,
      .strong_methods = config.strong_amr,
      .creates_people = config.create_people,
      .links_by_claim = !config.link_claim.empty()};
  options.redirect_address = config.address + "/auth/callback";
  options.after_logout = config.address + "/";
  options.scopes = joined(config.scopes);
  options.contexts = joined(config.strong_acr);
  options.link_claim = config.link_claim;
  options.client_secret = client_secret(config);
  if (!config.private_key_file.empty()) options.private_key = read_private_file(config.private_key_file);
  options.key_id = config.key_id;
  options.new_id = [&world] { return world.new_id(); };
  options.now = [&world] { return world.present().now.ms; };

  io::http::OutboundOptions outbound;
  outbound.deadline = std::chrono::seconds(config.seconds);
  outbound.ca_file = config.ca_file;
  outbound.trusted_hosts = config.hosts;
  outbound.trusted_hosts.push_back(host_of(config.issuer));
  const auto send = [outbound, tell = std::move(on_trouble)](
                        const std::string& method, const std::string& address,
                        const std::vector<std::pair<std::string, std::string>>& headers,
                        const std::string& body) -> io::oidc::Exchange {
    try {
      io::http::ClientAnswer answer = io::http::send_outbound(method, address, headers, body, outbound);
      return {answer.status, std::move(answer.body)};
    } catch (const io::http::Unreachable& problem) {
      tell(problem.what());
      return {};
    }
  };
  try {
    return io::oidc::open(std::move(options), send);
  } catch (const std::invalid_argument& problem) {
    throw std::invalid_argument(fmt::format("Configuration, `sign_in`: {}", problem.what()));
  }
}

}  // namespace formulary::cli
