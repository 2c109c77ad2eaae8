// large_package FILE: writes an unsigned package of about 100 MB, made up like a large application: code and resources
// that compress well, native libraries and pictures that do not. The same bytes each time.
#include <cstdio>
#include <exception>
#include <string>

#include "tests/support/android_app.hpp"
#include "tests/support/program.hpp"

namespace {

using formulary::support::Bytes;

/// Bytes without a pattern (xorshift), or with: each written `repeat` times.
Bytes noise(std::size_t size, unsigned long long seed, std::size_t repeat) {
  Bytes out;
  out.reserve(size);
  while (out.size() < size) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    out.append(repeat, static_cast<char>(seed >> 32));
  }
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: large_package FILE\n", stderr);
    return 2;
  }
  try {
    constexpr std::size_t megabyte = 1'000'000;
    formulary::support::AndroidApp app;
    app.package("org.example.large").sdk(21, 34).label("Large");
    for (int i = 2; i < 8; ++i) app.file("classes" + std::to_string(i) + ".dex", noise(8 * megabyte, 10u + i, 3));
    for (int i = 0; i < 4; ++i) {
      app.file("lib/arm64-v8a/lib" + std::to_string(i) + ".so", noise(10 * megabyte, 20u + i, 1));
    }
    for (int i = 0; i < 1500; ++i) {
      app.file("res/drawable/picture" + std::to_string(i) + ".webp", noise(20'000, 100u + i, 1));
      app.file("res/layout/page" + std::to_string(i) + ".xml", noise(4'000, 5000u + i, 8));
    }
    formulary::support::write_file(arguments[1], app.unsigned_package());
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "large_package: %s\n", problem.what());
    return 1;
  }
}
