#include "service/config.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace formulary {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& member, const std::string& what) {
  throw std::invalid_argument(fmt::format("Configuration, `{}`: {}", member, what));
}

void read(const Json& value, const std::string& member, std::string& out) {
  if (!value.is_string()) refuse(member, "write a text in quotes.");
  out = value.get<std::string>();
}

template <class Number>
void read(const Json& value, const std::string& member, Number& out, std::int64_t least, std::int64_t most) {
  if (!value.is_number_integer() || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most) {
    refuse(member, fmt::format("write a whole number from {} to {}.", least, most));
  }
  out = static_cast<Number>(value.get<std::int64_t>());
}

void read_word(const Json& value, const std::string& member, std::string& out, const std::string& one,
               const std::string& other) {
  read(value, member, out);
  if (out != one && out != other) refuse(member, fmt::format("write `{}` or `{}`.", one, other));
}

WatchConfig read_watch(const Json& object, const std::string& place) {
  if (!object.is_object()) refuse(place, "write an object for each watched source.");
  WatchConfig watch;
  for (const auto& [member, value] : object.items()) {
    const std::string at = place + "/" + member;
    if (member == "kind") {
      read(value, at, watch.kind);
    } else if (member == "name") {
      read(value, at, watch.name);
    } else if (member == "folder") {
      read(value, at, watch.folder);
    } else if (member == "address") {
      read(value, at, watch.address);
    } else if (member == "every_hours") {
      read(value, at, watch.every_hours, 1, 720);
    } else if (member == "mode") {
      read_word(value, at, watch.mode, "whole", "additions");
    } else if (member == "dated_by") {
      read_word(value, at, watch.dated_by, "content", "modified");
    } else if (member == "proxy") {
      read(value, at, watch.proxy);
    } else if (member == "ca_file") {
      read(value, at, watch.ca_file);
    } else if (member == "most_mib") {
      read(value, at, watch.most_mib, 1, 65536);
    } else if (member == "seconds") {
      read(value, at, watch.seconds, 1, 86400);
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  if (watch.kind.empty()) refuse(place + "/kind", "write which data set it is, such as `us-510k`.");
  if (watch.folder.empty() == watch.address.empty()) refuse(place, "write either a `folder` or an `address`.");
  return watch;
}

const Json& object_at(const Json& value, const std::string& member) {
  if (!value.is_object()) refuse(member, "write an object.");
  return value;
}

TlsConfig read_tls(const Json& object) {
  TlsConfig tls;
  for (const auto& [member, value] : object_at(object, "tls").items()) {
    const std::string at = "tls/" + member;
    if (member == "certificate") {
      read(value, at, tls.certificate);
    } else if (member == "key") {
      read(value, at, tls.key);
    } else if (member == "client_authorities") {
      read(value, at, tls.client_authorities);
    } else if (member == "self_signed") {
      if (!value.is_boolean()) refuse(at, "write true or false.");
      tls.self_signed = value.get<bool>();
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  return tls;
}

ProxiesConfig read_proxies(const Json& object) {
  ProxiesConfig proxies;
  for (const auto& [member, value] : object_at(object, "proxies").items()) {
    const std::string at = "proxies/" + member;
    if (member == "trusted") {
      if (!value.is_array()) refuse(at, "write a list of addresses and networks.");
      for (const Json& one : value) read(one, at, proxies.trusted.emplace_back());
    } else if (member == "header") {
      read_word(value, at, proxies.header, "x-forwarded-for", "forwarded");
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  return proxies;
}

LimitsConfig read_limits(const Json& object) {
  LimitsConfig limits;
  for (const auto& [member, value] : object_at(object, "limits").items()) {
    const std::string at = "limits/" + member;
    if (member == "connections") {
      read(value, at, limits.connections, 16, 100'000);
    } else if (member == "handshake_seconds") {
      read(value, at, limits.handshake_seconds, 1, 3600);
    } else if (member == "head_seconds") {
      read(value, at, limits.head_seconds, 1, 3600);
    } else if (member == "idle_seconds") {
      read(value, at, limits.idle_seconds, 1, 3600);
    } else if (member == "body_seconds") {
      read(value, at, limits.body_seconds, 1, 3600);
    } else if (member == "write_seconds") {
      read(value, at, limits.write_seconds, 1, 3600);
    } else if (member == "requests_a_minute") {
      read(value, at, limits.requests_a_minute, 0, 1'000'000);
    } else if (member == "gate_a_second") {
      read(value, at, limits.gate_a_second, 0, 1'000'000);
    } else if (member == "uploads_at_a_time") {
      read(value, at, limits.uploads_at_a_time, 0, 1000);
    } else if (member == "waiting_gib") {
      read(value, at, limits.waiting_gib, 1, 100'000);
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  return limits;
}

void read_watches(const Json& value, std::vector<WatchConfig>& out) {
  if (!value.is_array()) refuse("watches", "write a list of objects.");
  for (std::size_t i = 0; i < value.size(); ++i) out.push_back(read_watch(value[i], fmt::format("watches/{}", i)));
}

WitnessConfig read_witness(const Json& object, const std::string& place) {
  if (!object.is_object()) refuse(place, "write an object for each witness.");
  WitnessConfig witness;
  for (const auto& [member, value] : object.items()) {
    const std::string at = place + "/" + member;
    if (member == "key") {
      read(value, at, witness.key);
    } else if (member == "address") {
      read(value, at, witness.address);
    } else if (member == "ca_file") {
      read(value, at, witness.ca_file);
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  if (witness.key.empty() || witness.address.empty())
    refuse(place, "write the `key` and the `address` of the witness.");
  return witness;
}

void read_audit(const Json& object, AuditConfig& out) {
  if (!object.is_object()) refuse("audit", "write an object.");
  for (const auto& [member, value] : object.items()) {
    const std::string at = "audit/" + member;
    if (member == "origin") {
      read(value, at, out.origin);
    } else if (member == "require") {
      read_word(value, at, out.require, "db", "db+sink");
    } else if (member == "sink") {
      read(value, at, out.sink);
    } else if (member == "checkpoint_file") {
      read(value, at, out.checkpoint_file);
    } else if (member == "witnesses") {
      if (!value.is_array()) refuse(at, "write a list of objects.");
      for (std::size_t i = 0; i < value.size(); ++i) {
        out.witnesses.push_back(read_witness(value[i], fmt::format("{}/{}", at, i)));
      }
    } else if (member == "needed_witnesses") {
      read(value, at, out.needed_witnesses, 0, 16);
    } else if (member == "checkpoint_seconds") {
      read(value, at, out.checkpoint_seconds, 1, 3600);
    } else if (member == "witness_seconds") {
      read(value, at, out.witness_seconds, 1, 60);
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
}

void read(const Json& value, const std::string& member, bool& out) {
  if (!value.is_boolean()) refuse(member, "write true or false.");
  out = value.get<bool>();
}

void read(const Json& value, const std::string& member, std::vector<std::string>& out) {
  if (!value.is_array()) refuse(member, "write a list of texts.");
  out.clear();
  for (const Json& one : value) read(one, member, out.emplace_back());
}

/// Claims that somebody at the provider can often choose, or get from somebody who left: who is joined by them may be
/// anybody (OpenID Connect Core 1.0, section 5.7).
constexpr std::string_view no_identities[] = {"email", "mail",     "upn",        "preferred_username", "unique_name",
                                              "name",  "nickname", "given_name", "family_name",        "phone_number"};

SignInConfig read_sign_in(const Json& object) {
  if (!object.is_object()) refuse("sign_in", "write an object.");
  SignInConfig in;
  const std::pair<std::string_view, std::string*> texts[] = {{"name", &in.name},
                                                             {"issuer", &in.issuer},
                                                             {"client_id", &in.client_id},
                                                             {"client_secret_file", &in.client_secret_file},
                                                             {"private_key_file", &in.private_key_file},
                                                             {"key_id", &in.key_id},
                                                             {"address", &in.address},
                                                             {"ca_file", &in.ca_file},
                                                             {"link_claim", &in.link_claim}};
  const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
      {"scopes", &in.scopes}, {"hosts", &in.hosts}, {"strong_acr", &in.strong_acr}, {"strong_amr", &in.strong_amr}};
  for (const auto& [member, value] : object.items()) {
    const std::string at = "sign_in/" + member;
    const auto text = std::ranges::find(texts, member, [](const auto& row) { return row.first; });
    const auto list = std::ranges::find(lists, member, [](const auto& row) { return row.first; });
    if (text != std::end(texts)) {
      read(value, at, *text->second);
    } else if (list != std::end(lists)) {
      read(value, at, *list->second);
    } else if (member == "max_age_minutes") {
      read(value, at, in.max_age_minutes, 0, 10080);
    } else if (member == "seconds") {
      read(value, at, in.seconds, 1, 20);
    } else if (member == "create_people") {
      read(value, at, in.create_people);
    } else if (member == "local") {
      read(value, at, in.local);
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  if (in.issuer.empty())
    refuse("sign_in/issuer", "write the provider's issuer, such as https://login.hospital.example.");
  if (in.client_id.empty()) refuse("sign_in/client_id", "write what the provider calls this registry.");
  if (in.address.empty() || in.address.ends_with('/')) {
    refuse("sign_in/address", "write how browsers reach this registry, without a slash at the end.");
  }
  if (std::ranges::find(no_identities, in.link_claim) != std::end(no_identities)) {
    refuse("sign_in/link_claim",
           "people can change this claim, or it is given to somebody else later. Take one that stays, such as oid.");
  }
  if (in.name.empty()) in.name = "the hospital's account";
  return in;
}

}  // namespace

Config read_config(const std::string& file) {
  std::ifstream stream(file);
  if (!stream) throw std::invalid_argument(fmt::format("The configuration file `{}` cannot be read.", file));
  const Json document = Json::parse(stream, nullptr, false);
  if (!document.is_object()) {
    throw std::invalid_argument(fmt::format("The configuration file `{}` is not a JSON object.", file));
  }
  Config config;
  for (const auto& [member, value] : document.items()) {
    if (member == "data") {
      read(value, member, config.data);
    } else if (member == "host") {
      read(value, member, config.host);
    } else if (member == "port") {
      read(value, member, config.port, 0, 65535);
    } else if (member == "web") {
      read(value, member, config.web);
    } else if (member == "scanner") {
      read(value, member, config.scanner);
    } else if (member == "time_zone") {
      read(value, member, config.time_zone);
    } else if (member == "blobs") {
      read(value, member, config.blobs);
    } else if (member == "keys") {
      read(value, member, config.keys);
    } else if (member == "log") {
      read(value, member, config.log);
    } else if (member == "accounts") {
      read_word(value, member, config.accounts, "strict", "trial");
    } else if (member == "breached_passwords") {
      read(value, member, config.breached_passwords);
    } else if (member == "scan_workers") {
      read(value, member, config.scan_workers, 1, 64);
    } else if (member == "scan_seconds") {
      read(value, member, config.scan_seconds, 1, 3600);
    } else if (member == "wall") {
      read_word(value, member, config.wall, "required", "optional");
    } else if (member == "tls") {
      config.tls = read_tls(value);
    } else if (member == "proxies") {
      config.proxies = read_proxies(value);
    } else if (member == "limits") {
      config.limits = read_limits(value);
    } else if (member == "audit") {
      read_audit(value, config.audit);
    } else if (member == "sign_in") {
      config.sign_in = read_sign_in(value);
    } else if (member == "watches") {
      read_watches(value, config.watches);
    } else {
      refuse(member, "there is no such member; schemas/config.json lists them all.");
    }
  }
  return config;
}

}  // namespace formulary
