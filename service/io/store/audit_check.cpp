#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "service/domain/tlog/cosignature.hpp"
#include "service/domain/tlog/lines.hpp"
#include "service/io/store/audit.hpp"
#include "service/io/store/audit_entry.hpp"
#include "service/io/store/audit_fields.hpp"
#include "service/io/store/audit_indices.hpp"
#include "service/io/store/seal_check.hpp"

namespace formulary::io::store {
namespace {

namespace tlog = domain::tlog;

constexpr std::string_view entries_text =
    "SELECT seq, entry, at, actor_id, action, object_id FROM audit_entry ORDER BY seq";
constexpr std::string_view texts_text = "SELECT seq, id, text FROM audit_text ORDER BY seq";
constexpr std::string_view hashes_text = "SELECT n, hash FROM audit_hash WHERE level = $1 ORDER BY n";
constexpr std::string_view count_text = "SELECT count(*) FROM audit_hash";
constexpr std::string_view signed_text = "SELECT number, size, note FROM audit_checkpoint ORDER BY number";
constexpr std::string_view last_signed_text = "SELECT coalesce(max(number), -1) FROM audit_checkpoint";
constexpr std::string_view published_text = R"sql(
SELECT p.number, p.size, c.note, p.cosignatures
FROM audit_published p LEFT JOIN audit_checkpoint c ON c.size = p.size ORDER BY p.number)sql";
constexpr std::string_view witnesses_text = "SELECT key FROM audit_witness ORDER BY key";
constexpr std::string_view states_text =
    "SELECT id, state FROM submission UNION ALL SELECT id, state FROM approval "
    "UNION ALL SELECT id, state FROM emergency_approval ORDER BY id";
constexpr std::string_view erasure = "audit.erase";
constexpr std::string_view query = "gate.query";  // its `to` is an answer, not a state

/// What stands beside an entry, one after the other, and is looked at when its entry comes.
struct TextRow {
  std::int64_t sequence = 0;
  std::string id, text;
};

class Check {
 public:
  Check(Connection& connection, const AuditExpectations& expected)
      : connection_(connection), expected_(expected), texts_(connection, texts_text), signed_(connection, signed_text) {
    std::ranges::sort(expected_.seen, {}, &tlog::Checkpoint::size);
    Query last(connection, last_signed_text);
    if (last.next()) last_signed_ = last.integer();
  }

  AuditCheck run() {
    next_text();
    next_signed();
    if (!expected_.seen.empty() && expected_.seen.front().size == 0) ++seen_;
    for (Query row(connection_, entries_text); result_.defect.empty() && row.next();) add(row);
    if (result_.defect.empty()) look_at_the_rest();
    result_.root = to_hex(root());
    result_.sound = result_.defect.empty();
    return result_;
  }

 private:
  void add(Query& row) {
    if (row.integer() != result_.entries) return fail(result_.entries, "is missing");
    const std::string_view entry = row.view();
    if (const std::string_view what = mismatch(row, entry); !what.empty()) return fail(result_.entries, what);
    Digest hash = leaf_hash(entry);
    std::int64_t n = result_.entries;
    compare(0, n, hash);
    for (std::size_t level = 0; n % 2 == 1; ++level, n /= 2) {
      hash = node_hash(complete_.back(), hash);
      complete_.pop_back();
      compare(level + 1, n / 2, hash);
    }
    complete_.push_back(hash);
    ++result_.entries;
    hold_against_checkpoints();
  }

  /// What does not fit between an entry and the columns and the text beside it; empty when all does.
  std::string_view mismatch(Query& row, std::string_view entry) {
    std::string_view defect;
    const auto fields = read_fields(entry, room_, defect);
    if (!fields) return defect;
    const domain::Instant at = row.instant();
    if (fields->time != domain::to_rfc3339(at)) return "has another time beside it";
    if (fields->actor != row.view()) return "has another actor beside it";
    if (fields->action != row.view()) return "has another action beside it";
    if (fields->object != row.view()) return "has another object beside it";
    indices_.add(result_.entries, fields->object, fields->actor, fields->action, at);
    if (!fields->to.empty() && fields->action != query &&
        (fields->object_type == "approval" || fields->object_type == "submission" ||
         fields->object_type == "emergency_approval")) {
      states_[std::string(fields->object)] = fields->to;
    }
    last_state_ = fields->state;
    if (fields->action == erasure) erased_[std::string(fields->object)] = result_.entries;
    if (!text_ || text_->sequence != result_.entries) {
      if (!fields->reason_hash.empty()) {
        missing_.push_back({result_.entries, std::string(fields->actor), std::string(fields->object)});
      }
      return {};
    }
    if (fields->id != text_->id) return "has the text of another entry beside it";
    if (fields->reason_hash != reason_hash(fields->salt, text_->text)) return "has another text beside it";
    next_text();
    return {};
  }

  /// The numbers of a level come one after the other, so each level is read in one go beside the entries.
  void compare(std::size_t level, std::int64_t n, const Digest& expected) {
    ++hashes_;
    if (level == stored_.size()) {
      stored_.push_back(std::make_unique<Query>(connection_, hashes_text, static_cast<std::int64_t>(level)));
    }
    Query& row = *stored_[level];
    if (row.next() && row.integer() == n && row.view() == as_text(expected)) return;
    fail(result_.entries, "does not give the stored hash " + std::to_string(level) + "/" + std::to_string(n));
  }

  void hold_against_checkpoints() {
    const auto size = static_cast<std::uint64_t>(result_.entries);
    if (checkpoint_ && checkpoint_->size == size) {
      if (checkpoint_->root != root()) return fail_at(size, "differs from what the log signed");
      next_signed();
    }
    for (; seen_ < expected_.seen.size() && expected_.seen[seen_].size == size; ++seen_) {
      if (expected_.seen[seen_].root != root()) {
        return fail_at(size, "differs from a checkpoint that was kept elsewhere: another history was written");
      }
    }
  }

  void next_text() {
    text_.reset();
    if (!texts_.next()) return;
    text_.emplace();
    text_->sequence = texts_.integer();
    text_->id = texts_.view();
    text_->text = texts_.view();
  }

  /// Reads the next checkpoint that the log signed; malformed ones are defects wherever the log has come to.
  void next_signed() {
    checkpoint_.reset();
    if (!signed_.next()) return;
    const std::int64_t number = signed_.integer();
    const auto size = static_cast<std::uint64_t>(signed_.integer());
    const std::string note = signed_.text();
    if (number != result_.checkpoints)
      return fail("Checkpoint " + std::to_string(result_.checkpoints) + " is missing.");
    const auto parsed = tlog::parse_note(note);
    const auto checkpoint = parsed ? tlog::parse_checkpoint(parsed->text) : std::nullopt;
    const bool looked_at = expected_.signatures == Signatures::all || number == last_signed_;
    if (!checkpoint || checkpoint->size != size || to_text(*parsed) != note || (looked_at && !is_signed(*parsed))) {
      return fail("Checkpoint " + std::to_string(number) + " is not what the log signed.");
    }
    if (checkpoint->size <= static_cast<std::uint64_t>(result_.entries)) {
      return fail("Checkpoint " + std::to_string(number) + " is not larger than the one before.");
    }
    ++result_.checkpoints;
    checkpoint_ = checkpoint;
  }

  bool is_signed(const tlog::Note& note) const {
    return !expected_.key || tlog::open_checkpoint(note, *expected_.key, expected_.verify);
  }

  void look_at_the_rest() {
    Query count(connection_, count_text);
    count.next();
    if (count.integer() != hashes_) return fail("There are hashes of entries that are not there.");
    if (text_) return fail("There is a text of an entry that is not there.");
    for (const auto& [sequence, actor, object] : missing_) {
      if (!is_erased(sequence, actor) && !is_erased(sequence, object)) {
        return fail(sequence, "lacks its text, and no erasure explains that");
      }
    }
    const std::string all = std::to_string(result_.entries);
    if (checkpoint_) {
      return fail("The log signed a checkpoint of " + std::to_string(checkpoint_->size) + " entries but has " + all +
                  ": entries were removed.");
    }
    if (seen_ < expected_.seen.size()) {
      return fail("A checkpoint of " + std::to_string(expected_.seen[seen_].size) +
                  " entries was kept elsewhere, but the log has " + all + ": it was put back to an older state.");
    }
    if (!indices_.agree(connection_)) return fail("An index of the log does not have what the entries say.");
    look_at_published();
    if (expected_.states == States::compared) compare_states();
    if (result_.entries > 0) fail(contradiction_of_seals(connection_, last_state_));
  }

  /// What stands in the registry is what was last accounted for.
  void compare_states() {
    for (Query row(connection_, states_text); row.next();) {
      const std::string id = row.text();
      const std::string state = row.text();
      const auto said = states_.find(id);
      if (said == states_.end() || said->second != state) {
        return fail(id + " is `" + state + "`, but its last entry says `" +
                    (said == states_.end() ? std::string() : said->second) + "`.");
      }
    }
  }

  bool is_erased(std::int64_t sequence, const std::string& person) const {
    const auto found = erased_.find(person);
    return found != erased_.end() && found->second > sequence;
  }

  void look_at_published() {
    std::vector<tlog::VerifierKey> witnesses;
    for (Query row(connection_, witnesses_text); row.next();) {
      const auto key = tlog::parse_verifier_key(row.text(), &sha256);
      if (!key) return fail("The key of a witness was changed.");
      witnesses.push_back(*key);
    }
    std::int64_t number = 0;
    for (Query row(connection_, published_text); row.next(); ++number) {
      const std::string name = "Published checkpoint " + std::to_string(number);
      if (row.integer() != number) return fail(name + " is missing.");
      row.integer();  // its size: what it was joined by
      const auto note = tlog::parse_note(row.text_or_empty());
      if (!note) return fail(name + " was never signed.");
      for (std::string_view rest = row.view(); !rest.empty();) {
        const auto line = tlog::take_line(rest);
        const auto cosignature = line ? tlog::parse_signature_line(*line) : std::nullopt;
        if (!cosignature || !is_cosigned(*cosignature, note->text, witnesses)) {
          return fail(name + " has a cosignature that is not its witness's.");
        }
      }
    }
  }

  bool is_cosigned(const tlog::NoteSignature& cosignature, const std::string& text,
                   const std::vector<tlog::VerifierKey>& witnesses) const {
    const auto key = std::ranges::find_if(witnesses, [&](const auto& one) { return cosignature.by(one); });
    if (key == witnesses.end()) return false;
    return expected_.verify == nullptr || tlog::cosigned_at(cosignature, text, *key, expected_.verify);
  }

  /// The complete subtrees, joined from the right.
  Digest root() const {
    Digest root = complete_.empty() ? empty_tree_hash() : complete_.back();
    for (std::size_t i = complete_.size(); i-- > 1;) root = node_hash(complete_[i - 1], root);
    return root;
  }

  void fail(std::string what) {
    if (result_.defect.empty()) result_.defect = std::move(what);
  }
  void fail(std::int64_t sequence, std::string_view what) {
    fail("Audit entry " + std::to_string(sequence) + " " + std::string(what) + ".");
  }
  void fail_at(std::uint64_t size, const char* what) {
    fail("The log of " + std::to_string(size) + " entries " + what + ".");
  }

  struct Missing {
    std::int64_t sequence;
    std::string actor, object;
  };

  Connection& connection_;
  AuditExpectations expected_;
  Query texts_, signed_;
  AuditCheck result_;
  std::optional<TextRow> text_;                 // the next one
  std::optional<tlog::Checkpoint> checkpoint_;  // the next one
  std::int64_t last_signed_ = -1;
  std::size_t seen_ = 0;                        // the next one of those kept elsewhere
  std::vector<std::unique_ptr<Query>> stored_;  // by level
  std::vector<Digest> complete_;                // the complete subtrees so far, largest first
  std::int64_t hashes_ = 0;
  AuditIndices indices_;
  std::vector<Missing> missing_;                // texts
  std::map<std::string, std::string> states_;   // of approvals and requests
  std::map<std::string, std::int64_t> erased_;  // by person: the last erasure
  std::string last_state_;                      // of the registry, by the last entry
  std::string room_;
};

}  // namespace

AuditCheck check_audit(Connection& connection, const AuditExpectations& expected) {
  return Check(connection, expected).run();
}

}  // namespace formulary::io::store
