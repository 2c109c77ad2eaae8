// The service's certificate while it runs: loaded at the start, looked at every few seconds, and read again when its
// files have changed or somebody asks for it. Connections keep the one that they began with. One that is broken,
// expired or half-written changes nothing: the log says why, and the old one stays.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "service/api/endpoint.hpp"
#include "service/config.hpp"
#include "service/io/http/server.hpp"
#include "service/io/log/log.hpp"

namespace formulary::cli {

class Certificate {
 public:
  /// Throws std::invalid_argument with a sentence when it cannot be used.
  Certificate(const Config& config, io::log::Log& log);

  std::shared_ptr<const io::http::Tls> tls() const;  ///< nothing: plain HTTP
  bool is_from_files() const { return tls_ && !self_signed_; }

  void look(io::http::Server& server);
  void reload(io::http::Server& server);

  std::string address(const std::string& host, std::uint16_t port) const;  ///< where people reach the service
  std::string words() const;                                               ///< what the terminal says of it
  std::optional<api::Check> check() const;                                 ///< for /readyz

 private:
  using Stamp = std::array<std::int64_t, 9>;  ///< of three files: which, how long, when changed
  Stamp stamp() const;
  void warn_of_end();

  io::log::Log& log_;
  bool self_signed_ = false;
  io::http::TlsFiles files_;
  mutable std::mutex mutex_;
  std::shared_ptr<const io::http::Tls> tls_;
  Stamp loaded_{};
  Stamp seen_{};
  std::chrono::steady_clock::time_point loaded_at_;
  std::optional<std::chrono::steady_clock::time_point> warned_;
};

}  // namespace formulary::cli
