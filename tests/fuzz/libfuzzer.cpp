// The program for libFuzzer: one target, chosen when it is compiled. `fuzz_NAME --seeds FOLDER` writes the target's
// seeds instead; everything else is libFuzzer's own command line.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "scanners/signing/digest.hpp"
#include "tests/fuzz/target.hpp"

namespace target = formulary::fuzz::FUZZ_TARGET;

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  formulary::signing::prepare();
  if (*count != 3 || std::string_view((*arguments)[1]) != "--seeds") return 0;
  int number = 0;
  for (const auto& seed : target::seeds()) {
    std::ofstream((*arguments)[2] + std::string("/seed") + std::to_string(number++), std::ios::binary) << seed;
  }
  std::exit(0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  target::run({reinterpret_cast<const std::byte*>(data), size});
  return 0;
}
