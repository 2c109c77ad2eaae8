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

Json lenient_policy(std::int64_t based_on) {
  Json policy = {{"name", "Lenient"}, {"based_on", based_on}, {"classes", Json::array()}};
  for (const char* risk : {"low", "moderate", "high"}) {
    policy["classes"].push_back({{"risk", risk},
                                 {"fails", {"block"}},
                                 {"needs_attention", Json::array()},
                                 {"required_domains", {"security"}},
                                 {"required_reviewers", 1},
                                 {"validity_days", 700},
                                 {"scan_max_age_days", 700},
                                 {"conditions", Json::array()}});
  }
  return policy;
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
  confirm(human, own, false);
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

std::string Walker::any_login() {
  auto at = ids_.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(hospital_.any(ids_.size())));
  return at->first;
}

/// One of those that he has anything of.
std::string Walker::account_of_mallory() {
  if (hospital_.chance(40)) return "mallory";
  auto at = mallory_->keys.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(hospital_.any(mallory_->keys.size())));
  return at->first;
}

void Walker::mallory_step() {
  const std::string login = account_of_mallory();
  switch (hospital_.any(10)) {
    case 0:
      return ask(*mallory_, login);
    case 1:
    case 2:
      return review(*mallory_, login);
    case 3:
    case 4:
      return decide(*mallory_, login);
    case 5:
      return confirm(*mallory_, login, true);
    case 6:
      return welcome(*mallory_, any_login());
    case 7:
      return provision(*mallory_);
    default:
      return administer(*mallory_, login);
  }
}

/// Whatever an administrator may ask for, with whatever account.
void Walker::administer(Human& human, const std::string& login) {
  const std::string about = any_login(), id = ids_[about], person = "/v1/users/" + id;
  static const std::vector<Json> roles = {{"submitter"},
                                          {"reviewer"},
                                          {"approver"},
                                          {"administrator"},
                                          {"auditor"},
                                          {"script"},
                                          {"reviewer", "submitter"},
                                          {"approver", "submitter"}};
  const auto request = [&](const std::string& what, const std::string& method, const std::string& path,
                           const Json& body = nullptr, const std::string& etag = "") {
    const Answer answer = hospital_.as(human, login, method, path, body, etag);
    if (answer.good()) {
      tried.insert(what + (answer.status == 202 ? " (proposed)" : ""));
    } else if (answer.status != 0) {
      ++refused;
    }
    if (answer.status == 202 && answer.body.is_object() && answer.body.contains("digest")) {
      proposals_[answer.body["id"]] = about;
      if (!answer.body["welcome_half"].is_null()) hand_over(human, about, answer.body["welcome_half"], true);
    }
    return answer;
  };
  switch (hospital_.any(9)) {
    case 0: {
      const std::string name = "puppet" + std::to_string(++names_), password = hospital_.new_password();
      const Json& wanted = hospital_.one_of(roles);
      Json body = {{"login", name}, {"name", name}, {"roles", wanted}, {"domains", Json::array()}};
      if (wanted[0] == "reviewer") body["domains"] = {"security"};
      if (hospital_.chance(70) && wanted[0] != "script") body["password"] = password;
      const Answer answer = hospital_.as(human, login, "POST", "/v1/users", body);
      if (!answer.good()) {
        if (answer.status != 0) ++refused;
        return;
      }
      tried.insert(answer.status == 202 ? "make somebody (proposed)" : "make somebody");
      if (answer.status == 202) {
        proposals_[answer.body["id"]] = name;
        mallory_->keys[name].password = password;
        if (!answer.body["welcome_half"].is_null()) hand_over(human, name, answer.body["welcome_half"], true);
        return;
      }
      ids_[name] = answer.body["id"];
      logins_[answer.body["id"]] = name;
      learn(*mallory_, name, password);
      return;
    }
    case 1: {
      const Answer seen = hospital_.as(human, login, "GET", person);
      Json change = {{"roles", hospital_.one_of(roles)}};
      if (hospital_.chance(50)) change["domains"] = {"security"};
      if (hospital_.chance(30)) change = {{"disabled", hospital_.chance(50)}};
      // The honest need somebody to work with.
      if (change.contains("disabled") && change["disabled"] == true && humans_.contains(about)) return;
      if (change.contains("roles") && humans_.contains(about)) change.erase("roles"), change["name"] = about;
      request("change somebody", "PATCH", person, change, seen.etag);
      return;
    }
    case 2: {
      const std::string password = hospital_.new_password();
      const Answer answer = request("set a password", "POST", person + "/password",
                                    hospital_.chance(70) ? Json{{"password", password}} : Json::object());
      if (answer.good()) mallory_->keys[about].password = password, mallory_->keys[about].cookie.clear();
      return;
    }
    case 3: {
      request("take a second factor away", "DELETE", person + "/second-factor");
      return;
    }
    case 4:
      request("a lenient policy", "POST", "/v1/policies",
              lenient_policy(static_cast<std::int64_t>(1 + hospital_.any(3))));
      return;
    case 5: {
      static const std::vector<std::string> scopes = {"read", "submit", "review", "decide", "administer", "scim"};
      Json body = {{"name", "t"}, {"scopes", {hospital_.one_of(scopes)}}};
      if (hospital_.chance(60)) body["owner"] = id;
      const Answer answer = request("a token", "POST", "/v1/tokens", body);
      if (answer.status == 201) mallory_->tokens.push_back(answer.body["secret"]);
      return;
    }
    case 6:
      request("map a group", "POST", "/v1/group-mappings",
              {{"group", "friends"}, {"roles", hospital_.one_of(roles)}, {"domains", {"security"}}});
      return;
    case 7:
      request("link an identity", "POST", person + "/identity", {{"subject", "mallory"}});
      return;
    default: {
      std::string into;
      if (!hospital_.sign_in(human, into) || into == "mallory") return;
      ++puppets;
      tried.insert("sign in as " + std::string(humans_.contains(into) ? "a colleague" : "a puppet"));
      return;
    }
  }
}

/// With tokens that he came by: as the identity provider, and as a script that decides.
void Walker::provision(Human& human) {
  if (human.tokens.empty()) return;
  const api::Headers bearer = {{"authorization", "Bearer " + hospital_.one_of(human.tokens)}};
  const auto call = [&](const std::string& what, const std::string& path, const Json& body,
                        const std::string& method = "POST") {
    Answer answer = hospital_.send(method, path, body, bearer);
    if (answer.good()) tried.insert(what);
    return answer;
  };
  if (!submissions_.empty() && hospital_.chance(40)) {
    const std::string id = hospital_.one_of(submissions_);
    const Answer seen = hospital_.send("GET", "/v1/submissions/" + id, nullptr, bearer);
    api::Headers headers = bearer;
    headers.emplace_back("if-match", seen.etag);
    const Answer answer = hospital_.send("POST", "/v1/submissions/" + id + "/decisions",
                                         {{"outcome", "approve"}, {"reason", "By a script."}}, headers);
    if (answer.good()) violation_ = "a token decided";
    return;
  }
  const std::string name = "sent" + std::to_string(++names_);
  const Answer user =
      call("provision somebody", "/scim/v2/Users",
           {{"userName", hospital_.chance(50) ? name : any_login()}, {"externalId", "mallory"}, {"active", true}});
  const Answer group = call("provision a group", "/scim/v2/Groups", {{"displayName", "friends"}});
  if (!user.good()) return;
  std::string groups = group.good() ? group.body["id"].get<std::string>() : std::string();
  if (groups.empty()) {
    const Answer found = call("see groups", "/scim/v2/Groups", nullptr, "GET");
    if (found.good() && found.body["totalResults"] != 0) groups = found.body["Resources"][0]["id"];
  }
  if (groups.empty()) return;
  call("put somebody into a group", "/scim/v2/Groups/" + groups,
       {{"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}},
        {"Operations", {{{"op", "add"}, {"path", "members"}, {"value", {{{"value", user.body["id"]}}}}}}}},
       "PATCH");
}

}  // namespace formulary::walk
