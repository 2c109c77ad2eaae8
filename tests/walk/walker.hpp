// Who walks: honest people who do their work, each with their own account and with what they are handed personally; and
// one, Mallory, who tries whatever the registry offers to decide alone. An honest administrator believes any proposal
// that names a person or an account which could exist; what an honest administrator never does is give half of a code
// to anybody but the person it is for.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/walk/hospital.hpp"

namespace formulary::walk {

class Walker {
 public:
  /// `role`: what Mallory is employed as.
  Walker(std::uint64_t seed, usecases::AccountRules rules, domain::Role role);

  /// One step of somebody. What must never happen, when it has happened; else empty.
  std::string step();

  int approvals = 0;              ///< that came to be
  int refused = 0;                ///< tries of Mallory that were
  int puppets = 0;                ///< accounts that Mallory got into and that are not his
  std::set<std::string> tried{};  ///< kinds of tries that the registry answered with a yes

 private:
  using Keyring = std::map<std::string, std::string>;

  void found(domain::Role role);
  void employ(const std::string& name, const Json& roles, const Json& domains);
  void honest_step(Human& human);
  void mallory_step();
  void ask(Human& human, const std::string& login);
  void review(Human& human, const std::string& login);
  void decide(Human& human, const std::string& login);
  void confirm(Human& human, const std::string& login, bool anything);
  void reset(Human& human, const std::string& login);
  void administer(Human& human, const std::string& login);
  void provision(Human& human);
  void welcome(Human& human, const std::string& login);
  void hand_over(Human& from, const std::string& login, const std::string& half, bool first);
  void learn(Human& human, const std::string& login, const std::string& password);
  void note_act(const Answer& answer, const std::string& submission, const std::string& login, Human& human);
  Answer fetch(Human& human, const std::string& login, const std::string& submission);
  std::string account_of_mallory();
  std::string any_login();

  Hospital hospital_;
  std::map<std::string, Human> humans_;
  std::map<std::string, std::string> ids_;        ///< of accounts, by login
  std::map<std::string, std::string> logins_;     ///< of accounts, by id
  std::map<std::string, std::string> proposals_;  ///< login whom a proposal is about
  std::vector<std::string> submissions_;
  std::map<std::string, std::string> asked_by_;                             ///< submission → human
  std::map<std::pair<std::string, std::string>, std::string> reviewed_by_;  ///< submission, login → human
  std::string violation_;
  Human* mallory_ = nullptr;
  int names_ = 0;
};

}  // namespace formulary::walk
