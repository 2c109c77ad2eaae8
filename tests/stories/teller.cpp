#include "tests/stories/teller.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "service/api/encoding.hpp"
#include "service/domain/base64.hpp"
#include "service/domain/one_time_code.hpp"
#include "service/usecases/accept_restore.hpp"
#include "service/usecases/break_glass.hpp"
#include "service/usecases/confirm.hpp"
#include "tests/stories/operation.hpp"

namespace formulary::stories {
namespace {

/// As the transport does it: piece by piece.
std::string read_stream(api::BodyStream& stream) {
  std::string body, piece(100, 0);
  while (const std::size_t count = body.size() < stream.size() ? stream.read(piece) : 0) body.append(piece, 0, count);
  return body;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("there is no file " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string bytes_of_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

/// RFC 4648 section 6, as an authenticator app reads it.
std::string bytes_of_base32(std::string_view text) {
  std::string bytes;
  std::uint32_t kept = 0;
  int bits = 0;
  for (const char c : text) {
    kept = (kept << 5) | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((kept >> bits) & 0xff);
  }
  return bytes;
}

/// `a.0.b` in `json`; null pointer when it is not there.
const Json* find(const Json& json, const std::string& path) {
  const Json* at = &json;
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '.');) {
    if (at->is_object() && at->contains(part)) {
      at = &at->at(part);
    } else if (at->is_array() && !part.empty() && part.find_first_not_of("0123456789") == std::string::npos &&
               std::stoul(part) < at->size()) {
      at = &at->at(std::stoul(part));
    } else {
      return nullptr;
    }
  }
  return at;
}

std::string plain(const Json& json) { return json.is_string() ? json.get<std::string>() : json.dump(); }

/// The target's path and query, decoded as the transport does it.
void read_target(api::Request& request, const std::string& target) {
  const auto decode = [](const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '%' && i + 2 < text.size()) {
        out += bytes_of_hex(text.substr(i + 1, 2));
        i += 2;
      } else {
        out += text[i] == '+' ? ' ' : text[i];
      }
    }
    return out;
  };
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = decode(target.substr(0, mark));
  std::istringstream pairs(target.substr(std::min(mark + 1, target.size())));
  for (std::string pair; std::getline(pairs, pair, '&');) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    request.query.emplace_back(decode(pair.substr(0, equals)), decode(pair.substr(std::min(equals + 1, pair.size()))));
  }
}

}  // namespace

Teller::Teller(std::filesystem::path folder, const std::filesystem::path& record)
    : folder_(std::move(folder)), record_(record) {}

void Teller::fail(const std::string& what) const { throw std::runtime_error(where_ + ": " + what); }

std::optional<std::string> Teller::tell(const std::string& name) {
  story_ = name;
  try {
    tell_file(folder_ / (name + ".story"));
  } catch (const std::exception& failure) {
    return failure.what();
  }
  if (const std::string defect = place_.defect(); !defect.empty()) return name + ": " + defect;
  return std::nullopt;
}

void Teller::tell_file(const std::filesystem::path& file) {
  for (const Step& step : parse_story(read_file(file))) {
    where_ = file.filename().string() + ":" + std::to_string(step.number);
    perform(step);
  }
}

std::string Teller::filled(const std::string& text) const {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') {
      out += text[i];
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) ++end;
    const std::string name = text.substr(i + 1, end - i - 1);
    const auto it = values_.find(name);
    if (it == values_.end()) fail("nothing is known as $" + name);
    out += it->second;
    i = end - 1;
  }
  return out;
}

void Teller::perform(const Step& step) {
  switch (step.kind) {
    case Kind::use: {
      const std::string back = where_;
      tell_file(folder_ / "parts" / (step.rest + ".story"));
      where_ = back;
      return;
    }
    case Kind::let: {
      const std::size_t equals = step.rest.find('=');
      std::string name = step.rest.substr(0, equals);
      std::erase(name, ' ');
      std::string text = filled(step.rest.substr(std::min(equals + 1, step.rest.size())));
      text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
      for (const Line& line : step.lines) text += filled(line.text);
      values_[name] = text;
      return;
    }
    case Kind::file:
      return define_file(step);
    case Kind::clock:
      return set_clock(step.rest);
    case Kind::scan:
      return place_.scan();
    case Kind::import:
      return step.rest == "data" ? place_.import_data() : place_.import();
    case Kind::restart:
      return place_.restart();
    case Kind::disk:
      place_.blobs->full = step.rest == "full";
      return;
    case Kind::publish:
      values_["log_size"] = std::to_string(place_.publish());
      return;
    case Kind::tidy:
      return place_.tidy();
    case Kind::stored: {
      const bool wanted = step.name == "stored";
      if (place_.blobs->contains({values_.at(step.rest + "_sha256")}) == wanted) return;
      fail("the artifact " + step.rest + (wanted ? " is gone" : " is still there"));
    }
    case Kind::accounts:
      return place_.demand(step.rest == "strict" ? usecases::AccountRules::strict : usecases::AccountRules::trial);
    case Kind::quota:
      return place_.limit({.waiting_bytes = std::stoull(step.rest)});
    case Kind::code: {
      std::istringstream parts(step.rest);
      std::string name, equals, secret;
      parts >> name >> equals >> secret;
      const auto hmac = [&](std::string_view key, std::string_view message) {
        return place_.world.hmac_sha1(key, message);
      };
      values_[name] =
          domain::one_time_code(hmac, bytes_of_base32(filled(secret)), domain::code_step(place_.world.present().now));
      return;
    }
    case Kind::restored:
      return place_.store->write([&](usecases::Transaction& transaction) {
        usecases::note_restore(transaction, place_.world, "root");
        return usecases::Commit::yes;
      });
    case Kind::host:
      return confirm_on_host(step.rest);
    case Kind::glass:
      place_.store->write([&](usecases::Transaction& transaction) {
        values_[step.rest] = usecases::mint_emergency_code(transaction, place_.world, "The ward cannot wait.")->code;
        return usecases::Commit::yes;
      });
      return;
    case Kind::as:
      person_ = step.name == "nobody" ? std::string() : step.rest;
      token_.clear();
      return;
    case Kind::token:
      person_.clear();
      token_ = filled(step.rest);
      return;
    case Kind::request:
      return send(step);
    case Kind::expect:
      return check(step);
  }
}

/// `host confirms $proposal`: as `formulary user confirm` does it.
void Teller::confirm_on_host(const std::string& text) {
  const domain::ProposalId id{filled(text.substr(std::min(text.find(' '), text.size() - 1) + 1))};
  std::string problem;
  place_.store->write([&](usecases::Transaction& transaction) {
    const auto proposal = transaction.proposals().find(id);
    const auto done = usecases::confirm(transaction, place_.world, place_.rules, domain::Actor::host(), id,
                                        proposal ? proposal->digest : std::string());
    if (!done) problem = done.error().sentence;
    if (done) values_["half"] = done->done.half;
    return done ? usecases::Commit::yes : usecases::Commit::no;
  });
  if (!problem.empty()) fail("the host does not confirm: " + problem);
}

void Teller::set_clock(const std::string& text) {
  if (const auto instant = domain::parse_rfc3339(text)) {
    place_.world.now_ms = instant->ms;
    return;
  }
  const std::map<char, std::int64_t> units = {{'s', 1000}, {'m', 60'000}, {'h', 3'600'000}, {'d', 86'400'000}};
  if (text.size() < 3 || text.front() != '+' || !units.contains(text.back())) fail("what time is `" + text + "`?");
  place_.world.now_ms += std::stoll(text.substr(1, text.size() - 2)) * units.at(text.back());
}

/// `file NAME` with its lines below, `file NAME = N bytes`, or `file NAME = OTHER from A to B`.
void Teller::define_file(const Step& step) {
  std::istringstream words(step.rest);
  std::string name, equals, what, word;
  words >> name >> equals >> what;
  std::string content;
  if (equals.empty()) {
    for (const Line& line : step.lines) content += filled(line.text) + "\n";
  } else if (const auto other = files_.find(what); other != files_.end()) {
    std::size_t from = 0, to = 0;
    words >> word >> from >> word >> to;
    content = other->second.substr(from, to - from);
  } else {
    content.assign(std::stoul(what), 'x');
  }
  values_[name + "_size"] = std::to_string(content.size());
  values_[name + "_sha256"] = place_.world.sha256(content);
  values_[name + "_sha256_base64"] = domain::to_base64(bytes_of_hex(place_.world.sha256(content)));
  values_[name + "_sha1_base64"] = domain::to_base64(api::sha1(content));
  files_[name] = std::move(content);
}

/// Below a request: `header: value`, `without WHAT`, `from ADDRESS`, `send FILE`, or the body from its first `{` or `[`
/// on.
void Teller::send(const Step& step) {
  api::Request request;
  request.method = step.name;
  request.remote = "127.0.0.1";
  request.headers.emplace_back("host", "registry.example");
  read_target(request, filled(step.rest));
  std::vector<std::string> without;
  for (const Line& line : step.lines) {
    const bool json = line.text.starts_with('{') || line.text.starts_with('[') || line.text.starts_with("raw ");
    if (json || !request.body.empty()) {
      if (request.body.empty() && request.header("content-type").empty()) {
        request.headers.emplace_back("content-type", "application/json");
      }
      request.body += filled(line.text.starts_with("raw ") ? line.text.substr(4) : line.text);
      continue;
    }
    const std::size_t space = std::min(line.text.find(' '), line.text.size());
    const std::string word = line.text.substr(0, space);
    const std::string rest = filled(line.text.substr(std::min(space + 1, line.text.size())));
    if (word == "without") {
      without.push_back(rest);
    } else if (word == "from") {
      request.remote = rest;
    } else if (word == "send") {
      if (!files_.contains(rest)) fail("there is no file " + rest);
      request.body = files_.at(rest);
      if (request.header("content-type").empty()) {
        request.headers.emplace_back("content-type", "application/offset+octet-stream");
      }
    } else if (word.ends_with(':')) {
      request.headers.emplace_back(word.substr(0, word.size() - 1), rest);
    } else {
      fail("`" + line.text + "` is neither header nor body");
    }
  }
  add_credentials(request, without);
  request_ = std::move(request);
  response_ = place_.send(request_);
  if (response_.stream) response_.body = read_stream(*response_.stream);
  body_ = nullptr;
  // A file that goes out again stays bytes, also when it happens to be JSON.
  if (!response_.stream && Json::accept(response_.body)) body_ = Json::parse(response_.body);
  keep_session();
  record(request_);
}

void Teller::add_credentials(api::Request& request, const std::vector<std::string>& without) {
  const auto wanted = [&](std::string_view what) { return std::ranges::find(without, what) == without.end(); };
  if (!token_.empty()) request.headers.emplace_back("authorization", "Bearer " + token_);
  const auto browser = browsers_.find(person_);
  if (browser == browsers_.end() || browser->second.cookies.empty()) return;
  if (request.header("cookie").empty()) {
    std::string cookies;
    for (const auto& [name, value] : browser->second.cookies) cookies += (cookies.empty() ? "" : "; ") + name + value;
    request.headers.emplace_back("cookie", cookies);
  }
  if (wanted("csrf") && request.header("x-formulary-csrf").empty()) {
    request.headers.emplace_back("x-formulary-csrf", browser->second.csrf);
  }
  if (wanted("origin") && request.header("sec-fetch-site").empty() && request.header("origin").empty()) {
    request.headers.emplace_back("sec-fetch-site", "same-origin");
  }
}

void Teller::keep_session() {
  if (person_.empty()) return;
  Browser& browser = browsers_[person_];
  for (const auto& [name, value] : response_.headers) {
    if (name != "set-cookie") continue;
    const std::size_t sign = value.find('=');
    const bool ended = value.find("Max-Age=0") != std::string::npos;
    if (ended) {
      browser.cookies.erase(value.substr(0, sign));
    } else {
      browser.cookies[value.substr(0, sign)] = value.substr(sign, value.find(';') - sign);
    }
  }
  if (body_.is_object() && body_.contains("csrf")) browser.csrf = body_["csrf"].get<std::string>();
}

void Teller::record(const api::Request& request) {
  Json line;
  line["story"] = story_;
  line["where"] = where_;
  line["operation"] = operation_of(request);
  line["method"] = request.method;
  line["status"] = response_.status;
  line["type"] = "";
  for (const auto& [name, value] : response_.headers) {
    if (name == "content-type") line["type"] = value;
    line["headers"].push_back(name);
  }
  line["body"] = body_.is_null() && !response_.body.empty() ? Json(response_.body) : body_;  // CSV is no JSON
  line["request"] = nullptr;
  if (request.header("content-type") == "application/json" && Json::accept(request.body)) {
    line["request"] = Json::parse(request.body);
  }
  record_ << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n' << std::flush;
}

void Teller::check(const Step& step) {
  if (std::to_string(response_.status) != step.name) {
    fail("expected " + step.name + ", got " + std::to_string(response_.status) + " for " + request_.method + " " +
         request_.path + "\n" + response_.body.substr(0, 2000) +
         (place_.incidents.empty() ? "" : "\nincident: " + place_.incidents.back().what));
  }
  const std::string file = where_.substr(0, where_.find(':'));
  for (const Line& line : step.lines) {
    where_ = file + ":" + std::to_string(line.number);
    check_line(line.text);
  }
}

/// `PATH = JSON`, `PATH -> name`, `PATH has TEXT`, `PATH count N`, `PATH absent`, the same with `header NAME`, and
/// `body empty`, `body is FILE`, `body has TEXT`.
void Teller::check_line(const std::string& line) {
  std::istringstream words(line);
  std::string path, word, rest;
  words >> path;
  const bool header = path == "header";
  if (header) words >> path;
  words >> word;
  std::getline(words, rest);
  rest.erase(0, std::min(rest.find_first_not_of(' '), rest.size()));
  if (path == "body" && word == "empty") {
    if (!response_.body.empty()) fail("the body is not empty: " + response_.body.substr(0, 500));
  } else if (path == "body" && word == "is") {
    if (response_.body != files_.at(rest)) fail("the body is another: " + response_.body.substr(0, 500));
  } else if (path == "body" && word == "has") {
    if (response_.body.find(filled(rest)) == std::string::npos) fail("the body is " + response_.body.substr(0, 500));
  } else if (header) {
    check_header(path, word, rest);
  } else {
    check_value(path, word, rest);
  }
}

void Teller::check_header(const std::string& name, const std::string& word, const std::string& value) {
  const auto it = std::ranges::find(response_.headers, name, &std::pair<std::string, std::string>::first);
  if (word == "absent") {
    if (it != response_.headers.end()) fail("the header " + name + " is there: " + it->second);
    return;
  }
  if (it == response_.headers.end()) fail("the header " + name + " is missing");
  if (word == "->") {
    values_[value] = it->second;
  } else if (word == "=") {
    if (it->second != filled(value)) fail("the header " + name + " is `" + it->second + "`");
  } else if (word == "has") {
    if (it->second.find(filled(value)) == std::string::npos) fail("the header " + name + " is `" + it->second + "`");
  } else {
    fail("what does `" + word + "` mean?");
  }
}

void Teller::check_value(const std::string& path, const std::string& word, const std::string& value) {
  const Json* found = find(body_, path);
  if (word == "absent") {
    if (found != nullptr) fail(path + " is there: " + found->dump());
    return;
  }
  if (found == nullptr) fail(path + " is missing in " + response_.body.substr(0, 2000));
  if (word == "->") {
    values_[value] = plain(*found);
  } else if (word == "=") {
    const std::string wanted = filled(value);
    if (!Json::accept(wanted)) fail("`" + wanted + "` is no JSON");
    if (*found != Json::parse(wanted)) fail(path + " is " + found->dump() + ", not " + wanted);
  } else if (word == "has") {
    const std::string wanted = filled(value);
    if (plain(*found).find(wanted) == std::string::npos) fail(path + " is " + found->dump() + ", without " + wanted);
  } else if (word == "lacks") {
    const std::string unwanted = filled(value);
    if (plain(*found).find(unwanted) != std::string::npos) fail(path + " holds " + unwanted);
  } else if (word == "count") {
    if (std::to_string(found->size()) != filled(value)) fail(path + " has " + std::to_string(found->size()) + " items");
  } else {
    fail("what does `" + word + "` mean?");
  }
}

}  // namespace formulary::stories
