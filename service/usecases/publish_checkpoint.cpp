#include "service/usecases/publish_checkpoint.hpp"

#include <algorithm>

#include "service/domain/tlog/add_checkpoint.hpp"
#include "service/domain/tlog/cosignature.hpp"
#include "service/domain/tlog/lines.hpp"
#include "service/domain/tlog/proof.hpp"

namespace formulary::usecases {
namespace {

namespace tlog = domain::tlog;

constexpr int size_differs = 409;
constexpr int proof_refused = 422;

std::string entries(std::uint64_t size) { return std::to_string(size) + " entries"; }

/// The cosignature of `key` among the lines of a witness's answer, as a line; empty when there is none that holds.
std::string cosignature_in(std::string_view body, const tlog::VerifierKey& key, const std::string& text,
                           const tlog::Crypto& crypto) {
  while (const auto line = tlog::take_line(body)) {
    const auto signature = tlog::parse_signature_line(*line);
    if (signature && tlog::cosigned_at(*signature, text, key, crypto.verify)) return tlog::to_line(*signature) + '\n';
  }
  return {};
}

}  // namespace

CheckpointPublisher::CheckpointPublisher(const PublishingWorld& world)
    : world_(world), known_(world.witnesses == nullptr ? 0 : world.witnesses->keys().size(), 0) {}

/// Holds the log of `size` entries against the last checkpoint that was signed; empty when it continues it.
std::string CheckpointPublisher::contradiction_of(Transaction& transaction, std::int64_t size) const {
  const auto last = transaction.audit().last_signed();
  if (!last) return {};
  const auto& crypto = world_.crypto;
  const auto signed_one = tlog::open_checkpoint(last->note, world_.signer.key(), crypto.verify);
  if (!signed_one) return "The last checkpoint in the database was not signed with the key of this log.";
  if (signed_one->size > static_cast<std::uint64_t>(size)) {
    return "A checkpoint of " + entries(signed_one->size) + " was signed, but the log has " + std::to_string(size) +
           ".";
  }
  auto& log = transaction.audit();
  const auto now = static_cast<std::uint64_t>(size);
  const tlog::Proof proof = tlog::prove_consistency(crypto.hasher(), log, signed_one->size, now);
  if (tlog::is_consistent(crypto.hasher(), signed_one->size, now, signed_one->root, log.root(size), proof)) return {};
  return "The first " + entries(signed_one->size) + " of the log are not those that were signed.";
}

/// The checkpoint of the log as it is now, signed and durable; nothing while the log is empty.
std::optional<CheckpointPublisher::Signed> CheckpointPublisher::newest() {
  std::optional<StoredCheckpoint> last;
  tlog::Checkpoint now;
  world_.store.read([&](Transaction& transaction) {
    last = transaction.audit().last_signed();
    const std::int64_t size = transaction.audit().size();
    now = {world_.signer.key().name, static_cast<std::uint64_t>(size), transaction.audit().root(size)};
  });
  if (now.size == 0) return std::nullopt;
  Signed latest{now, last ? last->note : std::string()};
  if (!last || last->size != static_cast<std::int64_t>(now.size)) {
    const auto& key = world_.signer.key();
    const std::string text = tlog::to_text(now);
    latest.note = tlog::to_text(tlog::Note{text, {{key.name, key.id, world_.signer.sign(text)}}});
    world_.store.write([&](Transaction& transaction) {
      transaction.audit().insert_signed({static_cast<std::int64_t>(now.size), latest.note});
      return Commit::yes;
    });
  }
  return latest;
}

Publication CheckpointPublisher::publish() {
  Publication done;
  bool nothing_new = false;
  world_.store.read([&](Transaction& transaction) {
    const std::int64_t size = transaction.audit().size();
    done.contradiction = contradiction_of(transaction, size);
    const auto published = transaction.audit().last_published();
    done.size = published ? published->size : 0;
    nothing_new = done.size == size;
  });
  if (nothing_new || !done.contradiction.empty()) return done;
  const auto latest = newest();
  if (!latest) return done;
  world_.keeper.keep(world_.kept_as, latest->note);
  cosign(*latest, done);
  return done;
}

std::string CheckpointPublisher::request_for(std::size_t witness, const Signed& latest) const {
  tlog::AddCheckpoint request{static_cast<std::uint64_t>(known_[witness]), {}, latest.note};
  if (known_[witness] > 0) {
    world_.store.read([&](Transaction& transaction) {
      request.proof = tlog::prove_consistency(world_.crypto.hasher(), transaction.audit(), request.old_size,
                                              latest.checkpoint.size);
    });
  }
  return tlog::to_text(request);
}

/// A witness cannot be believed that the log is wrong; but what it has seen carries the log's own signature.
std::string CheckpointPublisher::contradiction_at(std::size_t witness, const Signed& latest) const {
  const auto& key = world_.signer.key();
  const auto seen =
      tlog::open_checkpoint(world_.witnesses->last_checkpoint(witness, key.name).body, key, world_.crypto.verify);
  if (!seen) return {};
  const std::string who = "The witness " + world_.witnesses->keys()[witness].name;
  if (seen->size > latest.checkpoint.size) {
    return who + " has a checkpoint of " + entries(seen->size) + " that this log signed, but the log has " +
           std::to_string(latest.checkpoint.size) + ": the database was put back to an older state.";
  }
  bool same = false;
  world_.store.read([&](Transaction& transaction) {
    same = transaction.audit().root(static_cast<std::int64_t>(seen->size)) == seen->root;
  });
  if (same) return {};
  return who + " has a checkpoint of " + entries(seen->size) +
         " that this log signed and that it no longer fits: another history was written.";
}

void CheckpointPublisher::cosign(const Signed& latest, Publication& done) {
  const std::size_t count = known_.size();
  const std::string text = tlog::to_text(latest.checkpoint);
  std::vector<std::string> lines(count);
  bool again = count > 0;
  for (int turn = 0; turn < 2 && again; ++turn) {  // the second time for those whose size was not known
    again = false;
    std::vector<std::string> bodies(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (lines[i].empty() && known_[i] <= static_cast<std::int64_t>(latest.checkpoint.size)) {
        bodies[i] = request_for(i, latest);
      }
    }
    const std::vector<WitnessAnswer> answers = world_.witnesses->add_checkpoint(bodies);
    for (std::size_t i = 0; i < count; ++i) {
      if (bodies[i].empty()) continue;
      const WitnessAnswer& answer = answers.at(i);
      if (answer.status == 200) {
        lines[i] = cosignature_in(answer.body, world_.witnesses->keys()[i], text, world_.crypto);
        if (!lines[i].empty()) known_[i] = static_cast<std::int64_t>(latest.checkpoint.size);
      }
      if (answer.status != size_differs && answer.status != proof_refused) continue;
      std::string_view body = answer.body;
      const auto size =
          answer.status == size_differs ? tlog::parse_decimal(tlog::take_line(body).value_or(body)) : std::nullopt;
      if (size && *size <= latest.checkpoint.size) {
        known_[i] = static_cast<std::int64_t>(*size);
        again = true;
      } else if (done.contradiction.empty()) {
        done.contradiction = contradiction_at(i, latest);
      }
    }
  }
  if (!done.contradiction.empty()) return;

  std::string cosignatures;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < count; ++i) {
    if (lines[i].empty()) continue;
    cosignatures += lines[i];
    keys.push_back(tlog::to_text(world_.witnesses->keys()[i]));
  }
  if (static_cast<int>(keys.size()) < world_.needed) {
    done.problem = std::to_string(keys.size()) + " of the " + std::to_string(world_.needed) +
                   " witnesses that are needed signed the checkpoint of " + entries(latest.checkpoint.size) + ".";
    return;
  }
  world_.store.write([&](Transaction& transaction) {
    transaction.audit().insert_published(static_cast<std::int64_t>(latest.checkpoint.size), cosignatures, keys);
    return Commit::yes;
  });
  done.size = static_cast<std::int64_t>(latest.checkpoint.size);
}

}  // namespace formulary::usecases
