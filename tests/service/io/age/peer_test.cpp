// Against Debian's age and age-keygen: each reads what the other writes, and both refuse what is damaged.
#include <random>

#include <gtest/gtest.h>

#include "service/io/age/writer.hpp"
#include "tests/service/io/age/recipe.hpp"
#include "tests/support/program.hpp"

namespace formulary::test {
namespace {

using age::Identity;
using age::Last;
using age::Recipient;

constexpr std::size_t sizes[] = {0, 1, 1000, 65'535, 65'536, 65'537, 131'072, 262'145, 1'000'000};

std::string some_bytes(std::size_t size) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

class AgePeer : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!support::installed("age") || !support::installed("age-keygen")) GTEST_SKIP() << "age is not installed";
  }

  support::Outcome peer_decrypts(const std::string& file, const Identity& identity) {
    std::filesystem::remove(out());  // age makes no file at all of an empty one
    const std::string key = folder_.write("key", identity.text() + "\n");
    return support::run({"age", "-d", "-i", key, "-o", out(), folder_.write("file.age", file)});
  }
  std::string out() const { return (folder_.path() / "out").string(); }

  support::TemporaryDirectory folder_;
};

TEST_F(AgePeer, ReadsWhatWeWrite) {
  const Identity mine = Identity::make(), other = Identity::make();
  const Recipient recipients[] = {mine.recipient(), other.recipient()};
  for (const std::size_t size : sizes) {
    const std::string content = some_bytes(size);
    std::string file;
    age::Writer writer(recipients, [&](std::string_view piece) { file += piece; });
    writer.write(content);
    writer.finish();
    for (const Identity* identity : {&mine, &other}) {
      const auto outcome = peer_decrypts(file, *identity);
      EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
      EXPECT_EQ(std::filesystem::exists(out()) ? support::read_file(out()) : "", content) << size;
    }
  }
}

TEST_F(AgePeer, WritesWhatWeRead) {
  const std::string key = (folder_.path() / "theirs").string();
  ASSERT_EQ(support::run({"age-keygen", "-o", key}).exit_code, 0);
  const std::string text = support::read_file(key);
  const std::size_t begin = text.find("AGE-SECRET-KEY-");
  const auto identity = Identity::read(text.substr(begin, text.find('\n', begin) - begin));
  ASSERT_TRUE(identity) << "age-keygen's key is not read";
  EXPECT_NE(text.find(identity->recipient().text()), std::string::npos) << "another recipient than age-keygen says";
  const std::string other = Identity::make().recipient().text();
  for (const std::size_t size : sizes) {
    const std::string content = some_bytes(size);
    const std::string plain = folder_.write("plain", content);
    const auto outcome = support::run({"age", "-r", other, "-r", identity->recipient().text(), "-o", out(), plain});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
    EXPECT_EQ(content_of(support::read_file(out()), {&*identity, 1}), content) << size;
  }
}

TEST_F(AgePeer, KeygenSaysTheSameRecipientOfOurKeys) {
  const Identity identity = Identity::make();
  const std::string key = folder_.write("key", identity.text() + "\n");
  EXPECT_EQ(support::run({"age-keygen", "-y", key}).out, identity.recipient().text() + "\n");
}

TEST_F(AgePeer, AgreesAboutFilesThatAreDamaged) {
  Recipe recipe;
  recipe.with(recipe.right_stanza()).chunk(0, Last::no, some_bytes(age::chunk_size)).chunk(1, Last::yes, "end");
  const std::string file = recipe.build();
  const std::size_t header = recipe.header().size();
  // A place in each structure: version, stanza's kind, share, wrapped key, code, nonce, each chunk and each tag.
  for (const std::size_t at : {std::size_t{3}, std::size_t{26}, std::size_t{40}, std::size_t{90}, header - 20,
                               header + 5, header + 100, header + 16 + 65'540, header + 16 + 65'553, file.size() - 1}) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_NE(peer_decrypts(changed, recipe.identity).exit_code, 0) << at;
    EXPECT_THROW(content_of(changed, {&recipe.identity, 1}), age::BadFile) << at;
    EXPECT_NE(peer_decrypts(file.substr(0, at), recipe.identity).exit_code, 0) << at;
    EXPECT_THROW(content_of(file.substr(0, at), {&recipe.identity, 1}), age::BadFile) << at;
  }
  EXPECT_EQ(peer_decrypts(file, recipe.identity).exit_code, 0);
}

TEST_F(AgePeer, SkipsStanzasThatItDoesNotKnowAsWeDo) {
  Recipe recipe;
  recipe.with({{"formulary.example/set", std::string(900, '.')}, ""}).with(recipe.right_stanza());
  recipe.chunk(0, Last::yes, "content");
  const auto outcome = peer_decrypts(recipe.build(), recipe.identity);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_EQ(support::read_file(out()), "content");
  EXPECT_EQ(content_of(recipe.build(), {&recipe.identity, 1}), "content");
}

}  // namespace
}  // namespace formulary::test
