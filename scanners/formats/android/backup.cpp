// The rules for backup and device transfer, from the two files that the application element can name: one for releases
// up to Android 11, one for those from Android 12 on.
#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

void state_rules(ScanContext& context, const Element& section, const std::string& subject) {
  for (const Element& rule : section.children()) {
    if (rule.name() != "include" && rule.name() != "exclude") continue;
    std::string text = std::string(rule.name()) + " " + rule.show("domain");
    if (const auto path = rule.string("path")) text += " " + *path;
    if (const auto flags = rule.string("requireFlags")) text += " requireFlags=" + *flags;
    context.state(fact::android_backup_rule, subject, text, rule.place());
  }
}

}  // namespace

void state_backup(Package& package) {
  const std::optional<Element> element = application(package);
  if (!element) return;
  for (const std::uint32_t id : {attribute::fullBackupContent, attribute::dataExtractionRules}) {
    const bytes::XmlAttribute* named = element->find(id);
    if (named == nullptr || !named->value.is_reference()) continue;
    const std::string file = element->show(*named);
    const std::optional<bytes::XmlDocument> document = read_xml(package, file);
    if (!document) continue;
    const Element rules = root(package, *document);
    state_rules(package.context, rules, file);
    for (const Element& section : rules.children()) {
      if (section.name() != "cloud-backup" && section.name() != "device-transfer") continue;
      const std::string subject = file + " " + std::string(section.name());
      state_rules(package.context, section, subject);
      if (const auto only = section.string("disableIfNoEncryptionCapabilities")) {
        package.context.state(fact::android_backup_rule, subject, "disableIfNoEncryptionCapabilities=" + *only,
                              section.place());
      }
    }
  }
}

}  // namespace formulary::formats::android
