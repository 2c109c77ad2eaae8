// One client: agrees on keys where there is TLS, reads a request, has it admitted, reads its body, has it handled,
// writes the answer, begins again. Pipelined requests are answered in order because the next one is not looked at
// before. Everything runs on the I/O loop of its stream, except what is marked; admission, handlers and streams run on
// workers. Whatever it waits for has a deadline, which the loop's sweep looks after through check().
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/beast/core/flat_buffer.hpp>

#include "service/api/request.hpp"
#include "service/io/http/body_reader.hpp"
#include "service/io/http/request_head.hpp"
#include "service/io/http/shared.hpp"
#include "service/io/http/stream.hpp"

namespace formulary::io::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::int64_t not_waiting = std::numeric_limits<std::int64_t>::max();

  Connection(Stream::Socket socket, Shared& shared, std::string remote);

  void start();
  void check(Clock::time_point now);  ///< acts on a deadline that has passed

  // From any thread.
  std::int64_t waiting_since() const { return waiting_since_; }  ///< nanoseconds of Clock; for its client, not for us
  void answer(std::uint64_t serial, api::Response response);
  void fail(std::uint64_t serial, std::string_view note);  ///< answers 500
  void leave_when_idle();
  void abort(std::string_view note);
  /// Closes it if it still waits for its client.
  void make_room(std::string_view note, std::function<void()> then = {});
  Stream::Socket::executor_type executor() { return stream_.get_executor(); }

 private:
  enum class Phase { handshake, idle, head, admitting, body, handling, writing, lingering, closed };
  enum class After { next_request, close };
  using Verdict = std::variant<api::Admission, api::Response>;

  // Reading
  void shake_hands();
  void on_handshake(boost::system::error_code error);
  void read();
  void on_read(boost::system::error_code error, std::size_t size);
  void advance_head();
  void begin_request();
  void read_body(const api::Admission& admission);
  void advance_body();
  void send_continue();

  // On workers
  std::optional<Verdict> admit(std::uint64_t serial, const api::RequestHead& head);
  void ask_admission();
  void hand_over(std::string body);
  void on_verdict(std::uint64_t serial, Verdict verdict);

  // Answering
  void reject(const Rejection& rejection);
  api::Response problem(const Rejection& rejection) const;
  void respond(api::Response response, After after);
  void write_slice();
  void fetch_block();
  void on_block(std::size_t size);
  void on_written(boost::system::error_code error, std::size_t size);
  void finish();

  // Ending
  void linger();
  void discard();
  void leave();
  void cut(std::string_view note);
  void close();
  void record();
  void release();

  void wait_for_client(Phase phase, std::chrono::milliseconds time);
  void wait_for_worker(Phase phase, std::chrono::milliseconds time);
  void interrupt(Rejection rejection);
  bool is_current(std::uint64_t serial) const;

  Stream stream_;
  Shared& shared_;
  const std::string remote_;  ///< address of the peer, which may be a proxy
  std::string certificate_;   ///< RequestHead::certificate
  boost::beast::flat_buffer buffer_;
  Phase phase_ = Phase::idle;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::atomic<std::int64_t> waiting_since_ = not_waiting;
  std::optional<Rejection> interruption_;  ///< what the operation under way will find when it ends

  // The request under way
  std::atomic<std::uint64_t> serial_ = 0;  ///< grows when it begins and when its handler is given up
  HeadScanner scanner_;
  ParsedHead request_;
  std::optional<BodyReader> body_;
  std::uint64_t held_ = 0;
  std::chrono::milliseconds handler_time_{};
  Clock::time_point began_;
  std::string note_;
  bool recorded_ = true;

  // The answer under way
  api::Response response_;
  std::string head_out_;
  std::vector<char> stream_block_;
  std::uint64_t remaining_ = 0;  ///< of the body
  std::uint64_t sent_ = 0;       ///< of the body
  std::size_t slice_ = 0;        ///< of the body, in the write under way
  After after_ = After::close;
  bool is_read_whole_ = false;  ///< the request it answers
  std::uint64_t discarded_ = 0;
};

}  // namespace formulary::io::http
