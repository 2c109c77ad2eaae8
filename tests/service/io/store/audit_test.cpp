// The audit log: the published vectors, the form of an entry, look-ups, and what a check of the whole log notices.
#include "service/io/store/audit.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include "service/domain/base64.hpp"
#include "service/io/store/audit_entry.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using io::store::Digest;
using nlohmann::json;
using nlohmann::ordered_json;
using ::testing::HasSubstr;

// RFC 6962 section 2.1, with the values that other implementations publish.
TEST(MerkleHash, AgreesWithKnownValues) {
  using namespace io::store;
  EXPECT_EQ(to_hex(empty_tree_hash()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(to_hex(leaf_hash("L123456")), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  const auto text = [](std::string_view four) {
    Digest padded{};
    std::copy(four.begin(), four.end(), padded.begin());
    return padded;
  };
  EXPECT_NE(to_hex(node_hash(text("N123"), text("N456"))), to_hex(node_hash(text("N456"), text("N123"))));
}

std::string base64(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return domain::to_base64(bytes);
}

/// Puts exact bytes into the log of a database, as append() does with the bytes of an entry.
void append_bytes(SQLite::Database& database, std::int64_t n, const std::string& bytes) {
  SQLite::Statement row(database,
                        "INSERT INTO audit_entry (seq, entry, at, actor_id, action, object_id) "
                        "VALUES (?, ?, 0, '', '', '')");
  row.bind(1, n);
  row.bind(2, bytes.data(), static_cast<int>(bytes.size()));
  row.exec();
}

// Seven entries whose leaf hashes and roots were computed by other programs.
TEST(AuditVectors, LeavesAndRootsAreReproduced) {
  std::ifstream in(AUDIT_VECTORS);
  const json vectors = json::parse(in);
  TemporaryFolder folder;
  const auto file = folder / "formulary.db";
  io::store::open(file);
  io::store::Connection connection(file, io::store::Access::write, std::chrono::milliseconds(1000));
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);

  std::size_t n = 0;
  for (const json& text : vectors.at("entries")) {
    const std::string bytes = text.get<std::string>();
    EXPECT_EQ(io::store::to_hex(io::store::leaf_hash(bytes)), vectors.at("leafHashes").at(n));
    append_bytes(database, static_cast<std::int64_t>(n), bytes);
    connection.execute("BEGIN IMMEDIATE");
    io::store::SqlAuditTrail trail(connection);
    io::store::SqlAuditTrail::Edge edge;
    trail.append_hashes(static_cast<std::int64_t>(n), io::store::leaf_hash(bytes), edge);
    EXPECT_EQ(base64(io::store::to_hex(trail.root(static_cast<std::int64_t>(n) + 1))),
              vectors.at("roots").at(std::to_string(n + 1)));
    connection.execute("COMMIT");
    ++n;
  }
  EXPECT_EQ(n, 7U);
}

class AuditTest : public StoreTest {
 protected:
  AuditTest() { add_people(); }

  void append(const std::string& action, const std::string& object_id = {}, const std::string& text = {},
              std::int64_t at = 1'772'323'200'000) {
    write([&](Transaction& t) {
      domain::AuditEntry e = entry(action, object_id);
      e.text = text;
      e.at = {at};
      t.audit().append(e);
    });
  }

  std::string actions(const usecases::AuditFilter& filter) {
    std::string text;
    read([&](Transaction& t) {
      for (const auto& record : t.audit().read(filter)) {
        text += std::to_string(record.sequence) + json::parse(record.entry).at("action").get<std::string>() + " ";
      }
    });
    return text;
  }

  /// Changes the database behind the store's back, past its triggers.
  void tamper(const std::string& sql) {
    store.reset();
    {
      SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
      SQLite::Statement triggers(database,
                                 "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit%'");
      std::string drop;
      while (triggers.executeStep()) drop += "DROP TRIGGER " + triggers.getColumn(0).getString() + ";";
      triggers.reset();
      database.exec(drop);
      database.exec(sql);
    }
    open();
  }
};

TEST_F(AuditTest, AnEntryHasItsMembersInTheirOrder) {
  write([](Transaction& t) {
    domain::AuditEntry e = entry("submission.submit", uuid(1, 3));
    e.object_sha256 = digest(1);
    e.from = "draft";
    e.to = "submitted";
    e.text = "Please hurry, Mrs. Miller waits.";
    t.audit().append(e);
  });
  usecases::AuditRecord record;
  read([&](Transaction& t) { record = t.audit().read({}).at(0); });
  EXPECT_EQ(record.sequence, 0);
  EXPECT_EQ(record.text, "Please hurry, Mrs. Miller waits.");
  EXPECT_EQ(record.entry.find("Miller"), std::string::npos) << "no free text in the log";

  const auto made = ordered_json::parse(record.entry);
  std::string members;
  for (const auto& [name, value] : made.items()) members += name + " ";
  EXPECT_EQ(members, "v id ts actor src req_id action object from to outcome reason_hash salt state ");
  EXPECT_EQ(made["v"], 1);
  EXPECT_EQ(made["ts"], "2026-03-01T00:00:00.000Z");
  EXPECT_EQ(made["actor"], ordered_json({{"type", "person"}, {"id", submitter.value}, {"sid_hash", digest(77)}}));
  EXPECT_EQ(made["src"], ordered_json({{"ip", "192.0.2.7"}, {"ua_hash", digest(78)}}));
  EXPECT_EQ(made["req_id"], "request-1");
  EXPECT_EQ(made["object"], ordered_json({{"type", "submission"}, {"id", uuid(1, 3)}, {"sha256", digest(1)}}));
  EXPECT_EQ(made["from"], "draft");
  EXPECT_EQ(made["to"], "submitted");
  EXPECT_EQ(made["outcome"], "success");
  EXPECT_EQ(made["id"].get<std::string>().size(), 36U);
  EXPECT_EQ(made["id"].get<std::string>()[14], '7');
  EXPECT_EQ(made["salt"].get<std::string>().size(), 24U) << "16 bytes";
  EXPECT_EQ(made["reason_hash"], io::store::reason_hash(made["salt"].get<std::string>(), record.text));
}

TEST_F(AuditTest, TheSameTextIsHashedDifferentlyEachTime) {
  append("a", {}, "same");
  append("b", {}, "same");
  read([](Transaction& t) {
    const auto records = t.audit().read({});
    EXPECT_NE(json::parse(records[0].entry)["reason_hash"], json::parse(records[1].entry)["reason_hash"]);
  });
}

TEST_F(AuditTest, WhatAStrangerSendsCannotMakeAnEntryTooLongOrMalformed) {
  write([](Transaction& t) {
    domain::AuditEntry e = entry("x", std::string(100'000, '\x01'));
    e.actor.remote = std::string(50'000, '"');
    e.actor.request_id = "\xff\xfe broken \xe2\x98";
    e.actor.user_agent_digest = std::string(1'000'000, '\\');
    t.audit().append(e);
  });
  read([](Transaction& t) {
    const std::string made = t.audit().read({}).at(0).entry;
    EXPECT_LE(made.size(), io::store::largest_entry);
    EXPECT_TRUE(json::accept(made));
  });
  EXPECT_TRUE(store->verify_audit().sound) << store->verify_audit().defect;
}

TEST_F(AuditTest, LookUpsCombine) {
  append("a", uuid(1, 3), {}, 1000);
  append("b", uuid(2, 3), {}, 2000);
  append("a", uuid(2, 3), {}, 3000);
  append("a", {}, {}, 4000);
  EXPECT_EQ(actions({}), "0a 1b 2a 3a ");
  EXPECT_EQ(actions({.from = 2}), "2a 3a ");
  EXPECT_EQ(actions({.limit = 1}), "0a ");
  EXPECT_EQ(actions({.object_id = uuid(2, 3)}), "1b 2a ");
  EXPECT_EQ(actions({.object_id = uuid(2, 3), .action = "a"}), "2a ");
  EXPECT_EQ(actions({.actor_id = submitter.value}), "0a 1b 2a 3a ");
  EXPECT_EQ(actions({.actor_id = reviewer.value}), "");
  EXPECT_EQ(actions({.since = Instant{2000}, .until = Instant{4000}}), "1b 2a ");
}

TEST_F(AuditTest, TheRootFollowsTheDefinitionAtEverySize) {
  // MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])), k the largest power of two below n (RFC 6962, 2.1).
  struct Definition {
    static Digest root(const std::vector<std::string>& entries, std::size_t from, std::size_t count) {
      if (count == 0) return io::store::empty_tree_hash();
      if (count == 1) return io::store::leaf_hash(entries[from]);
      std::size_t k = 1;
      while (k * 2 < count) k *= 2;
      return io::store::node_hash(root(entries, from, k), root(entries, from + k, count - k));
    }
  };
  std::vector<std::string> entries;
  for (int n = 0; n <= 40; ++n) {
    read([&](Transaction& t) {
      EXPECT_EQ(t.audit().size(), n);
      EXPECT_EQ(io::store::to_hex(t.audit().root(n)), io::store::to_hex(Definition::root(entries, 0, entries.size())))
          << n;
    });
    append("n" + std::to_string(n));
    read([&](Transaction& t) { entries.push_back(t.audit().read({.from = n}).at(0).entry); });
  }
}

TEST_F(AuditTest, AnUndisturbedLogIsSound) {
  EXPECT_TRUE(store->verify_audit().sound) << "also when it is empty";
  for (int n = 0; n < 21; ++n) append("n", {}, n % 3 == 0 ? "text" : "");
  const auto check = store->verify_audit();
  EXPECT_TRUE(check.sound) << check.defect;
  EXPECT_EQ(check.entries, 21);
  read([&](Transaction& t) { EXPECT_EQ(check.root, io::store::to_hex(t.audit().root(t.audit().size()))); });
}

TEST_F(AuditTest, AnErasedTextLeavesTheLogSound) {
  append("a", {}, "by the submitter");
  append("b", uuid(9, 2), "about somebody");
  write([](Transaction& t) {
    EXPECT_EQ(t.audit().erase_texts({uuid(9, 2)}), 1);
    t.audit().append(entry("audit.erase", uuid(9, 2)));
  });
  EXPECT_TRUE(store->verify_audit().sound) << store->verify_audit().defect;
  read([](Transaction& t) {
    EXPECT_EQ(t.audit().read({}).at(0).text, "by the submitter");
    EXPECT_EQ(t.audit().read({}).at(1).text, "");
  });
  write([](Transaction& t) {
    EXPECT_EQ(t.audit().erase_texts(submitter), 1);
    t.audit().append(entry("audit.erase", submitter.value));
  });
  EXPECT_TRUE(store->verify_audit().sound) << store->verify_audit().defect;
}

TEST_F(AuditTest, ATextThatNobodyErasedIsMissed) {
  write([](Transaction& t) { t.audit().append(entry("audit.erase", submitter.value)); });
  append("a", {}, "typed after the erasure");
  tamper("DELETE FROM audit_text");
  EXPECT_THAT(store->verify_audit().defect, HasSubstr("entry 1 lacks its text"));
}

TEST_F(AuditTest, EveryTamperingIsNoticed) {
  const struct {
    const char* sql;
    const char* defect;
  } cases[] = {
      {"UPDATE audit_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'denied', 'success') AS BLOB) WHERE seq = 3",
       "does not give the stored"},
      {"UPDATE audit_entry SET at = at + 1 WHERE seq = 2", "another time beside it"},
      {"UPDATE audit_entry SET actor_id = 'x' WHERE seq = 2", "another actor beside it"},
      {"UPDATE audit_entry SET action = 'x' WHERE seq = 2", "another action beside it"},
      {"UPDATE audit_entry SET object_id = 'x' WHERE seq = 2", "another object beside it"},
      {"UPDATE audit_entry SET entry = CAST('x' AS BLOB) WHERE seq = 2", "not a JSON object"},
      {"UPDATE audit_entry SET entry = CAST('{}' AS BLOB) WHERE seq = 2", "lacks a member"},
      {"DELETE FROM audit_text; DELETE FROM audit_entry WHERE seq = 2", "entry 2 is missing"},
      {"DELETE FROM audit_text; DELETE FROM audit_entry WHERE seq = 4", "hashes of entries that are not there"},
      {"DELETE FROM audit_text; DELETE FROM audit_entry", "hashes of entries that are not there"},
      {"UPDATE audit_hash SET hash = zeroblob(32) WHERE level = 0 AND n = 1", "does not give the stored hash 0/1"},
      {"UPDATE audit_hash SET hash = zeroblob(32) WHERE level = 2", "does not give the stored hash 2/0"},
      {"DELETE FROM audit_hash WHERE level = 1 AND n = 1", "does not give the stored hash 1/1"},
      {"UPDATE audit_text SET text = 'other'", "another text beside it"},
  };
  for (const auto& each : cases) {
    store.reset();
    std::filesystem::remove(file());
    open();
    write([](Transaction& t) {
      for (int n = 0; n < 5; ++n) {
        domain::AuditEntry e = entry("n", uuid(n));
        e.outcome = domain::AuditOutcome::denied;
        if (n == 3) e.text = "why";
        t.audit().append(e);
      }
    });
    ASSERT_TRUE(store->verify_audit().sound);
    tamper(each.sql);
    const auto check = store->verify_audit();
    EXPECT_FALSE(check.sound) << each.sql;
    EXPECT_THAT(check.defect, HasSubstr(each.defect)) << each.sql;
  }
}

TEST_F(AuditTest, AReaderCannotAppend) {
  EXPECT_THROW(read([](Transaction& t) { t.audit().append(entry("x")); }), std::logic_error);
  read([](Transaction& t) { EXPECT_EQ(t.audit().size(), 0); });
}

}  // namespace
}  // namespace formulary::test
