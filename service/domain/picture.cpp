#include "service/domain/picture.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "service/domain/rules/conclude.hpp"
#include "service/domain/rules/permissions.hpp"
#include "service/domain/rules/rule.hpp"

namespace formulary::domain {
namespace {

using Items = std::vector<PictureItem>;

// Facts about what the app's code holds; a Report may come from a scanner that does not look into code.
constexpr std::string_view code_domain = "android.code.domain";
constexpr std::string_view sdk = "android.sdk";

void add_name(PictureItem& item, std::string_view name) {
  const std::string text = shown(name);
  const bool known = std::ranges::find(item.names, text) != item.names.end();
  if (!text.empty() && !known && item.names.size() < PictureItem::most_names) item.names.push_back(text);
}

void add_evidence(PictureItem& item, std::string_view place) {
  const bool known = std::ranges::find(item.evidence, place) != item.evidence.end();
  if (!place.empty() && !known && item.evidence.size() < PictureItem::most_evidence) item.evidence.emplace_back(place);
}

// -- where data come from ---------------------------------------------------------------------------------------------

struct Source {
  std::string_view kind;
  std::string_view permissions;  ///< between spaces
  std::string_view title;
  std::string_view sentence;
};

constexpr Source sources[] = {
    {"body_sensors", permissions::senses_body, "Body sensors",
     "The app can read body sensors or recognise what a person is doing."},
    {"camera", permissions::films, "Camera", "The app can take pictures and videos."},
    {"microphone", permissions::listens, "Microphone", "The app can record sound."},
    {"location", permissions::locates, "Location", "The app can find out where the device is."},
    {"location", permissions::locates_always, "Location",
     "The app can follow where the device is, even while nobody uses it."},
    {"people", permissions::reads_contacts, "Contacts and calendar",
     "The app can read contacts, accounts or the calendar."},
    {"messages", permissions::reads_messages, "Text messages", "The app can read or send text messages."},
    {"calls", permissions::reads_calls, "Calls", "The app can read the call log or handle calls."},
    {"files", permissions::reads_files, "Shared files", "The app can read files that other apps stored."},
    {"files", permissions::all_files, "Shared files", "The app can read and change all files of the device."},
    {"nearby_devices", permissions::nearby, "Devices nearby",
     "The app can connect to devices nearby, medical devices among them."},
};

constexpr Source guarded_services[] = {
    {"screen", "android.permission.BIND_ACCESSIBILITY_SERVICE", "Other apps' screens",
     "A part of the app can read what other apps show."},
    {"notifications", "android.permission.BIND_NOTIFICATION_LISTENER_SERVICE", "Notifications",
     "A part of the app can read the notifications of other apps."},
};

PictureItem& item_of(Items& items, std::string_view kind, std::string_view title, std::string_view sentence) {
  const auto found = std::ranges::find(items, kind, &PictureItem::kind);
  if (found != items.end()) {
    if (found->sentence.find(sentence) == std::string::npos) found->sentence += " " + std::string(sentence);
    return *found;
  }
  return items.emplace_back(PictureItem{std::string(kind), std::string(title), std::string(sentence), {}, {}, false});
}

/// `heart rate (read)` for READ_HEART_RATE.
std::string health_scope(std::string_view permission) {
  std::string_view rest = permission.substr(permissions::health.size());
  std::string_view how;
  for (const auto& [prefix, word] :
       {std::pair<std::string_view, std::string_view>{"READ_", " (read)"}, {"WRITE_", " (write)"}}) {
    if (!rest.starts_with(prefix)) continue;
    how = word;
    rest.remove_prefix(prefix.size());
    break;
  }
  std::string text;
  for (const char c : rest) text += c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text + std::string(how);
}

Items sources_of(const RuleInput& input) {
  Items items;
  for (const Fact* permission : input.all(fact::android_permission)) {
    if (!permission->value.starts_with(permissions::health) || !in_effect(input, *permission)) continue;
    PictureItem& item = item_of(items, "health_records", "Health data on the phone",
                                "The app can use health data that the phone collects from many apps.");
    add_name(item, health_scope(permission->value));
    add_evidence(item, permission->evidence);
  }
  for (const Source& source : sources) {
    for (const Fact* permission : input.all(fact::android_permission)) {
      const bool meant = source.permissions.find(" " + permission->value + " ") != std::string_view::npos;
      if (!meant || !in_effect(input, *permission)) continue;
      PictureItem& item = item_of(items, source.kind, source.title, source.sentence);
      add_name(item, short_name(permission->value));
      add_evidence(item, permission->evidence);
    }
  }
  for (const Source& source : guarded_services) {
    for (const Fact* guard : input.all(fact::android_component_permission)) {
      if (guard->value != source.permissions) continue;
      PictureItem& item = item_of(items, source.kind, source.title, source.sentence);
      add_name(item, short_name(guard->subject));
      add_evidence(item, guard->evidence);
    }
  }
  return items;
}

// -- by which ways data can leave
// --------------------------------------------------------------------------------------

bool reaches_network(const RuleInput& input) {
  const auto asked = input.all(fact::android_permission);
  return std::ranges::any_of(asked, [](const Fact* one) { return one->value == "android.permission.INTERNET"; });
}

void add_servers(const RuleInput& input, Items& items) {
  PictureItem item{"servers", "Servers", "", {}, {}, false};
  for (const std::string_view name : {fact::android_network_cleartext, code_domain}) {
    for (const Fact* fact : input.all(name)) {
      const std::string_view domain = name == code_domain ? fact->value : fact->subject;
      if (domain == "*") continue;
      add_name(item, domain);
      add_evidence(item, fact->evidence);
    }
  }
  item.sentence = item.names.empty() ? "The app uses the network; which servers it talks to is not written in it."
                                     : "The app talks to servers; these are written in it.";
  items.push_back(std::move(item));
}

/// Kinds of software by others that report to their makers.
bool reports(std::string_view category) {
  static constexpr std::array<std::string_view, 9> words = {"analytic", "advert", "crash",  "replay",   "track",
                                                            "attribut", "profil", "social", "marketing"};
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return category.find(word) != std::string_view::npos; });
}

/// What rules conclude, as one item; nothing when they keep quiet.
struct FromRules {
  std::string_view kind, title;
  std::vector<std::string_view> rules;
  bool concern = true;
};

void add_findings(const RuleInput& input, Items& items, const FromRules& from) {
  for (const std::string_view id : from.rules) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr) continue;
    for (const Finding& finding : rule->conclude(*rule, input)) {
      PictureItem& item = item_of(items, from.kind, from.title, rule->title);
      item.concern = from.concern;
      add_name(item, finding.subject);
      for (const std::string& place : finding.evidence) add_evidence(item, place);
    }
  }
}

void end_sentences(Items& items) {
  for (PictureItem& item : items) {
    if (!item.sentence.ends_with('.')) item.sentence += '.';
  }
}

void add_third_parties(const RuleInput& input, Items& items) {
  for (const Fact* one : input.all(sdk)) {
    if (!reports(one->subject)) continue;
    PictureItem& item = item_of(items, "third_parties", "Third parties",
                                "Software by others in the app reports to its makers: for statistics, advertising or "
                                "crash reports.");
    item.concern = true;
    add_name(item, one->value);
    add_evidence(item, one->evidence);
  }
  Items from_settings;
  add_findings(input, from_settings,
               {"third_parties", "Third parties", {"AND-MAN-020a", "AND-MAN-020b", "AND-MAN-020c", "AND-MAN-020d"}});
  end_sentences(from_settings);
  for (const PictureItem& settings : from_settings) {
    PictureItem& item = item_of(items, settings.kind, settings.title, settings.sentence);
    item.concern = true;
    for (const std::string& name : settings.names) add_name(item, name);
    for (const std::string& place : settings.evidence) add_evidence(item, place);
  }
}

Items ways_out_of(const RuleInput& input) {
  Items items;
  if (reaches_network(input)) {
    add_servers(input, items);
    add_findings(input, items,
                 {"unencrypted", "Unencrypted connections", {"AND-MAN-001a", "AND-MAN-001b", "AND-NSC-005a"}});
    add_findings(input, items, {"unencrypted_inside", "Unencrypted, inside the house", {"AND-NSC-005b"}, false});
    add_third_parties(input, items);
  }
  add_findings(input, items, {"backup", "Private backups", {"AND-MAN-003a", "AND-MAN-003b", "AND-MAN-003c"}});
  add_findings(input, items, {"data_stores", "Other apps, from data stores", {"AND-MAN-006a", "AND-MAN-006e"}});
  add_findings(input, items, {"shared_files", "Other apps, by shared files", {"AND-MAN-006c", "AND-MAN-006d"}});
  add_findings(input, items, {"open_parts", "Other apps, by open parts", {"AND-MAN-004a"}});
  add_findings(input, items, {"debugging", "Developer tools", {"AND-MAN-030"}});
  end_sentences(items);
  return items;
}

// -- what protects them
// ------------------------------------------------------------------------------------------------

bool has(const Items& items, std::string_view kind) {
  return std::ranges::find(items, kind, &PictureItem::kind) != items.end();
}

PictureItem protection(std::string_view kind, std::string_view title, std::string_view sentence, const Fact* fact) {
  PictureItem item{std::string(kind), std::string(title), std::string(sentence), {}, {}, false};
  if (fact != nullptr) add_evidence(item, fact->evidence);
  return item;
}

void add_pins(const RuleInput& input, Items& items) {
  PictureItem item = protection("pins", "Fixed server keys",
                                "The app accepts only its vendor's own keys from these servers.", nullptr);
  for (const Fact* count : input.all(fact::android_network_pin_count)) {
    const Fact* end = input.find(fact::android_network_pin_expiration, count->subject);
    const auto day = end == nullptr ? std::nullopt : parse_day(end->value);
    const bool over = end != nullptr && (!day || *day <= input.today);
    const bool bypassed = input.find(fact::android_network_override_pins, count->subject) != nullptr;
    if (over || bypassed || count->value == "0") continue;
    add_name(item, count->subject);
    add_evidence(item, count->evidence);
  }
  if (!item.names.empty()) items.push_back(std::move(item));
}

void add_connection_protections(const RuleInput& input, const Items& ways_out, Items& items) {
  const Fact* general = input.find(fact::android_network_cleartext, "*");
  if (general != nullptr && !has(ways_out, "unencrypted") && !has(ways_out, "unencrypted_inside")) {
    items.push_back(
        protection("encryption", "Encryption everywhere", "Unencrypted connections are forbidden.", general));
  }
  add_pins(input, items);
  const auto anchors = input.all(fact::android_network_trust_anchor);
  const bool user = std::ranges::any_of(anchors, [](const Fact* one) { return one->value == "user"; });
  if (!anchors.empty() && !user) {
    items.push_back(protection("trust", "No added certificates",
                               "Certificates that somebody added to the phone do not count.", anchors.front()));
  }
}

void add_closed_stores(const RuleInput& input, const Items& ways_out, Items& items) {
  if (has(ways_out, "data_stores") || has(ways_out, "shared_files")) return;
  PictureItem item = protection("closed_stores", "Closed data stores",
                                "Other apps cannot get at the app's data stores without permission.", nullptr);
  for (const Fact* kind : input.all(fact::android_component)) {
    if (kind->value != "provider") continue;
    add_name(item, short_name(kind->subject));
    add_evidence(item, kind->evidence);
  }
  if (!item.names.empty()) items.push_back(std::move(item));
}

Items protections_of(const RuleInput& input, const Items& ways_out) {
  Items items;
  if (reaches_network(input)) {
    add_connection_protections(input, ways_out, items);
  } else {
    items.push_back(protection("no_network", "No network", "The app does not ask to use the network.", nullptr));
  }
  const Fact* backup = input.find(fact::android_allow_backup);
  if (backup != nullptr && !has(ways_out, "backup")) {
    items.push_back(protection("no_backup", "Kept out of backups",
                               backup->value == "true" ? "The app's databases and settings stay out of private backups."
                                                       : "Nothing of the app goes into private backups.",
                               backup));
  }
  add_closed_stores(input, ways_out, items);
  return items;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return (count == 0   ? "no"
          : count == 1 ? "one"
                       : std::to_string(count)) +
         std::string(" ") + std::string(count == 1 ? one : many);
}

/// What is said of the ways out after their number: `, 2 of them without a guard`.
std::string without_guard(std::size_t ways, std::size_t open) {
  if (ways == 0) return "";
  if (ways == 1) return open == 0 ? "" : ", without a guard";
  return std::string(", ") +
         (open == 0   ? "none"
          : open == 1 ? "one"
                      : std::to_string(open)) +
         " of them without a guard";
}

std::string summarize(const Picture& picture) {
  const std::size_t ways = picture.ways_out.size();
  const auto open = static_cast<std::size_t>(std::ranges::count_if(picture.ways_out, &PictureItem::concern));
  return "The app can get at " + counted(picture.sources.size(), "kind", "kinds") + " of data about people; there " +
         (ways == 1 ? "is " : "are ") + counted(ways, "way", "ways") + " by which data can leave it" +
         without_guard(ways, open) + ".";
}

}  // namespace

std::optional<Picture> picture_of(const Report& report, Day today) {
  const bool android =
      std::ranges::any_of(report.facts, [](const Fact& fact) { return fact.name == fact::android_package; });
  if (!android) return std::nullopt;
  const RuleInput input(report, today);
  Picture picture;
  picture.sources = sources_of(input);
  picture.ways_out = ways_out_of(input);
  picture.protections = protections_of(input, picture.ways_out);
  picture.summary = summarize(picture);
  return picture;
}

}  // namespace formulary::domain
