// Agreement with Debian's dexdump: the counts of all tables, every class with what it extends and implements, every
// method with its access and the length of its code, and, of the instructions, every call, every text that is loaded
// and every static field that is read. On code of the builders, on collected code, and on changed code that dexdump
// accepts.
#include <algorithm>
#include <filesystem>
#include <random>
#include <span>
#include <sstream>

#include <gtest/gtest.h>

#include "scanners/bytes/dex.hpp"
#include "scanners/bytes/dex_code.hpp"
#include "scanners/bytes/zip.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/program.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using Lines = std::vector<std::string>;

std::string hexadecimal(std::uint32_t number) {
  std::ostringstream text;
  text << std::hex << number;
  return text.str();
}

struct Ours {
  Lines lines;
  std::vector<Anomaly> anomalies;
};

Ours read(const Bytes& file) {
  Ours ours;
  Complaints complaints(ours.anomalies);
  Lines& lines = ours.lines;
  for (const Dex& dex : Dex::read(as_view(file), "classes.dex", complaints)) {
    Budget budget = Budget::for_file(file.size());
    dex.check_tables(complaints);
    dex.for_each_string(budget, complaints, [](std::uint32_t, std::string_view) {});
    lines.push_back("version " + dex.version());
    const std::pair<const char*, std::uint32_t> tables[] = {{"string", dex.strings()},   {"type", dex.types()},
                                                            {"proto", dex.prototypes()}, {"field", dex.fields()},
                                                            {"method", dex.methods()},   {"class", dex.classes()}};
    for (const auto& [name, count] : tables) lines.push_back(std::string(name) + "s " + std::to_string(count));
    std::uint64_t left = file.size();
    for (std::uint32_t i = 0; i < dex.classes(); ++i) {
      const DexClass defined = dex.class_at(i);
      lines.push_back("class " + std::string(dex.type(defined.type)));
      if (defined.superclass != Dex::none) lines.push_back("extends " + std::string(dex.type(defined.superclass)));
      for (const std::uint32_t type : dex.type_list(defined.interfaces)) {
        lines.push_back("implements " + std::string(dex.type(type)));
      }
      for_each_method(dex, defined, left, [&](const DexBody& body) {
        lines.push_back("method " + std::string(dex.name(dex.method(body.method).name)) + " " +
                        hexadecimal(body.access));
        if (!body.code.empty()) lines.push_back("units " + std::to_string(body.code.size() / 2));
        for_each_instruction(body.code, [&](const DexInstruction& instruction) {
          const bool known = instruction.invokes() || instruction.loads_string() || instruction.reads_static();
          if (known) lines.push_back("refers " + hexadecimal(instruction.reference()));
        });
      });
    }
  }
  complaints.finish();
  return ours;
}

// `'Lorg/example/Sync;'` without its quotes.
std::string unquoted(const std::string& line) {
  const std::size_t open = line.find('\'');
  return line.substr(open + 1, line.rfind('\'') - open - 1);
}

Lines parse_dexdump(const std::string& output) {
  static constexpr std::string_view references[] = {" // string@", " // method@", " // field@"};
  Lines lines;
  std::istringstream stream(output);
  enum class Part { none, interfaces, fields, methods } part = Part::none;
  for (std::string line; std::getline(stream, line);) {
    const auto begins = [&](std::string_view start) { return line.starts_with(start); };
    const auto after = [&](std::size_t at) { return line.substr(std::min(line.size(), at)); };
    if (begins("magic ")) lines.push_back("version " + line.substr(line.find("dex\\n") + 5, 3));
    for (const char* table : {"string", "type", "proto", "field", "method", "class"}) {
      const std::string name = table + std::string(table == std::string_view("class") ? "_defs_size" : "_ids_size");
      if (begins(name)) lines.push_back(std::string(table) + "s " + after(line.find(": ") + 2));
    }
    if (begins("  Class descriptor")) lines.push_back("class " + unquoted(line));
    if (begins("  Superclass")) lines.push_back("extends " + unquoted(line));
    if (begins("  Interfaces")) part = Part::interfaces;
    if (begins("  Static fields") || begins("  Instance fields")) part = Part::fields;
    if (begins("  Direct methods") || begins("  Virtual methods")) part = Part::methods;
    if (part == Part::interfaces && begins("    #")) lines.push_back("implements " + unquoted(line));
    if (part == Part::methods) {
      if (begins("      name ")) lines.push_back("method " + unquoted(line));
      if (begins("      access "))
        lines.back() += " " + line.substr(line.find("0x") + 2, line.find(" (") - line.find("0x") - 2);
      if (begins("      insns size "))
        lines.push_back("units " + std::to_string(std::stoul(after(line.find(": ") + 2))));
      const std::size_t bar = line.find('|');
      if (bar == 47 && line.size() > 54) {
        const std::string_view instruction = std::string_view(line).substr(54);
        const bool wanted = (instruction.starts_with("invoke-") && !instruction.starts_with("invoke-polymorphic") &&
                             !instruction.starts_with("invoke-custom")) ||
                            instruction.starts_with("const-string") || instruction.starts_with("sget");
        if (wanted) {
          // A text is printed as it is, line breaks included; what it is comes behind it.
          while (std::ranges::none_of(references, [&](auto one) { return line.find(one) != std::string::npos; }) &&
                 std::getline(stream, line)) {
          }
          lines.push_back("refers " + hexadecimal(static_cast<std::uint32_t>(
                                          std::stoul(line.substr(line.rfind('@') + 1), nullptr, 16))));
        }
      }
    }
  }
  // Access is written with leading zeros.
  for (std::string& line : lines) {
    if (!line.starts_with("method ")) continue;
    const std::size_t space = line.rfind(' ');
    line = line.substr(0, space + 1) +
           hexadecimal(static_cast<std::uint32_t>(std::stoul(line.substr(space), nullptr, 16)));
  }
  return lines;
}

// What dexdump says of each file; nothing for those that it does not accept, or that end it by a signal. Many files in
// one run, because starting it takes longer than reading them; of a run that ended early, each half again.
using Said = std::vector<std::optional<Lines>>;
Said dexdump(std::span<const Bytes> files) {
  const support::TemporaryDirectory directory;
  std::vector<std::string> command = {"dexdump", "-f", "-d"};
  for (const Bytes& file : files) {
    command.push_back(directory.write("classes" + std::to_string(command.size()) + ".dex", file));
  }
  const support::Outcome outcome = support::run(command);
  if (outcome.exit_code < 0 && files.size() > 1) {
    Said said = dexdump(files.first(files.size() / 2));
    for (auto& one : dexdump(files.subspan(files.size() / 2))) said.push_back(std::move(one));
    return said;
  }
  Said said;
  constexpr std::string_view start = "Processing '";
  for (std::size_t at = outcome.out.find(start); at != std::string::npos;) {
    const std::size_t next = outcome.out.find("\n" + std::string(start), at);
    const std::string one = outcome.out.substr(at, next == std::string::npos ? next : next - at);
    const bool accepted = outcome.exit_code >= 0 && one.find("\nOpened '") != std::string::npos;
    said.push_back(accepted ? std::optional(parse_dexdump(one)) : std::nullopt);
    at = next == std::string::npos ? next : next + 1;
  }
  said.resize(files.size());
  return said;
}

void expect_agreement(const Lines& ours, const Lines& theirs, const std::string& what) {
  ASSERT_GT(theirs.size(), 6U) << what;
  const auto [our, their] = std::ranges::mismatch(ours, theirs);
  if (our == ours.end() && their == theirs.end()) return;
  ADD_FAILURE() << what << ", line " << our - ours.begin() << " of " << ours.size() << " and " << theirs.size() << ": `"
                << (our == ours.end() ? "(end)" : *our) << "` and `" << (their == theirs.end() ? "(end)" : *their)
                << "`";
}

support::DexBuilder rich(const std::string& version) {
  support::DexBuilder dex(version);
  support::DexClass& sync =
      dex.add("org.example.Sync").implements("java.lang.Runnable").implements("java.io.Closeable");
  sync.method("<init>").call("java.lang.Object", "<init>", {15}).end();
  sync.method("run").text(0, "https://ward.example.org").number(1, 4711).call("java.lang.System", "load", {0, 1}).end();
  sync.method("close").read_static(2, "java.lang.System", "out").call_static("a.B", "c", {2}).end();
  sync.native_method("decode");
  dex.add("org.example.Zebra").extends("org.example.Sync");
  dex.string("\xc0\x80").string("\xc3\xa9");
  return dex;
}

class Dexdump : public testing::Test {
 protected:
  void SetUp() override {
    if (!support::installed("dexdump")) GTEST_SKIP() << "needs dexdump: run script/setup test";
  }
};

TEST_F(Dexdump, AgreesOnBuiltCode) {
  for (const char* version : {"035", "037", "038", "039"}) {
    const Bytes file = rich(version).build();
    const auto theirs = dexdump({&file, 1})[0];
    ASSERT_TRUE(theirs) << "dexdump does not accept what the builder makes of version " << version;
    expect_agreement(read(file).lines, *theirs, version);
  }
}

// Good code with `most` bytes changed, and the checksum that belongs to it.
std::vector<Bytes> changed(int count, unsigned most) {
  const Bytes good = rich("035").build();
  std::mt19937 random(20261127);
  std::vector<Bytes> files;
  while (count-- > 0) {
    Bytes file = good;
    for (unsigned changes = 1 + random() % most; changes > 0; --changes) {
      const std::size_t at = 0x38 + random() % (file.size() - 0x38);
      file[at] = static_cast<char>(random() % 2 == 0 ? random() : file[at] ^ (1 << random() % 8));
    }
    files.push_back(support::mend_dex(file));
  }
  return files;
}

TEST_F(Dexdump, AgreesOnChangedCodeThatItAccepts) {
  const std::vector<Bytes> files = changed(300, 3);
  const auto theirs = dexdump(files);
  int accepted = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!theirs[i]) continue;
    ++accepted;
    expect_agreement(read(files[i]).lines, *theirs[i], "file " + std::to_string(i));
  }
  EXPECT_GT(accepted, 10) << "too few changes that dexdump accepts";
}

TEST_F(Dexdump, RejectsWhatIsCalledOutOfOrderOrDamaged) {
  // What these anomalies say is what the platform's own verifier says.
  const std::vector<Bytes> files = changed(300, 1);
  const auto theirs = dexdump(files);
  int called = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Ours ours = read(files[i]);
    const auto severe = std::ranges::find_if(ours.anomalies, [](const Anomaly& one) {
      return one.id == anomaly::dex_order || one.id == anomaly::dex_index || one.id == anomaly::dex_string ||
             one.id == anomaly::dex_table_bounds;
    });
    if (severe == ours.anomalies.end()) continue;
    ++called;
    EXPECT_FALSE(theirs[i]) << "file " << i << ": " << severe->id << " at " << severe->evidence;
  }
  EXPECT_GT(called, 10);
}

// The code of a collected package; empty when it has none that can be read.
Bytes code_of(const std::filesystem::path& package) {
  const Bytes whole = support::read_file(package);
  const MemorySource source(as_view(whole));
  Budget budget = Budget::for_file(source.size());
  std::vector<Anomaly> unused;
  const auto zip = Zip::open(source, budget, unused);
  const ZipEntry* entry = zip ? zip->find("classes.dex") : nullptr;
  if (entry == nullptr) return {};
  const auto content = zip->extract(*entry, budget, unused);
  return content ? Bytes(as_text(*content)) : Bytes();
}

TEST_F(Dexdump, AgreesOnCollectedCode) {
  const auto folder = support::corpus("apk");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  int files = 0;
  for (const auto& path : std::filesystem::recursive_directory_iterator(*folder)) {
    if (path.path().extension() != ".apk") continue;
    const Bytes file = code_of(path.path());
    if (file.empty()) continue;
    const auto theirs = dexdump({&file, 1})[0];
    if (!theirs) continue;
    ++files;
    const Ours ours = read(file);
    expect_agreement(ours.lines, *theirs, path.path().filename().string());
    for (const Anomaly& one : ours.anomalies) ADD_FAILURE() << path.path() << ": " << one.id << " " << one.evidence;
  }
  EXPECT_GT(files, 10);
}

// One field of the header, of a table, or one byte of a string is changed, and the checksum fits: what the platform's
// verifier is for.
Bytes damaged(Bytes file, std::mt19937& random) {
  constexpr std::size_t header = 0x70;
  const View view = as_view(file);
  const std::size_t strings = u32_at(view, 0x38);
  const std::size_t tables_end = u32_at(view, 0x64) + std::size_t{u32_at(view, 0x60)} * 32;
  std::size_t at = 0;
  switch (random() % 4) {
    case 0:
      at = 0x20 + random() % ((header - 0x20) / 4) * 4;
      break;
    case 1:
      at = u32_at(view, u32_at(view, 0x3c) + random() % strings * 4) + random() % 4;
      at = std::min(at, file.size() - 1);
      file[at] = static_cast<char>(file[at] ^ (1 << random() % 8));
      return support::mend_dex(file);
    default:
      at = header + random() % ((tables_end - header) / 2) * 2;
      break;
  }
  const std::uint32_t old = u32_at(view, at);
  const auto length = static_cast<std::uint32_t>(file.size());
  const std::uint32_t values[] = {0, 0xffffffff, old + 1, old - 1, old + 4, old ^ 0x8000, length, length - 4};
  support::patch(file, at, support::u32(values[random() % std::size(values)]));
  return support::mend_dex(file);
}

struct Tally {
  int accepted = 0, agreed = 0, named = 0, refused = 0, refusals_named = 0;
};

void record(const Tally& tally) {
  testing::Test::RecordProperty("accepted", tally.accepted);
  testing::Test::RecordProperty("refused", tally.refused);
  testing::Test::RecordProperty("refusals_named", tally.refusals_named);
}

// Of each damaged file that dexdump accepts, both say the same, or we name what is wrong. Of those that it refuses most
// are named, not all: dexdump runs the verifier, which also judges what cannot change what is read here, such as how a
// method may be called and whether the map has an entry for each list.
Tally compare_damaged(const std::vector<Bytes>& files) {
  Tally tally;
  const auto theirs = dexdump(files);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Ours ours = read(files[i]);
    if (!theirs[i]) {
      ++tally.refused;
      if (!ours.anomalies.empty()) ++tally.refusals_named;
      continue;
    }
    ++tally.accepted;
    if (!ours.anomalies.empty()) {
      ++tally.named;
      continue;
    }
    ++tally.agreed;
    expect_agreement(ours.lines, *theirs[i], "file " + std::to_string(i));
  }
  return tally;
}

TEST_F(Dexdump, DamageIsSeenByBothOrChangesNothingUnseen) {
  std::mt19937 random(20261128);
  std::vector<Bytes> files;
  for (const char* version : {"035", "039"}) {
    const Bytes good = rich(version).build();
    for (int count = 0; count < 150; ++count) files.push_back(damaged(good, random));
  }
  const Tally tally = compare_damaged(files);
  record(tally);
  EXPECT_GT(tally.agreed, 10);
  EXPECT_GT(tally.refused, 100);
  EXPECT_GT(tally.refusals_named, tally.refused * 7 / 10);
}

TEST_F(Dexdump, DamageOfCollectedCodeIsSeenByBothOrChangesNothingUnseen) {
  const auto folder = support::corpus("apk");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  std::vector<Bytes> good;
  for (const auto& path : std::filesystem::recursive_directory_iterator(*folder)) {
    if (path.path().extension() != ".apk" || path.file_size() > 256 * 1024) continue;
    const Bytes file = code_of(path.path());
    const bool small = file.size() > 1024 && file.size() < 32 * 1024;
    if (small && std::ranges::find(good, file) == good.end() && dexdump({&file, 1})[0]) good.push_back(file);
  }
  ASSERT_GE(good.size(), 3U);
  std::ranges::sort(good, {}, [](const Bytes& file) { return std::pair(file.size(), file); });
  good.resize(std::min<std::size_t>(good.size(), 6));
  std::mt19937 random(20261129);
  std::vector<Bytes> files;
  for (int count = 0; count < 300; ++count) files.push_back(damaged(good[random() % good.size()], random));
  const Tally tally = compare_damaged(files);
  record(tally);
  EXPECT_GT(tally.agreed, 10);
  EXPECT_GT(tally.refused, 50);
  EXPECT_GT(tally.refusals_named, tally.refused * 7 / 10);
}

}  // namespace
}  // namespace formulary::bytes::test
