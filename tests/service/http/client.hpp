// A raw TCP client for tests: sends exactly the bytes it is given and reads what comes back, with a time limit on
// everything. It helps nobody to be well-behaved.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace formulary::tests {

struct Reply {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string head;                            ///< as received
  std::string body;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(Client&& other) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return socket_ >= 0; }
  bool send(std::string_view bytes);
  void send_trickled(std::string_view bytes, std::chrono::milliseconds between);
  void end_sending();  ///< half-close
  void reset();        ///< closes with RST

  enum class Body { present, absent };  ///< absent: the answer to HEAD
  /// The next answer; nothing when the connection ends, or `patience` does, before it is complete.
  std::optional<Reply> read_reply(Body body = Body::present);
  /// Reads and drops `size` bytes; how many came.
  std::uint64_t drop(std::uint64_t size);
  /// Whether the server closes the connection, with nothing more sent, within `patience`.
  bool is_closed();
  std::string rest();  ///< everything until the connection ends

  std::chrono::milliseconds patience{5000};

 private:
  bool fill();  ///< false at the end

  int socket_ = -1;
  std::string received_;
};

/// `GET path` with a valid Host.
std::string get(std::string_view path, std::string_view extra_headers = {});
std::string post(std::string_view path, std::string_view body, std::string_view extra_headers = {});

}  // namespace formulary::tests
