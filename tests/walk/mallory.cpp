// What Mallory tries: whatever the registry offers, with whatever account and token he has come by.
#include "tests/walk/walker.hpp"

namespace formulary::walk {
namespace {

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
