// Connection: reading a request, its admission and its way to the workers. The way back is in connection_answer.cpp.
#include "service/io/http/connection.hpp"

#include <utility>

#include <boost/asio/post.hpp>
#include <openssl/err.h>
#include <openssl/sslerr.h>

#include "service/io/http/request_id.hpp"

namespace formulary::io::http {
namespace net = boost::asio;

namespace {

constexpr std::size_t head_read_size = 4 * 1024;
constexpr std::size_t body_read_size = 64 * 1024;
constexpr std::uint64_t body_step = 64 * 1024;  ///< what must arrive within Limits::body_time

Rejection too_busy() { return {503, "The service is busy; try again in a second."}; }
Rejection too_large() { return {413, "The body is larger than this endpoint takes."}; }

int reason_of(const boost::system::error_code& error) {
  return ERR_GET_REASON(static_cast<unsigned long>(error.value()));
}

}  // namespace

Connection::Connection(Stream::Socket socket, Shared& shared, std::string remote)
    : stream_(std::move(socket), shared.tls), shared_(shared), remote_(std::move(remote)), scanner_(shared.limits) {
  if (stream_.is_tls()) {
    wait_for_client(Phase::handshake, shared_.limits.handshake_time);
  } else {
    wait_for_client(Phase::idle, shared_.limits.idle_time);
  }
}

void Connection::start() {
  if (phase_ == Phase::closed) return;
  if (shared_.stopping) return close();
  if (phase_ == Phase::handshake) return shake_hands();
  read();
}

void Connection::shake_hands() {
  stream_.async_handshake([self = shared_from_this()](auto error) { self->on_handshake(error); });
}

void Connection::on_handshake(boost::system::error_code error) {
  if (phase_ == Phase::closed) return;
  if (!error) {
    certificate_ = stream_.peer_name();
    wait_for_client(Phase::idle, shared_.limits.idle_time);
    return read();
  }
  if (!stream_.notes_broken(error)) return close();  // it left
  if (reason_of(error) == SSL_R_HTTP_REQUEST) {
    stream_.speak_plainly();
    return reject({400, "This port speaks TLS: the address begins with https://."});
  }
  begin_request();
  note_ = "no TLS connection: " + error.message();
  linger();
}

void Connection::wait_for_client(Phase phase, std::chrono::milliseconds time) {
  const auto now = Clock::now();
  phase_ = phase;
  deadline_ = now + time;
  waiting_since_ = std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count();
}

void Connection::wait_for_worker(Phase phase, std::chrono::milliseconds time) {
  phase_ = phase;
  deadline_ = Clock::now() + time;
  waiting_since_ = not_waiting;
}

bool Connection::is_current(std::uint64_t serial) const {
  return serial == serial_ && (phase_ == Phase::admitting || phase_ == Phase::handling);
}

void Connection::check(Clock::time_point now) {
  if (now < deadline_) return;
  if (interruption_) return close();
  switch (phase_) {
    case Phase::idle:
      return leave();
    case Phase::handshake:
    case Phase::lingering:
      return close();
    case Phase::head:
      return interrupt({408, "The request line and headers took too long to arrive."});
    case Phase::body:
      return interrupt({408, "The body took too long to arrive."});
    case Phase::admitting:
    case Phase::handling:
      ++serial_;
      return reject({503, "The request took too long to handle; it may still be carried out."});
    case Phase::writing:
      return cut("the answer was not taken in time");
    case Phase::closed:
      return;
  }
}

void Connection::interrupt(Rejection rejection) {
  deadline_ = Clock::now() + shared_.limits.linger_time;
  interruption_ = std::move(rejection);
  stream_.cancel();
}

void Connection::read() {
  const std::size_t size = phase_ == Phase::body ? body_read_size : head_read_size;
  stream_.async_read_some(buffer_.prepare(size), [self = shared_from_this()](auto error, std::size_t received) {
    self->on_read(error, received);
  });
}

void Connection::on_read(boost::system::error_code error, std::size_t size) {
  if (phase_ == Phase::closed || phase_ == Phase::lingering) return;
  if (interruption_) return reject(*std::exchange(interruption_, std::nullopt));
  if (error) {
    if (phase_ == Phase::body) note_ = "the client left before the body was complete";
    if (stream_.notes_broken(error)) return linger();
    return error == net::error::eof ? leave() : close();
  }
  buffer_.commit(size);
  if (phase_ == Phase::body) return advance_body();
  if (phase_ == Phase::idle) wait_for_client(Phase::head, shared_.limits.head_time);
  advance_head();
}

void Connection::advance_head() {
  const std::string_view received(static_cast<const char*>(buffer_.data().data()), buffer_.size());
  const auto state = scanner_.scan(received);
  if (state == HeadScanner::State::more) return read();
  begin_request();
  // RFC 9110, section 9.3.2: no content, not even of a refusal.
  if (received.starts_with("HEAD ")) request_.head.method = "HEAD";
  if (state == HeadScanner::State::rejected) return reject(scanner_.rejection());
  auto parsed = parse_head(received.substr(0, scanner_.length()), shared_.limits);
  buffer_.consume(scanner_.length());
  if (const auto* bad = std::get_if<Rejection>(&parsed)) return reject(*bad);
  std::string id = std::move(request_.head.id);
  request_ = std::move(std::get<ParsedHead>(parsed));
  request_.head.id = std::move(id);
  request_.head.remote = shared_.proxies.client_of(remote_, request_.head);
  request_.head.certificate = certificate_;
  if (request_.framing == BodyFraming::none) return hand_over({});
  if (request_.content_length > shared_.limits.body) return reject(too_large());
  ask_admission();
}

void Connection::begin_request() {
  ++serial_;
  began_ = Clock::now();
  recorded_ = false;
  note_.clear();
  sent_ = 0;
  request_ = ParsedHead{};
  request_.head.id = new_request_id();
}

std::optional<Connection::Verdict> Connection::admit(std::uint64_t serial, const api::RequestHead& head) {
  try {
    return shared_.application.admit(head);
  } catch (const std::exception& error) {
    fail(serial, std::string("the admission threw: ") + error.what());
  } catch (...) {
    fail(serial, "the admission threw");
  }
  return std::nullopt;
}

void Connection::ask_admission() {
  wait_for_worker(Phase::admitting, api::Admission{}.handler_deadline);
  const std::uint64_t serial = serial_;
  const bool taken = shared_.workers.submit([self = shared_from_this(), serial, head = request_.head] {
    auto verdict = std::make_shared<std::optional<Verdict>>(self->admit(serial, head));
    if (!*verdict) return;
    net::post(self->executor(), [self, serial, verdict] { self->on_verdict(serial, std::move(**verdict)); });
  });
  if (!taken) reject(too_busy());
}

void Connection::on_verdict(std::uint64_t serial, Verdict verdict) {
  if (!is_current(serial)) return;
  if (auto* refusal = std::get_if<api::Response>(&verdict)) {
    note_ = "refused before its body was read";
    return respond(std::move(*refusal), After::close);
  }
  read_body(std::get<api::Admission>(verdict));
}

void Connection::read_body(const api::Admission& admission) {
  const std::uint64_t limit = std::min(admission.body_limit, shared_.limits.body);
  if (request_.content_length > limit) return reject(too_large());
  handler_time_ = admission.handler_deadline;
  body_.emplace(request_, limit);
  wait_for_client(Phase::body, shared_.limits.body_time);
  if (request_.expects_continue && buffer_.size() == 0) return send_continue();
  advance_body();
}

void Connection::send_continue() {
  static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.async_write(net::buffer(line), {}, [self = shared_from_this()](auto error, std::size_t) {
    if (self->phase_ == Phase::closed) return;
    if (self->interruption_) return self->reject(*std::exchange(self->interruption_, std::nullopt));
    if (error) return self->close();
    self->read();
  });
}

void Connection::advance_body() {
  buffer_.consume(body_->feed({static_cast<const char*>(buffer_.data().data()), buffer_.size()}));
  const std::uint64_t size = body_->size();
  if (size / body_step != held_ / body_step) wait_for_client(Phase::body, shared_.limits.body_time);
  shared_.body_bytes += size - held_;
  held_ = size;
  if (body_->state() == BodyReader::State::rejected) return reject(body_->rejection());
  if (shared_.body_bytes > shared_.limits.bodies) return reject(too_busy());
  if (body_->state() == BodyReader::State::more) return read();
  hand_over(body_->take());
}

void Connection::hand_over(std::string body) {
  const bool is_admitted = body_.has_value();
  body_.reset();
  wait_for_worker(Phase::handling, is_admitted ? handler_time_ : api::Admission{}.handler_deadline);
  const std::uint64_t serial = serial_;
  auto exchange = std::make_shared<std::unique_ptr<Exchange>>(std::make_unique<Exchange>(
      shared_from_this(), serial, request_.head, std::move(request_.target), std::move(body)));
  const bool taken = shared_.workers.submit([self = shared_from_this(), serial, exchange, is_admitted] {
    if (self->serial_ != serial) return;  // the client has had its 503: nobody waits for what has not begun
    if (!is_admitted) {
      auto verdict = self->admit(serial, (*exchange)->head);
      if (!verdict) return;
      if (auto* refusal = std::get_if<api::Response>(&*verdict)) return (*exchange)->answer(std::move(*refusal));
      const auto time = std::get<api::Admission>(*verdict).handler_deadline;
      if (time != api::Admission{}.handler_deadline) {
        net::post(self->executor(), [self, serial, time] {
          if (self->is_current(serial)) self->deadline_ = self->began_ + time;
        });
      }
    }
    self->shared_.dispatcher.dispatch(std::move(*exchange));
  });
  if (!taken) reject(too_busy());
}

void Connection::answer(std::uint64_t serial, api::Response response) {
  auto held = std::make_shared<api::Response>(std::move(response));
  net::post(executor(), [self = shared_from_this(), serial, held] {
    if (self->is_current(serial)) self->respond(std::move(*held), After::next_request);
  });
}

void Connection::fail(std::uint64_t serial, std::string_view note) {
  net::post(executor(), [self = shared_from_this(), serial, why = std::string(note)] {
    if (!self->is_current(serial)) return;
    self->note_ = why;
    const After after = self->phase_ == Phase::admitting ? After::close : After::next_request;  // a body is unread
    self->respond(self->problem({500, "The service failed; its log says why."}), after);
  });
}

void Connection::leave_when_idle() {
  net::post(executor(), [self = shared_from_this()] {
    if (self->phase_ == Phase::handshake) return self->close();
    if (self->phase_ == Phase::idle || self->phase_ == Phase::head) self->leave();
  });
}

void Connection::abort(std::string_view note) {
  net::post(executor(), [self = shared_from_this(), why = std::string(note)] { self->cut(why); });
}

void Connection::make_room(std::string_view note, std::function<void()> then) {
  waiting_since_ = not_waiting;  // nobody chooses it again meanwhile
  net::post(executor(), [self = shared_from_this(), why = std::string(note), next = std::move(then)] {
    if (self->phase_ != Phase::admitting && self->phase_ != Phase::handling) self->cut(why);
    if (next) next();
  });
}

}  // namespace formulary::io::http
