#include "scanners/formats/apk_set/merge.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace formulary::formats::apk_set {
namespace {

using Said = std::tuple<std::string, std::string, std::string>;  // name, subject, value

std::set<std::string> values(const Member& member, std::string_view fact) {
  std::set<std::string> found;
  for (const Fact& one : member.report.facts) {
    if (one.name == fact) found.insert(one.value);
  }
  return found;
}

bool verified(const Member& member) {
  return values(member, fact::apk_signature_verified) == std::set<std::string>{"true"};
}

bool about_signature(const Fact& one) { return one.name.starts_with("apk."); }

class Merger {
 public:
  Merger(ScanContext& context, std::vector<Member>& members) : context_(context), members_(members) {}

  void merge() {
    const bool one_signer = judge_signers();
    state_schemes();
    for (Member& member : members_) {
      const bool base = &member == &members_.front();
      for (Fact& one : member.report.facts) {
        if (about_signature(one)) {
          if (base) state_signature(member, std::move(one), one_signer);
        } else {
          add(member, std::move(one), base);
        }
      }
      for (Anomaly& one : member.report.anomalies) {
        context_.anomalies.push_back({std::move(one.id), std::move(one.subject), member.place(one.evidence)});
      }
      member.report.anomalies.clear();
    }
  }

 private:
  // What an earlier member said already is not said again: a set of fifty splits has one certificate.
  void add(const Member& member, Fact one, bool base) {
    if (!base && one.subject.empty()) one.subject = member.file();
    if (!said_.insert({one.name, one.subject, one.value}).second) return;
    one.evidence = member.place(one.evidence);
    context_.facts.push_back(std::move(one));
  }

  bool judge_signers() {
    const Member& base = members_.front();
    const std::set<std::string> signers = values(base, fact::apk_signature_signer);
    bool same = verified(base) && !signers.empty();
    for (const Member& member : members_) {
      if (&member == &base) continue;
      if (verified(member) && values(member, fact::apk_signature_signer) == signers) continue;
      same = false;
      context_.object(anomaly::apk_set_signer_differs, member.file(), member.file());
      if (verified(member)) continue;
      context_.state(fact::apk_signature_verified, member.file(), "false", member.file());
      for (const std::string& claimed : values(member, fact::apk_signature_claimed_signer)) {
        context_.state(fact::apk_signature_claimed_signer, member.file(), claimed, member.file());
      }
    }
    return same;
  }

  // The base's signature is the application's only as far as it is that of every package.
  void state_signature(const Member& base, Fact one, bool one_signer) {
    if (one.name == fact::apk_signature_scheme) return;
    if (!one_signer && one.name == fact::apk_signature_verified) one.value = "false";
    if (!one_signer && one.name == fact::apk_signature_signer) one.name = fact::apk_signature_claimed_signer;
    one.evidence = base.place(one.evidence);
    context_.facts.push_back(std::move(one));
  }

  void state_schemes() {
    std::set<std::string> common = values(members_.front(), fact::apk_signature_scheme);
    for (const Member& member : members_) {
      const std::set<std::string> own = values(member, fact::apk_signature_scheme);
      std::erase_if(common, [&](const std::string& scheme) { return !own.contains(scheme); });
    }
    for (const std::string& scheme : common) {
      context_.state(fact::apk_signature_scheme, "", scheme, members_.front().file());
    }
  }

  ScanContext& context_;
  std::vector<Member>& members_;
  std::set<Said> said_;
};

}  // namespace

void merge(ScanContext& context, std::vector<Member>& members) { Merger(context, members).merge(); }

}  // namespace formulary::formats::apk_set
