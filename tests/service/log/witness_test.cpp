// The witness: every answer of C2SP tlog-witness, and that it remembers.
#include "service/usecases/witness.hpp"

#include <thread>

#include "service/domain/tlog/add_checkpoint.hpp"
#include "service/domain/tlog/cosignature.hpp"
#include "service/io/notes/note_folder.hpp"
#include "tests/service/domain/tlog/fixtures.hpp"
#include "tests/service/log/log_place.hpp"

namespace formulary::test {
namespace {

class WitnessTest : public ::testing::Test {
 protected:
  WitnessTest() {
    for (int i = 0; i < 20; ++i) log.append("entry " + std::to_string(i));
  }

  std::string note(std::uint64_t size, const usecases::NoteSigner& by) {
    const std::string text = tlog::to_text(tlog::Checkpoint{"log", size, tlog::root_of(hasher, log, size)});
    return tlog::to_text(tlog::Note{text, {{by.key().name, by.key().id, by.sign(text)}}});
  }
  std::string request(std::uint64_t old_size, std::uint64_t size) {
    tlog::AddCheckpoint made{old_size, {}, note(size, *signer)};
    if (old_size > 0 && old_size <= size) made.proof = tlog::prove_consistency(hasher, log, old_size, size);
    return tlog::to_text(made);
  }
  usecases::Witness::Answer send(const std::string& body) { return witness.add_checkpoint(body, 1'800'000'000); }

  GrowingLog log;
  std::unique_ptr<usecases::NoteSigner> signer = test_signer("log", tlog::KeyKind::note);
  std::unique_ptr<usecases::NoteSigner> own = test_signer("witness", tlog::KeyKind::cosignature, 2);
  Memory memory;
  usecases::Witness witness{*own, memory, {signer->key()}, crypto};
};

TEST_F(WitnessTest, SignsWhatContinuesAndKeepsIt) {
  const auto first = send(request(0, 5));
  ASSERT_EQ(first.status, 200);
  const auto line = tlog::parse_signature_line(first.body.substr(0, first.body.size() - 1));
  ASSERT_TRUE(line);
  const std::string text = tlog::parse_note(note(5, *signer))->text;
  EXPECT_EQ(tlog::cosigned_at(*line, text, own->key(), crypto.verify), 1'800'000'000U);
  EXPECT_EQ(send(request(5, 12)).status, 200);
  EXPECT_EQ(send(request(12, 12)).status, 200) << "the same once more";
  const auto kept = witness.last_checkpoint(io::store::to_hex(crypto.sha256("log", {}, {})));
  ASSERT_TRUE(kept);
  EXPECT_EQ(tlog::open_checkpoint(*kept, signer->key(), crypto.verify)->size, 12U);
  EXPECT_EQ(tlog::parse_note(*kept)->signatures.size(), 2U);
  EXPECT_FALSE(witness.last_checkpoint(io::store::to_hex(crypto.sha256("other", {}, {}))));
  EXPECT_FALSE(witness.last_checkpoint("../witness.key"));
}

TEST_F(WitnessTest, SaysWhatIsWrong) {
  ASSERT_EQ(send(request(0, 8)).status, 200);
  EXPECT_EQ(send("").status, 400);
  EXPECT_EQ(send("old 8\n\nnonsense").status, 400);
  tlog::AddCheckpoint larger{9, {}, note(8, *signer)};
  EXPECT_EQ(send(tlog::to_text(larger)).status, 400) << "the old size is larger than the new one";

  const auto stranger = test_signer("log", tlog::KeyKind::note, 7);
  tlog::AddCheckpoint forged{8, tlog::prove_consistency(hasher, log, 8, 9), note(9, *stranger)};
  EXPECT_EQ(send(tlog::to_text(forged)).status, 403);
  const auto elsewhere = test_signer("elsewhere", tlog::KeyKind::note);
  const std::string text = tlog::to_text(tlog::Checkpoint{"elsewhere", 9, {}});
  tlog::AddCheckpoint unknown{
      0, {}, tlog::to_text(tlog::Note{text, {{"elsewhere", elsewhere->key().id, elsewhere->sign(text)}}})};
  EXPECT_EQ(send(tlog::to_text(unknown)).status, 404);

  const auto behind = send(request(5, 12));
  EXPECT_EQ(behind.status, 409);
  EXPECT_EQ(behind.body, "8\n");
  EXPECT_EQ(send(request(0, 12)).status, 409) << "a log that was put back cannot begin anew";
  EXPECT_EQ(send(request(5, 5)).body, "8\n") << "an older checkpoint";

  tlog::AddCheckpoint unproven{8, tlog::prove_consistency(hasher, log, 7, 12), note(12, *signer)};
  EXPECT_EQ(send(tlog::to_text(unproven)).status, 422);
  GrowingLog fork;
  for (int i = 0; i < 12; ++i) fork.append("other " + std::to_string(i));
  std::swap(log, fork);
  EXPECT_EQ(send(request(8, 12)).status, 422) << "another history";
  EXPECT_EQ(send(request(8, 8)).status, 422) << "another root of the same size";
  std::swap(log, fork);
  EXPECT_EQ(send(request(8, 20)).status, 200) << "none of this was remembered";
}

TEST_F(WitnessTest, TheVectorsRequestIsAnsweredWithTheVectorsCosignature) {
  const auto key = *tlog::parse_verifier_key(vector_line("vkey"), crypto.sha256);
  tlog::SignerKey seed{.name = "witness.formulary.example/w1",
                       .kind = tlog::KeyKind::cosignature,
                       .seed = key_bytes(vectors().at("seed_witness").get<std::string>())};
  seed.id = tlog::key_id(seed.name, seed.kind, io::crypto::ed25519_public_key(seed.seed), crypto.sha256);
  const auto vector_signer = io::crypto::note_signer(tlog::to_text(seed));
  usecases::Witness other(*vector_signer, memory, {key}, crypto);
  const auto log_key = io::crypto::note_signer([&] {
    tlog::SignerKey made{
        .name = key.name, .seed = key_bytes(vectors().at("seed_log").get<std::string>()), .id = key.id};
    return tlog::to_text(made);
  }());
  GrowingLog seven = log_of_vectors();
  const std::string text = tlog::to_text(tlog::Checkpoint{key.name, 5, tlog::root_of(hasher, seven, 5)});
  tlog::AddCheckpoint five{0, {}, tlog::to_text(tlog::Note{text, {{key.name, key.id, log_key->sign(text)}}})};
  ASSERT_EQ(other.add_checkpoint(tlog::to_text(five), 1).status, 200);
  const auto answer =
      other.add_checkpoint(vector_file("add-checkpoint"), vectors().at("cosign_time").get<std::uint64_t>());
  ASSERT_EQ(answer.status, 200);
  EXPECT_TRUE(vector_file("checkpoint").ends_with(answer.body)) << answer.body;
}

TEST_F(WitnessTest, NothingIsSignedThatCannotBeKept) {
  memory.full = true;
  EXPECT_THROW(send(request(0, 5)), std::runtime_error);
  memory.full = false;
  EXPECT_EQ(send(request(0, 9)).status, 200);
  memory.notes.begin()->second[3] = '!';
  EXPECT_THROW(send(request(9, 12)), std::runtime_error) << "a memory that was changed is not begun anew";
}

TEST_F(WitnessTest, OfTwoAtTheSameTimeOneIsLate) {
  ASSERT_EQ(send(request(0, 2)).status, 200);
  const std::string bodies[] = {request(2, 10), request(2, 11)};
  std::atomic<int> good = 0;
  std::atomic<int> late = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        const int status = send(bodies[i % 2]).status;
        (status == 200 ? good : late) += status == 200 || status == 409 ? 1 : 100;
      });
    }
  }
  EXPECT_EQ(good, 1);
  EXPECT_EQ(late, 7);
}

TEST(NoteFolder, KeepsOneNoteUnderEachName) {
  TemporaryFolder place;
  io::notes::NoteFolder notes(place / "state", io::notes::Lock::yes);
  EXPECT_FALSE(notes.kept("a"));
  notes.keep("a", "one");
  notes.keep("b", "two");
  notes.keep("a", "three");
  EXPECT_EQ(notes.kept("a"), "three");
  EXPECT_EQ(io::notes::NoteFolder(place / "state").kept("b"), "two");
  EXPECT_THROW(io::notes::NoteFolder(place / "state", io::notes::Lock::yes), std::runtime_error) << "one at a time";
}

}  // namespace
}  // namespace formulary::test
