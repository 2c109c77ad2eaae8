#include "service/api/document_file.hpp"

namespace formulary::api {
namespace {

constexpr JsonLimits limits{.keys = 5'000, .values = 600'000};

domain::Result<usecases::DocumentContent> unreadable(std::string sentence) {
  return domain::refuse(domain::RefusalCode::invalid, std::move(sentence), "/upload");
}

usecases::DocumentContent content_of(const domain::Mds2Form& form) {
  usecases::DocumentContent content;
  content.facts = domain::facts_of(form);
  const auto add = [&](const char* field, std::string_view question) {
    const std::string text = plain(form.text(question));
    if (!text.empty()) content.fields.emplace_back(field, text);
  };
  add("manufacturer", "DOC-1");
  add("device_model", "DOC-3");
  add("document_id", "DOC-4");
  add("release_date", "DOC-7");
  return content;
}

usecases::DocumentContent content_of(const domain::Sbom& sbom) {
  usecases::DocumentContent content;
  content.facts = domain::facts_of(sbom);
  for (const domain::SbomComponent& one : sbom.components) {
    content.components.push_back({domain::keys_of(one), one.version});
  }
  const auto add = [&](const char* field, const std::string& text) {
    if (!text.empty()) content.fields.emplace_back(field, text);
  };
  add("format", sbom.format);
  add("spec_version", sbom.spec_version);
  add("author", sbom.author);
  add("supplier", sbom.supplier);
  add("tool", sbom.tool);
  add("timestamp", sbom.timestamp.substr(0, 10));
  add("component_count", std::to_string(sbom.components.size()));
  add("missing_elements", domain::missing_text(domain::missing_in(sbom)));
  add("root_component_version", sbom.root_version);
  return content;
}

}  // namespace

bool is_read(std::string_view kind) { return kind == "mds2" || kind == "sbom"; }

domain::Result<usecases::DocumentContent> read_document_file(std::string_view kind, std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool object = first != std::string_view::npos && bytes[first] == '{';
  if (kind == "mds2" && !object) return content_of(domain::read_mds2_csv(bytes));
  if (!object) {
    return unreadable(
        "This is no bill of materials in JSON (CycloneDX or SPDX). Ask the maker for one, or fill in the "
        "fields without a file.");
  }
  const auto json = parse_object(bytes, limits);
  if (!json) {
    if (kind == "mds2") return content_of(domain::Mds2Form());
    return unreadable("The bill of materials cannot be read: " + json.error().detail);
  }
  if (kind == "mds2") return content_of(read_mds2_json(*json));
  const auto sbom = read_sbom_json(*json);
  if (!sbom) return std::unexpected(sbom.error());
  return content_of(*sbom);
}

std::string plain(std::string_view text, std::size_t most) {
  if (text.size() > most) {
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    text = text.substr(0, most);
  }
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  const std::size_t first = out.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : out.substr(first, out.find_last_not_of(' ') - first + 1);
}

}  // namespace formulary::api
