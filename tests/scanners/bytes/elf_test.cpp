// The reader of native libraries: what recipes say, what readelf says of the libraries of this machine, and what
// hostile files do to it.
#include "scanners/bytes/elf.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/cursor.hpp"
#include "tests/support/elf_builder.hpp"
#include "tests/support/program.hpp"

namespace formulary::bytes::test {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::IsEmpty;

struct Looked {
  std::optional<ElfImage> image;
  std::set<std::string> objections;
  std::string exceeded;
};

Looked look(
    const Bytes& file, WantedExport wanted = [](std::string_view) { return true; }) {
  const MemorySource source(as_view(file));
  Budget budget = Budget::for_file(file.size());
  std::vector<Anomaly> anomalies;
  Complaints complaints(anomalies);
  Looked out;
  out.image = read_elf(source, "lib.so", wanted, budget, complaints);
  complaints.finish();
  for (const Anomaly& anomaly : anomalies) out.objections.insert(anomaly.id);
  out.exceeded = budget.exceeded();
  return out;
}

std::string word(ElfRelro relro) {
  return relro == ElfRelro::full ? "full" : relro == ElfRelro::partial ? "partial" : "none";
}

/// What an image says, in a few words; only what is not as it should be.
std::string weaknesses(const ElfImage& image) {
  std::string out = image.relro == ElfRelro::full ? "" : "relro:" + word(image.relro) + " ";
  if (!image.bind_now) out += "lazy ";
  if (image.executable_stack) out += "stack ";
  if (image.writable_code) out += "writable ";
  if (image.text_relocations) out += "textrel ";
  if (!image.stack_protector) out += "no-canary ";
  if (image.fortified.empty()) out += "no-fortify ";
  if (image.symbol_table) out += "symbols ";
  if (image.debug_information) out += "debug ";
  if (!image.run_paths.empty()) out += "run-path:" + image.run_paths.front() + " ";
  if (image.alignment < 16384) out += "aligned:" + std::to_string(image.alignment) + " ";
  return out;
}

struct Weakness {
  const char* name;
  std::function<void(ElfBuilder&)> change;
  const char* seen;
};

TEST(Elf, EachWeaknessIsSeenAlone) {
  const std::vector<Weakness> table = {
      {"hardened", [](ElfBuilder&) {}, ""},
      {"no relro", [](ElfBuilder& elf) { elf.relro = false; }, "relro:none "},
      {"lazy binding", [](ElfBuilder& elf) { elf.bind_now = false; }, "relro:partial lazy "},
      {"executable stack", [](ElfBuilder& elf) { elf.executable_stack = true; }, "stack "},
      {"no word on the stack", [](ElfBuilder& elf) { elf.executable_stack.reset(); }, "stack "},
      {"writable code", [](ElfBuilder& elf) { elf.writable_code = true; }, "writable "},
      {"text relocations", [](ElfBuilder& elf) { elf.text_relocations = true; }, "textrel "},
      {"no canary", [](ElfBuilder& elf) { elf.imports = {"__memcpy_chk"}; }, "no-canary "},
      {"not fortified", [](ElfBuilder& elf) { elf.imports = {"__stack_chk_fail"}; }, "no-fortify "},
      {"symbols", [](ElfBuilder& elf) { elf.symbol_table = true; }, "symbols "},
      {"debug", [](ElfBuilder& elf) { elf.debug_information = true; }, "debug "},
      {"run path", [](ElfBuilder& elf) { elf.run_path = "/data/local/tmp"; }, "run-path:/data/local/tmp "},
      {"small pages", [](ElfBuilder& elf) { elf.alignment = 4096; }, "aligned:4096 "},
      {"gnu hash", [](ElfBuilder& elf) { elf.hash = ElfHash::gnu; }, "no-canary no-fortify "},
      {"gnu hash with exports",
       [](ElfBuilder& elf) {
         elf.hash = ElfHash::gnu;
         elf.exports = {{"JNI_OnLoad", ""}, {"other", ""}};
       },
       ""},
      {"without sections", [](ElfBuilder& elf) { elf.sections = ElfSections::missing; }, ""},
  };
  for (const std::uint16_t machine : {elf_machine::arm, elf_machine::aarch64, elf_machine::x86, elf_machine::x86_64}) {
    for (const Weakness& one : table) {
      ElfBuilder elf(machine);
      one.change(elf);
      const Looked looked = look(elf.build());
      ASSERT_TRUE(looked.image) << one.name;
      // What GNU hash tables do not reach, the section table counts.
      const bool counted = std::string_view(one.name) == "gnu hash";
      EXPECT_EQ(weaknesses(*looked.image), counted ? "" : one.seen) << one.name << " on " << elf_machine_name(machine);
      EXPECT_THAT(looked.objections, IsEmpty()) << one.name;
      EXPECT_EQ(looked.image->machine, machine);
      EXPECT_EQ(looked.image->name, "libward.so");
      EXPECT_THAT(looked.image->needed, ElementsAre("libc.so"));
      EXPECT_EQ(looked.image->build_id, "0123ab");
      EXPECT_EQ(looked.image->type, ElfType::shared);
    }
  }
}

TEST(Elf, ExportsAreWhereTheirCodeIs) {
  for (const std::uint16_t machine : {elf_machine::arm, elf_machine::aarch64}) {
    ElfBuilder elf(machine);
    elf.exports = {{"Java_org_example_Ward_open", "CODE-A"}, {"JNI_OnLoad", "CODE-B"}, {"helper", "CODE-C"}};
    const Bytes file = elf.build();
    const Looked looked = look(file, [](std::string_view name) { return name.starts_with("J"); });
    ASSERT_TRUE(looked.image);
    ASSERT_EQ(looked.image->exports.size(), 2U);
    EXPECT_EQ(looked.image->exports[0].name, "JNI_OnLoad");
    EXPECT_EQ(file.substr(looked.image->exports[0].offset, 6), "CODE-B");
    EXPECT_EQ(file.substr(looked.image->exports[1].offset, 6), "CODE-A");
  }
}

struct Damage {
  const char* name;
  std::function<void(Bytes&)> change;
  const char* objection;
};

TEST(Elf, DamageIsNamed) {
  const std::vector<Damage> table = {
      {"empty", [](Bytes& file) { file.clear(); }, "elf.malformed"},
      {"text", [](Bytes& file) { file = "not a library at all"; }, "elf.malformed"},
      {"cut in the header", [](Bytes& file) { file.resize(40); }, "elf.malformed"},
      {"big-endian", [](Bytes& file) { file[5] = 2; }, "elf.malformed"},
      {"of 128 bits", [](Bytes& file) { file[4] = 3; }, "elf.malformed"},
      {"no program headers", [](Bytes& file) { patch(file, 56, u16(0)); }, "elf.malformed"},
      {"program headers of another size", [](Bytes& file) { patch(file, 54, u16(32)); }, "elf.malformed"},
      {"program headers outside", [](Bytes& file) { patch(file, 32, u64(1U << 30)); }, "elf.out-of-bounds"},
      {"cut in the middle", [](Bytes& file) { file.resize(file.size() / 2); }, "elf.out-of-bounds"},
      {"dynamic segment outside", [](Bytes& file) { patch(file, 64 + 56 + 8, u64(~std::uint64_t{0})); },
       "elf.out-of-bounds"},
      {"dynamic segment too large", [](Bytes& file) { patch(file, 64 + 56 + 32, u64(1U << 30)); }, "elf.no-dynamic"},
      {"no dynamic segment", [](Bytes& file) { patch(file, 64 + 56, u32(0)); }, "elf.no-dynamic"},
      {"section table outside", [](Bytes& file) { patch(file, 40, u64(~std::uint64_t{7})); }, "elf.section-table"},
      {"sections of another size", [](Bytes& file) { patch(file, 58, u16(40)); }, "elf.section-table"},
      {"names elsewhere by the section table",
       [](Bytes& file) { patch(file, Cursor(as_view(file).subspan(40)).u64("e_shoff") + 2 * 64 + 24, u64(64)); },
       "elf.section-table"},
      {"a name behind the names",
       [](Bytes& file) { patch(file, Cursor(as_view(file).subspan(64 + 56 + 8)).u64("p_offset") + 8, u64(4711)); },
       "elf.out-of-bounds"},
      {"names in no section", [](Bytes& file) { patch(file, 62, u16(99)); }, "elf.section-table"},
  };
  for (const Damage& one : table) {
    Bytes file = ElfBuilder().build();
    one.change(file);
    EXPECT_THAT(look(file).objections, testing::Contains(one.objection)) << one.name;
  }
}

TEST(Elf, RandomDamageIsSurvived) {
  std::mt19937 random(20240501);
  ElfBuilder recipe;
  recipe.exports = {{"JNI_OnLoad", "x"}};
  recipe.run_path = "$ORIGIN";
  for (const ElfHash hash : {ElfHash::system_v, ElfHash::gnu}) {
    recipe.hash = hash;
    const Bytes good = recipe.build();
    for (int round = 0; round < 3000; ++round) {
      Bytes file = good;
      for (unsigned changes = 1 + random() % 8; changes > 0; --changes) {
        file[random() % file.size()] = static_cast<char>(random() % 3 == 0 ? 0xff : random() % 256);
      }
      if (random() % 4 == 0) file.resize(random() % file.size());
      const Looked first = look(file);
      EXPECT_EQ(first.objections, look(file).objections);
    }
  }
}

// -- against readelf --------------------------------------------------------------------------------------------------

struct Told {
  std::set<std::string> exports, needed, fortified;
  std::string name, build_id, run_path;
  std::uint64_t imports = 0, alignment = 0;
  bool relro = false, now = false, textrel = false, stack = true, symbols = false, canary = false;
  bool content = true;  ///< readelf finds nothing wrong with the file
};

std::string between(const std::string& line, char open, char close) {
  const std::size_t begin = line.find(open);
  const std::size_t end = line.find(close, begin);
  return begin == std::string::npos || end == std::string::npos ? "" : line.substr(begin + 1, end - begin - 1);
}

Told ask_readelf(const std::string& file) {
  Told told;
  const Outcome outcome = run({"readelf", "-hldnSW", "--dyn-syms", file});
  told.content = outcome.exit_code == 0 && outcome.error.empty() && outcome.out.find("<corrupt") == std::string::npos;
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) {
    constexpr std::string_view unique = "<OS specific>: 10";
    if (const std::size_t at = line.find(unique); at != line.npos) line.replace(at, unique.size(), "UNIQUE");
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; stream >> cell;) cells.push_back(cell);
    if (cells.empty()) continue;
    // An offset instead of the name. Of two sizes of the names readelf goes by the first, a phone by the last (bionic,
    // linker, soinfo::prelink_image).
    const bool named = line.find("(NEEDED)") != line.npos || line.find("(SONAME)") != line.npos ||
                       line.find("(RUNPATH)") != line.npos || line.find("(RPATH)") != line.npos;
    if (named && line.find('[') == line.npos) told.content = false;
    if (line.find("(NEEDED)") != line.npos) told.needed.insert(between(line, '[', ']'));
    if (line.find("(SONAME)") != line.npos) told.name = between(line, '[', ']');
    if (line.find("(RUNPATH)") != line.npos || line.find("(RPATH)") != line.npos)
      told.run_path = between(line, '[', ']');
    if (line.find("(BIND_NOW)") != line.npos) told.now = true;
    if (line.find("(FLAGS)") != line.npos && line.find("BIND_NOW") != line.npos) told.now = true;
    if (line.find("(FLAGS_1)") != line.npos && line.find(" NOW") != line.npos) told.now = true;
    if (line.find("(TEXTREL)") != line.npos) told.textrel = true;
    if (line.find("(FLAGS)") != line.npos && line.find("TEXTREL") != line.npos) told.textrel = true;
    if (line.find("Build ID:") != line.npos) told.build_id = cells.back();
    if (cells[0] == "GNU_RELRO") told.relro = true;
    if (cells[0] == "GNU_STACK") told.stack = cells[6].find('E') != std::string::npos;
    if (cells[0] == "LOAD") {
      const std::uint64_t alignment = std::stoull(cells.back(), nullptr, 16);
      told.alignment = told.alignment == 0 ? alignment : std::min(told.alignment, alignment);
    }
    if (line.find(" .symtab ") != line.npos) told.symbols = true;
    if (cells.size() >= 8 && cells[0].ends_with(':') &&
        (cells[4] == "GLOBAL" || cells[4] == "WEAK" || cells[4] == "UNIQUE")) {
      const std::string symbol = cells[7].substr(0, cells[7].find('@'));
      if (symbol.empty()) continue;
      if (cells[6] != "UND") {
        told.exports.insert(symbol);
        continue;
      }
      ++told.imports;
      if (symbol == "__stack_chk_fail") {
        told.canary = true;
      } else if (symbol.starts_with("__") && symbol.ends_with("_chk")) {
        told.fortified.insert(symbol);
      }
    }
  }
  return told;
}

// What a phone goes by when it loads the library.
void compare_loading(const ElfImage& image, const Told& told) {
  EXPECT_EQ(std::set<std::string>(image.needed.begin(), image.needed.end()), told.needed);
  EXPECT_EQ(image.name, told.name);
  EXPECT_EQ(image.run_paths.empty() ? "" : image.run_paths.front(), told.run_path);
  EXPECT_EQ(image.relro != ElfRelro::none, told.relro);
  EXPECT_EQ(image.bind_now, told.now);
  EXPECT_EQ(image.text_relocations, told.textrel);
  EXPECT_EQ(image.executable_stack, told.stack);
  EXPECT_EQ(image.alignment, told.alignment);
}

void compare(const std::string& path) {
  SCOPED_TRACE(path);
  const Told told = ask_readelf(path);
  const Looked looked = look(read_file(path));
  ASSERT_TRUE(looked.image);
  const ElfImage& image = *looked.image;
  EXPECT_THAT(looked.objections, IsEmpty());
  compare_loading(image, told);
  EXPECT_EQ(image.build_id, told.build_id);
  EXPECT_EQ(image.symbol_table, told.symbols);
  EXPECT_EQ(image.stack_protector, told.canary);
  EXPECT_EQ(std::set<std::string>(image.fortified.begin(), image.fortified.end()), told.fortified);
  EXPECT_EQ(image.imports, told.imports);
  std::set<std::string> exports;
  for (const ElfExport& one : image.exports) exports.insert(one.name);
  if (image.exports.size() < 4096) {
    EXPECT_EQ(exports, told.exports);
  }
}

TEST(ElfAgainstReadelf, AgreesOnRecipes) {
  if (!installed("readelf")) GTEST_SKIP() << "needs readelf";
  const TemporaryDirectory directory;
  int number = 0;
  for (const std::uint16_t machine : {elf_machine::arm, elf_machine::aarch64, elf_machine::x86, elf_machine::x86_64}) {
    for (const bool good : {true, false}) {
      ElfBuilder elf(machine);
      elf.exports = {{"JNI_OnLoad", "x"}};
      elf.relro = elf.bind_now = good;
      elf.executable_stack = !good;
      elf.text_relocations = !good;
      if (!good) elf.run_path = "/opt";
      compare(directory.write("lib" + std::to_string(number++) + ".so", elf.build()));
    }
  }
}

TEST(ElfAgainstReadelf, AgreesOnTheLibrariesOfThisMachine) {
  if (!installed("readelf")) GTEST_SKIP() << "needs readelf";
  std::set<std::filesystem::path> files;
  for (const char* folder : {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib/i386-linux-gnu"}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      if (entry.is_symlink() || !entry.is_regular_file() || name.find(".so") == name.npos) continue;
      if (read_file(entry.path())
              .starts_with("\x7f"
                           "ELF"))
        files.insert(entry.path());
    }
  }
  if (files.empty()) GTEST_SKIP() << "this machine keeps its libraries elsewhere";
  std::size_t compared = 0;
  for (const std::filesystem::path& file : files) {
    if (std::filesystem::file_size(file) > 8 * 1024 * 1024 || ++compared > 200) continue;
    compare(file);
  }
  EXPECT_GT(compared, 20U);
}

// A word of the header, of a program header, of the dynamic segment or of the section table is changed, or a bit
// anywhere.
Bytes damaged(Bytes file, std::mt19937& random) {
  const View view = as_view(file);
  const bool wide = file[4] == 2;
  const std::size_t header = wide ? 64 : 52;
  const std::size_t programs = header + Cursor(view.subspan(wide ? 56 : 44)).u16("e_phnum") * (wide ? 56U : 32U);
  const std::size_t sections = Cursor(view.subspan(wide ? 40 : 32)).u32("e_shoff");
  std::size_t at = 0;
  switch (random() % 4) {
    case 0:
      at = random() % file.size();
      file[at] = static_cast<char>(file[at] ^ (1 << random() % 8));
      return file;
    case 1:
      at = sections == 0 ? random() % header : sections + random() % (file.size() - sections);
      break;
    case 2:
      at = random() % programs;
      break;
    default:
      at = programs + random() % (file.size() - programs);
      break;
  }
  at = std::min(at / 4 * 4, file.size() - 4);
  const std::uint32_t old = Cursor(view.subspan(at)).u32("word");
  const std::uint32_t values[] = {0, 0xffffffff, old + 1, old - 1, old + 8, old ^ 4, old ^ 8};
  patch(file, at, u32(values[random() % std::size(values)]));
  return file;
}

// Where readelf finds nothing wrong with a damaged library, we say the same of its loading, or name what is wrong.
TEST(ElfAgainstReadelf, AgreesOnDamagedRecipesOrNamesTheDamage) {
  if (!installed("readelf")) GTEST_SKIP() << "needs readelf";
  const TemporaryDirectory directory;
  std::mt19937 random(20261130);
  int agreed = 0, named = 0, both_object = 0, readelf_alone = 0;
  for (int round = 0; round < 500; ++round) {
    ElfBuilder elf(round % 2 == 0 ? elf_machine::aarch64 : elf_machine::arm);
    elf.exports = {{"JNI_OnLoad", "x"}};
    elf.run_path = "/opt";
    elf.hash = round % 3 == 0 ? ElfHash::gnu : ElfHash::system_v;
    if (round % 5 == 0) elf.sections = ElfSections::missing;
    const Bytes file = damaged(elf.build(), random);
    const std::string path = directory.write("lib.so", file);
    const Told told = ask_readelf(path);
    const Looked looked = look(file);
    if (!looked.objections.empty()) {
      ++(told.content ? named : both_object);
      continue;
    }
    if (!told.content) {
      ++readelf_alone;
      continue;
    }
    ++agreed;
    SCOPED_TRACE("round " + std::to_string(round));
    ASSERT_TRUE(looked.image);
    compare_loading(*looked.image, told);
  }
  RecordProperty("agreed", agreed);
  RecordProperty("named", named);
  RecordProperty("both_object", both_object);
  RecordProperty("readelf_alone", readelf_alone);
  EXPECT_GT(agreed, 50);
  EXPECT_GT(both_object, 20);
}

}  // namespace
}  // namespace formulary::bytes::test
