// Files in the format of age v1: the examples of its document, and a table of files each of which is wrong in one way.
// The classes of errors are those of the public test kit (C2SP CCTV, "age"); the files are made here.
#include <functional>
#include <optional>

#include <gtest/gtest.h>

#include "service/io/age/bech32.hpp"
#include "service/io/age/writer.hpp"
#include "tests/service/io/age/recipe.hpp"

namespace formulary::test {
namespace {

using age::Defect;
using age::Identity;
using age::Last;
using age::Recipient;
using age::Stanza;

// C2SP age, "The X25519 recipient type": the two keys there are one pair.
TEST(AgeKeys, AreWrittenAsTheDocumentShows) {
  const auto identity = Identity::read("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->recipient().text(), "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
  EXPECT_EQ(identity->text(), "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
  EXPECT_EQ(Recipient::read(identity->recipient().text()), identity->recipient());
}

TEST(AgeKeys, AnythingElseIsNone) {
  const std::string good = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  ASSERT_TRUE(Recipient::read(good));
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string wrong = good;
    wrong[at] = wrong[at] == 'q' ? 'p' : 'q';
    EXPECT_FALSE(Recipient::read(wrong)) << wrong;
  }
  EXPECT_FALSE(Recipient::read(""));
  EXPECT_FALSE(Recipient::read(good + " "));
  EXPECT_FALSE(Recipient::read(good.substr(0, good.size() - 1)));
  EXPECT_FALSE(Recipient::read("age1")) << "a prefix alone";
  std::string upper = good;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_FALSE(Recipient::read(upper)) << "recipients are in lower case";
  EXPECT_FALSE(Recipient::read("A" + good.substr(1))) << "mixed";
  EXPECT_FALSE(Recipient::read(age::to_bech32("age", std::string(31, 'x'))));
  EXPECT_FALSE(Recipient::read(age::to_bech32("agf", std::string(32, 'x'))));
  EXPECT_FALSE(Identity::read(age::to_bech32("age-secret-key-", std::string(32, 'x'))))
      << "identities are in upper case";
}

// BIP 173, "Test vectors".
TEST(Bech32, AcceptsAndRefusesWhatItsDocumentDoes) {
  for (const char* good :
       {"A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs"}) {
    EXPECT_TRUE(age::from_bech32(good)) << good;
  }
  for (const char* bad :
       {"\x20"
        "1nwldj5",
        "\x7f"
        "1axkwrx",
        "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee", "a12UEL5L"}) {
    EXPECT_FALSE(age::from_bech32(bad)) << bad;
  }
}

TEST(AgeFile, GivesBackWhatWasWritten) {
  const Identity mine = Identity::make(), other = Identity::make(), stranger = Identity::make();
  const Recipient recipients[] = {other.recipient(), mine.recipient()};
  for (const std::size_t size : {0, 1, 65'535, 65'536, 65'537, 131'072, 131'073, 200'000}) {
    std::string content(size, '\0');
    for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>(i * 7 + i / 251);
    std::string file;
    age::Writer writer(recipients, [&](std::string_view piece) { file += piece; });
    for (std::size_t at = 0; at < size; at += 10'007) writer.write(std::string_view(content).substr(at, 10'007));
    writer.finish();
    EXPECT_EQ(content_of(file, {&mine, 1}), content) << size;
    EXPECT_EQ(content_of(file, {&other, 1}), content) << size;
    try {
      content_of(file, {&stranger, 1});
      FAIL() << "opened by somebody else";
    } catch (const age::BadFile& problem) {
      EXPECT_EQ(problem.defect(), Defect::no_match);
    }

    age::Reader reader(source_of(file), {&mine, 1});
    EXPECT_EQ(reader.size(), size);
    for (const std::uint64_t offset : {0, 1, 65'530, 65'536, 131'070, 199'990, 200'000, 300'000}) {
      std::string piece(100, '\0');
      piece.resize(reader.read_at(piece.data(), piece.size(), offset));
      EXPECT_EQ(piece, offset < size ? content.substr(offset, 100) : "") << size << " at " << offset;
    }
  }
}

const std::string full(64 * 1024, 'f');

/// A file that is right, with one chunk.
Recipe whole() {
  Recipe recipe;
  recipe.with(recipe.right_stanza()).chunk(0, Last::yes, "content");
  return recipe;
}
/// A right header, and no chunk yet.
Recipe begun() {
  Recipe recipe;
  recipe.with(recipe.right_stanza());
  return recipe;
}
/// A right payload, and no recipient yet.
Recipe unaddressed() {
  Recipe recipe;
  recipe.chunk(0, Last::yes, "content");
  return recipe;
}
/// The right stanza as text, changed.
Recipe restanza(const std::function<void(std::string&)>& change) {
  Recipe recipe = whole();
  change(recipe.stanzas[0]);
  return recipe;
}
Recipe rebuilt(const std::function<void(Stanza&)>& change) {
  Recipe recipe = unaddressed();
  Stanza stanza = recipe.right_stanza();
  change(stanza);
  return recipe.with(stanza);
}
Recipe with_text(const std::string& stanza) {
  Recipe recipe = whole();
  recipe.stanzas.push_back(stanza);
  return recipe;
}
Recipe with_end(const std::function<std::string(const std::string&)>& end) {
  Recipe recipe = whole();
  recipe.end = end;
  return recipe;
}
std::string noncanonical(std::string base64) {  // the last digit of 43 has two bits to spare
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  base64.back() = alphabet[alphabet.find(base64.back()) + 1];
  return base64;
}
std::string bytes_of(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes += static_cast<char>(value);
  return bytes;
}
Recipe with_share(const std::string& share) {
  return rebuilt([&](Stanza& stanza) { stanza.arguments[1] = domain::to_base64(share, domain::Base64::bare); });
}

struct Case {
  const char* what;
  std::function<Recipe()> recipe;
  std::optional<Defect> defect;  ///< none: it opens
  std::string content = "content";
};

// clang-format off
const std::vector<Case> cases = {
    {"right", whole, {}},
    // The version line.
    {"another version", [] { auto r = whole(); r.version = "age-encryption.org/v1234\n"; return r; }, Defect::header},
    {"lines end as on Windows", [] { auto r = whole(); r.version = "age-encryption.org/v1\r\n"; return r; }, Defect::header},
    {"no version", [] { auto r = whole(); r.version = ""; return r; }, Defect::header},
    {"no recipient", unaddressed, Defect::header},
    // Stanzas.
    {"a stanza of another kind before", [] { auto r = whole(); r.stanzas.insert(r.stanzas.begin(), "-> other some thing\nQUFB\n"); return r; }, {}},
    {"a stanza of another kind behind", [] { return with_text("-> other some thing\n\n"); }, {}},
    {"a stanza with all visible characters", [] { return with_text("-> !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\n\n"); }, {}},
    {"a stanza whose body ends with an empty line", [] { return with_text("-> other\n" + std::string(64, 'A') + "\n\n"); }, {}},
    {"a stanza without the empty line at the end of its body", [] { return with_text("-> other\n" + std::string(64, 'A') + "\n"); }, Defect::header},
    {"a stanza without body", [] { return with_text("-> other\n"); }, Defect::header},
    {"a stanza without arguments", [] { return with_text("->\n\n"); }, Defect::header},
    {"a stanza with a space and no arguments", [] { return with_text("-> \n\n"); }, Defect::header},
    {"a stanza with an empty argument", [] { return with_text("-> other  thing\n\n"); }, Defect::header},
    {"a stanza that ends with a space", [] { return with_text("-> other \n\n"); }, Defect::header},
    {"a stanza with a tabulator", [] { return with_text("-> other\tthing\n\n"); }, Defect::header},
    {"a stanza with a letter beyond ASCII", [] { return with_text("-> \xc3\xa9\n\n"); }, Defect::header},
    {"a stanza with a control character", [] { return with_text("-> a\x7f\n\n"); }, Defect::header},
    {"a stanza that begins wrongly", [] { return with_text("--> other\n\n"); }, Defect::header},
    {"a stanza with a carriage return", [] { return with_text("-> other\r\n\n"); }, Defect::header},
    {"a body with a carriage return", [] { return with_text("-> other\nQUFB\r\n"); }, Defect::header},
    {"a body with padding", [] { return with_text("-> other\nQUE=\n"); }, Defect::header},
    {"a body with bits to spare", [] { return with_text("-> other\nQUF\n"); }, Defect::header},
    {"a body of one digit", [] { return with_text("-> other\nQ\n"); }, Defect::header},
    {"a body with a space", [] { return with_text("-> other\nQU FB\n"); }, Defect::header},
    {"a body in the alphabet of addresses", [] { return with_text("-> other\nQU-_\n"); }, Defect::header},
    {"a body with a line of 65 columns", [] { return with_text("-> other\n" + std::string(68, 'A') + "\n\n"); }, Defect::header},
    {"a body in short lines", [] { return with_text("-> other\nQUFB\nQUFB\n"); }, Defect::header},
    {"a header without end", [] { auto r = whole(); r.mark = ""; r.nonce = r.payload = ""; r.end = [](const std::string&) { return ""; }; return r; }, Defect::header},
    {"a header that goes on and on", [] { auto r = whole(); for (int i = 0; i < 7000; ++i) r.stanzas.push_back("-> other\n\n"); return r; }, Defect::header},
    // The code over the header.
    {"another code", [] { auto r = whole(); r.wrong_code = domain::to_base64(std::string(32, 'x'), domain::Base64::bare); return r; }, Defect::mac},
    {"a code with bits to spare", [] { return with_end([](const std::string& code) { return " " + noncanonical(code) + "\n"; }); }, Defect::header},
    {"a code with padding", [] { return with_end([](const std::string& code) { return " " + code + "=\n"; }); }, Defect::header},
    {"a code that is short", [] { return with_end([](const std::string& code) { return " " + code.substr(0, 40) + "\n"; }); }, Defect::header},
    {"a code that is long", [] { return with_end([](const std::string& code) { return " AAAA" + code + "\n"; }); }, Defect::header},
    {"no code", [] { return with_end([](const std::string&) { return "\n"; }); }, Defect::header},
    {"a code behind two spaces", [] { return with_end([](const std::string& code) { return "  " + code + "\n"; }); }, Defect::header},
    {"a code behind no space", [] { return with_end([](const std::string& code) { return code + "\n"; }); }, Defect::header},
    {"a code with a space behind it", [] { return with_end([](const std::string& code) { return " " + code + " \n"; }); }, Defect::header},
    {"a code with more behind it", [] { return with_end([](const std::string& code) { return " " + code + " A\n"; }); }, Defect::header},
    {"a code with a carriage return", [] { return with_end([](const std::string& code) { return " " + code + "\r\n"; }); }, Defect::header},
    // X25519.
    {"several recipients, ours last", [] { auto r = unaddressed(); Recipe other; r.with(other.right_stanza()).with(other.right_stanza()).with(r.right_stanza()); return r; }, {}},
    {"somebody else's", [] { auto r = unaddressed(); r.with(Recipe().right_stanza()); return r; }, Defect::no_match},
    {"a kind in lower case", [] { return restanza([](std::string& s) { s.replace(3, 6, "x25519"); }); }, Defect::no_match},
    {"a wrapped key that was changed", [] { return rebuilt([](Stanza& s) { s.body[3] = static_cast<char>(s.body[3] ^ 1); }); }, Defect::no_match},
    {"no share", [] { return rebuilt([](Stanza& s) { s.arguments.resize(1); }); }, Defect::header},
    {"an argument too many", [] { return rebuilt([](Stanza& s) { s.arguments.push_back("more"); }); }, Defect::header},
    {"a share of 31 bytes", [] { return with_share(std::string(31, 'x')); }, Defect::header},
    {"a share of 33 bytes", [] { return with_share(std::string(33, 'x')); }, Defect::header},
    {"a share with bits to spare", [] { return rebuilt([](Stanza& s) { s.arguments[1] = noncanonical(s.arguments[1]); }); }, Defect::header},
    {"a share with padding", [] { return rebuilt([](Stanza& s) { s.arguments[1] += '='; }); }, Defect::header},
    {"a wrapped key with bits to spare", [] { return restanza([](std::string& s) { s.pop_back(); s = noncanonical(s) + "\n"; }); }, Defect::header},
    {"a wrapped key of 33 bytes", [] { return rebuilt([](Stanza& s) { s.body += 'x'; }); }, Defect::header},
    {"a wrapped key of 24 bytes", [] { return rebuilt([](Stanza& s) { s.body.resize(24); }); }, Defect::header},
    {"a malformed stanza beside ours", [] { auto r = whole(); r.stanzas.push_back("-> X25519\nQUFB\n"); return r; }, Defect::header},
    {"the zero point", [] { return with_share(std::string(32, '\0')); }, Defect::header},
    {"the point one", [] { return with_share(bytes_of({1}) + std::string(31, '\0')); }, Defect::header},
    {"a point of order eight (RFC 7748, section 7)", [] { return with_share(bytes_of({0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00})); }, Defect::header},
    // The payload.
    {"an empty file", [] { return begun().chunk(0, Last::yes, ""); }, {}, ""},
    {"one full chunk", [] { return begun().chunk(0, Last::yes, full); }, {}, full},
    {"two chunks", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::yes, "x"); }, {}, full + "x"},
    {"two full chunks", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::yes, full); }, {}, full + full},
    {"three chunks", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::no, full).chunk(2, Last::yes, "x"); }, {}, full + full + "x"},
    {"no nonce", [] { auto r = begun(); r.nonce = ""; return r; }, Defect::payload},
    {"half a nonce", [] { auto r = begun(); r.nonce = "nnnnnnnn"; return r; }, Defect::payload},
    {"no chunk", begun, Defect::payload},
    {"half a tag", [] { auto r = begun(); r.payload = "12345678"; return r; }, Defect::payload},
    {"a tag that was changed", [] { auto r = whole(); r.payload.back() = static_cast<char>(r.payload.back() ^ 1); return r; }, Defect::payload},
    {"a last chunk that does not say so", [] { return begun().chunk(0, Last::no, "content"); }, Defect::payload},
    {"a last full chunk that does not say so", [] { return begun().chunk(0, Last::no, full); }, Defect::payload},
    {"two chunks, neither the last", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::no, "x"); }, Defect::payload},
    {"two chunks, each the last", [] { return begun().chunk(0, Last::yes, full).chunk(1, Last::yes, "x"); }, Defect::payload},
    {"an empty last chunk", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::yes, ""); }, Defect::payload},
    {"a short chunk in the middle", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::no, "x").chunk(2, Last::yes, "y"); }, Defect::payload},
    {"a short first chunk", [] { return begun().chunk(0, Last::no, "x").chunk(1, Last::yes, "y"); }, Defect::payload},
    {"a chunk too many", [] { return begun().chunk(0, Last::no, full).chunk(1, Last::yes, "x").chunk(2, Last::yes, "y"); }, Defect::payload},
    {"chunks in another order", [] { return begun().chunk(1, Last::no, full).chunk(0, Last::no, full).chunk(2, Last::yes, "x"); }, Defect::payload},
    {"a chunk left out", [] { return begun().chunk(0, Last::no, full).chunk(2, Last::yes, "x"); }, Defect::payload},
    {"a few bytes behind the last chunk", [] { auto r = whole(); r.payload += "abc"; return r; }, Defect::payload},
    {"a few bytes behind a full last chunk", [] { auto r = begun().chunk(0, Last::yes, full); r.payload += "abc"; return r; }, Defect::payload},
    {"many bytes behind a full last chunk", [] { auto r = begun().chunk(0, Last::yes, full); r.payload += std::string(70'000, 'x'); return r; }, Defect::payload},
    {"a changed bit in the second of three chunks", [] { auto r = begun().chunk(0, Last::no, full).chunk(1, Last::no, full).chunk(2, Last::yes, "x"); r.payload[70'000] = static_cast<char>(r.payload[70'000] ^ 1); return r; }, Defect::payload},
};
// clang-format on

TEST(AgeFile, EachDefectIsFoundAndNamed) {
  for (const Case& given : cases) {
    SCOPED_TRACE(given.what);
    const Recipe recipe = given.recipe();
    const std::string file = recipe.build();
    try {
      const std::string content = content_of(file, {&recipe.identity, 1});
      if (given.defect) {
        ADD_FAILURE() << "opened";
      } else {
        EXPECT_EQ(content, given.content);
      }
    } catch (const age::BadFile& problem) {
      EXPECT_EQ(given.defect, problem.defect()) << problem.what();
    }
  }
}

TEST(AgeFile, AHeaderThatIsReadCanBeWrittenAgain) {
  for (const Case& given : cases) {
    if (given.defect == Defect::header) continue;
    SCOPED_TRACE(given.what);
    const std::string file = given.recipe().build();
    const age::Header header = age::read_header(file);
    std::string text = "age-encryption.org/v1\n";
    for (const Stanza& stanza : header.stanzas) text += age::to_text(stanza);
    text += "--- " + domain::to_base64(header.code, domain::Base64::bare) + "\n";
    EXPECT_EQ(text, file.substr(0, header.size));
  }
}

TEST(AgeFile, NothingOfAFileThatWasCutIsGivenOut) {
  Recipe recipe = begun().chunk(0, Last::no, full).chunk(1, Last::yes, "x");
  const std::string file = recipe.build();
  std::vector<std::size_t> sizes;
  for (std::size_t size = 0; size < recipe.header().size() + 40; ++size) sizes.push_back(size);
  for (std::size_t size = file.size() - 60; size < file.size(); ++size) sizes.push_back(size);
  for (const std::size_t size : sizes) {
    EXPECT_THROW(content_of(file.substr(0, size), {&recipe.identity, 1}), age::BadFile) << size;
  }
}

TEST(AgeFile, NoBitCanBeChanged) {
  const Recipe recipe = whole();
  const std::string file = recipe.build();
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    std::string changed = file;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_THROW(content_of(changed, {&recipe.identity, 1}), age::BadFile) << "bit " << bit;
  }
}

TEST(AgeFile, WhatComesBeforeADamagedChunkCanBeReadAndItCannot) {
  Recipe recipe = begun().chunk(0, Last::no, full).chunk(1, Last::no, full).chunk(2, Last::yes, "end");
  recipe.payload[70'000] = static_cast<char>(recipe.payload[70'000] ^ 1);
  const std::string file = recipe.build();
  age::Reader reader(source_of(file), {&recipe.identity, 1});
  std::string piece(10, '\0');
  EXPECT_EQ(reader.read_at(piece.data(), 10, 0), 10U);
  EXPECT_EQ(piece, "ffffffffff");
  EXPECT_THROW(reader.read_at(piece.data(), 10, 65'530), age::BadFile) << "reaches into the second chunk";
  EXPECT_EQ(reader.read_at(piece.data(), 10, 131'072), 3U);
  EXPECT_EQ(piece.substr(0, 3), "end");
}

TEST(AgeFile, ForNobodyIsRefused) {
  EXPECT_THROW(age::Writer(std::span<const Recipient>(), [](std::string_view) {}), std::invalid_argument);
  const Recipient nowhere[] = {Recipient(std::string(32, '\0'))};
  EXPECT_THROW(age::Writer(std::span<const Recipient>(nowhere), [](std::string_view) {}), std::invalid_argument)
      << "everybody could open it";
}

}  // namespace
}  // namespace formulary::test
