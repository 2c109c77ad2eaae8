#include "scanners/formats/android/urls.hpp"

#include <algorithm>
#include <optional>

namespace formulary::formats::android {
namespace {

constexpr std::size_t longest_host = 253;  // RFC 1035 section 2.3.4, as text
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_path = 200;
constexpr std::size_t shortest_key = 20;

constexpr std::string_view schemes[] = {"http", "https", "ws", "wss", "ftp", "ftps", "mqtt", "mqtts", "amqp", "amqps"};

constexpr std::string_view ignored_hosts[] = {
#define IGNORED_HOST(host, why) host,
#include "scanners/formats/android/ignored_hosts.def"
#undef IGNORED_HOST
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// RFC 3986 section 3.1, read backwards from the colon.
std::string scheme_before(std::string_view text, std::size_t colon) {
  std::size_t start = colon;
  while (start > 0 && colon - start < 6 && is_letter(text[start - 1])) --start;
  std::string scheme(text.substr(start, colon - start));
  std::ranges::transform(scheme, scheme.begin(), lower);
  return scheme;
}

// What may stand between `://` and the end of an address in running text, in code and in markup.
bool ends_url(char c) {
  return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7f ||
         std::string_view("\"'<>\\`|^()[],;*").find(c) != std::string_view::npos;
}

bool is_ipv4(std::string_view host) {
  int parts = 0;
  while (true) {
    const std::size_t length = std::min(host.find('.'), host.size());
    const std::string_view part = host.substr(0, length);
    if (part.empty() || part.size() > 3 || !std::ranges::all_of(part, is_digit)) return false;
    int value = 0;
    for (const char digit : part) value = value * 10 + (digit - '0');
    if (value > 255) return false;
    ++parts;
    if (length == host.size()) return parts == 4;
    host.remove_prefix(length + 1);
  }
}

// RFC 1123 section 2.1, with the underscore that is met in practice; at least two labels, the last one of letters.
bool is_domain(std::string_view host) {
  if (host.size() > longest_host) return false;
  int labels = 0;
  while (true) {
    const std::size_t length = std::min(host.find('.'), host.size());
    const std::string_view label = host.substr(0, length);
    if (label.empty() || label.size() > longest_label || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; })) {
      return false;
    }
    ++labels;
    if (length == host.size()) {
      return labels >= 2 && label.size() >= 2 && (std::ranges::all_of(label, is_letter) || label.starts_with("xn--"));
    }
    host.remove_prefix(length + 1);
  }
}

bool is_ignored(std::string_view host) {
  return std::ranges::any_of(ignored_hosts, [&](std::string_view one) {
    return one.front() == '.' ? host.ends_with(one) || host == one.substr(1) : host == one;
  });
}

// The host as it is known: `%s.example.org` and `{region}.example.org` are `*.example.org`.
std::optional<std::string> known_host(std::string_view written) {
  std::string host(written);
  std::ranges::transform(host, host.begin(), lower);
  while (host.ends_with('.')) host.pop_back();
  if (const std::size_t filled_in = host.find_last_of("%{}$"); filled_in != std::string::npos) {
    const std::size_t dot = host.find('.', filled_in);
    if (dot == std::string::npos || !is_domain(std::string_view(host).substr(dot + 1))) return std::nullopt;
    return "*" + host.substr(dot);
  }
  if (!is_ipv4(host) && !is_domain(host)) return std::nullopt;
  return host;
}

bool is_key(std::string_view part) {
  return part.size() >= shortest_key && std::ranges::any_of(part, is_digit) && std::ranges::any_of(part, is_letter) &&
         part.find_first_of(".-") == std::string_view::npos;
}

std::string path_of(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end < longest_path && !ends_url(text[end]) && text[end] != '?' && text[end] != '#' &&
         std::string_view("%{}$").find(text[end]) == std::string_view::npos) {
    ++end;
  }
  std::string_view written = text.substr(0, end);
  while (written.ends_with('.') || written.ends_with(':') || written.ends_with('!')) written.remove_suffix(1);
  std::string path;
  while (!written.empty()) {
    const std::size_t length = std::min(written.find('/', 1), written.size());
    const std::string_view part = written.substr(0, length);
    path += is_key(part.substr(1)) ? "/…" : std::string(part);
    written.remove_prefix(length);
  }
  return path;
}

std::optional<FoundUrl> read_url(std::string_view text, std::size_t colon) {
  FoundUrl found;
  found.scheme = scheme_before(text, colon);
  found.offset = colon - found.scheme.size();
  if (std::ranges::find(schemes, found.scheme) == std::end(schemes)) return std::nullopt;
  text.remove_prefix(colon + 3);

  // RFC 3986 section 3.2: [ userinfo "@" ] host [ ":" port ]. IPv6 addresses are not met in packages.
  std::size_t length = 0;
  while (length < text.size() && length < longest_host + 64 && !ends_url(text[length]) &&
         std::string_view("/?#").find(text[length]) == std::string_view::npos) {
    ++length;
  }
  std::string_view authority = text.substr(0, length);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = authority.substr(0, at);
    const std::size_t password = user.find(':');
    found.credentials = password != std::string_view::npos && password + 1 < user.size() &&
                        user.find_first_of("%{}$") == std::string_view::npos;
    authority.remove_prefix(at + 1);
  }
  const std::size_t port = std::min(authority.find(':'), authority.size());
  const std::optional<std::string> host = known_host(authority.substr(0, port));
  if (!host || is_ignored(*host)) return std::nullopt;
  found.host = *host;
  found.url = found.scheme + "://" + found.host;
  const std::string_view digits = authority.substr(std::min(port + 1, authority.size()));
  if (!digits.empty() && digits.size() <= 5 && std::ranges::all_of(digits, is_digit)) {
    found.url += ":" + std::string(digits);
  }
  if (length < text.size() && text[length] == '/') found.url += path_of(text.substr(length));
  return found;
}

}  // namespace

std::vector<FoundUrl> find_urls(std::string_view text, std::size_t most) {
  std::vector<FoundUrl> found;
  for (std::size_t at = text.find("://"); at != std::string_view::npos && found.size() < most;
       at = text.find("://", at + 3)) {
    if (auto url = read_url(text, at)) found.push_back(std::move(*url));
  }
  return found;
}

}  // namespace formulary::formats::android
