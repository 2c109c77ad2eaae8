#include "service/domain/gate/gate.hpp"

#include <algorithm>
#include <iterator>

#include "service/domain/gate/gate_emergency.hpp"
#include "service/domain/gate/gate_recalls.hpp"
#include "service/domain/gate/gate_view.hpp"
#include "service/domain/jurisdiction.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<GateVerdict> verdicts[] = {
    {GateVerdict::allowed, "allowed"}, {GateVerdict::allowed_with_conditions, "allowed_with_conditions"},
    {GateVerdict::hold, "hold"},       {GateVerdict::denied, "denied"},
    {GateVerdict::unknown, "unknown"},
};

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

/// `text` as lower-case hexadecimal without colons and spaces: the ways in which people copy fingerprints.
std::string fingerprint(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == ':' || c == ' ') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool is_sha256(std::string_view hex) {
  return hex.size() == 64 && hex.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The question, brought into one form.
struct Question {
  std::string sha256;  ///< empty: by name and version
  std::optional<Platform> platform;
  std::string identifier;
  std::string version;
  std::string signer;
  std::string department;
  std::string jurisdiction;

  bool by_hash() const { return !sha256.empty(); }
};

bool same_name(const Question& question, Platform platform, std::string_view identifier, std::string_view version,
               std::string_view version_code) {
  return question.platform == platform && question.identifier == identifier &&
         (question.version == version || (!version_code.empty() && question.version == version_code));
}

bool fits(const Question& question, const Approval& approval) {
  if (!question.by_hash()) {
    return same_name(question, approval.platform, approval.identifier, approval.version_text, approval.version_code);
  }
  return std::any_of(approval.artifacts.begin(), approval.artifacts.end(),
                     [&](const Sha256& artifact) { return artifact.hex == question.sha256; });
}

bool fits(const Question& question, const Submission& submission) {
  // A submission with a file learns its name from the scan, so by name the store's look-up has to be believed.
  if (!question.by_hash()) return true;
  return submission.artifact && submission.artifact->hex == question.sha256;
}

class Judge {
 public:
  Judge(Question question, const GateRecords& records, const Present& present)
      : question_(std::move(question)), records_(records), present_(present), today_(present.today) {
    // Behind what the registry has noted, the clock was set back: judge dates as of the later day.
    const std::int64_t behind = records.latest_known.ms - present.now.ms;
    if (behind > minute_ms) today_ += std::chrono::days((behind + day_ms - 1) / day_ms);
  }

  GateView conclude() const {
    GateView out = of_approvals();
    if (out.approval == nullptr) return of_submissions();
    check_recalls(out);
    add_pending(out);
    return out;
  }

 private:
  GateReason reason(std::string record, std::string sentence, std::string source) const {
    return {std::move(record), std::move(sentence), std::move(source), present_.today};
  }

  /// Of each department the newest approval.
  std::vector<const Approval*> newest_by_department() const {
    std::vector<const Approval*> out;
    for (const Approval& approval : records_.approvals) {
      if (!fits(question_, approval)) continue;
      const auto same = std::find_if(out.begin(), out.end(),
                                     [&](const Approval* other) { return other->department == approval.department; });
      if (same == out.end()) {
        out.push_back(&approval);
      } else if (std::pair((*same)->created, (*same)->id) < std::pair(approval.created, approval.id)) {
        *same = &approval;
      }
    }
    std::sort(out.begin(), out.end(), [](const Approval* a, const Approval* b) {
      return std::pair(a->created, a->id) > std::pair(b->created, b->id);
    });
    return out;
  }

  GateView of_approvals() const {
    const std::vector<const Approval*> approvals = newest_by_department();
    const auto in_state = [&](ApprovalState state) {
      return std::find_if(approvals.begin(), approvals.end(),
                          [&](const Approval* approval) { return approval->state_on(today_) == state; });
    };
    const auto because = [&](const Approval* approval, GateVerdict verdict, std::string sentence) {
      GateView out{.verdict = verdict, .reasons = {}, .conditions = {}, .approval = approval};
      if (!approval->reason.empty()) sentence += " Reason: " + approval->reason;
      tell(out, verdict, reason(approval->id.value, std::move(sentence), "approval"));
      return out;
    };
    if (const auto it = in_state(ApprovalState::revoked); it != approvals.end()) {
      return because(*it, GateVerdict::denied, "The approval was revoked.");
    }
    if (const auto it = in_state(ApprovalState::suspended); it != approvals.end()) {
      return because(*it, GateVerdict::hold, "The approval is suspended until a person lifts the suspension.");
    }
    GateView best;
    for (const Approval* approval : approvals) {
      if (approval->state_on(today_) != ApprovalState::active) continue;
      GateView candidate = of_active(*approval);
      const bool better = badness(candidate.verdict) < badness(best.verdict);
      const bool closer = candidate.verdict == best.verdict && approval->department.value == question_.department;
      if (best.approval == nullptr || better || closer) best = std::move(candidate);
    }
    if (best.approval != nullptr) {
      check_claims_of_others(approvals, best);
      return best;
    }
    if (approvals.empty()) return {};
    const Approval* latest = approvals.front();
    if (latest->state_on(today_) == ApprovalState::superseded) {
      return because(latest, GateVerdict::denied, "A newer approval has taken the place of this one.");
    }
    return because(latest, GateVerdict::denied,
                   latest->expires ? "The approval ended on " + to_text(*latest->expires) + ". Ask for its renewal."
                                   : "The approval has no valid end date, so it counts as expired.");
  }

  GateView of_active(const Approval& approval) const {
    GateView out{
        .verdict = GateVerdict::allowed, .reasons = {}, .conditions = approval.conditions, .approval = &approval};
    const auto add = [&](GateVerdict verdict, std::string sentence) {
      tell(out, verdict, reason(approval.id.value, std::move(sentence), "approval"));
    };
    add(approval.conditions.empty() ? GateVerdict::allowed : GateVerdict::allowed_with_conditions,
        "Approved" + (approval.expires ? " until " + to_text(*approval.expires) : std::string()) +
            (approval.conditions.empty() ? "." : ", under the conditions given."));
    check_signer(approval, add);
    if (present_.today < approval.starts) {
      add(GateVerdict::hold, "The approval begins on " + to_text(approval.starts) + ".");
    }
    if (approval.artifacts.empty()) {
      add(GateVerdict::hold, "No file of this version was ever examined. Submit the package file.");
    }
    if (!records_.latest_report_complete) {
      add(GateVerdict::hold, "The latest scan of this file is not complete. Have the file scanned again.");
    }
    if (!question_.jurisdiction.empty() && !covers(approval.jurisdictions, question_.jurisdiction)) {
      add(GateVerdict::hold, "The approval does not cover " + question_.jurisdiction + ". Submit a request for it.");
    }
    if (!question_.department.empty() && question_.department != approval.department.value) {
      add(GateVerdict::allowed_with_conditions, "Approved for the intended use of another department.");
      out.conditions.push_back(
          "Only for the intended use that was approved for the other department; any other use needs its own request.");
    }
    const GateSubject about = subject(approval);
    apply(weigh_authorizations(about), out);
    apply(weigh_documents(about), out);
    apply(weigh_datasets(about), out);
    check_rejections(approval, add);
    return out;
  }

  GateSubject subject(const Approval& approval) const {
    return {approval, records_, places(approval), {present_.now, today_}};
  }

  /// What was claimed of this very version and was not so, holds, whichever department asked with it.
  void check_claims_of_others(const std::vector<const Approval*>& approvals, GateView& out) const {
    if (records_.authorizations.empty()) return;
    for (const Approval* other : approvals) {
      if (other == out.approval || other->state_on(today_) != ApprovalState::active) continue;
      std::vector<GateFinding> refused = weigh_authorizations(subject(*other));
      std::erase_if(refused, [](const GateFinding& one) { return one.standing != AuthorizationState::refused; });
      for (GateFinding& one : refused) {
        one.verdict = GateVerdict::hold;
        one.ends.reset();
      }
      apply(std::move(refused), out);
    }
  }

  /// The jurisdictions that the answer is for.
  std::vector<std::string> places(const Approval& approval) const {
    if (!question_.jurisdiction.empty()) return {question_.jurisdiction};
    return approval.jurisdictions;
  }

  /// Whatever an approval says: of a version that a recall touches, nothing better than the recall allows.
  void check_recalls(GateView& out) const {
    for (const StandingRecall& recall : records_.recalls) {
      const bool fitting = std::ranges::any_of(records_.approvals, [&](const Approval& approval) {
        return approval.version == recall.version && fits(question_, approval);
      });
      if (!fitting || recall.action == RecallAction::count) continue;
      RecallEffect effect = effect_of(recall, subject(*out.approval).terms().possible_recalls, today_);
      GateReason told = reason(recall.match.value, std::move(effect.sentence), recall.source);
      if (recall.as_of) told.as_of = *recall.as_of;
      tell(out, effect.verdict, std::move(told));
      if (!effect.condition.empty()) out.conditions.push_back(std::move(effect.condition));
    }
  }

  template <class Add>
  void check_signer(const Approval& approval, const Add& add) const {
    if (!question_.signer.empty()) {
      const bool pinned = std::any_of(approval.signers.begin(), approval.signers.end(),
                                      [&](const std::string& one) { return fingerprint(one) == question_.signer; });
      if (!pinned) {
        add(GateVerdict::denied,
            "The package is signed by somebody other than the signer of the approved file. Do not install it.");
      }
    }
    if (approval.signers.empty()) {
      if (!question_.by_hash()) {
        add(GateVerdict::hold,
            "The signer of the approved file is not known, so a name and version alone prove nothing.");
      } else if (approval.platform == Platform::android) {
        // A bundle: stores make packages of it, and sign them with a key that is not in it.
        add(GateVerdict::hold,
            "The approved file is not signed as devices need it: what is installed in its place is not known. Submit "
            "the package that the store or the vendor delivers.");
      }
      return;
    }
    if (question_.by_hash()) return;
    std::string pinned;
    for (const std::string& signer : approval.signers) pinned += (pinned.empty() ? "" : ", ") + fingerprint(signer);
    add(GateVerdict::allowed,
        "Answered by name and version: it holds only for a package whose signing certificate has the SHA-256 "
        "fingerprint " +
            pinned + ".");
  }

  template <class Add>
  void check_rejections(const Approval& approval, const Add& add) const {
    for (const Submission& submission : records_.submissions) {
      if (submission.state != SubmissionState::rejected || !fits(question_, submission)) continue;
      if (submission.updated <= approval.created) continue;
      const bool same = submission.department == approval.department;
      add(same ? GateVerdict::denied : GateVerdict::allowed,
          same ? "A later request of the same department was rejected (submission " + name(submission) + ")."
               : "A request of another department was rejected later (submission " + name(submission) +
                     "); ask if your use is the same.");
    }
  }

  GateView of_submissions() const {
    GateView out;
    const Submission* rejected = nullptr;
    for (const Submission& submission : records_.submissions) {
      if (!fits(question_, submission)) continue;
      switch (submission.state) {
        case SubmissionState::draft:
        case SubmissionState::withdrawn:
          break;
        case SubmissionState::rejected:
          if (rejected == nullptr || rejected->updated < submission.updated) rejected = &submission;
          break;
        case SubmissionState::submitted:
        case SubmissionState::scanning:
        case SubmissionState::in_review:
        case SubmissionState::needs_info:
          hold(out, submission, "A request for it waits for its decision");
          break;
        case SubmissionState::approved:
        case SubmissionState::approved_with_conditions:
          hold(out, submission, "It was decided on, but no approval is on record");
          break;
      }
    }
    if (rejected != nullptr) {
      tell(out, GateVerdict::denied,
           reason(rejected->id.value, "A request for it was rejected (submission " + name(*rejected) + ").",
                  "submission"));
    }
    if (out.reasons.empty()) {
      tell(out, GateVerdict::unknown,
           reason("", "The registry holds no approval and no request for it. Submit a request.", "registry"));
    }
    return out;
  }

  void hold(GateView& out, const Submission& submission, std::string sentence) const {
    tell(out, GateVerdict::hold,
         reason(submission.id.value, std::move(sentence) + " (submission " + name(submission) + ").", "submission"));
  }

  /// Where the answer is no, say that a request is under way.
  void add_pending(GateView& out) const {
    if (badness(out.verdict) <= badness(GateVerdict::allowed_with_conditions)) return;
    for (const Submission& submission : records_.submissions) {
      if (!fits(question_, submission) || is_final(submission.state)) continue;
      if (submission.state == SubmissionState::draft) continue;
      hold(out, submission, "A request for it waits for its decision");
    }
  }

  static std::string name(const Submission& submission) { return std::to_string(submission.number); }

  Question question_;
  const GateRecords& records_;
  const Present& present_;
  Day today_;
};

Instant next_check(GateVerdict verdict, const Approval* approval, const Present& present) {
  const bool yes = badness(verdict) <= badness(GateVerdict::allowed_with_conditions);
  const bool last_day = approval != nullptr && approval->expires && *approval->expires <= present.today;
  const bool settled = (yes && !last_day) || verdict == GateVerdict::denied;
  return {present.now.ms + (settled ? day_ms : hour_ms)};
}

}  // namespace

std::string_view to_text(GateVerdict verdict) { return word_of(verdicts, verdict); }

GateAnswer judge(const GateQuery& query, const GateRecords& records, const Present& present) {
  GateAnswer answer;
  Question question{
      .sha256 = query.sha256 ? fingerprint(query.sha256->hex) : std::string(),
      .platform = query.platform,
      .identifier = query.identifier,
      .version = query.version,
      .signer = query.signer ? fingerprint(*query.signer) : std::string(),
      .department = query.department,
      .jurisdiction = query.jurisdiction,
  };
  answer.matched_by = query.sha256 ? "sha256" : "name_and_version";
  answer.next_check = next_check(GateVerdict::unknown, nullptr, present);
  const auto unanswerable = [&](std::string sentence) {
    answer.reasons.push_back({"", std::move(sentence), "query", present.today});
    return answer;
  };
  if (query.sha256 && !is_sha256(question.sha256)) {
    return unanswerable("A SHA-256 has 64 hexadecimal digits. Check the hash.");
  }
  if (query.signer && !is_sha256(question.signer)) {
    return unanswerable("The signer's SHA-256 fingerprint has 64 hexadecimal digits. Check it.");
  }
  if (!query.sha256 && (!question.platform || question.identifier.empty() || question.version.empty())) {
    return unanswerable("Ask with a sha256, or with platform, identifier and version.");
  }

  GateView view = Judge(question, records, present).conclude();
  if (view.approval != nullptr && question.by_hash() && !question.identifier.empty() &&
      question.identifier != view.approval->identifier) {
    tell(view, GateVerdict::denied,
         {view.approval->id.value, "The file is " + view.approval->identifier + ", not " + question.identifier + ".",
          "approval", present.today});
  }
  if (records.backup_unaccepted) {
    tell(view, GateVerdict::unknown,
         {"restore",
          "The registry was restored from a backup. Until two administrators have confirmed that it is what it should "
          "be, it says no yes.",
          "registry", present.today});
  }
  answer.verdict = view.verdict;
  answer.reasons = weightiest_first(std::move(view));
  const bool yes = badness(answer.verdict) <= badness(GateVerdict::allowed_with_conditions);
  if (yes) answer.conditions = std::move(view.conditions);
  if (view.approval != nullptr) {
    answer.approval = view.approval->id;
    answer.tool = view.approval->tool;
    answer.expires = view.approval->expires;
    if (view.expires && answer.expires && *view.expires < *answer.expires) answer.expires = view.expires;
  }
  answer.next_check = next_check(answer.verdict, view.approval, present);
  const EmergencyApproval* emergency = emergency_at_gate(query, records, answer.verdict, view.approval, present);
  return emergency == nullptr ? answer : allowed_in_emergency(std::move(answer), *emergency, records, present);
}

}  // namespace formulary::domain
