// The second place of the audit log as messages to syslog (RFC 5424), over the socket of this machine, UDP, or TCP with
// the length before each message (RFC 6587 section 3.4.1).
#pragma once

#include <filesystem>
#include <string>

#include "service/usecases/ports/audit_sink.hpp"

namespace formulary::io::sink {

struct SyslogAddress {
  enum class Kind { local, udp, tcp };
  Kind kind = Kind::local;
  std::string place;  ///< path of the socket, or the host
  std::string port;
};

class SyslogSink : public usecases::AuditSink {
 public:
  SyslogSink(SyslogAddress address, const std::filesystem::path& cursor);
  ~SyslogSink() override;
  SyslogSink(const SyslogSink&) = delete;
  SyslogSink& operator=(const SyslogSink&) = delete;

  std::optional<End> end() override { return end_; }
  void write(std::int64_t first, std::span<const std::string> entries) override;
  /// What was sent cannot be taken back: a message says that it did not happen.
  void take_back(std::int64_t first) override;

 private:
  void connect();
  void disconnect();
  bool was_left() const;
  void send(const std::string& line);
  void remember(std::optional<End> end);
  [[noreturn]] void cannot(const char* what);

  SyslogAddress address_;
  std::string host_;
  int cursor_ = -1;
  int socket_ = -1;
  std::optional<End> end_;
};

}  // namespace formulary::io::sink
