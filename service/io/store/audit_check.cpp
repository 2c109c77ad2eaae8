#include <memory>
#include <vector>

#include <nlohmann/json.hpp>

#include "service/io/store/audit.hpp"
#include "service/io/store/audit_entry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view entries_text = R"sql(
SELECT e.seq, e.entry, e.at, e.actor_id, e.action, e.object_id, t.id, t.text
FROM audit_entry e LEFT JOIN audit_text t ON t.seq = e.seq ORDER BY e.seq)sql";
constexpr std::string_view hashes_text = "SELECT n, hash FROM audit_hash WHERE level = $1 ORDER BY n";
constexpr std::string_view count_text = "SELECT count(*) FROM audit_hash";

struct Row {
  explicit Row(Query& row)
      : sequence(row.integer()),
        entry(row.text()),
        at(row.instant()),
        actor(row.text()),
        action(row.text()),
        object(row.text()),
        text_id(row.maybe_text()),
        text(row.maybe_text()) {}

  std::int64_t sequence;
  std::string entry;
  domain::Instant at;
  std::string actor;
  std::string action;
  std::string object;
  std::optional<std::string> text_id;
  std::optional<std::string> text;
};

/// What does not fit between an entry and the columns and the text beside it; empty when all does.
std::string mismatch(const Row& row) {
  const auto json = nlohmann::json::parse(row.entry, nullptr, false);
  if (!json.is_object()) return "is not a JSON object";
  try {
    if (json.at("ts").get<std::string>() != domain::to_rfc3339(row.at)) return "has another time beside it";
    if (json.at("actor").at("id").get<std::string>() != row.actor) return "has another actor beside it";
    if (json.at("action").get<std::string>() != row.action) return "has another action beside it";
    if (json.at("object").at("id").get<std::string>() != row.object) return "has another object beside it";
    if (!row.text) return {};  // erased, or there never was one
    if (json.at("id").get<std::string>() != row.text_id) return "has the text of another entry beside it";
    const auto salt = json.at("salt").get<std::string>();
    if (json.at("reason_hash").get<std::string>() != reason_hash(salt, *row.text)) return "has another text beside it";
  } catch (const std::exception&) {
    return "lacks a member or holds one of another type";
  }
  return {};
}

class Check {
 public:
  explicit Check(Connection& connection) : connection_(connection) {}

  AuditCheck run() {
    for (Query query(connection_, entries_text); result_.defect.empty() && query.next();) add(Row(query));
    if (result_.defect.empty()) count_hashes();
    finish_root();
    result_.sound = result_.defect.empty();
    return result_;
  }

 private:
  void add(const Row& row) {
    if (row.sequence != result_.entries) return fail(result_.entries, "is missing");
    if (const std::string what = mismatch(row); !what.empty()) return fail(row.sequence, what);
    Digest hash = leaf_hash(row.entry);
    std::int64_t n = row.sequence;
    compare(0, n, hash, row.sequence);
    for (std::size_t level = 0; n % 2 == 1; ++level, n /= 2) {
      hash = node_hash(complete_.back(), hash);
      complete_.pop_back();
      compare(level + 1, n / 2, hash, row.sequence);
    }
    complete_.push_back(hash);
    ++result_.entries;
  }

  /// The numbers of a level come one after the other, so each level is read in one go beside the entries.
  void compare(std::size_t level, std::int64_t n, const Digest& expected, std::int64_t sequence) {
    ++hashes_;
    if (level == stored_.size()) {
      stored_.push_back(std::make_unique<Query>(connection_, hashes_text, static_cast<std::int64_t>(level)));
    }
    Query& row = *stored_[level];
    const bool same = row.next() && row.integer() == n && row.text() == as_text(expected);
    if (!same) fail(sequence, "does not give the stored hash " + std::to_string(level) + "/" + std::to_string(n));
  }

  void count_hashes() {
    Query row(connection_, count_text);
    row.next();
    if (row.integer() != hashes_) result_.defect = "There are hashes of entries that are not there.";
  }

  void finish_root() {
    Digest root = complete_.empty() ? empty_tree_hash() : complete_.back();
    for (std::size_t i = complete_.size(); i-- > 1;) root = node_hash(complete_[i - 1], root);
    result_.root = to_hex(root);
  }

  void fail(std::int64_t sequence, const std::string& what) {
    if (result_.defect.empty()) result_.defect = "Audit entry " + std::to_string(sequence) + " " + what + ".";
  }

  Connection& connection_;
  AuditCheck result_;
  std::vector<std::unique_ptr<Query>> stored_;  // by level
  std::vector<Digest> complete_;                // the complete subtrees so far, largest first
  std::int64_t hashes_ = 0;
};

}  // namespace

AuditCheck check_audit(Connection& connection) { return Check(connection).run(); }

}  // namespace formulary::io::store
