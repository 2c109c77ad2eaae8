#include "scanners/formats/android/secrets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "scanners/bytes/inflate.hpp"

namespace formulary::formats::android {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_alnum(char c) { return is_digit(c) || is_upper(c) || is_lower(c); }
bool is_word(char c) { return is_alnum(c) || c == '_'; }
bool is_url64(char c) { return is_word(c) || c == '-'; }
bool is_base64(char c) { return is_alnum(c) || c == '+' || c == '/'; }
bool is_base32(char c) { return is_upper(c) || (c >= '2' && c <= '7'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

std::size_t run(std::string_view text, bool (*in)(char)) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, in) - text.begin());
}

// How irregular a text is, in bits for each character (Shannon).
double entropy(std::string_view text) {
  std::array<int, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const int count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

// RFC 4648, both alphabets; stops at what is neither.
std::string decode64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (is_upper(c)) value = c - 'A';
    if (is_lower(c)) value = c - 'a' + 26;
    if (is_digit(c)) value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (value < 0) break;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xff);
    }
  }
  return out;
}

// A validator is given the text from the beginning of the prefix on, and gives the length of the secret; 0: it is none.

std::size_t fixed(std::string_view text, std::size_t prefix, std::size_t length, bool (*in)(char)) {
  const std::size_t found = run(text.substr(prefix), in);
  return found == length ? prefix + length : 0;
}

std::size_t at_least(std::string_view text, std::size_t prefix, std::size_t length, std::size_t most,
                     bool (*in)(char)) {
  const std::size_t found = run(text.substr(prefix), in);
  if (found < length || found > most || entropy(text.substr(prefix, found)) < 3.0) return 0;
  return prefix + found;
}

std::size_t aws_key_id(std::string_view text) { return fixed(text, 4, 16, is_base32); }
std::size_t google_key(std::string_view text) {
  const std::size_t length = fixed(text, 4, 35, is_url64);
  return length != 0 && entropy(text.substr(4, 35)) > 3.0 ? length : 0;
}
std::size_t google_client_secret(std::string_view text) { return fixed(text, 7, 28, is_url64); }

// GitHub, "Behind GitHub's new authentication token formats": the last six of 36 characters are the CRC-32 of the 30
// before them, to the base 62.
std::size_t github_token(std::string_view text) {
  if (fixed(text, 4, 36, is_alnum) == 0) return 0;
  std::uint64_t declared = 0;
  for (const char c : text.substr(34, 6)) {
    declared = declared * 62 + static_cast<std::uint64_t>(is_digit(c)   ? c - '0'
                                                          : is_upper(c) ? c - 'A' + 10
                                                                        : c - 'a' + 36);
  }
  return bytes::crc32(0, bytes::as_view(text.substr(4, 30))) == declared ? 40 : 0;
}
std::size_t github_fine_token(std::string_view text) { return fixed(text, 11, 82, is_word); }
std::size_t gitlab_token(std::string_view text) { return fixed(text, 6, 20, is_url64); }

// Slack API documentation, "Token types": parts of digits and letters, joined by hyphens.
std::size_t slack_token(std::string_view text) {
  const std::size_t length = run(text, is_url64);
  if (length < 24 || length > 255 || !is_digit(text[5])) return 0;
  return std::ranges::count(text.substr(0, length), '-') >= 2 ? length : 0;
}
std::size_t slack_webhook(std::string_view text) {
  constexpr std::string_view start = "hooks.slack.com/services/T";
  const std::size_t length =
      start.size() + run(text.substr(start.size()), [](char c) { return is_alnum(c) || c == '/'; });
  return length > start.size() + 30 && std::ranges::count(text.substr(0, length), '/') == 4 ? length : 0;
}
std::size_t stripe_key(std::string_view text) { return at_least(text, 8, 24, 247, is_alnum); }

std::size_t twilio_sid(std::string_view text) {
  return fixed(text, 2, 32, is_hex) != 0 && entropy(text.substr(2, 32)) > 2.5 ? 34 : 0;
}
std::size_t sendgrid_key(std::string_view text) {
  if (run(text.substr(3), is_url64) != 22 || text.size() < 26 || text[25] != '.') return 0;
  return run(text.substr(26), is_url64) == 43 ? 69 : 0;
}
std::size_t mailgun_key(std::string_view text) { return fixed(text, 4, 32, is_hex); }
std::size_t shopify_token(std::string_view text) {
  return fixed(text, 6, 32, [](char c) { return is_hex(c) || (c >= 'A' && c <= 'F'); });
}
std::size_t square_token(std::string_view text) { return fixed(text, 7, 43, is_url64); }
std::size_t mapbox_token(std::string_view text) {
  const std::size_t first = run(text.substr(3), is_url64);
  if (3 + first >= text.size() || text[3 + first] != '.') return 0;
  const std::size_t second = run(text.substr(4 + first), is_url64);
  return second < 16 || !decode64(text.substr(3, first)).starts_with("{\"u\":\"") ? 0 : 4 + first + second;
}

// Azure, "Configure Azure Storage connection strings": the key has 64 bytes.
std::size_t azure_key(std::string_view text) {
  const std::size_t prefix = std::string_view("AccountKey=").size();
  const std::size_t length = run(text.substr(prefix), is_base64);
  return length == 86 && text.substr(prefix + length).starts_with("==") ? prefix + 88 : 0;
}

std::size_t firebase_server_key(std::string_view text) {
  if (run(text.substr(4), is_url64) != 7 || text.size() < 12 || text[11] != ':') return 0;
  return run(text.substr(12), is_url64) == 140 ? 152 : 0;
}

// RFC 7519: a JSON object with "alg", a JSON object, a signature; each in base64url.
std::size_t json_web_token(std::string_view text) {
  std::size_t length = 0;
  std::array<std::string_view, 3> parts;
  for (std::string_view& part : parts) {
    if (length > 0) {
      if (length >= text.size() || text[length] != '.') return 0;
      ++length;
    }
    part = text.substr(length, run(text.substr(length), is_url64));
    length += part.size();
    if (part.size() < 16 || part.size() > 16384) return 0;
  }
  const auto header = nlohmann::json::parse(decode64(parts[0]), nullptr, false);
  const auto claims = nlohmann::json::parse(decode64(parts[1]), nullptr, false);
  return header.is_object() && header.contains("alg") && claims.is_object() ? length : 0;
}

// RFC 7468: the content has to be that of a key, for programs that read keys name the first line, too.
std::size_t private_key(std::string_view text) {
  const std::size_t label = text.substr(0, 64).find("-----", 11);
  if (label == std::string_view::npos || !text.substr(0, label).ends_with(" KEY") ||
      text.substr(0, label).find("PRIVATE") == std::string_view::npos) {
    return 0;
  }
  std::string digits;
  std::size_t at = label + 5;
  for (; at < text.size() && digits.size() < 20'000; ++at) {
    const char c = text[at];
    if (is_base64(c)) {
      digits += c;
    } else if (c == '\\' && at + 1 < text.size() && (text[at + 1] == 'n' || text[at + 1] == 'r')) {
      ++at;
    } else if (c != '\n' && c != '\r' && c != ' ' && c != '\t' && c != '"' && c != '+') {
      break;
    }
  }
  // Traditional encryption puts headers (`Proc-Type: …`) before the content; those keys are not open.
  const std::string content = decode64(digits);
  const bool der = content.size() > 64 && content[0] == '\x30' && (static_cast<unsigned char>(content[1]) & 0x80) != 0;
  const bool openssh = content.starts_with("openssh-key-v1");
  const bool short_der = content.size() > 40 && content[0] == '\x30' && content.size() >= 2U + content[1];
  return der || openssh || short_der ? at : 0;
}

struct Shape {
  std::string_view prefix;
  std::string_view kind;
  std::size_t (*validate)(std::string_view);
};

// The vendors' documentation of their tokens; the prefix decides which validator is asked.
constexpr Shape shapes[] = {
    {"AKIA", "aws-access-key-id", aws_key_id},  // AWS IAM User Guide, "Understanding unique ID prefixes"
    {"ASIA", "aws-temporary-access-key-id", aws_key_id},
    {"AIza", "google-api-key", google_key},  // Google Cloud, "Manage API keys"
    {"GOCSPX-", "google-oauth-client-secret", google_client_secret},
    {"AAAA", "firebase-server-key", firebase_server_key},  // Firebase Cloud Messaging, legacy server key
    {"ghp_", "github-token", github_token},
    {"gho_", "github-token", github_token},
    {"ghu_", "github-token", github_token},
    {"ghs_", "github-token", github_token},
    {"ghr_", "github-token", github_token},
    {"github_pat_", "github-token", github_fine_token},
    {"glpat-", "gitlab-token", gitlab_token},  // GitLab, "Personal access tokens"
    {"xoxb-", "slack-token", slack_token},
    {"xoxp-", "slack-token", slack_token},
    {"xoxa-", "slack-token", slack_token},
    {"xoxr-", "slack-token", slack_token},
    {"xoxs-", "slack-token", slack_token},
    {"hooks.slack.com/services/T", "slack-webhook", slack_webhook},
    {"sk_live_", "stripe-secret-key", stripe_key},  // Stripe, "API keys"
    {"rk_live_", "stripe-restricted-key", stripe_key},
    {"SK", "twilio-api-key", twilio_sid},  // Twilio, "What is a String Identifier (SID)?"
    {"AC", "twilio-account", twilio_sid},
    {"SG.", "sendgrid-api-key", sendgrid_key},  // SendGrid, "API keys"
    {"key-", "mailgun-api-key", mailgun_key},
    {"shpat_", "shopify-token", shopify_token},
    {"shpss_", "shopify-secret", shopify_token},
    {"sq0csp-", "square-oauth-secret", square_token},
    {"sk.", "mapbox-secret-token", mapbox_token},
    {"AccountKey=", "azure-storage-key", azure_key},
    {"eyJ", "json-web-token", json_web_token},
    {"-----BEGIN ", "private-key", private_key},
};

// Which characters a prefix begins with: most positions of most texts are passed over by one look.
constexpr std::array<bool, 256> first_characters = [] {
  std::array<bool, 256> first{};
  for (const Shape& shape : shapes) first[static_cast<unsigned char>(shape.prefix.front())] = true;
  return first;
}();

constexpr std::size_t shortest_secret = 20;

constexpr std::string_view secret_names[] = {
    "password",
    "passwd",
    "pwd",
    "secret",
    "client_secret",
    "clientsecret",
    "api_secret",
    "apisecret",
    "app_secret",
    "appsecret",
    "secret_key",
    "secretkey",
    "private_key",
    "privatekey",
    "auth_token",
    "authtoken",
    "access_token",
    "accesstoken",
    "api_key",
    "apikey",
    "encryption_key",
    "aws_secret",
    "jwt_secret",
    "storepassword",
    "keypassword",
    "aws_secret_access_key",
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

// As irregular as a generated secret: long, of several kinds of characters, and no word, path or variable.
bool looks_generated(std::string_view value) {
  if (value.size() < 16 || value.size() > 128) return false;
  if (!std::ranges::all_of(value, [](char c) { return is_url64(c) || is_base64(c) || c == '='; })) return false;
  const auto has = [&](bool (*in)(char)) { return std::ranges::any_of(value, in); };
  if (!has(is_digit) || !(has(is_lower) || has(is_upper))) return false;
  return entropy(value) >= (std::ranges::all_of(value, is_hex) ? 3.0 : 3.7);
}

}  // namespace

std::string show_secret(std::string_view secret) {
  return std::string(secret.substr(0, 4)) + "… (" + std::to_string(secret.size()) + " characters)";
}

std::vector<FoundSecret> find_secrets(std::string_view text, std::size_t most) {
  std::vector<FoundSecret> found;
  if (text.size() < shortest_secret) return found;
  const std::size_t last = text.size() - shortest_secret;
  for (std::size_t at = 0; at <= last && found.size() < most; ++at) {
    if (!first_characters[static_cast<unsigned char>(text[at])] || (at > 0 && is_url64(text[at - 1]))) continue;
    const std::string_view rest = text.substr(at);
    for (const Shape& shape : shapes) {
      if (!rest.starts_with(shape.prefix)) continue;
      const std::size_t length = shape.validate(rest);
      if (length == 0) continue;
      found.push_back({shape.kind, show_secret(rest.substr(0, length)), at});
      at += length - 1;
      break;
    }
  }
  return found;
}

// `name = value`, `"name": "value"`, `<name>value</name>`: a name, then nothing but signs, then a value.
std::vector<FoundSecret> find_assigned_secrets(std::string_view text, std::size_t most) {
  std::vector<FoundSecret> found;
  for (std::size_t at = text.find_first_of("=:>"); at != std::string_view::npos && found.size() < most;
       at = text.find_first_of("=:>", at + 1)) {
    std::size_t name_end = at;
    while (name_end > 0 && std::string_view(" \t\"'").find(text[name_end - 1]) != std::string_view::npos) --name_end;
    std::size_t name_start = name_end;
    while (name_start > 0 && name_end - name_start < 40 &&
           (is_word(text[name_start - 1]) || text[name_start - 1] == '.' || text[name_start - 1] == '-')) {
      --name_start;
    }
    if (name_end - name_start < 3 || std::string_view("dDtTyY").find(text[name_end - 1]) == std::string_view::npos) {
      continue;  // no name of the table ends otherwise
    }
    std::string name = lower(text.substr(name_start, name_end - name_start));
    std::ranges::replace(name, '-', '_');
    std::ranges::replace(name, '.', '_');
    const bool secret = std::ranges::any_of(secret_names, [&](std::string_view one) {
      return name == one || (name.ends_with(one) && name[name.size() - one.size() - 1] == '_');
    });
    if (!secret) continue;
    std::size_t start = at + 1;
    while (start < text.size() && start - at < 8 &&
           std::string_view(" \t\"'").find(text[start]) != std::string_view::npos) {
      ++start;
    }
    std::size_t end = start;
    while (end < text.size() && end - start <= 128 &&
           std::string_view(" \t\r\n\"'<>,;").find(text[end]) == std::string_view::npos) {
      ++end;
    }
    const std::string_view value = text.substr(start, end - start);
    if (looks_generated(value)) found.push_back({"assigned-secret", show_secret(value), start});
  }
  return found;
}

}  // namespace formulary::formats::android
