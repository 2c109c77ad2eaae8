#include "service/domain/documents/sbom.hpp"

#include <algorithm>

#include "service/domain/version_order.hpp"

namespace formulary::domain {
namespace {

constexpr std::size_t most_ends = 1'000;

Fact made(std::string_view name, std::string_view subject, std::string_view value, std::string_view evidence = {}) {
  return {std::string(name), std::string(subject), std::string(value), std::string(evidence)};
}

/// Small letters and digits; with `@scope/name` and `group/name` the slash stays.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || (static_cast<unsigned char>(c) & 0x80) != 0)
      out += c;
  }
  return out;
}

std::string named(const SbomComponent& component) {
  return component.version.empty() ? component.name : component.name + " " + component.version;
}

/// The day in a text that begins with one: `2026-03-01`, `2026-03-01T09:30:00Z`.
std::optional<Day> day_in(std::string_view text) { return parse_day(text.substr(0, 10)); }

}  // namespace

std::vector<MissingElement> missing_in(const Sbom& sbom) {
  std::vector<MissingElement> out;
  const auto count = [&](std::string_view element, const auto& lacks) {
    const auto found = static_cast<std::size_t>(std::ranges::count_if(sbom.components, lacks));
    if (found > 0) out.push_back({element, found});
  };
  count("supplier", [](const SbomComponent& one) { return one.supplier.empty(); });
  count("name", [](const SbomComponent& one) { return one.name.empty(); });
  count("version", [](const SbomComponent& one) { return one.version.empty(); });
  count("identifier", [](const SbomComponent& one) { return one.identifier.empty(); });
  count("relationship", [](const SbomComponent& one) { return !one.related; });
  if (sbom.author.empty()) out.push_back({"author", 1});
  if (!day_in(sbom.timestamp)) out.push_back({"timestamp", 1});
  count("support", [](const SbomComponent& one) { return one.support.empty() || !day_in(one.end_of_support); });
  return out;
}

std::string missing_text(const std::vector<MissingElement>& missing) {
  std::string out;
  for (const MissingElement& one : missing) {
    out += (out.empty() ? "" : ", ") + std::string(one.element) + " (" + std::to_string(one.count) + ")";
  }
  return out;
}

std::vector<Fact> facts_of(const Sbom& sbom) {
  std::vector<Fact> out;
  out.push_back(made(fact::sbom_format, sbom.spec_version, sbom.format));
  out.push_back(made(fact::sbom_root_version, sbom.root_name, sbom.root_version));
  out.push_back(made(fact::sbom_components, "", std::to_string(sbom.components.size())));
  for (const MissingElement& one : missing_in(sbom)) {
    out.push_back(made(fact::sbom_missing, one.element, std::to_string(one.count)));
  }
  for (const SbomComponent& one : sbom.components) {
    const auto end = day_in(one.end_of_support);
    if (end && out.size() < most_ends) out.push_back(made(fact::sbom_end_of_support, named(one), to_text(*end)));
  }
  return out;
}

std::vector<std::string> keys_of(std::string_view identifier, std::string_view name) {
  std::vector<std::string> keys;
  const auto add = [&](std::string key) {
    if (!key.empty() && std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
  };
  // purl specification: type and name come before `@version`, `?qualifiers` and `#subpath`; a scope's @ is written %40.
  if (identifier.starts_with("pkg:")) {
    identifier = identifier.substr(0, identifier.find_first_of("@?#"));
    add("pkg:" + folded(identifier.substr(4)));
  }
  add(folded(name));
  add(folded(name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1)));
  return keys;
}

std::vector<std::string> keys_of(const SbomComponent& component) {
  return keys_of(component.identifier, component.name);
}

std::vector<FoundComponent> found_components(const Report& report) {
  std::vector<FoundComponent> out;
  const auto add = [&](std::string shown, std::string version, std::vector<std::string> keys, const Fact& fact) {
    const bool known = std::ranges::any_of(
        out, [&](const FoundComponent& one) { return one.shown == shown && one.version == version; });
    if (!known && out.size() < 2'000)
      out.push_back({std::move(shown), std::move(version), std::move(keys), fact.evidence});
  };
  for (const Fact& fact : report.facts) {
    if (fact.name == fact::android_library_bundled) {
      const std::size_t slash = fact.subject.find('/');
      const std::string name = slash == std::string::npos ? fact.subject : fact.subject.substr(slash + 1);
      add(name, fact.value, keys_of(fact.subject, name), fact);
    } else if (fact.name == fact::android_native_version) {
      add(fact.subject, fact.value == "unknown" ? "" : fact.value, keys_of("", fact.subject), fact);
    } else if (fact.name == fact::android_sdk || fact.name == fact::android_runtime) {
      add(fact.value, "", keys_of("", fact.value), fact);
    }
  }
  return out;
}

std::vector<Fact> facts_of(const std::vector<ComparedComponent>& compared) {
  std::vector<Fact> out;
  for (const ComparedComponent& one : compared) {
    if (one.listed.empty()) {
      out.push_back(made(fact::sbom_not_listed, one.found.shown, one.found.version, one.found.evidence));
      continue;
    }
    if (one.found.version.empty()) continue;
    const VersionParts found = read_version(one.found.version);
    const bool same = std::ranges::any_of(one.listed, [&](const std::string& listed) {
      return listed.empty() || listed == one.found.version ||
             compare_versions(read_version(listed), found) == std::partial_ordering::equivalent;
    });
    if (!same) {
      out.push_back(made(fact::sbom_other_version, one.found.shown, one.listed.front() + ", found " + one.found.version,
                         one.found.evidence));
    }
  }
  return out;
}

}  // namespace formulary::domain
