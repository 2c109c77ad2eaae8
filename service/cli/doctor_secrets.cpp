// The checks of `formulary doctor` that look at keys and certificates: doctor_checks.hpp.
#include <chrono>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>

#include "service/cli/doctor_checks.hpp"
#include "service/cli/host.hpp"
#include "service/io/http/tls.hpp"

namespace formulary::cli {

Findings check_keys(const Installation& here) {
  const std::string file = keys_file(here.config);
  if (!std::filesystem::exists(file)) {
    const bool fresh = !here.store && here.no_store.empty();
    if (fresh) return {{"keys", Health::advice, fmt::format("`{}` is not there yet. The service makes it.", file)}};
    return {{"keys", Health::wrong,
             fmt::format("`{}` is not there. Put back the keys file that belongs to these data.", file)}};
  }
  try {
    const std::size_t officers = io::age::read_keys_file(file).recovery.size();
    if (officers >= 2) return {{"keys", Health::good, fmt::format("{} officers have a recovery key.", officers)}};
    return {{"keys", Health::advice,
             fmt::format("{} officers have a recovery key, two should: without them what is stored is lost with this "
                         "machine. Run: formulary keys add-recovery",
                         officers)}};
  } catch (const std::exception& problem) {
    return {{"keys", Health::wrong, problem.what()}};
  }
}

Findings check_certificate(const Installation& here) {
  const TlsConfig& tls = here.config.tls;
  if (tls.self_signed) {
    return {{"certificate", Health::advice,
             "The certificate vouches for itself, which is for a first try. Name one of an authority in `tls`."}};
  }
  if (tls.certificate.empty()) return {{"certificate", Health::good, "None is needed: plain HTTP on this machine."}};
  try {
    const io::http::Tls loaded({tls.certificate, tls.key.empty() ? tls.certificate : tls.key, tls.client_authorities});
    const std::chrono::system_clock::time_point now{std::chrono::milliseconds(here.present.now.ms)};
    const auto days = std::chrono::floor<std::chrono::days>(loaded.not_after() - now).count();
    const Health health = days < 0 ? Health::wrong : days < 30 ? Health::advice : Health::good;
    return {{"certificate", health,
             days < 0 ? "The certificate has expired. Put a new one in its place."
                      : fmt::format("The certificate holds for {} more days.{}", days,
                                    health == Health::good ? "" : " Put a new one in its place.")}};
  } catch (const std::invalid_argument& problem) {
    return {{"certificate", Health::wrong, problem.what()}};
  }
}

}  // namespace formulary::cli
