// The network security configuration (developer.android.com, "Network security configuration"): what holds for each
// domain after inheritance and the defaults of the target level.
#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

constexpr std::uint64_t steps_per_configuration = 20;

// A setting and where it was made.
struct Set {
  std::string value;
  std::string place;
};

struct Anchor {
  std::string source;
  bool overrides_pins = false;
  std::string place;
};

struct Policy {
  Set cleartext;
  std::vector<Anchor> anchors;
  std::vector<Set> pins;
  std::optional<Set> pin_set;  ///< its expiration, empty when it has none
  std::optional<Set> certificate_transparency;
  std::optional<Set> domain_encryption;
};

bool is_true(const std::optional<std::string>& text) { return text == "true" || text == "TRUE" || text == "1"; }

std::string trimmed(std::string_view text) {
  const std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return clean(text.substr(first, text.find_last_not_of(space) - first + 1));
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// How many bytes the base64 text stands for; nothing when it is none.
std::optional<std::size_t> decoded_length(std::string_view text) {
  const auto is_digit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  std::string_view digits = text;
  while (digits.ends_with('=')) digits.remove_suffix(1);
  const std::size_t padding = text.size() - digits.size();
  if (digits.empty() || padding > 2 || digits.size() % 4 == 1 || (padding != 0 && text.size() % 4 != 0))
    return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  return digits.size() * 3 / 4;
}

// A server's name or address; anything more matches nothing. One colon is a port, more are an IPv6 address.
bool names_a_server(std::string_view domain) {
  return !domain.empty() && domain.find_first_of("/* \\@") == std::string_view::npos &&
         std::ranges::count(domain, ':') != 1;
}

class NetworkReader {
 public:
  explicit NetworkReader(Package& package) : package_(package), context_(package.context) {}

  /// What the configuration names as bundled trust anchors.
  const std::set<std::string>& anchor_files() const { return anchor_files_; }

  /// While the application is debuggable, these vouch for every server, too, and pins do not bind them.
  void read_debug_overrides(const Element& overrides, bool debuggable) {
    for (const Element& anchors : overrides.children("trust-anchors")) {
      for (const Anchor& anchor : read_anchors(anchors, true)) {
        context_.state(fact::android_network_debug_trust_anchor, "*", anchor.source, anchor.place);
        if (debuggable) debug_anchors_.push_back(anchor);
      }
    }
  }

  /// `inherited` is what holds where this element says nothing.
  Policy read(const Element& element, const Policy& inherited, const std::string& subject) {
    // Each configuration inherits what may be a great many pins.
    const std::uint64_t cost = steps_per_configuration * (1 + inherited.pins.size() + inherited.anchors.size());
    Policy policy;
    if (!context_.budget.take(context_.budget.steps, cost, "network security configuration")) {
      policy.cleartext = inherited.cleartext;
      return policy;
    }
    policy = inherited;
    if (const auto permitted = element.string("cleartextTrafficPermitted")) {
      policy.cleartext = {std::string(truth(is_true(permitted))), element.place("cleartextTrafficPermitted")};
    }
    for (const Element& child : element.children()) {
      if (child.name() == "trust-anchors") {
        policy.anchors = read_anchors(child, false);
      } else if (child.name() == "pin-set") {
        read_pins(child, policy);
      } else if (child.name() == "certificateTransparency") {
        const auto enabled = child.string("enabled");
        policy.certificate_transparency = Set{std::string(truth(!enabled || is_true(enabled))), child.place()};
      } else if (child.name() == "domainEncryption") {
        policy.domain_encryption = Set{child.show("mode"), child.place()};
      } else if (child.name() != "domain" && child.name() != "domain-config") {
        state_unknown(child, subject);
      }
    }
    return policy;
  }

  void state(const Policy& policy, const std::string& subject) {
    context_.state(fact::android_network_cleartext, subject, policy.cleartext.value, policy.cleartext.place);
    for (const Anchor& anchor : policy.anchors) state_anchor(anchor, subject, true);
    for (const Anchor& anchor : debug_anchors_) state_anchor(anchor, subject, policy.pin_set.has_value());
    if (policy.pin_set) {
      context_.state(fact::android_network_pin_count, subject, std::to_string(policy.pins.size()),
                     policy.pin_set->place);
      if (!policy.pin_set->value.empty()) {
        context_.state(fact::android_network_pin_expiration, subject, policy.pin_set->value, policy.pin_set->place);
      }
    }
    for (const Set& pin : policy.pins) state_pin(pin, subject);
    if (policy.certificate_transparency) {
      context_.state(fact::android_network_certificate_transparency, subject, policy.certificate_transparency->value,
                     policy.certificate_transparency->place);
    }
    if (policy.domain_encryption) {
      context_.state(fact::android_network_domain_encryption, subject, policy.domain_encryption->value,
                     policy.domain_encryption->place);
    }
  }

  // A document is not deeper than XmlDocument::deepest, so neither is this recursion.
  void state_domains(const Element& element, const Policy& inherited) {
    for (const Element& config : element.children("domain-config")) {
      if (context_.full()) return;
      const std::vector<Element> domains = config.children("domain");
      const std::string first = domains.empty() ? std::string() : name_of(domains.front());
      const Policy policy = read(config, inherited, first);
      if (domains.empty()) context_.object(anomaly::network_config_malformed, "domain-config", config.place());
      for (const Element& domain : domains) {
        const std::string name = name_of(domain);
        if (!names_a_server(name)) context_.object(anomaly::network_domain_useless, name, domain.place());
        if (!domains_.insert(name).second) context_.object(anomaly::network_domain_twice, name, domain.place());
        state(policy, name);
        context_.state(fact::android_network_include_subdomains, name,
                       truth(is_true(domain.string("includeSubdomains"))), domain.place());
        if (!context_.budget.exceeded().empty()) return;
      }
      state_domains(config, policy);
    }
  }

  void state_unknown(const Element& element, const std::string& subject) {
    std::string text = clean(element.name());
    for (const bytes::XmlAttribute& one : element.attributes()) {
      text += " " + clean(one.name) + "=" + element.show(one);
    }
    context_.state(fact::android_network_element, subject, text, element.place());
  }

 private:
  void state_anchor(const Anchor& anchor, const std::string& subject, bool pins_matter) {
    context_.state(fact::android_network_trust_anchor, subject, anchor.source, anchor.place);
    if (anchor.overrides_pins && pins_matter) {
      context_.state(fact::android_network_override_pins, subject, anchor.source, anchor.place);
    }
  }

  std::vector<Anchor> read_anchors(const Element& element, bool overrides_by_default) {
    std::vector<Anchor> anchors;
    for (const Element& certificates : element.children("certificates")) {
      const auto overrides = certificates.string("overridePins");
      const bool bypasses = overrides ? is_true(overrides) : overrides_by_default;
      anchors.push_back({certificates.show("src"), bypasses, certificates.place()});
      collect_files(certificates);
      const std::string& source = anchors.back().source;
      const bytes::XmlAttribute* src = certificates.find("src");
      const bool resource = src != nullptr && src->value.is_reference();
      if (!resource && source != "system" && source != "user") {
        context_.object(anomaly::network_config_malformed, "src " + source, certificates.place());
      }
    }
    return anchors;
  }

  // A resource may be another file on other devices.
  void collect_files(const Element& certificates) {
    const bytes::XmlAttribute* src = certificates.find("src");
    if (src == nullptr || !src->value.is_reference() || package_.resources == nullptr) return;
    for (const std::string& file : package_.resources->texts(src->value.data, context_.budget)) {
      anchor_files_.insert(clean(file));
    }
  }

  static std::string name_of(const Element& domain) { return lower(trimmed(domain.text())); }

  void read_pins(const Element& element, Policy& policy) {
    policy.pins.clear();
    policy.pin_set = Set{element.string("expiration").value_or(""), element.place()};
    for (const Element& pin : element.children("pin")) {
      policy.pins.push_back({pin.string("digest").value_or("") + " " + trimmed(pin.text()), pin.place()});
    }
  }

  void state_pin(const Set& pin, const std::string& subject) {
    context_.state(fact::android_network_pin, subject, pin.value, pin.place);
    const std::size_t space = pin.value.find(' ');
    const std::string digest = pin.value.substr(0, space);
    const std::optional<std::size_t> length = decoded_length(std::string_view(pin.value).substr(space + 1));
    const auto defect = [&](const std::string& what) {
      context_.state(fact::android_network_pin_defect, subject, what, pin.place);
    };
    if (digest != "SHA-256") defect("digest " + digest);
    if (!length) defect("base64");
    if (length && digest == "SHA-256" && *length != 32) defect("length " + std::to_string(*length));
  }

  Package& package_;
  ScanContext& context_;
  std::vector<Anchor> debug_anchors_;  ///< empty unless they count
  std::set<std::string> anchor_files_;
  std::set<std::string> domains_;
};

// NetworkSecurityConfig.getDefaultBuilder, for the application's target level.
Policy platform_default(const Package& package, const Element& element) {
  Policy policy;
  policy.cleartext = {std::string(truth(package.target_sdk < 28)), element.place()};
  policy.anchors.push_back({"system", false, element.place()});
  if (package.target_sdk < 24) policy.anchors.push_back({"user", false, element.place()});
  return policy;
}

// The effective policy of a package without a configuration that can be read.
void state_without_configuration(Package& package, const Element& element, Policy base, NetworkReader& reader) {
  // The manifest's flag counts then, unless the sandbox is of the second version.
  const bool restricted = root(package, package.manifest).integer(attribute::targetSandboxVersion).value_or(1) >= 2;
  if (const auto flag = element.boolean(attribute::usesCleartextTraffic)) {
    base.cleartext = {std::string(truth(*flag && !restricted)), element.place(attribute::usesCleartextTraffic)};
  } else if (restricted) {
    base.cleartext.value = "false";
  }
  reader.state(base, "*");
}

void judge_shape(ScanContext& context, const Element& config, std::initializer_list<std::string_view> once) {
  if (config.name() != "network-security-config") {
    context.object(anomaly::network_config_malformed, config.name(), config.place());
  }
  for (const std::string_view name : once) {
    const std::vector<Element> several = config.children(name);
    if (several.size() > 1) context.object(anomaly::network_config_malformed, name, several[1].place());
  }
}

// Platform source, android.security.net.config.XmlConfigSource, parseDebugOverridesResource: where the configuration
// `res/xml/network.xml` has no <debug-overrides>, a debuggable application gets those of the resource
// `xml/network_debug`, whatever file that is. Nothing else in that file counts.
void read_debug_resource(Package& package, const bytes::XmlAttribute& named, const Element& main, bool debuggable,
                         NetworkReader& reader) {
  if (package.resources == nullptr || !named.value.is_reference()) return;
  const bytes::Resources& resources = *package.resources;
  bytes::Budget& budget = package.context.budget;
  const std::uint32_t id = named.value.data;
  const std::optional<std::string> name = resources.name(id, budget);
  if (!name) return;
  const std::string debug_name = "xml/" + name->substr(name->find('/') + 1) + "_debug";
  const auto debug_id = resources.find(static_cast<std::uint8_t>(id >> 24), debug_name, budget);
  if (!debug_id) return;
  const auto resolved =
      resources.resolve({bytes::Value::reference, *debug_id}, bytes::ResourceConfig::ordinary_device(), budget);
  const std::optional<bytes::XmlDocument> document = read_xml(package, clean(resolved.text.value_or("")));
  if (!document) {
    if (debuggable) package.context.object(anomaly::network_config_missing, clean(debug_name), main.place());
    return;
  }
  const Element config = root(package, *document);
  if (debuggable) judge_shape(package.context, config, {"debug-overrides"});
  if (const auto overrides = config.child("debug-overrides")) reader.read_debug_overrides(*overrides, debuggable);
}

void state_configuration(Package& package, const bytes::XmlAttribute& named, const Element& config, Policy base,
                         bool debuggable, NetworkReader& reader) {
  judge_shape(package.context, config, {"base-config", "debug-overrides"});
  if (const auto overrides = config.child("debug-overrides")) {
    reader.read_debug_overrides(*overrides, debuggable);
  } else {
    read_debug_resource(package, named, config, debuggable, reader);
  }
  if (const auto own = config.child("base-config")) base = reader.read(*own, base, "*");
  reader.state(base, "*");
  reader.state_domains(config, base);
  for (const Element& child : config.children()) {
    if (child.name() != "base-config" && child.name() != "domain-config" && child.name() != "debug-overrides") {
      reader.state_unknown(child, "*");
    }
  }
}

}  // namespace

void state_network(Package& package) {
  const std::optional<Element> element = application(package);
  if (!element) return;
  NetworkReader reader(package);
  const Policy base = platform_default(package, *element);
  const bytes::XmlAttribute* named = element->find(attribute::networkSecurityConfig);
  if (named == nullptr) {
    state_without_configuration(package, *element, base, reader);
  } else {
    const std::string file = element->show(*named);
    const std::optional<bytes::XmlDocument> document = read_xml(package, file);
    if (document) {
      const bool debuggable = element->boolean(attribute::debuggable).value_or(false);
      state_configuration(package, *named, root(package, *document), base, debuggable, reader);
    } else {
      package.context.object(anomaly::network_config_missing, file, element->place(attribute::networkSecurityConfig));
      reader.state(base, "*");
    }
  }
  state_bundled_trust(package, reader.anchor_files());
}

}  // namespace formulary::formats::android
