// The second place of the audit log: every entry once and in order, whatever breaks in between; and where it is
// demanded, nothing happens that is not there.
#include <atomic>
#include <csignal>
#include <fstream>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "service/io/sink/line.hpp"
#include "service/io/sink/sinks.hpp"
#include "service/usecases/ship_audit.hpp"
#include "tests/service/log/log_place.hpp"

namespace formulary::test {
namespace {

using ::testing::HasSubstr;
using usecases::SinkOrder;

class SinkTest : public LogTest {
 protected:
  std::filesystem::path sink_file() const { return folder / "second.jsonl"; }
  std::unique_ptr<usecases::AuditSink> sink() {
    return io::sink::open("file:" + sink_file().string(), folder / "cursor");
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> found;
    std::ifstream in(sink_file());
    for (std::string line; std::getline(in, line);) found.push_back(line);
    return found;
  }
  /// Every entry of the log is there once, in its order.
  void expect_complete() {
    std::vector<std::string> entries;
    read([&](Transaction& t) { entries = t.audit().entries(0, 1'000'000); });
    const auto there = lines();
    ASSERT_EQ(there.size(), entries.size());
    for (std::size_t i = 0; i < there.size(); ++i) {
      const auto line = io::sink::parse_line(there[i]);
      ASSERT_TRUE(line) << there[i];
      EXPECT_EQ(line->sequence, static_cast<std::int64_t>(i));
      EXPECT_EQ(line->entry, entries[i]);
    }
  }
  void append_raw(const std::string& bytes) const { std::ofstream(sink_file(), std::ios::app) << bytes; }
  void demand(usecases::AuditSink& there) {
    store.reset();
    open({.recovery_interval = std::chrono::milliseconds(20), .required_sink = &there});
  }
};

TEST_F(SinkTest, WhatIsMissingIsBroughtAfterwards) {
  append(3);
  EXPECT_EQ(usecases::ship_audit(*store, *sink()), 3);
  EXPECT_EQ(usecases::ship_audit(*store, *sink()), 0);
  append(2500);
  EXPECT_EQ(usecases::ship_audit(*store, *sink()), 2500);
  expect_complete();
  EXPECT_EQ(usecases::contradiction_with_sink(*store, *sink(), SinkOrder::after_commit), "");
  struct stat status {};
  ::stat(sink_file().c_str(), &status);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(SinkTest, ALineThatWasCutOffIsWrittenAgain) {
  append(5);
  usecases::ship_audit(*store, *sink());
  append(1);
  append_raw(R"({"seq":5,"group":5,"entry":{"v":1,"id)");
  EXPECT_EQ(usecases::ship_audit(*store, *sink()), 1);
  expect_complete();
}

TEST_F(SinkTest, AFileOfSomethingElseIsRefused) {
  append_raw("no line of ours\n");
  EXPECT_THROW(sink(), std::runtime_error);
}

TEST_F(SinkTest, WhereItIsDemandedEntriesAreThereFirst) {
  const auto there = sink();
  demand(*there);
  append(3);
  EXPECT_EQ(lines().size(), 3U);
  store->account(entry("gate.query"));
  EXPECT_TRUE(store->flush_account());
  expect_complete();
  EXPECT_EQ(lines().size(), 4U);
}

TEST_F(SinkTest, WorkThatIsUndoneIsNotThere) {
  const auto there = sink();
  demand(*there);
  store->write([](Transaction& t) {
    t.audit().append(entry("undone"));
    return Commit::no;
  });
  append(1);
  expect_complete();
  EXPECT_EQ(lines().size(), 1U);
}

/// A place that can be full, and remembers what it is told.
class Moody : public usecases::AuditSink {
 public:
  explicit Moody(std::unique_ptr<usecases::AuditSink> sink) : sink_(std::move(sink)) {}
  std::optional<End> end() override { return sink_->end(); }
  void write(std::int64_t first, std::span<const std::string> entries) override {
    if (full) throw std::runtime_error("no space left");
    sink_->write(first, entries);
  }
  void take_back(std::int64_t first) override { sink_->take_back(first); }

  std::atomic<bool> full = false;

 private:
  std::unique_ptr<usecases::AuditSink> sink_;
};

TEST_F(SinkTest, WhatCannotBeWrittenThereDoesNotHappen) {
  Moody there(sink());
  demand(there);
  append(2);
  there.full = true;
  EXPECT_THROW(append(1), usecases::AuditUnavailable);
  EXPECT_FALSE(store->healthy());
  read([](Transaction& t) { EXPECT_EQ(t.audit().size(), 2); });
  EXPECT_THROW(append(1), usecases::AuditUnavailable);
  there.full = false;
  append(1);
  EXPECT_TRUE(store->healthy());
  expect_complete();
  EXPECT_THAT(lines().at(2), HasSubstr("audit.resume")) << "the log says that there was an outage";
}

// Who takes the second place away while the service runs must not be able to work on without it.
TEST_F(SinkTest, AFileThatWasTakenAwayOrReplacedIsNoPlace) {
  const auto there = sink();
  demand(*there);
  append(2);
  const auto aside = folder / "aside.jsonl";
  std::filesystem::rename(sink_file(), aside);
  EXPECT_THROW(append(1), usecases::AuditUnavailable);
  std::ofstream(sink_file()) << "";
  EXPECT_THROW(append(1), usecases::AuditUnavailable);
  EXPECT_EQ(lines().size(), 0U);
  std::filesystem::rename(aside, sink_file());
  append(1);
  expect_complete();
}

TEST_F(SinkTest, AFileThatOthersShortenOrWriteToIsNoPlace) {
  const auto there = sink();
  demand(*there);
  append(3);
  const auto size = std::filesystem::file_size(sink_file());
  std::filesystem::resize_file(sink_file(), size / 2);
  EXPECT_THROW(append(1), usecases::AuditUnavailable);
  std::filesystem::resize_file(sink_file(), 0);
  EXPECT_THROW(append(1), usecases::AuditUnavailable);
  EXPECT_EQ(std::filesystem::file_size(sink_file()), 0U);
}

TEST_F(SinkTest, APipeIsNoPlace) {
  ASSERT_EQ(::mkfifo(sink_file().c_str(), 0600), 0);
  EXPECT_THROW(sink(), std::invalid_argument);
}

// Killed between the second place and the first: what nobody was told of is taken back, and the number is used again.
TEST_F(SinkTest, AGroupThatWasNeverCommittedIsTakenBack) {
  append(4);
  usecases::ship_audit(*store, *sink());
  append_raw(io::sink::to_line(4, 4, R"({"v":1})") + "\n" + io::sink::to_line(5, 4, R"({"v":2})") + "\n");
  EXPECT_EQ(usecases::contradiction_with_sink(*store, *sink(), SinkOrder::before_commit), "");
  expect_complete();
  append(1);
  usecases::ship_audit(*store, *sink());
  expect_complete();
}

// A full disk takes the beginning of what is written. Here a limit on files does.
TEST_F(SinkTest, ADiskThatFillsUpInTheMiddleOfALineLeavesWholeLines) {
  const auto there = sink();
  const std::vector<std::string> first = {R"({"v":1})"}, second = {R"({"v":2})", R"({"v":3})"};
  there->write(0, first);
  const auto whole = std::filesystem::file_size(sink_file());
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  const rlimit small{static_cast<rlim_t>(whole + 10), usual.rlim_max};
  const auto ignored = ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_THROW(there->write(1, second), std::system_error);
  ::setrlimit(RLIMIT_FSIZE, &usual);
  ::signal(SIGXFSZ, ignored);
  EXPECT_EQ(std::filesystem::file_size(sink_file()), whole);
  there->write(1, second);
  EXPECT_EQ(lines().size(), 3U);
  EXPECT_EQ(sink()->end()->sequence, 2);
}

TEST_F(SinkTest, ADatabaseThatWasPutBackIsNoticed) {
  append(4);
  usecases::ship_audit(*store, *sink());
  append_raw(io::sink::to_line(4, 4, R"({"v":1})") + "\n" + io::sink::to_line(5, 5, R"({"v":2})") + "\n");
  for (const auto order : {SinkOrder::before_commit, SinkOrder::after_commit}) {
    EXPECT_THAT(usecases::contradiction_with_sink(*store, *sink(), order), HasSubstr("put back to an older state"));
  }
}

TEST_F(SinkTest, AnotherHistoryIsNoticed) {
  append(4);
  append_raw(io::sink::to_line(0, 0, R"({"v":1})") + "\n");
  EXPECT_THAT(usecases::contradiction_with_sink(*store, *sink(), SinkOrder::after_commit),
              HasSubstr("another history was written"));
}

/// A syslog on a socket of this machine.
class Listener {
 public:
  explicit Listener(const std::filesystem::path& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    path.string().copy(name.sun_path, sizeof name.sun_path - 1);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) throw std::runtime_error("bind");
  }
  ~Listener() { ::close(socket_); }
  std::string next() const {
    std::string message(100'000, '\0');
    message.resize(
        static_cast<std::size_t>(std::max<ssize_t>(0, ::recv(socket_, message.data(), message.size(), MSG_DONTWAIT))));
    return message;
  }

 private:
  int socket_;
};

TEST_F(SinkTest, SyslogGetsMessagesOfRfc5424) {
  const auto path = folder / "log";
  const auto open_sink = [&] { return io::sink::open("syslog:" + path.string(), folder / "cursor"); };
  append(2);
  EXPECT_THROW(usecases::ship_audit(*store, *open_sink()), std::exception) << "nobody listens yet";
  const Listener listener(path);
  EXPECT_EQ(usecases::ship_audit(*store, *open_sink()), 2);
  const std::string message = listener.next();
  EXPECT_THAT(message, ::testing::MatchesRegex("<110>1 [0-9-]+T[0-9:.]+Z [^ ]+ formulary [0-9]+ audit - .*"));
  const auto line = io::sink::parse_line(message.substr(message.find(" - ") + 3));
  ASSERT_TRUE(line);
  EXPECT_EQ(line->sequence, 0);
  EXPECT_THAT(listener.next(), HasSubstr("\"seq\":1,"));
  EXPECT_EQ(usecases::ship_audit(*store, *open_sink()), 0) << "how far it came is remembered";
  append(1);
  EXPECT_EQ(usecases::ship_audit(*store, *open_sink()), 1);
  EXPECT_THAT(listener.next(), HasSubstr("\"seq\":2,"));
  EXPECT_EQ(listener.next(), "");
}

TEST(SinkAddress, OtherFormsAreRefused) {
  for (const char* wrong :
       {"", "/path", "file:relative", "syslog", "syslog+udp://host", "syslog+tcp://:1", "http://a:1"}) {
    EXPECT_THROW(io::sink::open(wrong, "/nonexistent/cursor"), std::invalid_argument) << wrong;
  }
}

}  // namespace
}  // namespace formulary::test
