// Stopping: what is in flight finishes, what is idle closes, nothing hangs, whatever clients do meanwhile.
#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/http/served.hpp"

namespace formulary::tests {
namespace {

class Stop : public Served {
 protected:
  std::chrono::milliseconds stop_time(std::chrono::milliseconds deadline) {
    const auto begin = std::chrono::steady_clock::now();
    stopped = server->stop(deadline);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  }
  bool stopped = false;
};

TEST_F(Stop, ClosesIdleConnectionsAtOnce) {
  serve();
  Client used = connect();
  used.send(get("/hello"));
  ASSERT_TRUE(used.read_reply());
  Client fresh = connect();
  Client begun = connect();
  begun.send("GET /hel");
  ASSERT_TRUE(eventually([&] { return application.handled == 1; }));
  EXPECT_LT(stop_time(10s), 3s);
  EXPECT_TRUE(stopped);
  EXPECT_TRUE(used.is_closed());
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(begun.is_closed());
}

TEST_F(Stop, LetsARequestInFlightFinish) {
  serve();
  Client client = connect();
  client.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return application.waiting == 1; }));
  std::thread later([&] {
    std::this_thread::sleep_for(300ms);
    application.release();
  });
  EXPECT_LT(stop_time(10s), 5s);
  later.join();
  EXPECT_TRUE(stopped);
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "released");
  EXPECT_EQ(reply->headers.at("connection"), "close");
}

TEST_F(Stop, LetsADownloadThatHasBegunFinish) {
  serve();
  Client client = connect();
  client.send(get("/download?size=30000000"));
  ASSERT_TRUE(eventually([&] { return application.streams == 1; }));
  std::thread stopping([&] { stop_time(10s); });
  std::this_thread::sleep_for(100ms);
  const auto reply = client.read_reply();
  stopping.join();
  EXPECT_TRUE(stopped);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body.size(), 30'000'000u);
}

TEST_F(Stop, LetsABodyThatIsBeingSentFinish) {
  serve();
  Client client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf");
  ASSERT_TRUE(eventually([&] { return application.admitted == 1; }));
  std::this_thread::sleep_for(50ms);
  std::thread stopping([&] { stop_time(10s); });
  std::this_thread::sleep_for(100ms);
  client.send("half");
  const auto reply = client.read_reply();
  stopping.join();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "halfhalf");
}

TEST_F(Stop, EndsAtItsDeadlineWhateverClientsDo) {
  serve();
  Client unread = connect();
  unread.send(get("/download?size=2000000000"));
  Client half = connect();
  half.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf");
  ASSERT_TRUE(eventually([&] { return application.streams == 1 && application.admitted == 2; }));
  const auto time = stop_time(500ms);
  EXPECT_TRUE(stopped);
  EXPECT_GE(time, 450ms);
  EXPECT_LT(time, 4s);
  EXPECT_EQ(application.streams, 0);
}

TEST_F(Stop, SaysWhenAHandlerHangs) {
  serve();
  Client client = connect();
  client.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return application.waiting == 1; }));
  EXPECT_LT(stop_time(300ms), 4s);
  EXPECT_FALSE(stopped);
  EXPECT_TRUE(client.is_closed());
  application.release();
  EXPECT_TRUE(server->stop(5s));
}

TEST_F(Stop, FreesThePortForTheNextStart) {
  serve();
  const auto port = server->port();
  EXPECT_EQ(status_of(get("/hello")), 200);
  EXPECT_TRUE(server->stop(5s));
  io::http::Server again(application, {.port = port});
  again.start();
  Client client(port);
  client.send(get("/hello"));
  EXPECT_TRUE(client.read_reply());
  EXPECT_TRUE(again.stop(5s));
}

// Many clients that send, stall, abort and pipeline at random while the server stops and starts again and again.
TEST_F(Stop, NeverHangsUnderLoadWithRandomAborts) {
  for (int round = 0; round < 8; ++round) {
    application.handled = 0;
    serve();
    std::atomic<bool> done = false;
    std::atomic<int> cut_answers = 0;
    const std::uint16_t port = server->port();
    std::vector<std::thread> clients;
    for (unsigned seed = 0; seed < 6; ++seed) {
      clients.emplace_back([&, seed, port] {
        std::mt19937 random(seed + 100u * static_cast<unsigned>(round));
        while (!done) {
          Client client(port);
          if (!client.connected()) return;
          client.patience = 2000ms;
          switch (random() % 6) {
            case 0:
              client.send(get("/hello") + get("/hello"));
              client.reset();
              break;
            case 1:
              client.send(get("/download?size=3000000"));
              client.drop(random() % 1'000'000);
              client.reset();
              break;
            case 2:
              client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf");
              client.reset();
              break;
            case 3:
              client.send("GET /he");
              break;
            case 4: {  // an answer that has begun must come whole
              client.send(get("/text?size=300000"));
              if (client.drop(1) == 1 && !done) cut_answers += client.drop(300'000) != 300'000;
              break;
            }
            default:
              client.send(get("/hello"));
              client.read_reply();
          }
        }
      });
    }
    ASSERT_TRUE(eventually([&] { return application.handled > 200; }, 20s));
    EXPECT_LT(stop_time(5s), 8s);
    EXPECT_TRUE(stopped);
    done = true;
    for (std::thread& client : clients) client.join();
    EXPECT_EQ(cut_answers, 0);
    EXPECT_TRUE(eventually([&] { return application.streams == 0; }));
    server.reset();
  }
}

}  // namespace
}  // namespace formulary::tests
