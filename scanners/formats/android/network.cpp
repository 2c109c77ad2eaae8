// The network security configuration (developer.android.com, "Network security configuration"): what holds for each
// domain after inheritance and the defaults of the target level.
#include <algorithm>
#include <string>
#include <vector>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

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

std::vector<Anchor> read_anchors(const Element& element) {
  std::vector<Anchor> anchors;
  for (const Element& certificates : element.children("certificates")) {
    anchors.push_back({certificates.show("src"), is_true(certificates.string("overridePins")), certificates.place()});
  }
  return anchors;
}

class NetworkReader {
 public:
  explicit NetworkReader(Package& package) : context_(package.context) {}

  /// `inherited` is what holds where this element says nothing.
  Policy read(const Element& element, const Policy& inherited, const std::string& subject) {
    Policy policy = inherited;
    if (const auto permitted = element.string("cleartextTrafficPermitted")) {
      policy.cleartext = {std::string(truth(is_true(permitted))), element.place("cleartextTrafficPermitted")};
    }
    for (const Element& child : element.children()) {
      if (child.name() == "trust-anchors") {
        policy.anchors = read_anchors(child);
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
    for (const Anchor& anchor : policy.anchors) {
      context_.state(fact::android_network_trust_anchor, subject, anchor.source, anchor.place);
      if (anchor.overrides_pins) {
        context_.state(fact::android_network_override_pins, subject, anchor.source, anchor.place);
      }
    }
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
      const std::vector<Element> domains = config.children("domain");
      const std::string first = domains.empty() ? std::string() : name_of(domains.front());
      const Policy policy = read(config, inherited, first);
      if (domains.empty()) context_.object(anomaly::network_config_malformed, "domain-config", config.place());
      for (const Element& domain : domains) {
        const std::string name = name_of(domain);
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

  ScanContext& context_;
};

// NetworkSecurityConfig.getDefaultBuilder, for the application's target level.
Policy platform_default(const Package& package, const Element& element) {
  Policy policy;
  policy.cleartext = {std::string(truth(package.target_sdk < 28)), element.place()};
  policy.anchors.push_back({"system", false, element.place()});
  if (package.target_sdk < 24) policy.anchors.push_back({"user", false, element.place()});
  return policy;
}

}  // namespace

void state_network(Package& package) {
  const std::optional<Element> element = application(package);
  if (!element) return;
  ScanContext& context = package.context;
  NetworkReader reader(package);
  Policy base = platform_default(package, *element);

  const bytes::XmlAttribute* named = element->find(attribute::networkSecurityConfig);
  if (named == nullptr) {
    // Without a configuration the manifest's flag counts, unless the sandbox is of the second version.
    const bool restricted = root(package, package.manifest).integer(attribute::targetSandboxVersion).value_or(1) >= 2;
    if (const auto flag = element->boolean(attribute::usesCleartextTraffic)) {
      base.cleartext = {std::string(truth(*flag && !restricted)), element->place(attribute::usesCleartextTraffic)};
    } else if (restricted) {
      base.cleartext.value = "false";
    }
    reader.state(base, "*");
    return;
  }

  const std::string file = element->show(*named);
  const std::optional<bytes::XmlDocument> document = read_xml(package, file);
  if (!document) {
    context.object(anomaly::network_config_missing, file, element->place(attribute::networkSecurityConfig));
    reader.state(base, "*");
    return;
  }
  const Element config = root(package, *document);
  if (config.name() != "network-security-config") {
    context.object(anomaly::network_config_malformed, config.name(), config.place());
  }
  const std::vector<Element> bases = config.children("base-config");
  if (bases.size() > 1) context.object(anomaly::network_config_malformed, "base-config", bases[1].place());
  if (!bases.empty()) base = reader.read(bases.front(), base, "*");
  reader.state(base, "*");
  reader.state_domains(config, base);
  for (const Element& child : config.children()) {
    if (child.name() == "debug-overrides") {
      for (const Element& anchors : child.children("trust-anchors")) {
        for (const Anchor& anchor : read_anchors(anchors)) {
          context.state(fact::android_network_debug_trust_anchor, "*", anchor.source, anchor.place);
        }
      }
    } else if (child.name() != "base-config" && child.name() != "domain-config") {
      reader.state_unknown(child, "*");
    }
  }
}

}  // namespace formulary::formats::android
