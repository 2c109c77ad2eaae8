#include "tests/walk/walker.hpp"

#include <stdexcept>
namespace formulary::walk {
namespace {

const Json low_use = {{"purpose", "Wayfinding for visitors"},
                      {"users", "visitors"},
                      {"patient_group", ""},
                      {"data_classes", {"none"}},
                      {"clinical_role", "none"},
                      {"devices_driven", ""},
                      {"sites", {"Main house"}},
                      {"jurisdictions", {"DE"}}};

std::string package(std::uint64_t number) {
  const std::string text = std::to_string(number);
  return "fact android.package = org.example.tool" + text + "\nfact android.version_name = 1.0\n" +
         "fact android.version_code = 10\nfact android.label = Tool " + text +
         "\nfact android.min_sdk = 29\nfact android.target_sdk = 35\nfact apk.signature.verified = true\n" +
         "fact apk.signature.scheme = v3\nfact apk.signature.signer [29..] = " + std::string(64, 'a') + "\n";
}

}  // namespace

Walker::Walker(std::uint64_t seed, usecases::AccountRules rules, domain::Role role) : hospital_(seed, rules) {
  for (const char* name : {"ada", "ben", "rosa", "rolf", "paul", "petra", "maria", "mallory"}) {
    humans_.emplace(name, Human{.name = name});
  }
  mallory_ = &humans_.at("mallory");
  found(role);
}

void Walker::learn(Human& human, const std::string& login, const std::string& password) {
  human.keys[login] = Keys{.password = password};
}

/// Ada and Ben found the registry; Ben is confirmed on the host, and then they employ the others.
void Walker::found(domain::Role role) {
  Human& ada = humans_.at("ada");
  learn(ada, "ada", hospital_.new_password());
  const Answer first = hospital_.send(
      "POST", "/v1/setup",
      {{"code", "one-time-code"}, {"login", "ada"}, {"name", "ada"}, {"password", ada.keys["ada"].password}});
  if (!first.good()) throw std::runtime_error("no first administrator: " + first.body.dump());
  ids_["ada"] = first.body["id"];
  employ("ben", {"administrator"}, Json::array());
  employ("rosa", {"reviewer"}, {"security", "privacy"});
  employ("rolf", {"reviewer"}, {"security", "clinical"});
  employ("paul", {"approver"}, Json::array());
  employ("petra", {"approver"}, Json::array());
  employ("maria", {"submitter"}, Json::array());
  employ("mallory", {std::string(to_text(role))},
         role == domain::Role::reviewer ? Json{"security", "regulatory"} : Json::array());
  for (const auto& [login, id] : ids_) logins_[id] = login;
}

void Walker::employ(const std::string& name, const Json& roles, const Json& domains) {
  Human& ada = humans_.at("ada");
  Human& human = humans_.at(name);
  Json body = {{"login", name}, {"name", name}, {"roles", roles}, {"domains", domains}};
  const std::string password = hospital_.new_password();
  const bool strict = hospital_.place.rules == usecases::AccountRules::strict;
  const bool chosen_alone = !strict || roles == Json{"submitter"};
  if (chosen_alone) body["password"] = password;
  Answer made = hospital_.as(ada, "ada", "POST", "/v1/users", body);
  if (chosen_alone) learn(human, name, password);
  if (made.status == 202) {
    if (!made.body["welcome_half"].is_null()) human.keys[name].first_half = made.body["welcome_half"];
    const std::string proposal = made.body["id"];
    if (name == "ben") {
      human.keys[name].second_half = hospital_.confirm_on_host(proposal);
    } else {
      Human& ben = humans_.at("ben");
      made = hospital_.as(ben, "ben", "POST", "/v1/proposals/" + proposal + "/confirmation",
                          {{"digest", made.body["digest"]}});
      if (made.good() && !made.body["welcome_half"].is_null()) {
        human.keys[name].second_half = made.body["welcome_half"];
      }
    }
    if (strict) welcome(human, name);
  }
  if (!hospital_.log_in(human, name)) throw std::runtime_error(name + " cannot log in: " + made.body.dump());
  ids_[name] = hospital_.as(human, name, "GET", "/v1/sessions/current").body["person"]["id"];
}

void Walker::welcome(Human& human, const std::string& login) {
  Keys& keys = human.keys[login];
  const std::string chosen = hospital_.new_password();
  const Answer answer = hospital_.send(
      "POST", "/v1/welcome",
      {{"login", login}, {"first_half", keys.first_half}, {"second_half", keys.second_half}, {"password", chosen}});
  if (!answer.good()) return;
  keys.first_half.clear();
  keys.second_half.clear();
  keys.password = chosen;  // the second factor is as it was
}

/// `half` was shown to `from`, for whoever has the account `login`.
void Walker::hand_over(Human& from, const std::string& login, const std::string& half, bool first) {
  const auto give = [&](Human& human) {
    Keys& keys = human.keys[login];
    (first ? keys.first_half : keys.second_half) = half;
  };
  if (&from == mallory_) give(*mallory_);
  if (const auto human = humans_.find(login); human != humans_.end()) give(human->second);
}

std::string Walker::step() {
  hospital_.pass(static_cast<std::int64_t>(hospital_.any(40)));
  if (hospital_.chance(3)) hospital_.pass(24LL * 3600 * static_cast<std::int64_t>(hospital_.any(3)));
  if (hospital_.chance(50)) {
    mallory_step();
  } else {
    auto at = humans_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(hospital_.any(humans_.size())));
    if (&at->second != mallory_) honest_step(at->second);
  }
  if (hospital_.chance(20)) hospital_.place.scan();
  return violation_;
}

void Walker::honest_step(Human& human) {
  const std::string& own = human.name;
  if (const Keys& keys = human.keys[own]; !keys.first_half.empty() && !keys.second_half.empty()) welcome(human, own);
  if (own == "maria") return ask(human, own);
  if (own == "rosa" || own == "rolf") return review(human, own);
  if (own == "paul" || own == "petra") return decide(human, own);
  if (hospital_.chance(20)) return reset(human, own);
  confirm(human, own, false);
}

/// A colleague has forgotten a password, or lost the phone.
void Walker::reset(Human& human, const std::string& login) {
  static const std::vector<std::string> colleagues = {"rosa", "rolf", "paul", "petra"};
  const std::string about = hospital_.one_of(colleagues), person = "/v1/users/" + ids_[about];
  const Answer answer = hospital_.chance(50) ? hospital_.as(human, login, "POST", person + "/password", Json::object())
                                             : hospital_.as(human, login, "DELETE", person + "/second-factor");
  if (answer.status != 202) return;
  proposals_[answer.body["id"]] = about;
  if (!answer.body["welcome_half"].is_null()) hand_over(human, about, answer.body["welcome_half"], true);
}

Answer Walker::fetch(Human& human, const std::string& login, const std::string& submission) {
  return hospital_.as(human, login, "GET", "/v1/submissions/" + submission);
}

void Walker::ask(Human& human, const std::string& login) {
  const std::string bytes = package(hospital_.any(1'000'000));
  Answer answer = hospital_.as(human, login, "POST", "/v1/uploads", std::to_string(bytes.size()));
  if (!answer.good()) return;
  const std::string path = answer.location;
  hospital_.as(human, login, "PATCH", path, Json::binary({bytes.begin(), bytes.end()}));
  answer = hospital_.as(human, login, "GET", path);
  if (!answer.good()) return;
  answer =
      hospital_.as(human, login, "POST", "/v1/submissions", {{"upload", answer.body["id"]}, {"intended_use", low_use}});
  if (!answer.good()) return;
  const std::string id = answer.body["id"];
  submissions_.push_back(id);
  if (submissions_.size() > 8) submissions_.erase(submissions_.begin());
  asked_by_[id] = human.name;
  hospital_.place.scan();
}

void Walker::review(Human& human, const std::string& login) {
  if (submissions_.empty()) return;
  const std::string id = hospital_.one_of(submissions_);
  const Answer seen = fetch(human, login, id);
  if (!seen.good()) return;
  static const std::vector<std::string> domains = {"security", "privacy", "clinical", "regulatory"};
  const bool security = &human != mallory_ || hospital_.chance(70);
  const Answer answer = hospital_.as(human, login, "POST", "/v1/submissions/" + id + "/reviews",
                                     {{"domain", security ? "security" : hospital_.one_of(domains)},
                                      {"opinion", &human == mallory_ || hospital_.chance(90) ? "support" : "object"},
                                      {"comment", "Looked at."}},
                                     seen.etag);
  if (answer.good()) reviewed_by_[{id, login}] = human.name;
  note_act(answer, id, login, human);
}

void Walker::decide(Human& human, const std::string& login) {
  if (submissions_.empty()) return;
  const std::string id = hospital_.one_of(submissions_);
  const Answer seen = fetch(human, login, id);
  if (!seen.good()) return;
  const auto today = hospital_.place.world.present().today;
  const Answer answer = hospital_.as(human, login, "POST", "/v1/submissions/" + id + "/decisions",
                                     {{"outcome", &human == mallory_ || hospital_.chance(80) ? "approve" : "reject"},
                                      {"reason", "Read it all."},
                                      {"expires", domain::to_text(today + std::chrono::days(30))}},
                                     seen.etag);
  note_act(answer, id, login, human);
  if (!answer.good() || answer.body["approval"].is_null()) return;
  ++approvals;
  // Who had a part in it, outside of the registry?
  const std::string submitter = logins_[answer.body["submitter"]["id"]];
  std::set<std::string> reviewers;
  bool by_another = false;
  for (const Json& review : answer.body["reviews"]) {
    if (review["stands"] != true || review["opinion"] != "support") continue;
    const std::string reviewer = logins_[review["reviewer"]["id"]];
    reviewers.insert(reviewer);
    if (reviewed_by_[{id, reviewer}] != human.name) by_another = true;
  }
  if (login == submitter || reviewers.contains(login)) violation_ = login + " approved what they had a hand in";
  reviewers.erase(submitter);
  if (reviewers.empty()) violation_ = "an approval without a review by another account";
  if (!by_another) violation_ = human.name + " alone reviewed and approved, with " + login;
}

/// Nobody reviews, decides or confirms with an account that is another's.
void Walker::note_act(const Answer& answer, const std::string& submission, const std::string& login, Human& human) {
  if (&human == mallory_ && !answer.good() && answer.status != 0) ++refused;
  if (answer.good() && login != human.name) {
    violation_ = human.name + " acted on " + submission + " as " + login;
  }
}

void Walker::confirm(Human& human, const std::string& login, bool anything) {
  const Answer list = hospital_.as(human, login, "GET", "/v1/proposals?state=open");
  if (!list.good() || list.body["items"].empty()) return;
  const Json& proposal = hospital_.one_of(list.body["items"]);
  const std::string id = proposal["id"], about = proposals_[id];
  if (!anything) {
    if (hospital_.chance(15)) {
      hospital_.as(human, login, "POST", "/v1/proposals/" + id + "/rejection", {{"reason", "Not needed."}});
      return;
    }
    // An identity is looked at: is this the person's name there?
    if (proposal["kind"] == "link_identity") {
      bool theirs = false;
      for (const Json& change : proposal["changes"]) {
        for (const Json& value : change["after"]) theirs = theirs || value == about;
      }
      if (!theirs) return;
    }
  }
  const Answer answer =
      hospital_.as(human, login, "POST", "/v1/proposals/" + id + "/confirmation", {{"digest", proposal["digest"]}});
  note_act(answer, "a proposal", login, human);
  if (!answer.good()) return;
  if (&human == mallory_) tried.insert("confirm");
  if (!answer.body["result"].is_null() && answer.body["kind"] == "create_person") {
    ids_[about] = answer.body["result"];
    logins_[answer.body["result"]] = about;
  }
  if (!answer.body["welcome_half"].is_null()) hand_over(human, about, answer.body["welcome_half"], false);
}

}  // namespace formulary::walk
