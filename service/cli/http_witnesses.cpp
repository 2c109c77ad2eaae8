#include "service/cli/http_witnesses.hpp"

#include <future>
#include <stdexcept>

#include "service/io/crypto/ed25519.hpp"

namespace formulary::cli {
namespace {

constexpr std::uint64_t most_bytes = 64 * 1024;

std::string hex(const domain::tlog::Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace

HttpWitnesses::HttpWitnesses(const AuditConfig& config) {
  for (const WitnessConfig& one : config.witnesses) {
    const auto key = domain::tlog::parse_verifier_key(one.key, &io::crypto::sha256_of);
    if (!key || key->kind != domain::tlog::KeyKind::cosignature) {
      throw std::invalid_argument("Configuration, `audit/witnesses`: `" + one.key +
                                  "` is not the key of a witness, which `formulary witness` prints.");
    }
    const std::size_t host = one.address.find("://");
    const std::size_t path = host == std::string::npos ? std::string::npos : one.address.find('/', host + 3);
    std::string prefix = path == std::string::npos ? std::string() : one.address.substr(path);
    while (prefix.ends_with('/')) prefix.pop_back();
    keys_.push_back(*key);
    places_.push_back(
        {io::http::Client(one.address.substr(0, path), {.timeout = std::chrono::seconds(config.witness_seconds),
                                                        .body_limit = most_bytes,
                                                        .ca_file = one.ca_file}),
         prefix});
  }
}

usecases::WitnessAnswer HttpWitnesses::ask(const Place& place, const std::string& method, const std::string& target,
                                           const std::string& body) {
  try {
    const auto answer =
        place.client.request(method, place.prefix + target, {{"content-type", "text/plain; charset=utf-8"}}, body);
    return {answer.status, answer.body};
  } catch (const std::exception& problem) {
    return {0, problem.what()};
  }
}

std::vector<usecases::WitnessAnswer> HttpWitnesses::add_checkpoint(const std::vector<std::string>& bodies) {
  std::vector<std::future<usecases::WitnessAnswer>> asked;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (bodies.at(i).empty()) {
      asked.emplace_back();
    } else {
      asked.push_back(std::async(std::launch::async, &HttpWitnesses::ask, std::cref(places_[i]), "POST",
                                 "/add-checkpoint", bodies[i]));
    }
  }
  std::vector<usecases::WitnessAnswer> answers;
  for (auto& one : asked) answers.push_back(one.valid() ? one.get() : usecases::WitnessAnswer{});
  return answers;
}

usecases::WitnessAnswer HttpWitnesses::last_checkpoint(std::size_t witness, std::string_view origin) {
  return ask(places_.at(witness), "GET", "/" + hex(io::crypto::sha256_of(origin, {}, {})) + "/checkpoint", {});
}

}  // namespace formulary::cli
