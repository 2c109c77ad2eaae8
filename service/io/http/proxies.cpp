#include "service/io/http/proxies.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

namespace formulary::io::http {
namespace ip = boost::asio::ip;

struct Proxies::Networks {
  std::vector<ip::network_v4> four;
  std::vector<ip::network_v6> six;

  bool contain(const ip::address& address) const {
    if (address.is_v4()) {
      return std::any_of(four.begin(), four.end(), [&](const ip::network_v4& network) {
        return ip::make_network_v4(address.to_v4(), network.prefix_length()).network() == network.network();
      });
    }
    return std::any_of(six.begin(), six.end(), [&](const ip::network_v6& network) {
      return ip::make_network_v6(address.to_v6(), network.prefix_length()).network() == network.network();
    });
  }
};

namespace {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
std::optional<ip::address> parse_address(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || (end + 1 < text.size() && text[end + 1] != ':')) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(text), error);
  if (error || (address.is_v6() && address.to_v6().scope_id() != 0)) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

enum class Quotes { plain, enclose };

/// The elements of a list. Where quotes enclose, a separator between them is none; a quote that is never closed would
/// swallow what a proxy added, so nothing of such a list counts.
std::vector<std::string_view> split(std::string_view text, char separator, Quotes quotes) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && quotes == Quotes::enclose) quoted = !quoted;
    if (text[i] != separator || quoted) continue;
    parts.push_back(trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  if (quoted) return {};
  parts.push_back(trim(text.substr(begin)));
  return parts;
}

// RFC 7239, section 4: forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] ), pair = token "=" value
std::string_view for_of(std::string_view element) {
  std::string_view found;
  for (const std::string_view pair : split(element, ';', Quotes::enclose)) {
    if (pair.size() < 4 || pair[3] != '=') continue;
    if ((pair[0] | 0x20) != 'f' || (pair[1] | 0x20) != 'o' || (pair[2] | 0x20) != 'r') continue;
    if (!found.empty()) return {};
    found = pair.substr(4);
    if (found.size() >= 2 && found.front() == '"' && found.back() == '"') found = found.substr(1, found.size() - 2);
  }
  return found;
}

}  // namespace

Proxies::Proxies() : networks_(std::make_shared<const Networks>()) {}
Proxies::~Proxies() = default;
Proxies::Proxies(const Proxies& other) = default;

Proxies::Proxies(const std::vector<std::string>& trusted, Header header) : header_(header) {
  auto networks = std::make_shared<Networks>();
  for (const std::string& text : trusted) {
    boost::system::error_code error;
    const bool six = text.find(':') != std::string::npos;
    const std::string network = text.find('/') != std::string::npos ? text : text + (six ? "/128" : "/32");
    if (six) {
      networks->six.push_back(ip::make_network_v6(network, error));
    } else {
      networks->four.push_back(ip::make_network_v4(network, error));
    }
    if (error) {
      throw std::invalid_argument("The trusted proxy `" + text +
                                  "` is not an address such as 192.0.2.7 or a network such as 192.0.2.0/24.");
    }
  }
  networks_ = std::move(networks);
}

std::string Proxies::client_of(const std::string& peer, const api::RequestHead& head) const {
  if (networks_->four.empty() && networks_->six.empty()) return peer;
  std::optional<ip::address> client = parse_address(peer);
  if (!client || !networks_->contain(*client)) return peer;
  const bool is_forwarded = header_ == Header::forwarded;
  const std::string_view value = head.header(is_forwarded ? "forwarded" : "x-forwarded-for");
  if (value.empty()) return peer;
  const std::vector<std::string_view> hops = split(value, ',', is_forwarded ? Quotes::enclose : Quotes::plain);
  for (auto hop = hops.rbegin(); hop != hops.rend() && networks_->contain(*client); ++hop) {
    const auto address = parse_address(is_forwarded ? for_of(*hop) : *hop);
    if (!address) break;
    client = address;
  }
  return client->to_string();
}

}  // namespace formulary::io::http
