#include "scanners/formats/android/code_texts.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "scanners/bytes/android_proto_texts.hpp"
#include "scanners/bytes/android_proto_xml.hpp"
#include "scanners/bytes/complaints.hpp"

namespace formulary::formats::android {
namespace {

constexpr std::uint64_t largest_file = 32 * bytes::Budget::mebibyte;
constexpr std::uint64_t most_text = 64 * bytes::Budget::mebibyte;  // of all files
constexpr std::size_t longest_resource_name = 200;
constexpr std::uint64_t strings_per_byte = 4;  // strings of a pool may share bytes, and grow when they are decoded

// Files that hold text by their ending; compiled XML is told apart by its first bytes.
constexpr std::string_view text_endings[] = {
    ".js",   ".mjs", ".json",     ".properties", ".xml", ".html",  ".htm", ".txt",    ".cfg",
    ".conf", ".ini", ".yml",      ".yaml",       ".env", ".plist", ".pem", ".key",    ".ts",
    ".php",  ".lua", ".jsbundle", ".bundle",     ".sql", ".toml",  ".crt", ".config",
};

// What is looked for to find out whether a phone is rooted (OWASP MASTG, "Root Detection", checks of files and
// packages).
constexpr std::string_view root_signs[] = {
    "/system/app/Superuser.apk",
    "/system/app/SuperSU.apk",
    "/sbin/su",
    "/system/bin/su",
    "/system/xbin/su",
    "/data/local/xbin/su",
    "/data/local/bin/su",
    "/system/sd/xbin/su",
    "/system/bin/failsafe/su",
    "/data/local/su",
    "com.topjohnwu.magisk",
    "eu.chainfire.supersu",
    "com.noshufou.android.su",
    "com.koushikdutta.superuser",
    "com.thirdparty.superuser",
    "com.yellowes.su",
    "test-keys",
};

// The string pool at `offset`; nothing when there is none.
std::optional<bytes::StringPool> pool_at(bytes::View content, std::size_t offset) {
  bytes::ChunkDefect defect{};
  const auto chunk = bytes::read_chunk(content.subspan(offset), offset, 8, defect);
  if (!chunk || chunk->type != bytes::StringPool::chunk_type) return std::nullopt;
  return bytes::StringPool::read(*chunk);
}

bool is_text_file(std::string_view name) {
  std::string lower(name.substr(name.size() - std::min<std::size_t>(name.size(), 16)));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::any_of(text_endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace

CodeTexts::Found CodeTexts::look(std::string_view text) {
  Found found;
  if (text.size() < 8) return found;
  found.urls = find_urls(text, left_);
  left_ -= found.urls.size();
  found.secrets = find_secrets(text, left_);
  left_ -= found.secrets.size();
  if (left_ == 0) budget_.exceed("addresses and secrets");
  found.root_sign = text.size() < 32 && std::ranges::find(root_signs, text) != std::end(root_signs);
  return found;
}

void CodeTexts::state(const Found& found, std::string_view text, std::string_view place) {
  for (const FoundUrl& url : found.urls) state_url(url, place);
  for (const FoundSecret& secret : found.secrets)
    facts_.add(fact::android_code_secret, secret.kind, secret.shown, place);
  if (found.root_sign) facts_.add(fact::android_code_root_detection, "", text, place);
}

void CodeTexts::state_url(const FoundUrl& url, std::string_view place) {
  facts_.add(fact::android_code_url, url.host, url.url, place);
  facts_.add(fact::android_code_domain, url.scheme, url.host, place);
  tables_.add_domain(url.host, place);
  if (url.credentials) facts_.add(fact::android_code_secret, "url-password", url.scheme + "://…@" + url.host, place);
}

void CodeTexts::read_text(std::string_view text, std::string_view file) {
  const auto place = [&](std::size_t offset) { return std::string(file) + bytes::at_offset(offset); };
  const Found found = look(text);
  for (const FoundUrl& url : found.urls) state_url(url, place(url.offset));
  for (const FoundSecret& secret : found.secrets) {
    facts_.add(fact::android_code_secret, secret.kind, secret.shown, place(secret.offset));
  }
  for (const FoundSecret& secret : find_assigned_secrets(text, std::min<std::size_t>(left_, 1000))) {
    // What has a shape of its own has been stated by that.
    const bool known = std::ranges::any_of(found.secrets, [&](const FoundSecret& one) {
      return one.offset >= secret.offset && one.offset <= secret.offset + 8;
    });
    if (!known) facts_.add(fact::android_code_secret, secret.kind, secret.shown, place(secret.offset));
  }
}

void CodeTexts::read_compiled(const bytes::HermesStrings& strings, std::uint64_t file_size, std::string_view file) {
  std::uint64_t left = file_size * strings_per_byte;
  for (std::uint32_t i = 0; i < strings.size(); ++i) {
    const std::string text = strings.at(i);
    if (!budget_.take(left, text.size(), "text of compiled scripts")) return;
    const Found found = look(text);
    if (!found.empty()) state(found, text, std::string(file) + bytes::at_offset(strings.offset(i)));
  }
}

void CodeTexts::read_pool(const bytes::StringPool& pool, std::uint64_t file_size, std::string_view file) {
  if (!budget_.take(budget_.steps, pool.size(), "steps")) return;
  std::uint64_t left = file_size * strings_per_byte;
  for (std::uint32_t i = 0; i < pool.size(); ++i) {
    const auto text = pool.at(i);
    if (!text) continue;
    if (!budget_.take(left, text->value.size(), "text of resources")) return;
    const Found found = look(text->value);
    if (!found.empty()) state(found, text->value, std::string(file) + "#string/" + std::to_string(i));
  }
}

// The values of string resources are the first string pool of the table (ResourceTypes.h, ResTable_header).
void CodeTexts::read_resources(ScanContext& context, const bytes::Zip& zip) {
  constexpr std::string_view file = "resources.arsc";
  const bytes::ZipEntry* entry = zip.find(file);
  if (entry == nullptr) return;
  std::vector<Anomaly> stated_already;  // by the reader of resources
  const auto content = zip.extract(*entry, context.budget, stated_already, bytes::Checksum::only_reported);
  constexpr std::size_t header = 12;
  if (!content || content->size() < header) return;
  if (const auto pool = pool_at(*content, header)) read_pool(*pool, content->size(), file);
}

void CodeTexts::read_proto_resources(bytes::View table) {
  constexpr std::string_view file = "resources.pb";
  std::set<std::string_view> known;  // what has been stated: a text may be the same for many configurations
  const bool whole = bytes::for_each_proto_text(
      table, budget_, [&](std::string_view type, std::string_view name, std::string_view text) {
        if (known.contains(text)) return;
        const Found found = look(text);
        if (found.empty()) return;
        known.insert(text);
        const std::string resource = std::string(type) + "/" + std::string(name);
        state(found, text, std::string(file) + "#" + resource.substr(0, longest_resource_name));
      });
  if (!whole) facts_.add(fact::android_code_text_not_read, "", file, file);
}

// Compiled XML has its texts in a string pool, which is its first chunk (ResourceTypes.h, ResXMLTree_header), or in
// its nodes. False when it is not compiled.
bool CodeTexts::read_compiled_xml(ScanContext& context, bytes::View content, std::string_view file,
                                  XmlEncoding encoding) {
  constexpr std::size_t header = 8;
  if (encoding == XmlEncoding::binary) {
    if (!bytes::as_text(content).starts_with(std::string_view("\x03\x00\x08\x00", 4))) return false;
    if (const auto pool = pool_at(content, header)) read_pool(*pool, content.size(), file);
    return true;
  }
  std::vector<Anomaly> not_asked;  // whoever uses the file says what is wrong with it
  const auto document = bytes::read_proto_xml(content, file, context.budget, not_asked);
  if (!document || !document->whole()) return false;
  const auto read = [&](std::string_view text) {
    const Found found = look(text);
    if (!found.empty()) state(found, text, file);
  };
  for (const bytes::XmlElement& element : document->elements()) {
    read(element.text);
    for (const bytes::XmlAttribute& attribute : element.attributes) read(attribute.text);
  }
  return true;
}

void CodeTexts::read_files(ScanContext& context, const bytes::Zip& zip, XmlEncoding encoding) {
  std::uint64_t left = most_text;
  for (const bytes::ZipEntry& entry : zip.entries()) {
    if (entry.name == "AndroidManifest.xml") continue;  // has facts of its own
    if (!is_text_file(entry.name) || entry.name.starts_with("META-INF/") || zip.find(entry.name) != &entry) continue;
    if (entry.size > largest_file || entry.size > left) {
      facts_.add(fact::android_code_text_not_read, "", entry.name, entry.name);
      continue;
    }
    std::vector<Anomaly> stated_already;  // by the reader of the archive, or of signatures
    const auto content = zip.extract(entry, context.budget, stated_already, bytes::Checksum::only_reported);
    if (!content) continue;
    left -= content->size();
    const std::string_view text = bytes::as_text(*content);
    if (entry.name.ends_with(".xml") && read_compiled_xml(context, *content, entry.name, encoding)) continue;
    if (const auto strings = bytes::HermesStrings::read(*content)) {
      read_compiled(*strings, content->size(), entry.name);
    } else {
      read_text(text, entry.name);
    }
  }
}

}  // namespace formulary::formats::android
