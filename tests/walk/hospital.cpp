#include "tests/walk/hospital.hpp"

#include "service/domain/one_time_code.hpp"
#include "service/usecases/confirm.hpp"

namespace formulary::walk {
namespace {

/// RFC 4648 section 6, as an authenticator app reads it.
std::string bytes_of_base32(std::string_view text) {
  std::string bytes;
  std::uint32_t kept = 0;
  int bits = 0;
  for (const char c : text) {
    kept = kept << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits >= 8) bytes += static_cast<char>(kept >> (bits -= 8) & 0xff);
  }
  return bytes;
}

std::string header_of(const api::Response& response, std::string_view wanted) {
  for (const auto& [name, value] : response.headers) {
    if (name == wanted) return value;
  }
  return {};
}

}  // namespace

Hospital::Hospital(std::uint64_t seed, usecases::AccountRules rules) : random_(seed) { place.demand(rules); }

std::string Hospital::confirm_on_host(const std::string& id) {
  std::string half;
  place.store->write([&](usecases::Transaction& transaction) {
    const auto proposal = transaction.proposals().find({id});
    const auto done = usecases::confirm(transaction, place.world, place.rules, domain::Actor::host(), {id},
                                        proposal ? proposal->digest : std::string());
    if (done) half = done->done.half;
    return done ? usecases::Commit::yes : usecases::Commit::no;
  });
  return half;
}

std::string Hospital::new_password() { return "a password of the walk, number " + std::to_string(++passwords_); }

std::string Hospital::code_of(const Keys& keys) {
  const auto hmac = [&](std::string_view key, std::string_view message) { return place.world.hmac_sha1(key, message); };
  return domain::one_time_code(hmac, bytes_of_base32(keys.seed), domain::code_step(place.world.present().now));
}

Answer Hospital::send(const std::string& method, const std::string& path, const Json& body, api::Headers headers) {
  api::Request request;
  request.method = method;
  const std::size_t mark = std::min(path.find('?'), path.size());
  request.path = path.substr(0, mark);
  if (mark < path.size()) {
    const std::string query = path.substr(mark + 1);
    const std::size_t sign = query.find('=');
    request.query.emplace_back(query.substr(0, sign), query.substr(sign + 1));
  }
  request.remote = "192.0.2.1";
  request.headers = std::move(headers);
  if (!body.is_null()) {
    request.body = body.is_binary() ? std::string(body.get_binary().begin(), body.get_binary().end()) : body.dump();
    if (request.header("content-type").empty()) request.headers.emplace_back("content-type", "application/json");
  }
  response_ = place.send(std::move(request));
  Answer answer;
  answer.status = response_.status;
  answer.etag = header_of(response_, "etag");
  answer.location = header_of(response_, "location");
  if (Json::accept(response_.body)) answer.body = Json::parse(response_.body);
  return answer;
}

void Hospital::keep_session(Keys& keys) {
  for (const auto& [name, value] : response_.headers) {
    const std::string_view cookie = "__Host-fmly_sid=";
    if (name != "set-cookie" || !value.starts_with(cookie)) continue;
    keys.cookie = value.substr(cookie.size(), value.find(';') - cookie.size());
  }
  if (Json::accept(response_.body)) {
    const Json body = Json::parse(response_.body);
    if (body.is_object() && body.contains("csrf")) keys.csrf = body["csrf"];
  }
}

Answer Hospital::send_with(const Keys& keys, const std::string& method, const std::string& path, const Json& body,
                           const std::string& etag) {
  api::Headers headers = {
      {"cookie", "__Host-fmly_sid=" + keys.cookie}, {"x-formulary-csrf", keys.csrf}, {"sec-fetch-site", "same-origin"}};
  if (!etag.empty()) headers.emplace_back("if-match", etag);
  if (path.starts_with("/v1/uploads")) {
    headers.emplace_back("tus-resumable", "1.0.0");
    if (method == "POST") headers.emplace_back("upload-length", body.get<std::string>());
    if (method == "PATCH") {
      headers.emplace_back("upload-offset", "0");
      headers.emplace_back("content-type", "application/offset+octet-stream");
    }
    return send(method, path, method == "POST" ? Json(nullptr) : body, std::move(headers));
  }
  return send(method, path, body, std::move(headers));
}

bool Hospital::log_in(Human& human, const std::string& login) {
  Keys& keys = human.keys[login];
  if (keys.password.empty()) return false;
  pass(31);  // so that the second factor has a new code
  Json body = {{"login", login}, {"password", keys.password}};
  if (!keys.seed.empty()) body["code"] = code_of(keys);
  Answer answer = send("POST", "/v1/sessions", body);
  if (!answer.good()) {
    keys.cookie.clear();
    return false;
  }
  keep_session(keys);
  const std::string id = answer.body["person"]["id"];
  if (answer.body["due"] == "password") {
    const std::string chosen = new_password();
    answer = send_with(keys, "POST", "/v1/users/" + id + "/password",
                       {{"current", keys.password}, {"password", chosen}}, "");
    if (!answer.good()) return false;
    keys.password = chosen;
    return log_in(human, login);
  }
  if (answer.body["due"] == "second_factor") {
    answer = send_with(keys, "POST", "/v1/account/second-factor", nullptr, "");
    if (!answer.good()) return false;
    keys.seed = answer.body["secret"];
    answer = send_with(keys, "POST", "/v1/account/second-factor/activation", {{"code", code_of(keys)}}, "");
    if (!answer.good()) return false;
    keep_session(keys);
  }
  return true;
}

bool Hospital::sign_in(Human& human, std::string& login) {
  place.provider.subject = place.provider.link.emplace(human.name);
  Answer answer = send("GET", "/auth/login", nullptr);
  std::string browser;
  for (const auto& [name, value] : response_.headers) {
    if (name == "set-cookie") browser = value.substr(0, value.find(';'));
  }
  if (answer.status != 303) return false;
  const std::string back = answer.location;
  api::Request request;
  request.method = "GET";
  request.path = "/auth/callback";
  request.remote = "192.0.2.1";
  request.query = {{"code", "code"}, {"iss", "https://login.example"}, {"state", place.provider.asked.state}};
  request.headers = {{"cookie", browser}};
  response_ = place.send(std::move(request));
  if (response_.status != 303) return false;
  Keys keys;
  keep_session(keys);
  if (keys.cookie.empty()) return false;
  answer = send("GET", "/v1/sessions/current", nullptr, {{"cookie", "__Host-fmly_sid=" + keys.cookie}});
  if (!answer.good()) return false;
  login = answer.body["person"]["login"];
  Keys& known = human.keys[login];
  known.cookie = keys.cookie;
  known.csrf = answer.body["csrf"];
  return true;
}

Answer Hospital::as(Human& human, const std::string& login, const std::string& method, const std::string& path,
                    const Json& body, const std::string& etag) {
  for (int tries = 0; tries < 2; ++tries) {
    if (human.keys[login].cookie.empty() && !log_in(human, login)) return {};
    const Answer answer = send_with(human.keys[login], method, path, body, etag);
    const bool stale = answer.status == 401 || (answer.status == 403 && answer.body.is_object() &&
                                                answer.body.value("type", "") == "/problems/step-up");
    if (!stale) return answer;
    human.keys[login].cookie.clear();
  }
  return {};
}

}  // namespace formulary::walk
