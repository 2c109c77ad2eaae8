// audit_log FOLDER [ENTRIES]: fills the audit log of a registry in FOLDER with that many entries (a million) and
// publishes it. Then measures, and prints five lines: durable entries a second that eight threads append one by one as
// fast as they can, the 99th percentile of how long one takes then, in milliseconds, the same while 2,500 a second are
// asked for (from the moment at which each is due), entries a second that a check of the whole log looks through, and
// the 99th percentile of the milliseconds that a proof takes, from opening the database to the text of the proof.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "service/domain/tlog/checkpoint.hpp"
#include "service/domain/tlog/proof_file.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "service/io/notes/note_folder.hpp"
#include "service/io/store/audit_archive.hpp"
#include "service/usecases/publish_checkpoint.hpp"

namespace {

using namespace formulary;
using Clock = std::chrono::steady_clock;

constexpr domain::tlog::Crypto crypto{&io::crypto::sha256_of, &io::crypto::ed25519_verify};

double milliseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

std::string id(std::uint64_t number) {
  char text[40];
  std::snprintf(text, sizeof text, "01900000-0000-7000-8000-%012llu", static_cast<unsigned long long>(number));
  return text;
}

/// As long as those of the gate, which are nearly all.
domain::AuditEntry entry(std::uint64_t number) {
  domain::AuditEntry e;
  e.actor.kind = domain::ActorKind::script;
  e.actor.id = {id(number % 50)};
  e.actor.session_digest = std::string(64, 'a');
  e.actor.remote = "192.0.2.17";
  e.actor.user_agent_digest = std::string(64, 'b');
  e.actor.request_id = id(number);
  e.action = "gate.query";
  e.object_type = "approval";
  e.object_id = id(number % 3000);
  e.object_sha256 = std::string(64, 'c');
  e.to = "allowed";
  e.at = {1'772'323'200'000 + static_cast<std::int64_t>(number)};
  return e;
}

double percentile(std::vector<double>& times) {
  std::ranges::sort(times);
  return times[times.size() * 99 / 100];
}

constexpr std::uint64_t threads = 8;

/// `due(n)`: when the n-th entry of a thread is to be written; it waits until then.
template <class Due>
std::vector<double> append(io::store::EmbeddedStore& store, const Due& due) {
  constexpr std::chrono::seconds span{5};
  std::vector<double> all;
  std::mutex mutex;
  const auto begun = Clock::now();
  std::vector<std::jthread> running;
  for (std::uint64_t i = 0; i < threads; ++i) {
    running.emplace_back([&, i] {
      std::vector<double> times;
      for (std::uint64_t n = 0; Clock::now() - begun < span; ++n) {
        const auto one = due(begun, n * threads + i);
        std::this_thread::sleep_until(one);
        store.write([&](usecases::Transaction& transaction) {
          transaction.audit().append(entry(n * threads + i));
          return usecases::Commit::yes;
        });
        times.push_back(milliseconds(one));
      }
      const std::scoped_lock lock(mutex);
      all.insert(all.end(), times.begin(), times.end());
    });
  }
  running.clear();  // waits for them
  return all;
}

void append(io::store::EmbeddedStore& store) {
  const auto begun = Clock::now();
  auto fast = append(store, [](Clock::time_point, std::uint64_t) { return Clock::now(); });
  std::printf("%.0f\n", static_cast<double>(fast.size()) / milliseconds(begun) * 1000);
  std::printf("%.3f\n", percentile(fast));
  auto steady = append(store, [](Clock::time_point from, std::uint64_t number) {
    return from + std::chrono::microseconds(400 * number);  // 2,500 a second
  });
  std::printf("%.3f\n", percentile(steady));
}

void check(const std::filesystem::path& file, const domain::tlog::VerifierKey& key) {
  const auto begun = Clock::now();
  const auto result = io::store::AuditArchive(file).check({.key = key,
                                                           .verify = crypto.verify,
                                                           .signatures = io::store::Signatures::all,
                                                           .states = io::store::States::compared});
  if (!result.sound) {
    std::fprintf(stderr, "%s\n", result.defect.c_str());
    std::exit(1);
  }
  std::printf("%.0f\n", static_cast<double>(result.entries) / milliseconds(begun) * 1000);
}

void prove(const std::filesystem::path& file) {
  std::mt19937_64 random(7);
  std::vector<double> times;
  for (int i = 0; i < 300; ++i) {
    const auto begun = Clock::now();
    io::store::AuditArchive archive(file);
    archive.read([&](io::store::SqlAuditTrail& log) {
      const auto published = log.last_published();
      const auto size = static_cast<std::uint64_t>(published->size);
      const std::uint64_t index = random() % size;
      const auto proof = domain::tlog::prove_inclusion(crypto.hasher(), log, index, size);
      if (to_text(domain::tlog::ProofFile{{}, index, proof, published->note}).empty()) std::exit(1);
    });
    times.push_back(milliseconds(begun));
  }
  std::printf("%.3f\n", percentile(times));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: audit_log FOLDER [ENTRIES]\n", stderr);
    return 2;
  }
  const std::uint64_t entries = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1'000'000;
  const std::filesystem::path folder = arguments[1];
  const auto signer = io::crypto::open_note_signer(folder / "audit.key", "bench/audit", domain::tlog::KeyKind::note);
  {
    const auto store = io::store::open(folder / "registry.db");
    const auto begun = Clock::now();
    for (std::uint64_t i = 0; i < entries; ++i) store->account(entry(i));
    if (!store->flush_account()) return 1;
    std::fprintf(stderr, "filled in %.0f ms\n", milliseconds(begun));
    append(*store);
    io::notes::NoteFolder notes(folder);
    usecases::CheckpointPublisher publisher(
        {.store = *store, .signer = *signer, .keeper = notes, .kept_as = "audit.checkpoint", .crypto = crypto});
    publisher.publish();
  }
  check(folder / "registry.db", signer->key());
  prove(folder / "registry.db");
  return 0;
}
