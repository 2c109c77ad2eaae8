#include "service/cli/connection.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <termios.h>
#include <unistd.h>

#include <fmt/format.h>

namespace formulary::cli {
namespace {

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string find_token(const Shared& shared) {
  if (!shared.token_file.empty()) return read_secret(shared.token_file);
  if (const std::string file = from_environment("FORMULARY_TOKEN_FILE"); !file.empty()) return read_secret(file);
  return from_environment("FORMULARY_TOKEN");
}

io::http::Client make_client(const Shared& shared) {
  try {
    return io::http::Client(
        shared.url, {.ca_file = shared.ca_file, .certificate = shared.client_certificate, .key = shared.client_key});
  } catch (const std::exception& problem) {
    throw Failure{usage, fmt::format("--url {}: {}", printable(shared.url), problem.what())};
  }
}

std::string cookie_of(std::string_view header) { return std::string(header.substr(0, header.find(';'))); }

}  // namespace

Connection::Connection(const Shared& shared) : client_(make_client(shared)), token_(find_token(shared)) {
  if (!token_.empty()) return;
  if (shared.login.empty()) {
    throw Failure{usage,
                  "Say who you are: --token-file FILE, the environment variable FORMULARY_TOKEN, or --login NAME."};
  }
  log_in(shared);
}

Connection::~Connection() {
  if (cookie_.empty()) return;
  try {
    exchange("DELETE", "/v1/sessions/current", {}, {});
  } catch (...) {  // the session ends by itself
  }
}

void Connection::log_in(const Shared& shared) {
  const std::string password =
      shared.password_file.empty() ? ask_secret("Password: ") : read_secret(shared.password_file);
  Json body{{"login", shared.login}, {"password", password}};
  auto answer = exchange("POST", "/v1/sessions", {}, body.dump());
  const Json problem = Json::parse(answer.body, nullptr, false);
  if (answer.status == 401 && problem.is_object() && problem.value("type", "") == "/problems/second-factor") {
    body["code"] = ask_secret("Code of your authenticator app: ");
    answer = exchange("POST", "/v1/sessions", {}, body.dump());
  }
  const JsonAnswer session = read(answer);
  cookie_ = cookie_of(answer.header("set-cookie"));
  csrf_ = session.body.value("csrf", "");
}

io::http::ClientAnswer Connection::exchange(const std::string& method, const std::string& target,
                                            const HeaderList& headers, const std::string& body) {
  HeaderList all = headers;
  if (!token_.empty()) {
    all.emplace_back("authorization", "Bearer " + token_);
  } else if (!cookie_.empty()) {
    all.emplace_back("cookie", cookie_);
    all.emplace_back("x-formulary-csrf", csrf_);
  }
  all.emplace_back("sec-fetch-site", "none");
  try {
    return client_.request(method, target, all, body);
  } catch (const io::http::Unreachable& problem) {
    throw Failure{unreachable, fmt::format("The service cannot be reached: {}", problem.what())};
  }
}

JsonAnswer Connection::read(const io::http::ClientAnswer& answer) const {
  Json body = Json::parse(answer.body, nullptr, false);
  if (answer.status >= 200 && answer.status < 300) {
    if (body.is_discarded() && !answer.body.empty()) {
      throw Failure{unreachable, "The answer is not JSON. Is this really the address of Formulary?"};
    }
    return {answer.status, std::move(body), std::string(answer.header("etag"))};
  }
  std::string sentence = fmt::format("The service answered {}.", answer.status);
  if (body.is_object() && body.contains("detail") && body["detail"].is_string()) {
    sentence = body["detail"].get<std::string>();
    for (const auto& error : body.value("errors", Json::array())) {
      if (!error.is_object()) continue;
      const std::string detail = error.value("detail", "");
      if (detail != body["detail"]) sentence += fmt::format("\n  {}: {}", error.value("pointer", ""), detail);
    }
  }
  std::string safe;
  for (std::size_t at = 0, end = 0; at <= sentence.size(); at = end + 1) {
    end = std::min(sentence.find('\n', at), sentence.size());
    if (at != 0) safe += '\n';
    safe += printable(std::string_view(sentence).substr(at, end - at));
  }
  throw Failure{answer.status >= 500 ? unreachable : answer.status == 400 ? usage : not_allowed, safe};
}

JsonAnswer Connection::get(const std::string& target) { return read(exchange("GET", target, {}, {})); }

Json Connection::all(const std::string& path) {
  Json items = Json::array();
  std::string cursor;
  do {
    Json page = get(path + "?limit=200" + (cursor.empty() ? "" : "&cursor=" + percent_encoded(cursor))).body;
    for (auto& item : page["items"]) items.push_back(std::move(item));
    cursor = page["next"].is_string() ? page["next"].get<std::string>() : std::string();
  } while (!cursor.empty());
  return items;
}

JsonAnswer Connection::send(const std::string& method, const std::string& target, const Json& body,
                            const HeaderList& more) {
  HeaderList headers = more;
  headers.emplace_back("content-type", "application/json");
  return read(exchange(method, target, headers, body.is_null() ? std::string() : body.dump()));
}

std::string ask_secret(const std::string& prompt) {
  if (::isatty(STDIN_FILENO) != 1) {
    throw Failure{
        usage, "Nobody is at the terminal to type it. Use --password-file FILE, or a token where a code is asked for."};
  }
  termios before{};
  ::tcgetattr(STDIN_FILENO, &before);
  termios silent = before;
  silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  std::cerr << prompt << std::flush;
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  std::string secret;
  std::getline(std::cin, secret);
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  std::cerr << '\n';
  return secret;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace formulary::cli
