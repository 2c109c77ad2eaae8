// Connection: writing an answer with back-pressure, and the ways a connection ends.
#include <algorithm>
#include <span>
#include <utility>

#include <boost/asio/post.hpp>

#include "service/io/http/connection.hpp"
#include "service/io/http/response_head.hpp"

namespace formulary::io::http {
namespace net = boost::asio;

namespace {

constexpr std::size_t write_size = 64 * 1024;  ///< what the client must take within Limits::write_time
constexpr std::size_t kept_buffer = 16 * 1024;

}  // namespace

api::Response Connection::problem(const Rejection& rejection) const {
  api::Response response;
  try {
    response = shared_.application.problem(rejection.status, rejection.detail, request_.head.id);
  } catch (...) {
    response.status = rejection.status;
  }
  if (rejection.status == 405) response.set("allow", std::string(known_methods));
  if (rejection.status == 503) response.set("retry-after", "1");
  return response;
}

void Connection::reject(const Rejection& rejection) {
  if (recorded_) begin_request();
  note_ = rejection.detail;
  respond(problem(rejection), After::close);
}

void Connection::respond(api::Response response, After after) {
  request_.keep_alive = request_.keep_alive && after == After::next_request && !shared_.stopping;
  after_ = request_.keep_alive ? After::next_request : After::close;
  is_read_whole_ = after == After::next_request;
  const AnswerFrame frame{request_.head.method, request_.minor_version, request_.keep_alive, request_.head.id,
                          http_date(),          stream_.is_tls()};
  auto head = write_head(response, frame);
  if (const auto* bad = std::get_if<Rejection>(&head)) {
    note_ = bad->detail;
    response = problem({500, "The service failed; its log says why."});
    head = write_head(response, frame);
    if (std::holds_alternative<Rejection>(head)) {
      response = api::Response{.status = 500, .headers = {}, .body = {}, .stream = {}};
      head = write_head(response, frame);
    }
  }
  head_out_ = std::move(std::get<std::string>(head));
  response_ = std::move(response);
  const bool has_no_body = request_.head.method == "HEAD";
  remaining_ = has_no_body ? 0 : body_size(response_);
  if (has_no_body) response_.stream.reset();
  sent_ = 0;
  write_slice();
}

void Connection::write_slice() {
  wait_for_client(Phase::writing, shared_.limits.write_time);
  net::const_buffer body;
  slice_ = 0;
  if (!response_.stream) {
    slice_ = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, write_size));
    body = net::buffer(response_.body.data() + sent_, slice_);
  } else if (head_out_.empty()) {
    slice_ = stream_block_.size();
    body = net::buffer(stream_block_);
  }
  stream_.async_write(net::buffer(head_out_), body,
                      [self = shared_from_this()](auto error, std::size_t size) { self->on_written(error, size); });
}

void Connection::on_written(boost::system::error_code error, std::size_t) {
  if (phase_ == Phase::closed) return;
  if (error) return cut("the client left before the answer was complete");
  head_out_.clear();
  sent_ += slice_;
  remaining_ -= slice_;
  if (remaining_ == 0) return finish();
  if (response_.stream) return fetch_block();
  write_slice();
}

void Connection::fetch_block() {
  wait_for_worker(Phase::writing, shared_.limits.write_time);
  stream_block_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, write_size)));
  // The worker holds the stream and the connection: whoever ends meanwhile, both stay until it has returned.
  shared_.workers.resume([self = shared_from_this(), stream = response_.stream]() mutable {
    std::size_t size = 0;
    try {
      size = stream->read(std::span<char>(self->stream_block_));
    } catch (...) {
      size = 0;
    }
    stream.reset();
    net::post(self->executor(), [self, size] { self->on_block(size); });
  });
}

void Connection::on_block(std::size_t size) {
  if (phase_ == Phase::closed) return;
  if (size == 0 || size > stream_block_.size()) return cut("the stream of the body failed");
  stream_block_.resize(size);
  write_slice();
}

void Connection::finish() {
  record();
  release();
  if (shared_.stopping && is_read_whole_) return leave();
  if (after_ == After::close) return linger();
  scanner_ = HeadScanner(shared_.limits);
  if (buffer_.size() == 0) {
    if (buffer_.capacity() > kept_buffer) buffer_.shrink_to_fit();
    wait_for_client(Phase::idle, shared_.limits.idle_time);
    return read();
  }
  wait_for_client(Phase::head, shared_.limits.head_time);
  advance_head();
}

// Closing a socket with unread bytes resets it, and the reset may overtake the answer: so the rest is read for a while.
void Connection::linger() {
  wait_for_client(Phase::lingering, shared_.limits.linger_time);
  discarded_ = buffer_.size();
  buffer_.consume(buffer_.size());
  stream_.async_end([self = shared_from_this()](auto error) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->discard();
  });
}

void Connection::discard() {
  stream_.async_discard_some(buffer_.prepare(write_size), [self = shared_from_this()](auto error, std::size_t size) {
    if (self->phase_ == Phase::closed) return;
    self->discarded_ += size;
    if (error || self->discarded_ > self->shared_.limits.linger) return self->close();
    self->discard();
  });
}

// Where nothing is left to read. With TLS the client is told that this is the end and not an attacker's cut.
void Connection::leave() {
  wait_for_client(Phase::lingering, shared_.limits.linger_time);
  stream_.async_end([self = shared_from_this()](auto) { self->close(); });
}

void Connection::cut(std::string_view note) {
  if (phase_ == Phase::closed) return;
  if (!recorded_) note_ = note;
  if (phase_ == Phase::writing) stream_.drop_unsent();
  close();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  record();
  release();
  phase_ = Phase::closed;
  deadline_ = Clock::time_point::max();
  waiting_since_ = not_waiting;
  ++serial_;
  stream_.close();
  shared_.connections.remove(shared_from_this());
}

void Connection::record() {
  if (std::exchange(recorded_, true) || !shared_.on_access) return;
  const bool answered = phase_ == Phase::writing && head_out_.empty();
  shared_.on_access(AccessLine{.id = std::move(request_.head.id),
                               .remote = request_.head.remote.empty() ? remote_ : std::move(request_.head.remote),
                               .method = std::move(request_.head.method),
                               .path = std::move(request_.head.path),
                               .status = answered ? response_.status : 0,
                               .bytes = sent_,
                               .time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_),
                               .note = std::move(note_)});
}

void Connection::release() {
  shared_.body_bytes -= std::exchange(held_, 0);
  body_.reset();
  response_ = api::Response{};
  head_out_.clear();
  stream_.settle();
}

}  // namespace formulary::io::http
