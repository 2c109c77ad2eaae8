// Textual encodings: which blocks are found, and which bytes they stand for.
#include "scanners/bytes/pem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bytes.hpp"
#include "tests/support/signer.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using support::pem;

std::vector<std::string> blocks(const Bytes& text) {
  std::vector<std::string> found;
  for (const PemBlock& block : read_pem(as_view(text))) {
    found.push_back(block.label + "@" + std::to_string(block.offset) + "=" + std::string(as_text(block.content)));
  }
  return found;
}

TEST(Pem, GivesEveryBlock) {
  for (std::size_t length = 0; length < 200; ++length) {
    const Bytes content(length, 'c');
    EXPECT_THAT(blocks(pem("CERTIFICATE", content)), testing::ElementsAre("CERTIFICATE@0=" + content));
  }
  EXPECT_THAT(blocks("note\n" + pem("A", "one") + pem("B C", "two")),
              testing::ElementsAre("A@5=one", "B C@" + std::to_string(5 + pem("A", "one").size()) + "=two"));
  EXPECT_THAT(blocks("-----BEGIN K-----\r\nProc-Type: 4,ENCRYPTED\r\n\r\nb25l\r\n-----END K-----\r\n"),
              testing::ElementsAre("K@0=one"));
}

TEST(Pem, LeavesOutWhatIsDamaged) {
  for (const char* text : {"", "-----BEGIN ", "-----BEGIN A-----", "-----BEGIN A-----\nb25l\n",
                           "-----BEGIN A-----\n!!!!\n-----END A-----\n", "-----BEGIN A-----\nb25lb\n-----END A-----\n",
                           "-----BEGIN A-----\nb2=l\n-----END A-----\n", "----- BEGIN A -----\nb25l\n"}) {
    EXPECT_THAT(blocks(text), testing::IsEmpty()) << text;
  }
  EXPECT_THAT(blocks("-----BEGIN A-----\n!!!!\n-----END A-----\n" + pem("B", "two")), testing::SizeIs(1));
}

TEST(Pem, StopsAtItsLimit) {
  Bytes text;
  for (std::size_t i = 0; i < most_pem_blocks + 5; ++i) text += pem("A", "x");
  EXPECT_EQ(blocks(text).size(), most_pem_blocks);
}

}  // namespace
}  // namespace formulary::bytes::test
