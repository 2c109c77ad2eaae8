// Roots, proofs and tiles: the vectors, every pair of sizes of a small log, and the probes that others collected.
#include "service/domain/tlog/tree.hpp"

#include <gmock/gmock.h>

#include "service/domain/base64.hpp"
#include "service/domain/tlog/proof.hpp"
#include "service/domain/tlog/tile.hpp"
#include "tests/service/domain/tlog/fixtures.hpp"
#include "tests/support/corpus.hpp"

namespace formulary::test {
namespace {

using nlohmann::json;

TEST(Tree, RootsOfTheVectors) {
  GrowingLog log = log_of_vectors();
  for (const auto& [size, root] : vectors().at("roots").items()) {
    EXPECT_EQ(tlog::base64_of(tlog::root_of(hasher, log, std::stoull(size))), root) << size;
  }
}

TEST(Tree, ProofsOfTheVectors) {
  GrowingLog log = log_of_vectors();
  EXPECT_EQ(tlog::prove_inclusion(hasher, log, 4, 7), proof_in("inclusion(4,7)"));
  EXPECT_EQ(tlog::prove_consistency(hasher, log, 5, 7), proof_in("consistency(5,7)"));
}

// RFC 6962 section 2.1.3, and the log of eight entries that Certificate Transparency's programs test themselves with.
TEST(Tree, TheRootOfEightPublishedLeaves) {
  const std::string leaves[] = {"",
                                std::string("\x00", 1),
                                "\x10",
                                "\x20\x21",
                                "\x30\x31",
                                "\x40\x41\x42\x43",
                                "\x50\x51\x52\x53\x54\x55\x56\x57",
                                "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  GrowingLog log;
  for (const std::string& leaf : leaves) log.append(leaf);
  EXPECT_EQ(tlog::root_of(hasher, log, 8),
            tlog::Hash(key_bytes("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")));
}

// Every proof of a log of 70 entries verifies, and none of them for anything else.
TEST(Tree, ProofsHoldForWhatTheyAreAboutOnly) {
  GrowingLog log;
  std::vector<tlog::Hash> leaves;
  for (int i = 0; i < 70; ++i) {
    const std::string entry = "entry " + std::to_string(i);
    log.append(entry);
    leaves.push_back(hasher.leaf(entry));
  }
  std::vector<tlog::Hash> roots;
  for (std::uint64_t size = 0; size <= log.size(); ++size) roots.push_back(tlog::root_of(hasher, log, size));
  for (std::uint64_t size = 1; size <= log.size(); ++size) {
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = tlog::prove_inclusion(hasher, log, index, size);
      ASSERT_TRUE(tlog::is_included(hasher, index, size, leaves[index], proof, roots[size])) << index << " " << size;
      ASSERT_FALSE(tlog::is_included(hasher, index ^ 1, size, leaves[index], proof, roots[size])) << index << size;
      ASSERT_FALSE(tlog::is_included(hasher, index, size, leaves[index], proof, roots[size - 1]));
    }
    for (std::uint64_t old = 1; old <= size; ++old) {
      auto proof = tlog::prove_consistency(hasher, log, old, size);
      ASSERT_TRUE(tlog::is_consistent(hasher, old, size, roots[old], roots[size], proof)) << old << " " << size;
      ASSERT_FALSE(tlog::is_consistent(hasher, old, size, roots[old - 1], roots[size], proof)) << old << " " << size;
      ASSERT_FALSE(tlog::is_consistent(hasher, old, size, roots[old], roots[size - 1], proof)) << old << " " << size;
      proof.push_back(roots[1]);
      ASSERT_FALSE(tlog::is_consistent(hasher, old, size, roots[old], roots[size], proof)) << old << " " << size;
      if (proof.size() < 2) continue;
      proof.resize(proof.size() - 2);
      ASSERT_FALSE(tlog::is_consistent(hasher, old, size, roots[old], roots[size], proof)) << old << " " << size;
    }
  }
}

TEST(Tree, AProofFromAnEmptyLogIsRefused) {
  EXPECT_FALSE(tlog::is_consistent(hasher, 0, 0, hasher.empty(), hasher.empty(), {}));
  EXPECT_FALSE(tlog::is_consistent(hasher, 0, 1, hasher.empty(), hasher.leaf("a"), {}));
  EXPECT_FALSE(tlog::is_included(hasher, 0, 0, hasher.leaf("a"), {}, hasher.empty()));
}

TEST(Tree, AProofAsksForFewHashes) {
  GrowingLog log;
  for (int i = 0; i < 5000; ++i) log.append(std::to_string(i));
  const int before = log.asked();
  tlog::prove_inclusion(hasher, log, 1234, 4999);
  EXPECT_LT(log.asked() - before, 2 * 13 + 1);
}

// Probes of the verifiers of other logs: valid proofs, and proofs that are wrong in every way they could think of.
TEST(Corpus, EveryProofHasItsVerdict) {
  const auto folder = support::corpus("tlog");
  if (!folder) GTEST_SKIP() << "the corpus of proofs is not there; set FORMULARY_SHARED";
  int proofs = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(*folder)) {
    if (!file.is_regular_file() || file.path().extension() != ".json") continue;
    std::ifstream stream(file.path());
    const json probe = json::parse(stream);
    tlog::Proof proof;
    bool whole = true;  // hashes that are no hashes are refused before anything is verified
    const auto hash = [&](const json& text) {
      const auto read = tlog::hash_of_base64(text.get<std::string>());
      whole = whole && read.has_value();
      return read.value_or(tlog::Hash{});
    };
    if (probe.at("proof").is_array()) {
      for (const json& line : probe.at("proof")) proof.push_back(hash(line));
    }
    bool good = false;
    if (probe.contains("leafIdx")) {
      const tlog::Hash leaf = hash(probe.at("leafHash"));
      const tlog::Hash root = hash(probe.at("root"));
      good = whole && tlog::is_included(hasher, probe.at("leafIdx").get<std::uint64_t>(),
                                        probe.at("treeSize").get<std::uint64_t>(), leaf, proof, root);
    } else {
      const tlog::Hash old_root = hash(probe.at("root1"));
      const tlog::Hash root = hash(probe.at("root2"));
      good = whole && tlog::is_consistent(hasher, probe.at("size1").get<std::uint64_t>(),
                                          probe.at("size2").get<std::uint64_t>(), old_root, root, proof);
    }
    EXPECT_EQ(good, !probe.at("wantErr").get<bool>()) << file.path() << ": " << probe.at("desc");
    ++proofs;
  }
  EXPECT_GE(proofs, 90);
}

TEST(Tile, NamesOfTheFormatsOwnExamples) {
  using tlog::Tile;
  EXPECT_EQ(tlog::to_path({.level = 0, .n = 1234067}), "0/x001/x234/067");
  EXPECT_EQ(tlog::to_path({.kind = Tile::Kind::entries, .n = 0, .width = 7}), "entries/000.p/7");
  EXPECT_EQ(tlog::to_path({.level = 63, .n = 999, .width = 255}), "63/999.p/255");
  for (const auto& tile : {Tile{.level = 0, .n = 1234067}, Tile{.level = 2, .n = 1000, .width = 1},
                           Tile{.kind = Tile::Kind::entries, .n = 273, .width = 112}}) {
    EXPECT_EQ(tlog::parse_tile(tlog::to_path(tile)), tile) << tlog::to_path(tile);
  }
  for (const char* wrong : {"",
                            "0",
                            "0/",
                            "/000",
                            "00/000",
                            "64/000",
                            "-1/000",
                            "0/0",
                            "0/00",
                            "0/0000",
                            "0/1234",
                            "0/x000/001",
                            "0/x001",
                            "0/001/002",
                            "0/x001/x002",
                            "0/x001//002",
                            "0/000.p/0",
                            "0/000.p/256",
                            "0/000.p/01",
                            "0/000.p/",
                            "0/000.p",
                            "0/000.p/1/",
                            "entries/000.p/-1",
                            "entry/000",
                            "0/x99999999999999999999/000",
                            "0/ 00",
                            "+1/000"}) {
    EXPECT_FALSE(tlog::parse_tile(wrong)) << wrong;
  }
}

TEST(Tile, WidthsOfTheFormatsOwnExamples) {
  const auto width = [](int level, std::uint64_t n, std::uint64_t size) {
    return tlog::width_in({.level = level, .n = n}, size);
  };
  EXPECT_EQ(width(0, 272, 70000), 256);
  EXPECT_EQ(width(0, 273, 70000), 112);
  EXPECT_EQ(width(0, 274, 70000), 0);
  EXPECT_EQ(width(1, 0, 70000), 256);
  EXPECT_EQ(width(1, 1, 70000), 17);
  EXPECT_EQ(width(2, 0, 70000), 1);
  EXPECT_EQ(width(3, 0, 70000), 0);
  EXPECT_EQ(width(0, 0, 256), 256);
  EXPECT_EQ(width(0, 1, 256), 0);
  EXPECT_EQ(width(1, 0, 256), 1);
  EXPECT_EQ(width(63, 0, ~0ULL >> 1), 0);
}

TEST(Tile, TheTilesOfTheVectors) {
  GrowingLog log = log_of_vectors();
  std::string hashes;
  for (std::uint64_t n = 0; n < 7; ++n) hashes += tlog::as_text(log.at(0, n));
  EXPECT_EQ(hashes, vector_file("tile-0-000.p-7"));
  std::string entries;
  for (const auto& entry : vectors().at("entries")) entries += tlog::bundled(entry.get<std::string>());
  EXPECT_EQ(entries, vector_file("entries-000.p-7"));
}

}  // namespace
}  // namespace formulary::test
