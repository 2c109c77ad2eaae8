// How well notices find the tools that they are about: a labelled set that is made from real devices. Of every
// company's products (GUDID, FDA's AI list, 510(k) clearances, EUDAMED) two thirds are tools of a registry and one
// third is not; notices in the manner of FDA's reports and of other authorities' are written about both. So the notices
// about the last third are about nothing in the registry, and very near to it: another product of the same company.
//
// The rules were mended by one half of the devices, and only measured by the other; which half a device is in, its name
// decides. What counts as right is worked out here without the matcher: the tool itself is meant, and products of the
// same company of which one name begins the other are neither right nor wrong.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "service/domain/recalls/recall_index.hpp"
#include "tests/service/io/datasets/collected.hpp"

namespace formulary::datasets_test {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecallSubject;

std::uint32_t hash_of(std::string_view text) {  // FNV-1a, the same everywhere
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string shouted(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string first_word(const std::string& text) { return text.substr(0, text.find_first_of(" ,")); }

struct Device {
  std::string company, name, model, catalogue, udi, submission, code;
  std::uint32_t hash = 0;
  bool in_registry() const { return hash % 3 != 0; }
  bool held_out() const { return hash / 3 % 2 == 1; }
};

/// One device of each name of each company, and of each company a few: a hospital has no more of one.
std::vector<Device> devices() {
  constexpr int most_of_a_company = 5;
  std::map<std::string, int> of_company;
  std::vector<Device> all;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& [kind, file] :
       std::vector<std::pair<std::string, std::string>>{{"us-gudid", "fda/gudid_file.zip"},
                                                        {"us-ai-devices", "fda/aiml_devices_2025-09.csv"},
                                                        {"us-510k", "fda/openfda_510k_1000_2024.csv"},
                                                        {"eu-devices", "eudamed/software_devices_22.csv"},
                                                        {"eu-devices", "eudamed/eudamed_gs1_22865.csv"}}) {
    const auto path = published(file);
    if (!path) return {};
    for (const AuthorityRecord& record : read_paths(kind, {*path}).records) {
      const std::string company = lower(record.holder), name = lower(record.name);
      if (company.empty() || name.size() < 4 || name == "none" || !seen.emplace(company, name).second) continue;
      Device device{
          .company = record.holder, .name = record.name, .model = record.model, .catalogue = record.catalogue};
      if (record.kind == domain::RecordKind::device) device.udi = record.number;
      if (record.number.starts_with("K") || record.number.starts_with("DEN")) device.submission = record.number;
      for (const std::string& number : links(record, LinkKind::submission)) {
        if (device.submission.empty()) device.submission = number;
      }
      device.code = record.product_code;
      device.hash = hash_of(company + "/" + name);
      // Some have hundreds of names; which are taken, chance decides, and not their order in the file.
      const bool large = kind == "us-gudid" || file.ends_with("22865.csv");
      if ((large && device.hash / 11 % (kind == "us-gudid" ? 2 : 6) != 1) || ++of_company[company] > most_of_a_company)
        continue;
      all.push_back(std::move(device));
    }
  }
  return all;
}

RecallSubject tool_of(const Device& device) {
  RecallSubject tool;
  tool.id = tool.tool = std::to_string(device.hash) + device.name;
  tool.version = "2.1";
  tool.names = {device.name};
  // A hospital writes companies in its own way.
  tool.companies = {device.hash % 5 == 0 ? device.company.substr(0, device.company.find(',')) : device.company};
  for (const std::string& model : {device.model, device.catalogue}) {
    if (!model.empty()) tool.models.push_back(model);
  }
  if (!device.udi.empty()) tool.udis = {device.udi};
  if (!device.submission.empty()) tool.submissions = {device.submission};
  if (!device.code.empty()) tool.product_codes = {device.code};
  return tool;
}

std::string firm_of(const Device& device, std::uint32_t style) {
  const std::string bare = device.company.substr(0, device.company.find(','));
  switch (style % 6) {
    case 0:
      return device.company;
    case 1:
      return shouted(device.company);
    case 2:
      return bare;
    case 3:
      return bare + ", LLC";
    case 4:
      return device.company + " Warsaw, IN, by letters dated March 16, 2024";
    default:
      return "The " + bare + " Co. d.b.a. Northern Products";
  }
}

enum Kind {
  by_udi,
  by_model,
  by_headline,
  deep_inside,
  by_number,
  number_alone,
  by_brand_of_firm,
  relabelled,
  in_a_list,
  marked,
  foreign,
  kinds
};
constexpr const char* kind_names[] = {"udi",
                                      "model",
                                      "headline",
                                      "deep_inside",
                                      "number and name",
                                      "number alone",
                                      "shouted, firm by its first word",
                                      "relabelled",
                                      "in a list",
                                      "marked",
                                      "foreign"};

bool fits(const Device& device, Kind kind) {
  if (kind == by_udi) return !device.udi.empty();
  if (kind == by_model)
    return device.model.size() >= 4 && device.model.find_first_of("0123456789") != std::string::npos;
  if (kind == by_number || kind == number_alone) return !device.submission.empty();
  return true;
}

domain::RecallNotice notice_about(const Device& device, Kind kind) {
  AuthorityRecord record;
  record.kind = domain::RecordKind::recall;
  record.key = record.number = "Z-" + std::to_string(device.hash % 10000) + "-2025";
  record.holder = firm_of(device, device.hash / 7);
  record.device_class = device.hash % 4 == 0 ? "I" : device.hash % 4 == 1 ? "III" : "II";
  if (device.hash % 10 < 7) record.product_code = device.code;
  std::string product = "Sterile device for professional use, Rx only", codes = "All lots manufactured until May 2024";
  const std::string usage = "   Product Usage: intended for use in hospitals under the control of a physician.";
  switch (kind) {
    case by_udi:
      record.holder = "Northern Hospital Supply LLC";
      codes = "UDI-DI: " + device.udi + ", lots 20118000, 20118001";
      break;
    case by_model:
      product = "Device for professional use, REF " + device.model + ", individually packed";
      break;
    case by_headline:
      product = device.name + ", Rx only." + usage;
      break;
    case deep_inside:
      product = "Sterile and non-sterile devices that are packed and labelled for hospitals as " + device.name + usage;
      break;
    case by_number:
      record.links = {{LinkKind::submission, device.submission}};
      product = first_word(device.company) + " " + device.name + "." + usage;
      break;
    case number_alone:
      record.links = {{LinkKind::submission, device.submission}};
      break;
    case by_brand_of_firm:
      record.holder = first_word(device.company) + " Nederland B.V.";
      product = shouted(device.name) + " - SYSTEM";
      break;
    case relabelled:
      record.holder = "Northern Hospital Supply LLC";
      product = device.name + ", relabelled by Northern Hospital Supply";
      break;
    case in_a_list:
      product = "1) Trocar kit, REF TK-7001; 2) " + device.name + "; 3) Instrument tray, REF IT-7002";
      break;
    case marked:
      product = device.name + "\xC2\xAE brand " + (device.model.empty() ? "" : "(" + device.model + ")") + usage;
      break;
    default:
      record.name = "Urgent field safety notice: " + device.name;
      record.model = device.model;
      record.device_class.clear();
      product = record.name;
      break;
  }
  record.text = product + "\n" + codes + "\nThe sterile barrier may be breached, or a result may be displayed wrongly.";
  if (record.name.empty()) record.name = product;
  return domain::recall_notice(std::span(&record, 1));
}

struct Figures {
  int notices = 0, found = 0, found_a = 0, a = 0, right_a = 0, b = 0, right_b = 0;
};

int percent(int part, int whole) { return whole == 0 ? 100 : 100 * part / whole; }

TEST(RecallSet, NoticesFindTheirToolsAndLeaveOthersAlone) {
  const std::vector<Device> all = devices();
  if (all.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  std::vector<RecallSubject> tools;
  std::map<std::string, const Device*> by_id;
  for (const Device& device : all) {
    if (!device.in_registry()) continue;
    tools.push_back(tool_of(device));
    by_id[tools.back().id] = &device;
  }
  const domain::RecallIndex index(tools);
  const auto near = [](const Device& a, const Device& b) {
    if (lower(first_word(a.company)) != lower(first_word(b.company))) return false;
    const std::string one = lower(a.name), other = lower(b.name);
    return one.starts_with(other) || other.starts_with(one) || first_word(one) == first_word(other);
  };
  for (const bool held_out : {false, true}) {
    std::map<std::string, Figures> figures;
    for (const Device& device : all) {
      if (device.held_out() != held_out) continue;
      const Kind kind = static_cast<Kind>(hash_of("kind" + device.name) % kinds);
      if (!fits(device, kind)) continue;
      const domain::RecallNotice notice = notice_about(device, kind);
      Figures& mine = figures[device.in_registry() ? kind_names[kind] : "none of the tools"];
      Figures& sum = figures["all"];
      const bool about_ours = device.in_registry();
      bool found = false, found_a = false;
      for (const domain::RecallMatch& match : index.match(notice, {}).matches) {
        const Device& other = *by_id.at(match.subject);
        const bool itself = &other == &device;
        if (!itself && near(device, other)) continue;
        const bool a = match.effective == domain::RecallTier::a;
        for (Figures* one : {&mine, &sum}) {
          (a ? one->a : one->b) += 1;
          (a ? one->right_a : one->right_b) += itself;
        }
        found = found || itself;
        found_a = found_a || (itself && a);
      }
      if (!about_ours) continue;
      for (Figures* one : {&mine, &sum}) {
        ++one->notices;
        one->found += found;
        one->found_a += found_a;
      }
    }
    const std::string half = held_out ? "held_out" : "develop";
    for (const auto& [name, one] : figures) {
      RecordProperty(half + " " + name, std::to_string(one.notices) + " notices, found " +
                                            std::to_string(percent(one.found, one.notices)) + " %, as A " +
                                            std::to_string(percent(one.found_a, one.notices)) + " %; right of " +
                                            std::to_string(one.a) + " A " +
                                            std::to_string(percent(one.right_a, one.a)) + " %, of " +
                                            std::to_string(one.a + one.b) + " A and B " +
                                            std::to_string(percent(one.right_a + one.right_b, one.a + one.b)) + " %");
    }
    const Figures& sum = figures["all"];
    EXPECT_GT(sum.notices, 500) << half;
    EXPECT_GE(percent(sum.found, sum.notices), 94) << half;
    EXPECT_GE(percent(sum.right_a, sum.a), 98) << half;
    EXPECT_GE(percent(sum.right_a + sum.right_b, sum.a + sum.b), 84) << half;
    for (const char* sure : {"udi", "number alone", "number and name", "model"})
      EXPECT_GE(percent(figures[sure].found, figures[sure].notices), 99) << half << " " << sure;
    EXPECT_EQ(figures["none of the tools"].a, 0) << half << ": suspends a product that no notice is about";
  }
}

}  // namespace
}  // namespace formulary::datasets_test
