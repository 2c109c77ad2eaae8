// A log with its key, a store to keep it in, and witnesses that can be reached without a network.
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "service/domain/tlog/checkpoint.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "service/io/store/digest.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/publish_checkpoint.hpp"
#include "service/usecases/witness.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {

namespace tlog = domain::tlog;

inline constexpr tlog::Crypto crypto{&io::crypto::sha256_of, &io::crypto::ed25519_verify};

/// Notes in memory.
class Memory : public usecases::NoteKeeper {
 public:
  std::optional<std::string> kept(std::string_view name) override {
    const auto found = notes.find(std::string(name));
    return found == notes.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(std::string_view name, std::string_view note) override {
    if (full) throw std::runtime_error("the disk is full");
    notes[std::string(name)] = note;
  }

  std::map<std::string, std::string> notes;
  bool full = false;
};

/// A key from a number.
inline std::unique_ptr<usecases::NoteSigner> test_signer(const std::string& name, tlog::KeyKind kind, int number = 1) {
  tlog::SignerKey key{.name = name, .kind = kind, .seed = {}};
  key.seed[0] = static_cast<std::uint8_t>(number);
  key.id = tlog::key_id(name, kind, io::crypto::ed25519_public_key(key.seed), crypto.sha256);
  return io::crypto::note_signer(tlog::to_text(key));
}

/// Witnesses of one log, in this process; each can be away.
class NearWitnesses : public usecases::Witnesses {
 public:
  NearWitnesses(int count, const tlog::VerifierKey& log) {
    for (int i = 0; i < count; ++i) {
      signers_.push_back(test_signer("w" + std::to_string(i), tlog::KeyKind::cosignature, 10 + i));
      memories.push_back(std::make_unique<Memory>());
      witnesses_.push_back(
          std::make_unique<usecases::Witness>(*signers_.back(), *memories.back(), std::vector{log}, crypto));
      keys_.push_back(signers_.back()->key());
    }
    away.resize(static_cast<std::size_t>(count));
  }

  const std::vector<tlog::VerifierKey>& keys() const override { return keys_; }
  std::vector<usecases::WitnessAnswer> add_checkpoint(const std::vector<std::string>& bodies) override {
    std::vector<usecases::WitnessAnswer> answers(bodies.size());
    for (std::size_t i = 0; i < bodies.size(); ++i) {
      if (bodies[i].empty() || away[i]) continue;
      const auto answer = witnesses_[i]->add_checkpoint(bodies[i], 1'800'000'000);
      answers[i] = {answer.status, answer.body};
    }
    return answers;
  }
  usecases::WitnessAnswer last_checkpoint(std::size_t witness, std::string_view origin) override {
    if (away[witness]) return {};
    const std::string hash = io::store::to_hex(crypto.sha256(origin, {}, {}));
    const auto note = witnesses_[witness]->last_checkpoint(hash);
    return note ? usecases::WitnessAnswer{200, *note} : usecases::WitnessAnswer{404, {}};
  }

  std::vector<bool> away;
  std::vector<std::unique_ptr<Memory>> memories;

 private:
  std::vector<std::unique_ptr<usecases::NoteSigner>> signers_;
  std::vector<std::unique_ptr<usecases::Witness>> witnesses_;
  std::vector<tlog::VerifierKey> keys_;
};

class LogTest : public StoreTest {
 protected:
  LogTest() { add_people(); }

  void append(int count, const std::string& text = {}) {
    write([&](Transaction& t) {
      for (int i = 0; i < count; ++i) {
        domain::AuditEntry e = entry("something", uuid(i));
        e.text = text;
        t.audit().append(e);
      }
    });
  }
  usecases::CheckpointPublisher publisher(usecases::Witnesses* witnesses = nullptr, int needed = 0) {
    return usecases::CheckpointPublisher({.store = *store,
                                          .signer = *signer,
                                          .keeper = memory,
                                          .kept_as = "checkpoint",
                                          .witnesses = witnesses,
                                          .needed = needed,
                                          .crypto = crypto});
  }
  /// What a look through the log says is wrong; empty when nothing is.
  std::string defect(std::vector<tlog::Checkpoint> seen = {}) {
    return store
        ->verify_audit({.key = signer->key(),
                        .verify = crypto.verify,
                        .signatures = io::store::Signatures::all,
                        .seen = std::move(seen)})
        .defect;
  }
  std::string published() {
    std::optional<usecases::StoredCheckpoint> found;
    read([&](Transaction& t) { found = t.audit().last_published(); });
    return found ? found->note : std::string();
  }
  tlog::Checkpoint kept() {
    return *tlog::open_checkpoint(memory.notes.at("checkpoint"), signer->key(), crypto.verify);
  }

  std::unique_ptr<usecases::NoteSigner> signer = test_signer("test.example/audit", tlog::KeyKind::note);
  Memory memory;
};

}  // namespace formulary::test
