// The threads that move bytes: one event loop each. They never run handlers.
#pragma once

#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

namespace formulary::io::http {

class IoLoops {
 public:
  explicit IoLoops(std::size_t count);
  ~IoLoops();  ///< finish()
  IoLoops(const IoLoops&) = delete;
  IoLoops& operator=(const IoLoops&) = delete;

  std::size_t size() const { return loops_.size(); }
  boost::asio::io_context& at(std::size_t index) { return loops_[index]->context; }

  /// Returns when nothing is left to do on any loop: all sockets and timers must be closed before.
  void finish();

 private:
  struct Loop {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{context.get_executor()};
    std::thread thread;
  };
  std::vector<std::unique_ptr<Loop>> loops_;
};

}  // namespace formulary::io::http
