#include "service/usecases/calendar.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "service/domain/documents/required_documents.hpp"
#include "service/domain/regulators/regulator.hpp"
#include "service/usecases/document.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::Ending;

constexpr int page = 200;
constexpr int all = 1'000'000;

class Collector {
 public:
  Collector(Transaction& transaction, const World& world, domain::Day from, domain::Day to, int limit)
      : transaction_(transaction), present_(world.present()), from_(from), to_(to), limit_(limit) {}

  Calendar collect() {
    approvals();
    for_each([&](const auto& after) { return transaction_.claims().claiming(after, page); },
             [&](const domain::SubmissionId& id) { authorizations(id); });
    for_each([&](const auto& after) { return transaction_.documents().documented(after, page); },
             [&](const domain::SubmissionId& id) { documents(id); });
    std::ranges::sort(items_, [](const CalendarItem& a, const CalendarItem& b) {
      return std::tie(a.ends, a.what, a.object) < std::tie(b.ends, b.what, b.object);
    });
    const auto most = static_cast<std::size_t>(limit_);
    const bool more = items_.size() > most;
    if (more) items_.resize(most);
    return {std::move(items_), more};
  }

 private:
  template <class Page, class Work>
  static void for_each(const Page& next, const Work& work) {
    domain::SubmissionId after;
    for (;;) {
      const std::vector<domain::SubmissionId> ids = next(after);
      for (const domain::SubmissionId& id : ids) work(id);
      if (static_cast<int>(ids.size()) < page) return;
      after = ids.back();
    }
  }

  void add(CalendarItem item) {
    if (item.ends < from_ || item.ends > to_) return;
    item.notice = domain::notice_of(item.ends, present_.today);
    items_.push_back(std::move(item));
  }

  void approvals() {
    for (const domain::Approval& one : transaction_.registry().approvals_ending(from_, to_, limit_ + 1)) {
      add({.what = Ending::approval,
           .object = one.id.value,
           .submission = one.submission,
           .ends = *one.expires,
           .title = "Approval",
           .state = std::string(to_text(one.state_on(present_.today))),
           .sentence = "The approval ends on " + domain::to_text(*one.expires) + "."});
    }
  }

  void authorizations(const domain::SubmissionId& id) {
    for (const domain::Authorization& one : transaction_.claims().authorizations(id)) {
      const domain::AuthorizationStanding standing = domain::standing_of(one, present_);
      if (!standing.expires) continue;
      const domain::Scheme* scheme = domain::find_scheme(one.claim.scheme);
      add({.what = Ending::authorization,
           .object = one.claim.id.value,
           .submission = id,
           .ends = *standing.expires,
           .title = scheme == nullptr ? "Reason why no authorization is needed in " + one.claim.jurisdiction
                                      : std::string(scheme->name) + " " + one.claim.number,
           .state = std::string(to_text(standing.state)),
           .sentence = standing.sentence});
    }
  }

  void documents(const domain::SubmissionId& id) {
    const auto submission = transaction_.submissions().find(id);
    if (!submission) return;
    const std::vector<domain::Document> list = transaction_.documents().of_submission(id);
    const domain::DocumentSubject subject = subject_of(transaction_, *submission);
    std::set<std::string> kinds;
    for (const domain::Document& one : list) kinds.insert(one.kind);
    for (const std::string& kind : kinds) {
      const domain::RequiredDocument counts = domain::look_for(kind, list, subject, present_.today);
      if (counts.document.empty() || !counts.standing.ends) continue;
      const domain::DocumentKind* known = domain::find_document_kind(kind);
      add({.what = Ending::document,
           .object = counts.document.value,
           .submission = id,
           .ends = *counts.standing.ends,
           .title = std::string(known == nullptr ? std::string_view(kind) : known->name),
           .state = std::string(to_text(counts.standing.state)),
           .sentence = counts.standing.sentence});
    }
  }

  Transaction& transaction_;
  const domain::Present present_;
  const domain::Day from_, to_;
  const int limit_;
  std::vector<CalendarItem> items_;
};

}  // namespace

Calendar calendar(Transaction& transaction, const World& world, domain::Day from, domain::Day to, int limit) {
  return Collector(transaction, world, from, to, limit).collect();
}

int note_endings(Transaction& transaction, World& world) {
  const domain::Present present = world.present();
  int noted = 0;
  const domain::Day last = present.today + std::chrono::days(domain::notice_days[0]);
  for (const CalendarItem& one : calendar(transaction, world, present.today, last, all).items) {
    if (one.notice == 0) continue;
    const ExpiryNotice notice{.what = one.what,
                              .object = one.object,
                              .ends = one.ends,
                              .days = one.notice,
                              .submission = one.submission,
                              .at = present.now};
    if (!transaction.documents().insert(notice)) continue;
    note(transaction, world, domain::Actor::system(), "expiry.notice", std::string(to_text(one.what)), one.object);
    ++noted;
  }
  return noted;
}

}  // namespace formulary::usecases
