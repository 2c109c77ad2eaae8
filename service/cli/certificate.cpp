#include "service/cli/certificate.hpp"

#include <algorithm>
#include <stdexcept>
#include <unistd.h>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "service/io/http/self_signed.hpp"

namespace formulary::cli {
namespace {

using namespace std::chrono_literals;
using io::log::Level;
using std::chrono::steady_clock;
using std::chrono::system_clock;

constexpr auto ticket_key_life = 12h;  ///< a key for resumption is replaced together with the Tls that has it
constexpr auto warning_time = 14 * 24h;

std::string machine() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  const std::string text = name.data();
  const bool plain =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == std::string::npos;
  return plain ? text : std::string();
}

bool is_wildcard(const std::string& host) { return host == "0.0.0.0" || host == "::"; }

std::vector<std::string> names_for(const std::string& host) {
  std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
  for (const std::string& one : {machine(), is_wildcard(host) ? std::string() : host}) {
    if (!one.empty() && std::ranges::find(names, one) == names.end()) names.push_back(one);
  }
  return names;
}

std::string day_of(system_clock::time_point when) {
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(system_clock::to_time_t(when)));
}

}  // namespace

Certificate::Certificate(const Config& config, io::log::Log& log) : log_(log), self_signed_(config.tls.self_signed) {
  const TlsConfig& tls = config.tls;
  if (self_signed_ && !tls.certificate.empty()) {
    throw std::invalid_argument("Give either a certificate or `self_signed`, not both.");
  }
  if (tls.certificate.empty() && !self_signed_) {
    if (tls.key.empty() && tls.client_authorities.empty()) return;
    throw std::invalid_argument("A key or authorities of client certificates need a certificate beside them.");
  }
  files_ = self_signed_ ? io::http::self_signed(config.data + "/tls", names_for(config.host))
                        : io::http::TlsFiles{tls.certificate, tls.key.empty() ? tls.certificate : tls.key, {}};
  files_.client_authorities = tls.client_authorities;
  loaded_ = seen_ = stamp();
  tls_ = std::make_shared<const io::http::Tls>(files_);
  loaded_at_ = steady_clock::now();
  warn_of_end();
}

std::shared_ptr<const io::http::Tls> Certificate::tls() const {
  const std::lock_guard lock(mutex_);
  return tls_;
}

Certificate::Stamp Certificate::stamp() const {
  Stamp stamp{};
  auto at = stamp.begin();
  for (const std::string* file : {&files_.certificate, &files_.key, &files_.client_authorities}) {
    struct stat status {};
    if (!file->empty() && ::stat(file->c_str(), &status) == 0) {
      at[0] = static_cast<std::int64_t>(status.st_ino);
      at[1] = status.st_size;
      at[2] = status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
    }
    at += 3;
  }
  return stamp;
}

void Certificate::look(io::http::Server& server) {
  if (!tls_) return;
  // A change counts when it is the same at two looks: certificate and key are written one after the other.
  const Stamp now = stamp();
  const bool settled = now == seen_;
  seen_ = now;
  if (settled && (now != loaded_ || steady_clock::now() - loaded_at_ > ticket_key_life)) return reload(server);
  warn_of_end();
}

void Certificate::reload(io::http::Server& server) {
  loaded_ = seen_ = stamp();
  loaded_at_ = steady_clock::now();
  try {
    auto fresh = std::make_shared<const io::http::Tls>(files_);
    if (fresh->not_after() < system_clock::now()) {
      throw std::invalid_argument("The certificate expired on " + day_of(fresh->not_after()) + ".");
    }
    server.use(fresh);
    log_.write(Level::info, "certificate.loaded",
               {{"fingerprint", fresh->fingerprint()}, {"until", day_of(fresh->not_after())}});
    const std::lock_guard lock(mutex_);
    tls_ = std::move(fresh);
    warned_.reset();
  } catch (const std::invalid_argument& problem) {
    log_.write(Level::error, "certificate.kept",
               {{"problem", problem.what()}, {"served", tls_->fingerprint()}, {"until", day_of(tls_->not_after())}});
  }
}

void Certificate::warn_of_end() {
  const bool said = warned_ && steady_clock::now() - *warned_ < 24h;
  if (said || tls_->not_after() - system_clock::now() > warning_time) return;
  warned_ = steady_clock::now();
  log_.write(Level::warning, "certificate.ends", {{"until", day_of(tls_->not_after())}});
}

std::string Certificate::address(const std::string& host, std::uint16_t port) const {
  const std::string reached = is_wildcard(host) ? (machine().empty() ? "localhost" : machine()) : host;
  const bool six = reached.find(':') != std::string::npos;
  return fmt::format("{}://{}:{}", tls_ ? "https" : "http", six ? "[" + reached + "]" : reached, port);
}

std::string Certificate::words() const {
  if (!self_signed_) return {};
  return fmt::format(
      "Its certificate vouches for itself, so browsers warn. Compare the fingerprint (SHA-256) before you trust it:\n"
      "    {}\n",
      tls()->fingerprint());
}

std::optional<api::Check> Certificate::check() const {
  const auto current = tls();
  if (!current) return std::nullopt;
  const bool holds = system_clock::now() < current->not_after();
  return api::Check{"certificate", holds, holds ? "" : "The certificate has expired. Put a new one in its place."};
}

}  // namespace formulary::cli
