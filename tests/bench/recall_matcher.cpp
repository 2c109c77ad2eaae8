// recall_matcher NOTICES TOOLS: makes both by varying samples (the same in every run), builds the index, matches, and
// prints the seconds that both took together. On standard error: seconds of each part, matches found, and how many of
// the tools that a notice was made about were among them.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "service/domain/recalls/recall_index.hpp"

namespace {

using namespace formulary::domain;

constexpr const char* firms[] = {"Biodex Medical Systems, Inc.",
                                 "Circulatory Technology Inc",
                                 "Chembio Diagnostics, Inc",
                                 "Robert Busse & Co. Inc. d.b.a. Busse Hospital Disposables",
                                 "Advanced Back Technologies, Inc.",
                                 "Ellman International, Inc.",
                                 "Siemens Medical Solutions USA, Inc.",
                                 "Philips Medical Systems Nederland B.V.",
                                 "GE Healthcare (Tianjin) Company Limited",
                                 "HeartFlow, Inc.",
                                 "Aidoc Medical, Ltd.",
                                 "Viz. ai, Inc.",
                                 "RaySearch Laboratories AB (publ)",
                                 "Brainlab AG"};
constexpr const char* brands[] = {"Atomlab",   "Bladder",    "Microreader", "Extentrac", "Companion", "IntelliVue",
                                  "Briefcase", "RayStation", "Heartflow",   "Transpara", "Cleerly",   "Overjet"};
constexpr const char* uses[] = {"Dose Calibrator",  "Monitoring System",   "Analysis Software", "Image Viewer",
                                "Planning Station", "Infusion Controller", "Triage Platform",   "Detection Algorithm"};

class Maker {
 public:
  /// Two syllables and a number make as many brands as there are tools, and some that sound alike.
  std::string brand(std::size_t tool) const {
    constexpr const char* syllables[] = {"car", "neu", "vis", "lum", "ora", "tem", "pul", "der",
                                         "rad", "syn", "med", "opt", "cla", "ven", "zyr", "quo"};
    std::string out = brands[tool % std::size(brands)];
    std::size_t rest = tool / 12;
    for (int i = 0; i < 3; ++i, rest /= 16) out += syllables[rest % 16];
    return out;
  }
  std::string name(std::size_t tool) const {
    return brand(tool) + " " + std::to_string(100 + tool % 900) + " " + uses[tool % std::size(uses)];
  }
  /// As many companies as FDA's AI list has in proportion; the first ones are large.
  std::string firm(std::size_t tool) const {
    const std::size_t number = tool % 7 == 0 ? tool % 14 : 14 + tool % 12000;
    if (number < 14) return firms[number];
    return brand(number * 31) + " Medical " + (number % 2 == 0 ? "GmbH" : "Inc.");
  }
  std::string submission(std::size_t tool) const { return "K" + std::to_string(100000 + tool * 7 % 900000); }
  std::string code(std::size_t tool) const {
    return {static_cast<char>('A' + tool % 13), static_cast<char>('A' + tool / 13 % 5),
            static_cast<char>('A' + tool / 65 % 4)};
  }
  std::string model(std::size_t tool) const { return "086-" + std::to_string(1000 + tool); }
  std::string udi(std::size_t tool) const {
    std::string digits = std::to_string(1'071'817'500'000 + tool);
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 3 : 1);
    return digits + std::to_string((10 - sum % 10) % 10);
  }

  /// Of two thousand components each is in some hundreds of tools.
  std::string component(std::size_t number) const { return "lib" + brand(number % 2000 * 17); }

  RecallSubject subject(std::size_t tool) const {
    RecallSubject out;
    out.id = out.tool = std::to_string(tool);
    out.version = std::to_string(1 + tool % 4) + "." + std::to_string(tool % 10);
    out.names = {name(tool)};
    out.companies = {firm(tool)};
    out.udis = {udi(tool)};
    out.submissions = {submission(tool)};
    out.product_codes = {code(tool)};
    out.models = {model(tool)};
    for (std::size_t i = 0; i < 10; ++i) out.components.push_back(component(tool * 3 + i));
    return out;
  }

  RecallNotice notice(std::size_t number, std::size_t tool) {
    AuthorityRecord record;
    record.kind = RecordKind::recall;
    record.key = record.number = "Z-" + std::to_string(number);
    record.holder = number % 5 == 4 ? "Northern Hospital Supply LLC" : firm(tool);
    record.device_class = number % 3 == 0 ? "I" : number % 3 == 1 ? "II" : "III";
    record.product_code = code(tool);
    std::string codes = "Serial Number range:17081557-21062362";
    for (auto lots = random_() % 40; lots > 0; --lots) codes += ", Lot JT" + std::to_string(random_() % 100000);
    if (number % 4 == 0) codes += "   UDI: " + udi(tool);
    if (number % 4 == 1) record.links.push_back({LinkKind::submission, submission(tool)});
    const std::string product = name(tool) + " Software 2.0.00 through Revision 2.0.08, inclusive" +
                                (number % 4 == 2 ? " Model: " + model(tool) : "") +
                                ".   Product Usage: intended for use in hospitals under the control of a physician.";
    record.name = product;
    record.text =
        product + "\n" + codes +
        "\nWhen deleting a previously entered custom isotope, the software deletes the isotope, but not the " +
        "associated dial setting." +
        (number % 50 == 0 ? " A vulnerability of the library " + component(tool * 3) + "." : "");
    return recall_notice(std::span(&record, 1));
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  std::mt19937 random_{4};
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || std::atoi(arguments[1]) < 1 || std::atoi(arguments[2]) < 1) {
    std::fputs("usage: recall_matcher NOTICES TOOLS\n", stderr);
    return 2;
  }
  const auto notices_wanted = static_cast<std::size_t>(std::atoi(arguments[1])),
             tools = static_cast<std::size_t>(std::atoi(arguments[2]));
  Maker maker;
  std::vector<RecallSubject> subjects;
  for (std::size_t i = 0; i < tools; ++i) subjects.push_back(maker.subject(i));
  std::vector<RecallNotice> notices;
  std::vector<std::string> about;
  for (std::size_t i = 0; i < notices_wanted; ++i) {
    const std::size_t tool = maker.below(tools);
    about.push_back(std::to_string(tool));
    notices.push_back(maker.notice(i, tool));
  }
  const auto start = std::chrono::steady_clock::now();
  const RecallIndex index(std::move(subjects));
  const double built = seconds_since(start);
  std::size_t matches = 0, strong = 0, right = 0, counted = 0;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    const RecallMatches found = index.match(notices[i], Day{});
    matches += found.matches.size();
    counted += found.counted;
    for (const RecallMatch& match : found.matches) {
      strong += match.effective == RecallTier::a;
      right += match.subject == about[i];
    }
  }
  const double all = seconds_since(start);
  std::printf("%.2f\n", all);
  std::fprintf(
      stderr,
      "index %.2f s, matching %.2f s; %zu matches, %zu of tier A, %zu counted; %zu of %zu notices found their tool\n",
      built, all - built, matches, strong, counted, right, notices.size());
  return right * 10 >= notices.size() * 9 ? 0 : 1;
}
