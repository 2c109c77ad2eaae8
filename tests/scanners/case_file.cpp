#include "tests/scanners/case_file.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "tests/support/android_app.hpp"

namespace formulary {

namespace {

using support::AndroidApp;
using support::Bytes;
using support::Schemes;
using support::ZipBuilder;
using support::ZipEntryRecipe;

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t"), to = text.find_last_not_of(" \t");
  return from == std::string::npos ? "" : text.substr(from, to - from + 1);
}

/// The text with `\xNN` and `\n` resolved.
Bytes unescaped(const std::string& text) {
  Bytes out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") == 0 && i + 4 <= text.size()) {
      out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else if (text.compare(i, 2, "\\n") == 0) {
      out += '\n';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::pair<std::string, std::string> at_equals(const std::string& value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos) throw std::invalid_argument("`" + value + "` needs a =");
  return {trimmed(value.substr(0, equals)), unescaped(trimmed(value.substr(equals + 1)))};
}

std::vector<std::string> words(const std::string& value) {
  std::istringstream in(value);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::uint32_t number(const std::string& text) { return static_cast<std::uint32_t>(std::stoul(text, nullptr, 0)); }

/// What the recipe has made so far.
struct Work {
  AndroidApp app;
  Schemes schemes = Schemes::v1v2v3;
  std::vector<std::function<void(ZipBuilder&)>> archive_changes;
  std::vector<std::function<void(Bytes&)>> file_changes;
  std::optional<Bytes> bytes;
};

using Step = std::function<void(Work&, const std::string&)>;

/// A change of one entry of the archive, named before the `=`.
Step entry_step(std::function<void(ZipEntryRecipe&, const std::string&)> change) {
  return [change = std::move(change)](Work& work, const std::string& value) {
    work.archive_changes.push_back([change, pair = at_equals(value)](ZipBuilder& zip) {
      const auto found = std::ranges::find(zip.entries, pair.first, &ZipEntryRecipe::name);
      if (found == zip.entries.end()) throw std::invalid_argument("no entry " + pair.first);
      change(*found, pair.second);
    });
  };
}

Step archive_step(std::function<void(ZipBuilder&, const std::string&)> change) {
  return [change = std::move(change)](Work& work, const std::string& value) {
    work.archive_changes.push_back([=](ZipBuilder& zip) { change(zip, value); });
  };
}

Step file_step(std::function<void(Bytes&, const std::string&)> change) {
  return [change = std::move(change)](Work& work, const std::string& value) {
    work.file_changes.push_back([=](Bytes& file) { change(file, value); });
  };
}

Schemes schemes(const std::string& name) {
  static const std::map<std::string, Schemes> known = {{"none", Schemes::none},
                                                       {"v1", Schemes::v1},
                                                       {"v2", Schemes::v2},
                                                       {"v1v2", Schemes::v1v2},
                                                       {"v1v2v3", Schemes::v1v2v3}};
  return known.at(name);
}

void truncate(Bytes& file, const std::string& value) {
  const long size = std::stol(value);
  file.resize(size < 0 ? file.size() - static_cast<std::size_t>(-size) : static_cast<std::size_t>(size));
}

void flip(Bytes& file, const std::string& value) {
  const std::size_t at = file.find(unescaped(value));
  if (at == Bytes::npos) throw std::invalid_argument("the file does not have " + value);
  file[at] = static_cast<char>(file[at] ^ 1);
}

void add_entries(ZipBuilder& zip, const std::string& value) {
  zip.zip64 = true;
  for (std::uint32_t i = 0; i < number(value); ++i) zip.store("assets/" + std::to_string(i), "");
}

void add_bomb(ZipBuilder& zip, const std::string& value) {
  const auto [name, size] = at_equals(value);
  const support::Bomb bomb = support::zeros_bomb(number(size));
  std::erase_if(zip.entries, [&](const ZipEntryRecipe& entry) { return entry.name == name; });
  zip.add_raw(name, bomb.deflated, number(size), bomb.crc32);
}

const std::map<std::string, Step>& steps() {
  static const std::map<std::string, Step> known = {
      {"package", [](Work& work, const std::string& value) { work.app.package(value); }},
      {"version",
       [](Work& work, const std::string& value) { work.app.version(number(words(value).at(0)), words(value).at(1)); }},
      {"sdk", [](Work& work,
                 const std::string& value) { work.app.sdk(number(words(value).at(0)), number(words(value).at(1))); }},
      {"label", [](Work& work, const std::string& value) { work.app.label(unescaped(value)); }},
      {"permission", [](Work& work, const std::string& value) { work.app.permission(value); }},
      {"debuggable", [](Work& work, const std::string&) { work.app.debuggable(); }},
      {"cleartext", [](Work& work, const std::string&) { work.app.cleartext(); }},
      {"file",
       [](Work& work, const std::string& value) { work.app.file(at_equals(value).first, at_equals(value).second); }},
      {"component",
       [](Work& work, const std::string& value) { work.app.component(words(value).at(0), words(value).at(1), true); }},
      {"sign", [](Work& work, const std::string& value) { work.schemes = schemes(value); }},
      {"remove", archive_step([](ZipBuilder& zip, const std::string& value) {
         std::erase_if(zip.entries, [&](const ZipEntryRecipe& entry) { return entry.name == value; });
       })},
      {"duplicate", archive_step([](ZipBuilder& zip, const std::string& value) {
         zip.add(at_equals(value).first, at_equals(value).second);
       })},
      {"bomb", archive_step(add_bomb)},
      {"entries", archive_step(add_entries)},
      {"front", archive_step([](ZipBuilder& zip, const std::string& value) { zip.prepended = unescaped(value); })},
      {"flags", entry_step([](ZipEntryRecipe& entry, const std::string& value) {
         entry.flag(static_cast<std::uint16_t>(number(value)));
       })},
      {"method", entry_step([](ZipEntryRecipe& entry, const std::string& value) {
         entry.method(static_cast<std::uint16_t>(number(value)));
       })},
      {"symlink", archive_step([](ZipBuilder& zip, const std::string& value) {
         zip.store(at_equals(value).first, at_equals(value).second).symlink();
       })},
      {"local-name", entry_step([](ZipEntryRecipe& entry, const std::string& value) { entry.local.name = value; })},
      {"gap", entry_step([](ZipEntryRecipe& entry, const std::string& value) { entry.gap_before = value; })},
      {"hide", archive_step([](ZipBuilder& zip, const std::string& value) {
         std::ranges::find(zip.entries, value, &ZipEntryRecipe::name)->in_directory = false;
       })},
      {"bytes", [](Work& work, const std::string& value) { work.bytes = unescaped(value); }},
      {"prepend", file_step([](Bytes& file, const std::string& value) { file = unescaped(value) + file; })},
      {"append", file_step([](Bytes& file, const std::string& value) { file += unescaped(value); })},
      {"truncate", file_step(truncate)},
      {"flip", file_step(flip)},
      {"repeat", file_step([](Bytes& file, const std::string& value) { file.append(number(value), '\0'); })},
  };
  return known;
}

/// `name [subject]` into both parts; the subject is absent when there are no brackets.
std::pair<std::string, std::optional<std::string>> with_subject(const std::string& text) {
  const std::size_t open = text.find('[');
  if (open == std::string::npos) return {trimmed(text), std::nullopt};
  return {trimmed(text.substr(0, open)), text.substr(open + 1, text.rfind(']') - open - 1)};
}

bool states_fact(const Report& report, const std::string& expected) {
  const std::size_t equals = expected.find(" = ");
  if (equals == std::string::npos) throw std::invalid_argument("`" + expected + "` needs ` = `");
  const auto [name, subject] = with_subject(expected.substr(0, equals));
  const std::string value = expected.substr(equals + 3);
  return std::ranges::any_of(report.facts, [&](const Fact& fact) {
    return fact.name == name && fact.value == value && (!subject || fact.subject == *subject);
  });
}

bool states_anomaly(const Report& report, const std::string& expected) {
  const auto [id, subject] = with_subject(expected);
  return std::ranges::any_of(report.anomalies, [&](const Anomaly& anomaly) {
    return (id == "any" || anomaly.id == id) && (!subject || anomaly.subject == *subject);
  });
}

using Expectation = std::function<bool(const Report&, const std::string&)>;

const std::map<std::string, Expectation>& expectations() {
  static const std::map<std::string, Expectation> known = {
      {"format", [](const Report& report, const std::string& value) { return report.format == value; }},
      {"complete", [](const Report& report, const std::string& value) { return report.complete == (value == "yes"); }},
      {"reason", [](const Report& report, const std::string& value) { return report.reason.starts_with(value); }},
      {"fact", states_fact},
      {"no-fact",
       [](const Report& report, const std::string& value) {
         return std::ranges::find(report.facts, value, &Fact::name) == report.facts.end();
       }},
      {"anomaly", states_anomaly},
      {"no-anomaly", [](const Report& report, const std::string& value) { return !states_anomaly(report, value); }},
  };
  return known;
}

}  // namespace

Case read_case(const std::string& text) {
  Case result;
  std::set<std::string> keys;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) throw std::invalid_argument("not `key: value`: " + line);
    const std::string key = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    keys.insert(key);
    if (steps().contains(key)) {
      result.recipe.emplace_back(key, value);
    } else if (expectations().contains(key)) {
      result.expectations.emplace_back(key, value);
    } else if (key != "about") {
      throw std::invalid_argument("unknown key: " + line);
    }
  }
  if (!keys.contains("about")) throw std::invalid_argument("a case needs an `about:`");
  if (result.expectations.empty()) throw std::invalid_argument("a case needs an expectation");
  return result;
}

Bytes make_package(const Case& each) {
  static const support::Signer vendor = support::make_signer();
  Work work;
  for (const auto& [key, value] : each.recipe) steps().at(key)(work, value);
  Bytes file;
  if (work.bytes) {
    file = *work.bytes;
  } else {
    const support::ApkSigning signing{.signer = vendor, .schemes = work.schemes};
    ZipBuilder zip = has(work.schemes, Schemes::v1) ? work.app.zip_signed_v1(signing) : work.app.zip();
    for (const auto& change : work.archive_changes) change(zip);
    file = support::add_signing_block(zip.build(), signing);
  }
  for (const auto& change : work.file_changes) change(file);
  return file;
}

std::vector<std::string> unfulfilled(const Case& each, const Report& report) {
  std::vector<std::string> sentences;
  for (const auto& [key, value] : each.expectations) {
    if (!expectations().at(key)(report, value))
      sentences.push_back("the Report does not fulfil `" + key + ": " + value + "`");
  }
  return sentences;
}

}  // namespace formulary
