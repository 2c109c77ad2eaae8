#include "service/io/http/io_loops.hpp"

#include "service/io/http/quiet_thread.hpp"

namespace formulary::io::http {
namespace {

// A handler that throws (memory is short) loses its own connection, which its deadline then closes; not the loop.
void run(boost::asio::io_context& context) {
  while (true) {
    try {
      context.run();
      return;
    } catch (...) {
      continue;
    }
  }
}

}  // namespace

IoLoops::IoLoops(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    loops_.push_back(std::make_unique<Loop>());
    Loop& loop = *loops_.back();
    loop.thread = quiet_thread([&loop] { run(loop.context); });
  }
}

IoLoops::~IoLoops() { finish(); }

void IoLoops::finish() {
  for (const auto& loop : loops_) loop->guard.reset();
  for (const auto& loop : loops_) {
    if (loop->thread.joinable()) loop->thread.join();
  }
}

}  // namespace formulary::io::http
