// What well-behaved and merely unusual clients get: framing, keep-alive, pipelining, HEAD, Expect, downloads, and what
// happens to the answers of careless handlers.
#include <string>

#include <gmock/gmock.h>

#include "tests/service/http/served.hpp"

namespace formulary::tests {
namespace {

class Answers : public Served {
 protected:
  void SetUp() override { serve(); }
};

TEST_F(Answers, CarryTheHandlersBodyAndTheTransportsHeaders) {
  const auto reply = ask(get("/hello"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->body, "hello");
  EXPECT_EQ(reply->headers.at("content-length"), "5");
  EXPECT_EQ(reply->headers.at("content-type"), "text/plain");
  EXPECT_EQ(reply->headers.at("date").size(), std::string("Sun, 06 Nov 1994 08:49:37 GMT").size());
  EXPECT_EQ(reply->headers.at("x-request-id").size(), 36u);
  EXPECT_FALSE(reply->headers.contains("connection"));
  EXPECT_TRUE(reply->head.starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_F(Answers, ShowTheHandlerADecodedHead) {
  const auto reply =
      ask("GET /head/caf%C3%A9?q=a+b%2Bc&empty&x=1&x=2 HTTP/1.1\r\nHost: localhost\r\n"
          "ACCEPT: text/plain\r\nAccept: text/html\r\nX-Tab:\t padded \t\r\n\r\n");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "hello");  // not the path /head
  const auto head =
      ask("GET /head?q=a+b%2Bc&empty&x=1&x=2 HTTP/1.1\r\nHost: localhost\r\n"
          "ACCEPT: text/plain\r\nAccept: text/html\r\nX-Tab:\t padded \t\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->body,
            "GET /head\n?q=a b+c\n?empty=\n?x=1\n?x=2\n"
            "host: localhost\naccept: text/plain, text/html\nx-tab: padded\nfrom 127.0.0.1\n");
}

TEST_F(Answers, TakeEveryCharacterThatATargetMayHold) {
  EXPECT_EQ(status_of(get("/-._~!$&'()*+,;=:@/%41%e2%82%ac?-._~!$'()*,;:@/?=%0D%0A&=&a==b")), 200);
}

TEST_F(Answers, KeepTheConnectionInHttp11) {
  Client client = connect();
  for (int i = 0; i < 3; ++i) {
    client.send(get("/hello"));
    ASSERT_TRUE(client.read_reply());
  }
}

struct KeepAliveRow {
  std::string version;
  std::string connection;
  bool is_kept;
  std::string answer;  ///< the answer's `connection`
};

TEST_F(Answers, FollowTheConnectionHeader) {
  const KeepAliveRow rows[] = {
      {"1.1", "", true, ""},
      {"1.1", "Connection: close\r\n", false, "close"},
      {"1.1", "Connection: CLOSE\r\n", false, "close"},
      {"1.1", "Connection: foo, close\r\n", false, "close"},
      {"1.1", "Connection: foo\r\nConnection: close\r\n", false, "close"},
      {"1.1", "Connection: keep-alive\r\n", true, ""},
      {"1.0", "", false, "close"},
      {"1.0", "Connection: keep-alive\r\n", true, "keep-alive"},
      {"1.0", "Connection: keep-alive, close\r\n", false, "close"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.version + " " + row.connection);
    const std::string request = "GET /hello HTTP/" + row.version + "\r\nHost: localhost\r\n" + row.connection + "\r\n";
    Client client = connect();
    client.send(request);
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->headers.contains("connection") ? reply->headers.at("connection") : "", row.answer);
    if (row.is_kept) {
      client.send(request);
      EXPECT_TRUE(client.read_reply());
    } else {
      EXPECT_TRUE(client.is_closed());
    }
  }
}

TEST_F(Answers, ComeInOrderWhenRequestsArePipelined) {
  Client client = connect();
  std::string all;
  for (int i = 0; i < 50; ++i) all += post("/echo", "number " + std::to_string(i));
  client.send(all + get("/hello", "Connection: close\r\n"));
  for (int i = 0; i < 50; ++i) {
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply) << i;
    EXPECT_EQ(reply->body, "number " + std::to_string(i));
  }
  EXPECT_EQ(client.read_reply()->body, "hello");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Answers, StopAtTheFirstBadRequestOfAPipeline) {
  Client client = connect();
  client.send(get("/hello") + "GET /hello HTTP/9.9\r\nHost: localhost\r\n\r\n" + get("/hello"));
  EXPECT_EQ(client.read_reply()->status, 200);
  EXPECT_EQ(client.read_reply()->status, 505);
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(application.handled, 1);
}

TEST_F(Answers, ReadChunkedBodiesHoweverTheyAreSplit) {
  const std::string chunked =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "5\r\nhello\r\n1;name=\"value\"\r\n \r\n00A\r\nto you all!\r\n0\r\n\r\n";
  std::string fixed = chunked;
  fixed.replace(fixed.find("00A"), 3, "00B");
  for (std::size_t cut = 1; cut < fixed.size(); ++cut) {
    Client client = connect();
    client.send(fixed.substr(0, cut));
    std::this_thread::sleep_for(200us);
    client.send(fixed.substr(cut) + get("/hello"));
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply) << cut;
    ASSERT_EQ(reply->body, "hello to you all!") << cut;
    ASSERT_EQ(client.read_reply()->body, "hello") << cut;
  }
  EXPECT_EQ(status_of(chunked), 400);  // a chunk longer than it says
}

TEST_F(Answers, TakeBodiesUpToTheEndpointsLimitAndNoFurther) {
  const std::string eight(8u << 20, 'x');
  EXPECT_EQ(ask(post("/length", eight))->body, "8388608");
  EXPECT_EQ(status_of(post("/echo", std::string(1u << 20, 'x'))), 200);
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n"), 413);
  EXPECT_EQ(status_of("POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n"), 413);
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n"), 413);
}

TEST_F(Answers, RefuseBeforeTheBodyIsReadAndStillReachTheClient) {
  for (const std::string path : {"/missing", "/refused"}) {
    Client client = connect();
    client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n");
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, path == "/missing" ? 404 : 401);
    EXPECT_EQ(reply->headers.at("connection"), "close");
  }
  // A client that sends all before it reads must find the answer, not a reset.
  Client stubborn = connect();
  EXPECT_TRUE(stubborn.send(post("/refused", std::string(8'000'000, 'x'))));
  EXPECT_EQ(stubborn.read_reply()->status, 401);
  EXPECT_EQ(application.handled, 0);
}

TEST_F(Answers, RefuseWithoutBodyAndKeepTheConnection) {
  Client client = connect();
  client.send(get("/missing") + get("/hello"));
  EXPECT_EQ(client.read_reply()->status, 404);
  EXPECT_EQ(client.read_reply()->status, 200);
}

TEST_F(Answers, SayContinueOnlyWhenTheHeadIsAcceptable) {
  const std::string expecting = "Expect: 100-Continue\r\nContent-Length: 5\r\n\r\n";
  Client client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + expecting);
  EXPECT_EQ(client.read_reply()->head, "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  EXPECT_EQ(client.read_reply()->body, "hello");

  EXPECT_EQ(status_of("POST /refused HTTP/1.1\r\nHost: localhost\r\n" + expecting), 401);
  EXPECT_EQ(status_of("POST /hello HTTP/1.1\r\nHost: localhost\r\n" + expecting), 413);
  // The body is there already: no need to ask for it. HTTP/1.0 does not know the question.
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + expecting + "hello"), 200);
  EXPECT_EQ(status_of("POST /echo HTTP/1.0\r\nHost: localhost\r\n" + expecting + "hello"), 200);
  // Without a body there is nothing to continue with.
  EXPECT_EQ(status_of("GET /hello HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n"), 200);
}

TEST_F(Answers, HaveNoBodyForHead) {
  Client client = connect();
  for (const std::string target : {"/hello", "/text?size=100000", "/download?size=100000", "/head-length"}) {
    client.send("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto reply = client.read_reply(Client::Body::absent);
    ASSERT_TRUE(reply) << target;
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->headers.at("content-length"), target == "/hello"         ? "5"
                                                   : target == "/head-length" ? "12345"
                                                                              : "100000");
  }
  client.send(get("/hello"));
  EXPECT_EQ(client.read_reply()->body, "hello") << "a body was sent after all";
  EXPECT_EQ(application.streams, 0);
}

TEST_F(Answers, HaveNoBodyForAHeadThatIsRefused) {
  for (const std::string rest :
       {"/a%2Fb HTTP/1.1\r\nHost: localhost\r\n", "/ HTTP/1.1\r\n", "/ HTTP/1.1\r\nHost: localhost\r\na\x01: b\r\n"}) {
    Client client = connect();
    client.send("HEAD " + rest + "\r\n");
    const auto reply = client.read_reply(Client::Body::absent);
    ASSERT_TRUE(reply) << rest;
    EXPECT_EQ(reply->status, 400) << rest;
    EXPECT_TRUE(client.is_closed()) << "a body was sent after all: " << rest;
  }
}

TEST_F(Answers, HaveNoBodyAndNoLengthFor204And304) {
  Client client = connect();
  client.send(get("/nothing") + get("/not-modified") + get("/hello"));
  const auto nothing = client.read_reply();
  EXPECT_EQ(nothing->status, 204);
  EXPECT_FALSE(nothing->headers.contains("content-length"));
  const auto not_modified = client.read_reply();
  EXPECT_EQ(not_modified->status, 304);
  EXPECT_EQ(not_modified->headers.at("etag"), "\"1\"");
  EXPECT_EQ(client.read_reply()->body, "hello");
}

TEST_F(Answers, ReachOptionsHandlers) {
  EXPECT_EQ(ask("OPTIONS /hello HTTP/1.1\r\nHost: localhost\r\n\r\n")->body, "hello");
}

TEST_F(Answers, KeepRepeatedCookiesApart) {
  const auto reply = ask(get("/cookies"));
  ASSERT_TRUE(reply);
  EXPECT_NE(reply->head.find("set-cookie: a=1; Path=/\r\n"), std::string::npos) << reply->head;
  EXPECT_NE(reply->head.find("set-cookie: b=2; Path=/\r\n"), std::string::npos) << reply->head;
}

TEST_F(Answers, OfCarelessHandlersBecome500) {
  for (const std::string path : {"/split", "/badname", "/own", "/unfinal", "/throw"}) {
    Client client = connect();
    client.send(get(path) + get("/hello"));
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply) << path;
    EXPECT_EQ(reply->status, 500) << path;
    EXPECT_EQ(reply->headers.at("content-type"), "application/problem+json");
    EXPECT_FALSE(reply->headers.contains("set-cookie"));
    EXPECT_EQ(reply->body.find("secret"), std::string::npos);
    EXPECT_EQ(client.read_reply()->status, 200);
  }
  ASSERT_TRUE(eventually([&] { return access_lines().size() == 10; }));
  const auto lines = access_lines();
  EXPECT_EQ(lines[0].note, "the handler gave the header location a value with control characters");
  EXPECT_EQ(lines[8].note, "the handler threw: a handler's secret");
}

TEST_F(Answers, AreErrorsWhenAdmissionThrows) {
  Client client = connect();
  client.send(get("/unsure") + post("/unsure", "body") + get("/hello"));
  for (const bool is_closed : {false, true}) {
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 500);
    EXPECT_EQ(reply->body.find("secret"), std::string::npos);
    EXPECT_EQ(reply->headers.contains("connection"), is_closed) << "an unread body ends the connection";
  }
  EXPECT_EQ(client.rest(), "");
  ASSERT_TRUE(eventually([&] { return access_lines().size() == 2; }));
  EXPECT_EQ(access_lines()[1].note, "the admission threw: an admission's secret");
}

TEST_F(Answers, StreamDownloads) {
  Client client = connect();
  client.send(get("/download?size=50000000") + get("/hello"));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, std::string(50'000'000, 'x'));
  EXPECT_EQ(client.read_reply()->body, "hello");
  EXPECT_TRUE(eventually([&] { return application.streams == 0; }));
  client.send(get("/download?size=0") + get("/hello"));
  EXPECT_EQ(client.read_reply()->body, "");
  EXPECT_EQ(client.read_reply()->body, "hello");
}

TEST_F(Answers, AreCutWhenTheirStreamFails) {
  Client client = connect();
  client.send(get("/cut?size=1000000") + get("/hello"));
  EXPECT_FALSE(client.read_reply());
  EXPECT_TRUE(eventually([&] { return access_lines().size() == 1; }));
  EXPECT_EQ(access_lines()[0].note, "the stream of the body failed");
  EXPECT_EQ(application.streams, 0);
}

TEST_F(Answers, AreWrittenInTheAccessLog) {
  Client client = connect();
  client.send(post("/echo?token=secret", "12345") + get("/hello"));
  const auto first = client.read_reply();
  client.read_reply();
  client.send("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  client.read_reply();
  ASSERT_TRUE(eventually([&] { return access_lines().size() == 3; }));
  const auto lines = access_lines();
  EXPECT_EQ(lines[0].id, first->headers.at("x-request-id"));
  EXPECT_EQ(lines[0].method, "POST");
  EXPECT_EQ(lines[0].path, "/echo");
  EXPECT_EQ(lines[0].status, 200);
  EXPECT_EQ(lines[0].bytes, 5u);
  EXPECT_EQ(lines[0].remote, "127.0.0.1");
  EXPECT_GT(lines[0].time.count(), 0);
  EXPECT_NE(lines[0].id, lines[1].id);
  EXPECT_EQ(lines[2].status, 400);
  EXPECT_EQ(lines[2].note, "A percent sign in the target must be followed by two hex digits.");
}

TEST_F(Answers, ServeAClientThatEndsItsSideEarly) {
  Client client = connect();
  client.send(get("/hello"));
  client.end_sending();
  EXPECT_EQ(client.read_reply()->body, "hello");
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerAddress, MustBeLoopbackAndFree) {
  SmallApplication application;
  const auto error_of = [&](const std::string& host, std::uint16_t port) -> std::string {
    io::http::Server server(application, {.host = host, .port = port});
    try {
      server.start();
      EXPECT_NE(server.port(), 0);
    } catch (const std::exception& error) {
      return error.what();
    }
    EXPECT_TRUE(server.stop(1s));
    return "";
  };
  EXPECT_EQ(error_of("127.0.0.1", 0), "");
  EXPECT_EQ(error_of("localhost", 0), "");
  for (const char* host : {"0.0.0.0", "::", "192.0.2.1"}) {
    EXPECT_THAT(error_of(host, 0), testing::HasSubstr("--self-signed")) << "says what to do";
  }

  io::http::Server first(application, {});
  first.start();
  EXPECT_EQ(error_of("127.0.0.1", first.port()), "A server runs already in this process.");
  EXPECT_TRUE(first.stop(1s));
}

}  // namespace
}  // namespace formulary::tests
