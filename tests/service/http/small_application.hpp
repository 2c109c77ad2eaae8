// A small application for the transport's tests: a handful of endpoints, each for one property of the server. It
// counts what it sees, so that a test can tell that a request never reached it.
//
//   GET, HEAD, OPTIONS /hello         `hello`
//   GET  /head                        method, path, query and headers as the handler sees them, one a line
//   GET  /peer                        the name in the client's certificate
//   POST /echo                        the body, at most 1 MiB
//   POST /length                      the body's length, at most 8 MiB
//   GET  /download?size=N             a stream of N bytes
//   GET  /cut?size=N                  a stream that fails half-way
//   GET  /text?size=N                 a body of N bytes
//   GET  /wait                        answers when release() is called
//   GET  /hang                        like /wait with a handler deadline of one second
//   POST /brief                       `hello`, with a handler deadline of one second
//   /unsure                           its admission throws
//   GET  /split, /badname, /own, /unfinal, /throw, /cookies, /head-length, /nothing, /not-modified
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <variant>

#include "service/api/request.hpp"

namespace formulary::tests {

class SmallApplication : public api::Application {
 public:
  std::variant<api::Admission, api::Response> admit(const api::RequestHead& head) override;
  api::Response handle(const api::Request& request) override;
  api::Response problem(int status, std::string_view detail, std::string_view request_id) override;

  void release();  ///< lets /wait and /hang answer, now and later

  std::atomic<int> admitted = 0;
  std::atomic<int> handled = 0;
  std::atomic<int> waiting = 0;
  std::atomic<int> streams = 0;  ///< that exist

 private:
  api::Response wait();

  std::mutex mutex_;
  std::condition_variable released_changed_;
  bool released_ = false;
};

}  // namespace formulary::tests
