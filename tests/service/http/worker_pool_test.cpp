// The workers' promises: a bounded queue, begun work first, and an honest end.
#include "service/io/http/worker_pool.hpp"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::io::http {
namespace {

using namespace std::chrono_literals;

std::chrono::steady_clock::time_point in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

/// A pool of one thread that is busy until open() is called.
class Blocked {
 public:
  Blocked() {
    std::promise<void> begun;
    EXPECT_TRUE(pool.submit([this, &begun] {
      begun.set_value();
      gate_.get_future().wait();
    }));
    begun.get_future().wait();
  }
  void open() { gate_.set_value(); }

 private:
  std::promise<void> gate_;

 public:
  WorkerPool pool{1, 2};
};

TEST(WorkerPool, TurnsAwayWhatItsQueueCannotHold) {
  Blocked blocked;
  EXPECT_TRUE(blocked.pool.submit([] {}));
  EXPECT_TRUE(blocked.pool.submit([] {}));
  EXPECT_FALSE(blocked.pool.submit([] {}));
  blocked.open();
  EXPECT_TRUE(blocked.pool.finish(in(5s)));
}

TEST(WorkerPool, ContinuesBegunWorkFirst) {
  Blocked blocked;
  std::vector<int> order;
  EXPECT_TRUE(blocked.pool.submit([&] { order.push_back(1); }));
  EXPECT_TRUE(blocked.pool.submit([&] { order.push_back(2); }));
  blocked.pool.resume([&] { order.push_back(0); });  // taken though the queue is full
  blocked.open();
  EXPECT_TRUE(blocked.pool.finish(in(5s)));
  EXPECT_THAT(order, testing::ElementsAre(0, 1, 2));
}

TEST(WorkerPool, SaysWhenAJobHasNotReturned) {
  Blocked blocked;
  EXPECT_FALSE(blocked.pool.finish(in(50ms)));
  EXPECT_FALSE(blocked.pool.submit([] {})) << "it takes nothing new";
  blocked.open();
  EXPECT_TRUE(blocked.pool.finish(in(5s)));
}

TEST(WorkerPool, FurtherThreadsJoinWhenAllThatTakeWorkAtOnceAreHeldUp) {
  WorkerPool pool(64, 100);
  std::promise<void> gate;
  const std::shared_future<void> opened(gate.get_future());
  std::atomic<int> held = 0;
  // One after the other and all at once: whoever comes last finds everybody held up by those before.
  for (int i = 0; i < 40; ++i) {
    EXPECT_TRUE(pool.submit([&] {
      ++held;
      opened.wait();
    }));
    if (i < 20) std::this_thread::sleep_for(1ms);
  }
  std::promise<void> answered;
  EXPECT_TRUE(pool.submit([&] { answered.set_value(); }));
  EXPECT_EQ(answered.get_future().wait_for(10s), std::future_status::ready);
  EXPECT_EQ(held, 40);
  gate.set_value();
  EXPECT_TRUE(pool.finish(in(5s)));
}

TEST(WorkerPool, ASingleJobAfterASilenceIsHelpedToo) {
  WorkerPool pool(64, 100);
  std::promise<void> gate;
  const std::shared_future<void> opened(gate.get_future());
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) EXPECT_TRUE(pool.submit([&] { opened.wait(); }));
  std::this_thread::sleep_for(300ms);  // the watch sleeps by now
  std::promise<void> answered;
  EXPECT_TRUE(pool.submit([&] { answered.set_value(); }));
  EXPECT_EQ(answered.get_future().wait_for(10s), std::future_status::ready);
  gate.set_value();
  EXPECT_TRUE(pool.finish(in(5s)));
}

TEST(WorkerPool, RunsEverythingThatItTook) {
  std::atomic<int> ran = 0;
  int taken = 0;
  {
    WorkerPool pool(4, 100);
    for (int i = 0; i < 10'000; ++i) taken += pool.submit([&] { ++ran; });
  }
  EXPECT_GE(taken, 100);
  EXPECT_EQ(ran, taken);
}

}  // namespace
}  // namespace formulary::io::http
