// What fuzzing found once is tried in every run: the seeds of each target, seeds with a few bytes changed, and every
// file that ever crashed one. Fuzzing itself is script/fuzz.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "tests/fuzz/target.hpp"

namespace formulary::fuzz {
namespace {

class Replay : public testing::TestWithParam<Target> {
 protected:
  void run(const Bytes& input) { GetParam().run(bytes::as_view(input)); }
};

TEST_P(Replay, SeedsAndTheirNeighbours) {
  std::mt19937 random(1);
  for (const Bytes& seed : GetParam().seeds()) {
    ASSERT_FALSE(seed.empty());
    run(seed);
    for (int i = 0; i < 100; ++i) {
      Bytes changed = seed;
      for (int byte = 0; byte < 3; ++byte) changed[random() % changed.size()] = static_cast<char>(random());
      if (i % 4 == 0) changed.resize(random() % changed.size());
      run(changed);
    }
  }
  run({});
}

TEST_P(Replay, FilesThatOnceCrashed) {
  const std::filesystem::path folder = std::filesystem::path(FUZZ_CRASHES) / GetParam().name;
  if (!std::filesystem::exists(folder)) return;  // none ever did
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    run(Bytes(std::istreambuf_iterator<char>(file), {}));
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Replay, testing::ValuesIn(targets),
                         [](const auto& given) { return std::string(given.param.name); });

}  // namespace
}  // namespace formulary::fuzz
