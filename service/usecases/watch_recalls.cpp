#include "service/usecases/watch_recalls.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "service/usecases/recall_notices.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RecallCase;
using domain::RecallState;

constexpr int subjects_per_page = 500;
constexpr int versions_at_once = 200;
constexpr std::size_t cases_per_write = 50;

std::vector<domain::RecallSubject> all_subjects(Store& store) {
  std::vector<domain::RecallSubject> all;
  for (bool more = true; more;) {
    store.read([&](Transaction& transaction) {
      const domain::VersionId after = all.empty() ? domain::VersionId{} : domain::VersionId{all.back().id};
      std::vector<domain::RecallSubject> page = transaction.recalls().subjects(after, subjects_per_page);
      more = static_cast<int>(page.size()) == subjects_per_page;
      std::ranges::move(page, std::back_inserter(all));
    });
  }
  return all;
}

/// Every notice that there is, each once: of the data sets, and what persons entered.
void for_all_notices(Store& store, const std::function<void(const FoundNotice&)>& work) {
  std::vector<std::string> datasets;
  store.read([&](Transaction& transaction) {
    for (const DatasetInForce& one : transaction.datasets().list()) {
      if (domain::holds_recalls(one.kind)) datasets.push_back(one.dataset.id);
    }
  });
  for (const std::string& dataset : datasets) for_each_notice(store, dataset, std::nullopt, work);
  for (std::string after;;) {
    std::vector<FoundNotice> page;
    store.read([&](Transaction& transaction) {
      for (const RecallEntry& entry : transaction.recalls().entries(after, subjects_per_page)) {
        page.push_back(notice_of(transaction, stored_record(entry)));
        after = entry.record.key;
      }
    });
    if (page.empty()) return;
    for (const FoundNotice& found : page) work(found);
  }
}

/// What the matcher finds, written in small transactions so that nobody waits long.
class Cases {
 public:
  Cases(Store& store, World& world, domain::ImportId import)
      : store_(store), world_(world), import_(std::move(import)) {}

  void add(const domain::RecallIndex& index, const FoundNotice& found, const std::set<std::string>* only = nullptr) {
    const domain::RecallMatches matches = index.match(found.notice, world_.present().today);
    for (const domain::RecallMatch& match : matches.matches) {
      if (only != nullptr && !only->contains(match.subject)) continue;
      RecallCase one = domain::new_case(match, found.notice);
      one.recall = found.identity;
      one.digest = world_.sha256(domain::said_by(found.notice));
      one.url = found.url;
      waiting_.emplace_back(std::move(one), found);
    }
    if (waiting_.size() >= cases_per_write) write();
  }

  void write() {
    if (waiting_.empty()) return;
    store_.write([&](Transaction& transaction) {
      bool wrote = false;
      for (const auto& [one, found] : waiting_) {
        RecallCase with_sources = one;
        with_sources.sources = sources_of(transaction, world_, found);
        wrote = raise_recall(transaction, world_, std::move(with_sources), import_) || wrote;
      }
      return wrote ? Commit::yes : Commit::no;
    });
    waiting_.clear();
  }

 private:
  Store& store_;
  World& world_;
  domain::ImportId import_;
  std::vector<std::pair<RecallCase, FoundNotice>> waiting_;
};

/// Who asked for the version since is told what stands against it, whether or not its notice is still published.
void tell_latecomers(Transaction& transaction, World& world, const domain::VersionId& version) {
  for (const domain::StandingRecall& one : transaction.recalls().standing(version)) {
    const std::size_t before = transaction.recalls().departments(one.match).size();
    transaction.recalls().tell_departments(one.match, world.present().now);
    if (transaction.recalls().departments(one.match).size() == before) continue;
    note_recall(transaction, world, domain::Actor::system(), *transaction.recalls().find(one.match), "told");
  }
}

std::string sentence_of(const RecallCase& recall) { return "A " + name_of(recall) + " touches this version."; }

}  // namespace

void RecallWatcher::check_stopped() const {
  if (progress_.stopped()) throw std::runtime_error("the service stops; recalls are compared when it is back");
}

void RecallWatcher::follow(Store& store, World& world, const domain::DatasetImport& import) {
  const bool notices = domain::holds_recalls(import.kind);
  if (!notices && import.counts.added + import.counts.changed == 0) return;
  const domain::RecallIndex index(all_subjects(store));
  if (index.size() == 0) return;
  Cases cases(store, world, import.id);
  const auto compare = [&](const FoundNotice& found) {
    check_stopped();
    cases.add(index, found);
  };
  if (notices) {
    for_each_notice(store, import.dataset, import.number, compare);
  } else {
    // What an authority says of a number gives a version names, models and codes, and an older notice may name those.
    for_all_notices(store, compare);
  }
  cases.write();
}

bool RecallWatcher::catch_up(Store& store, World& world) {
  std::vector<RecallEntry> entries;
  std::vector<DueVersion> versions;
  store.read([&](Transaction& transaction) {
    entries = transaction.recalls().unmatched_entries();
    versions = transaction.recalls().due(versions_at_once);
  });
  if (!entries.empty()) compare_entries(store, world, entries);
  if (!versions.empty()) compare_versions(store, world, versions);
  return !entries.empty() || !versions.empty();
}

void RecallWatcher::compare_entries(Store& store, World& world, const std::vector<RecallEntry>& entries) {
  const domain::RecallIndex index(all_subjects(store));
  Cases cases(store, world, {});
  for (const RecallEntry& entry : entries) {
    check_stopped();
    FoundNotice found;
    store.read([&](Transaction& transaction) { found = notice_of(transaction, stored_record(entry)); });
    cases.add(index, found);
  }
  cases.write();
  store.write([&](Transaction& transaction) {
    for (const RecallEntry& entry : entries) transaction.recalls().matched(entry.record.key, world.present().now);
    return Commit::yes;
  });
}

void RecallWatcher::compare_versions(Store& store, World& world, const std::vector<DueVersion>& versions) {
  std::vector<domain::RecallSubject> subjects;
  std::set<std::string> wanted;
  store.read([&](Transaction& transaction) {
    std::set<std::string> others;
    for (const DueVersion& due : versions) {
      auto subject = transaction.recalls().subject(due.version);
      if (!subject) continue;
      // Whether another tool claims the same number decides how much the number says.
      for (const std::string& number : subject->submissions) {
        for (const domain::VersionId& other : transaction.recalls().versions_claiming(number))
          others.insert(other.value);
      }
      wanted.insert(subject->id);
      subjects.push_back(std::move(*subject));
    }
    for (const std::string& other : others) {
      if (wanted.contains(other)) continue;
      if (auto subject = transaction.recalls().subject({other})) subjects.push_back(std::move(*subject));
    }
  });
  if (!subjects.empty()) {
    const domain::RecallIndex index(std::move(subjects));
    Cases cases(store, world, {});
    for_all_notices(store, [&](const FoundNotice& found) {
      check_stopped();
      cases.add(index, found, &wanted);
    });
    cases.write();
  }
  store.write([&](Transaction& transaction) {
    for (const DueVersion& due : versions) {
      tell_latecomers(transaction, world, due.version);
      transaction.recalls().compared(due);
    }
    return Commit::yes;
  });
}

void note_recall(Transaction& transaction, World& world, const domain::Actor& actor, const RecallCase& recall,
                 const std::string& event, const std::string& reason) {
  transaction.recalls().insert(RecallEvent{.match = recall.id,
                                           .event = event,
                                           .state = recall.state,
                                           .action = recall.action,
                                           .digest = recall.digest,
                                           .rules = recall.rules,
                                           .person = actor.id,
                                           .reason = reason,
                                           .at = world.present().now});
  note(transaction, world, actor, "recall." + event, "recall_match", recall.id.value, reason);
}

void act_on(Transaction& transaction, World& world, const RecallCase& recall) {
  if (!stands(recall.state) || recall.action != domain::RecallAction::suspend) return;
  for (domain::Approval approval : transaction.registry().approvals_of(recall.tool)) {
    if (approval.version != recall.version || approval.state != domain::ApprovalState::active) continue;
    (void)advance(transaction, world, domain::Actor::system(), approval, domain::ApprovalEvent::suspend,
                  sentence_of(recall));
  }
}

bool raise_recall(Transaction& transaction, World& world, RecallCase found, const domain::ImportId& import) {
  const domain::Instant now = world.present().now;
  auto known = transaction.recalls().find(found.version, found.recall);
  if (!known) {
    const auto version = transaction.registry().find_version(found.version);
    if (!version) return false;
    found.id = {world.new_id()};
    found.tool = version->tool;
    found.raised = now;
    transaction.recalls().insert(found, import);
    transaction.recalls().tell_departments(found.id, now);
    note_recall(transaction, world, domain::Actor::system(), found, "raised");
    act_on(transaction, world, found);
    return true;
  }
  const domain::Renewal renewal = domain::renew(*known, found);
  if (renewal == domain::Renewal::same) return false;
  transaction.recalls().update(*known, import);
  transaction.recalls().tell_departments(known->id, now);
  note_recall(transaction, world, domain::Actor::system(), *known, std::string(to_text(renewal)));
  act_on(transaction, world, *known);
  return true;
}

}  // namespace formulary::usecases
