// Stories of clients that take more than their share: of time, connections, workers, memory and descriptors. In each,
// an ordinary client is served all the while or right afterwards.
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <sys/resource.h>

#include "tests/service/http/served.hpp"

namespace formulary::tests {
namespace {

using io::http::Limits;

Limits quick() {
  Limits limits;
  limits.head_time = 300ms;
  limits.idle_time = 500ms;
  limits.body_time = 400ms;
  limits.write_time = 400ms;
  limits.linger_time = 200ms;
  return limits;
}

std::string unfinished_post(std::size_t length = 1000) {
  return "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(length) + "\r\n\r\nhalf";
}

/// Resident memory of this process in MiB.
std::size_t resident() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t pages = 0;
  file >> total >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

class Overload : public Served {};

TEST_F(Overload, HalfSentBodiesBlockNobody) {
  Limits limits = quick();
  limits.workers = 2;
  limits.body_time = 1500ms;
  serve(limits);
  std::vector<Client> half;
  for (int i = 0; i < 40; ++i) {
    half.push_back(connect());
    half.back().send(unfinished_post());
  }
  EXPECT_EQ(status_of(get("/hello")), 200);
  EXPECT_EQ(application.handled, 1);
  for (Client& client : half) EXPECT_EQ(client.read_reply()->status, 408);
  EXPECT_EQ(status_of(get("/hello")), 200);
}

TEST_F(Overload, SlowHeadsGet408) {
  serve(quick());
  Client trickling = connect();
  trickling.send_trickled("GET /hello HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaa", 20ms);
  EXPECT_EQ(trickling.read_reply()->status, 408);
  Client silent = connect();
  silent.send("GET");
  EXPECT_EQ(silent.read_reply()->status, 408);
  EXPECT_TRUE(silent.is_closed());
}

TEST_F(Overload, SlowBodiesGet408HoweverSteady) {
  serve(quick());
  Client client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n");
  client.send_trickled(std::string(40, 'x'), 20ms);
  EXPECT_EQ(client.read_reply()->status, 408);
}

TEST_F(Overload, ABodyMayTakeLongAsLongAsItMakesProgress) {
  serve(quick());
  Client client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 655360\r\n\r\n");
  for (int i = 0; i < 10; ++i) {
    client.send(std::string(65536, 'x'));
    std::this_thread::sleep_for(100ms);
  }
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
}

TEST_F(Overload, IdleConnectionsAreClosedWithoutAWord) {
  serve(quick());
  Client fresh = connect();
  Client used = connect();
  used.send(get("/hello"));
  ASSERT_TRUE(used.read_reply());
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(used.is_closed());
}

TEST_F(Overload, AClientThatDoesNotReadIsCutAndItsStreamFreed) {
  serve(quick());
  Client client = connect();
  client.send(get("/download?size=2000000000"));
  ASSERT_TRUE(eventually([&] { return application.streams == 1; }));
  EXPECT_TRUE(eventually([&] { return application.streams == 0; }));
  ASSERT_TRUE(eventually([&] { return access_lines().size() == 1; }));
  EXPECT_EQ(access_lines()[0].note, "the answer was not taken in time");
}

TEST_F(Overload, AClientThatLeavesFreesItsStream) {
  serve();
  Client client = connect();
  client.send(get("/download?size=2000000000"));
  EXPECT_EQ(client.drop(1'000'000), 1'000'000u);
  EXPECT_EQ(application.streams, 1);
  client.reset();
  EXPECT_TRUE(eventually([&] { return application.streams == 0; }));
}

TEST_F(Overload, AtTheLimitOfConnectionsTheLongestIdleMakesRoom) {
  Limits limits;
  limits.connections = 20;
  serve(limits);
  std::vector<Client> idle;
  for (int i = 0; i < 20; ++i) {
    idle.push_back(connect());
    idle.back().send(get("/hello"));
    ASSERT_TRUE(idle.back().read_reply());
  }
  idle[0].send(get("/hello"));  // no longer the longest idle
  ASSERT_TRUE(idle[0].read_reply());
  Client fresh = connect();
  fresh.send(get("/hello"));
  EXPECT_TRUE(fresh.read_reply());
  EXPECT_TRUE(idle[1].is_closed());
  idle[0].send(get("/hello"));
  EXPECT_TRUE(idle[0].read_reply());
}

TEST_F(Overload, ConnectionsWhoseHandlersWorkAreNotClosedForNewOnes) {
  Limits limits;
  limits.connections = 4;
  limits.workers = 4;
  serve(limits);
  std::vector<Client> busy;
  for (int i = 0; i < 4; ++i) {
    busy.push_back(connect());
    busy.back().send(get("/wait"));
  }
  ASSERT_TRUE(eventually([&] { return application.waiting == 4; }));
  Client fresh = connect();
  fresh.send(get("/hello"));
  EXPECT_TRUE(fresh.is_closed());
  application.release();
  for (Client& client : busy) EXPECT_EQ(client.read_reply()->body, "released");
}

TEST_F(Overload, AFloodOfConnectionsIsSurvived) {
  Limits limits;
  limits.connections = 100;
  serve(limits);
  std::vector<Client> flood;
  for (int i = 0; i < 400; ++i) flood.push_back(connect());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(get("/hello")), 200);
}

TEST_F(Overload, AFullQueueAnswers503WithRetryAfter) {
  Limits limits;
  limits.workers = 1;
  limits.queue = 2;
  serve(limits);
  std::vector<Client> taken;
  for (int i = 0; i < 3; ++i) {
    taken.push_back(connect());
    taken.back().send(get("/wait"));
    ASSERT_TRUE(eventually([&] { return application.waiting == 1; }));
  }
  std::this_thread::sleep_for(100ms);
  for (int i = 0; i < 5; ++i) {
    const auto reply = ask(get("/hello"));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 503);
    EXPECT_EQ(reply->headers.at("retry-after"), "1");
  }
  application.release();
  for (Client& client : taken) EXPECT_EQ(client.read_reply()->status, 200);
  EXPECT_EQ(status_of(get("/hello")), 200);
}

TEST_F(Overload, AHandlerBeyondItsDeadlineGets503AndIsLeftToFinish) {
  serve();
  Client client = connect();
  client.send(get("/hang"));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 503);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(application.waiting, 1);
  EXPECT_EQ(status_of(get("/hello")), 200);
  application.release();
  EXPECT_TRUE(eventually([&] { return application.waiting == 0; }));
}

TEST_F(Overload, WhatWaitedInTheQueueBeyondItsDeadlineIsNotBegun) {
  Limits limits;
  limits.workers = 1;
  serve(limits);
  Client late = connect();
  late.send("POST /brief HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf");
  ASSERT_TRUE(eventually([&] { return application.admitted == 1; }));
  Client blocking = connect();
  blocking.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return application.waiting == 1; }));
  late.send("half");
  EXPECT_EQ(late.read_reply()->status, 503);
  application.release();
  EXPECT_EQ(blocking.read_reply()->status, 200);
  EXPECT_EQ(status_of(get("/hello")), 200);
  EXPECT_EQ(application.handled, 2) << "nobody waited for /brief any more";
}

TEST_F(Overload, A500MegabyteBodyThatNobodyReadsCostsNoMemory) {
  serve(quick());
  const std::size_t before = resident();
  const std::string block(1u << 20, 'x');
  for (const std::string head :
       {"POST /missing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 524288000\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1f400000\r\n",
        "POST /refused HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n"}) {
    Client client = connect();
    client.send(head);
    for (int i = 0; i < 500; ++i) {
      if (!client.send(block)) break;
    }
  }
  EXPECT_LT(resident(), before + 40);
  EXPECT_EQ(application.handled, 0);
  EXPECT_EQ(status_of(get("/hello")), 200);
}

TEST_F(Overload, BodiesOfAllClientsTogetherAreBounded) {
  Limits limits;
  limits.bodies = 4u << 20;
  serve(limits);
  std::vector<Client> clients;
  int refused = 0;
  for (int i = 0; i < 10; ++i) {
    clients.push_back(connect());
    clients.back().send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n");
    clients.back().send(std::string(1u << 20, 'x'));
  }
  for (Client& client : clients) {
    client.patience = 300ms;
    const auto reply = client.read_reply();
    refused += reply && reply->status == 503;
  }
  EXPECT_GE(refused, 6);
  clients.clear();
  EXPECT_TRUE(eventually([&] { return status_of(post("/length", "x")) == 200; }));
}

/// Exits with 0, or 2: it spun; 3: the waiting client was not served; 4: it did not stop.
[[noreturn]] void run_out_of_descriptors() {
  SmallApplication application;
  io::http::Server server(application, {});
  server.start();
  std::vector<Client> clients;
  for (int i = 0; i < 4; ++i) clients.emplace_back(server.port());
  std::this_thread::sleep_for(100ms);
  const rlimit few{64, 64};
  setrlimit(RLIMIT_NOFILE, &few);
  std::vector<int> taken;
  for (int next = dup(0); next >= 0; next = dup(0)) taken.push_back(next);
  close(taken.back());  // for this client's own socket: the server finds none left
  Client waiting(server.port());

  rusage before{};
  rusage after{};
  getrusage(RUSAGE_SELF, &before);
  std::this_thread::sleep_for(1s);
  getrusage(RUSAGE_SELF, &after);
  const auto spent = [](const rusage& use) {
    return (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000 + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1000;
  };
  if (spent(after) - spent(before) > 300) _exit(2);
  waiting.send(get("/hello"));  // the longest-idle connections gave their descriptors
  const auto reply = waiting.read_reply();
  if (!reply || reply->status != 200) _exit(3);
  _exit(server.stop(5s) ? 0 : 4);
}

// In a process of its own, whose descriptors are all taken: the acceptor must neither spin nor die, and serve again.
TEST(DescriptorsDeathTest, RunningOutOfThemIsSurvivedWithoutSpinning) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_out_of_descriptors(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace formulary::tests
