#include "service/io/sink/sinks.hpp"

#include <stdexcept>

#include "service/io/sink/file_sink.hpp"
#include "service/io/sink/syslog_sink.hpp"

namespace formulary::io::sink {
namespace {

/// `host:port`, `[::1]:port`.
SyslogAddress host_and_port(SyslogAddress::Kind kind, std::string_view text) {
  const std::size_t colon = text.rfind(':');
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (colon == std::string_view::npos || host.empty() || colon + 1 == text.size()) {
    throw std::invalid_argument("write the address of syslog as host:port.");
  }
  return {kind, std::string(host), std::string(text.substr(colon + 1))};
}

}  // namespace

std::unique_ptr<usecases::AuditSink> open(const std::string& address, const std::filesystem::path& cursor) {
  const std::string_view text = address;
  const auto behind = [&](std::string_view prefix) { return text.substr(prefix.size()); };
  if (text.starts_with("file:/")) return std::make_unique<FileSink>(behind("file:"));
  if (text.starts_with("syslog:/")) {
    const SyslogAddress local{SyslogAddress::Kind::local, std::string(behind("syslog:")), {}};
    return std::make_unique<SyslogSink>(local, cursor);
  }
  if (text.starts_with("syslog+udp://")) {
    return std::make_unique<SyslogSink>(host_and_port(SyslogAddress::Kind::udp, behind("syslog+udp://")), cursor);
  }
  if (text.starts_with("syslog+tcp://")) {
    return std::make_unique<SyslogSink>(host_and_port(SyslogAddress::Kind::tcp, behind("syslog+tcp://")), cursor);
  }
  throw std::invalid_argument("write file:/path, syslog:/dev/log, syslog+udp://host:port or syslog+tcp://host:port.");
}

}  // namespace formulary::io::sink
