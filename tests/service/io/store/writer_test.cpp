// The writer: groups, savepoints, accounting, and a disk that is full.
#include <atomic>
#include <signal.h>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>

#include "service/io/store/connection.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using namespace std::chrono_literals;
using usecases::StorageUnavailable;

domain::Department department(int number) { return {{uuid(number, 1)}, "Department " + std::to_string(number)}; }

class WriterTest : public StoreTest {
 protected:
  bool exists(int number) {
    bool found = false;
    read([&](Transaction& t) { found = t.people().find_department(department(number).id).has_value(); });
    return found;
  }
  std::int64_t log_size() {
    std::int64_t size = 0;
    read([&](Transaction& t) { size = t.audit().size(); });
    return size;
  }
};

TEST_F(WriterTest, NoMeansNothingHappened) {
  store->write([](Transaction& t) {
    t.people().insert(department(1));
    t.audit().append(entry("x"));
    return Commit::no;
  });
  EXPECT_FALSE(exists(1));
  EXPECT_EQ(log_size(), 0);
}

TEST_F(WriterTest, AnExceptionIsPassedOnAndNothingHappened) {
  try {
    store->write([](Transaction& t) -> Commit {
      t.people().insert(department(1));
      throw std::domain_error("not today");
    });
    FAIL() << "nothing was thrown";
  } catch (const std::domain_error& error) {
    EXPECT_STREQ(error.what(), "not today");
  }
  EXPECT_FALSE(exists(1));
  EXPECT_TRUE(store->healthy());
}

TEST_F(WriterTest, WhatIsWrittenIsSeenByTheSameTransactionAndByTheNext) {
  write([](Transaction& t) {
    t.people().insert(department(1));
    EXPECT_TRUE(t.people().find_department(department(1).id));
  });
  EXPECT_TRUE(exists(1));
}

TEST_F(WriterTest, AReaderKeepsItsSnapshot) {
  read([&](Transaction& t) {
    EXPECT_TRUE(t.people().departments().empty());
    write([](Transaction& other) { other.people().insert(department(1)); });
    EXPECT_TRUE(t.people().departments().empty()) << "as it was when the transaction first looked";
  });
  EXPECT_TRUE(exists(1));
}

TEST_F(WriterTest, AReaderThatThrowsLeavesItsConnectionUsable) {
  EXPECT_THROW(read([](Transaction&) { throw std::domain_error("x"); }), std::domain_error);
  EXPECT_FALSE(exists(1));
}

TEST_F(WriterTest, AWriteInsideAWriteIsADefectThatIsNamed) {
  EXPECT_THROW(write([&](Transaction&) { store->write([](Transaction&) { return Commit::yes; }); }), std::logic_error);
}

// Eight threads queue while the writer is held up, so that they are committed together; every third of them fails.
TEST_F(WriterTest, OneThatFailsDoesNotTakeItsGroupAlong) {
  std::atomic<bool> begun = false;
  std::atomic<bool> go_on = false;
  std::vector<std::jthread> threads;
  threads.emplace_back([&] {
    write([&](Transaction& t) {
      begun = true;
      while (!go_on) std::this_thread::sleep_for(1ms);
      t.people().insert(department(100));
    });
  });
  while (!begun) std::this_thread::sleep_for(1ms);
  std::atomic<int> failed = 0;
  for (int number = 1; number <= 8; ++number) {
    threads.emplace_back([&, number] {
      try {
        write([&](Transaction& t) {
          t.people().insert(department(number));
          t.audit().append(entry("department.create"));
          if (number % 3 == 0) t.people().insert(department(number));  // twice: the database refuses
        });
      } catch (const io::store::ConstraintFailed&) {
        ++failed;
      }
    });
  }
  std::this_thread::sleep_for(50ms);
  go_on = true;
  threads.clear();
  EXPECT_EQ(failed, 2);
  for (int number = 1; number <= 8; ++number) EXPECT_EQ(exists(number), number % 3 != 0) << number;
  EXPECT_TRUE(exists(100));
  EXPECT_EQ(log_size(), 6);
  EXPECT_TRUE(store->verify_audit().sound);
}

TEST_F(WriterTest, TwoReadersAndFourWritersNeverFindItBusy) {
  constexpr int each = 150;
  std::atomic<int> writers_left = 4;
  std::atomic<int> failures = 0;
  std::vector<std::jthread> threads;
  for (int writer = 0; writer < 4; ++writer) {
    threads.emplace_back([&, writer] {
      for (int n = 0; n < each; ++n) {
        try {
          write([&](Transaction& t) {
            t.people().insert(department(1000 * writer + n));
            t.audit().append(entry("department.create"));
          });
          store->account(entry("gate.query"));
        } catch (const std::exception& exception) {
          ++failures;
          ADD_FAILURE() << exception.what();
        }
      }
      --writers_left;
    });
  }
  for (int reader = 0; reader < 2; ++reader) {
    threads.emplace_back([&] {
      while (writers_left > 0) {
        try {
          read([](Transaction& t) {
            const auto before = t.audit().size();
            const auto departments = t.people().departments().size();
            EXPECT_EQ(t.audit().size(), before) << "one snapshot";
            EXPECT_LE(departments, 4U * each);
          });
        } catch (const std::exception& exception) {
          ++failures;
          ADD_FAILURE() << exception.what();
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(failures, 0);
  EXPECT_TRUE(store->flush_account());
  EXPECT_EQ(log_size(), 2 * 4 * each);
  const auto check = store->verify_audit();
  EXPECT_TRUE(check.sound) << check.defect;
}

TEST_F(WriterTest, AccountedEntriesAreDurableSoon) {
  for (int n = 0; n < 10; ++n) store->account(entry("gate.query"));
  const auto end = std::chrono::steady_clock::now() + 2s;
  while (log_size() < 10 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(2ms);
  EXPECT_EQ(log_size(), 10);
}

TEST_F(WriterTest, ClosingWritesWhatIsAccountedFor) {
  for (int n = 0; n < 1000; ++n) store->account(entry("gate.query"));
  reopen();
  EXPECT_EQ(log_size(), 1000);
}

TEST_F(WriterTest, AnotherProcessThatWritesIsWaitedFor) {
  SQLite::Database other(file().string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  std::jthread later([&] {
    std::this_thread::sleep_for(200ms);
    other.exec("COMMIT");
  });
  EXPECT_NO_THROW(write([](Transaction& t) { t.people().insert(department(1)); }));
  EXPECT_TRUE(exists(1));
}

// The write-ahead log is copied beside the writer; yet it begins anew while the writer goes on, or it would fill the
// disk.
TEST_F(WriterTest, TheWriteAheadLogDoesNotGrowForEver) {
  std::uintmax_t longest = 0;
  for (int round = 0; round < 40; ++round) {
    for (int i = 0; i < 2500; ++i) store->account(entry("gate.query", uuid(i)));
    ASSERT_TRUE(store->flush_account());
    longest = std::max(longest, std::filesystem::file_size(file().string() + "-wal"));
  }
  EXPECT_EQ(log_size(), 100'000);
  store.reset();
  EXPECT_GT(std::filesystem::file_size(file()), 2 * longest) << "all of it went through the log";
}

TEST_F(WriterTest, AnotherProcessThatNeverEndsIsAnOutageWithAnEnd) {
  store.reset();
  open({.busy_timeout = 50ms, .recovery_interval = 20ms});
  SQLite::Database other(file().string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  EXPECT_THROW(write([](Transaction& t) { t.people().insert(department(1)); }), StorageUnavailable);
  EXPECT_FALSE(store->healthy());
  EXPECT_FALSE(exists(1)) << "reading goes on";
  store->account(entry("gate.query"));
  EXPECT_FALSE(store->flush_account());
  other.exec("COMMIT");
  const auto end = std::chrono::steady_clock::now() + 2s;
  while (!store->healthy() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(5ms);
  EXPECT_TRUE(store->healthy()) << "nobody has to do anything";
  EXPECT_TRUE(store->flush_account());
  std::string actions;
  read([&](Transaction& t) {
    for (const auto& record : t.audit().read({})) actions += record.entry.substr(record.entry.find("\"action\""), 24);
  });
  EXPECT_NE(actions.find("audit.resume"), std::string::npos) << "the log says that there was an outage";
  EXPECT_NE(actions.find("gate.query"), std::string::npos) << "what was accounted for during it is kept";
  EXPECT_FALSE(exists(1)) << "what was refused did not happen";
}

TEST_F(WriterTest, ThereIsAnEndToWhatIsKeptDuringAnOutage) {
  store.reset();
  open({.busy_timeout = 20ms, .recovery_interval = 20ms, .account_limit = 5});
  SQLite::Database other(file().string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  EXPECT_THROW(write([](Transaction& t) { t.people().insert(department(1)); }), StorageUnavailable);
  for (int n = 0; n < 12; ++n) store->account(entry("gate.query"));
  other.exec("COMMIT");
  const auto end = std::chrono::steady_clock::now() + 2s;
  while (!store->healthy() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(5ms);
  ASSERT_TRUE(store->flush_account());
  int queries = 0;
  std::string note;
  read([&](Transaction& t) {
    for (const auto& record : t.audit().read({})) {
      if (record.entry.find("gate.query") != std::string::npos) ++queries;
      if (record.entry.find("audit.resume") != std::string::npos) note = record.text;
    }
  });
  EXPECT_GE(queries, 5);
  EXPECT_LT(queries, 12);
  EXPECT_EQ(note, std::to_string(12 - queries) + " accounted entries could not be kept.");
}

/// No file of this process may grow beyond `bytes` while this lives: what a full disk feels like.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(WriterTest, AFullDiskLosesNothingAndEndsWhenThereIsRoom) {
  store.reset();
  open({.recovery_interval = 20ms});
  int acknowledged = 0;
  {
    const FullDisk full(400'000);
    try {
      for (int number = 1; number < 5000; ++number) {
        write([&](Transaction& t) {
          t.people().insert(department(number));
          domain::AuditEntry e = entry("department.create");
          e.text = std::string(2000, 'x');
          t.audit().append(e);
        });
        acknowledged = number;
      }
      FAIL() << "the disk never was full";
    } catch (const StorageUnavailable&) {
    }
    EXPECT_GT(acknowledged, 5);
    EXPECT_FALSE(store->healthy());
    EXPECT_TRUE(exists(acknowledged)) << "reading goes on";
    EXPECT_FALSE(exists(acknowledged + 1));
  }
  const auto end = std::chrono::steady_clock::now() + 5s;
  while (!store->healthy() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(5ms);
  EXPECT_TRUE(store->healthy());
  write([&](Transaction& t) { t.people().insert(department(9999)); });
  reopen();
  for (int number = 1; number <= acknowledged; ++number) ASSERT_TRUE(exists(number)) << number;
  EXPECT_FALSE(exists(acknowledged + 1));
  EXPECT_TRUE(exists(9999));
  const auto check = store->verify_audit();
  EXPECT_TRUE(check.sound) << check.defect;
}

}  // namespace
}  // namespace formulary::test
