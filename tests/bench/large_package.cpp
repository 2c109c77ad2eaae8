// large_package FILE MEGABYTES: writes an unsigned package of about that size, made up like an application of that
// size: code with classes, calls and texts, native libraries, layouts that compress well, pictures that do not. The
// same bytes each time.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "tests/support/android_app.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/elf_builder.hpp"
#include "tests/support/program.hpp"

namespace {

using formulary::support::Bytes;

constexpr std::size_t megabyte = 1'000'000;

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

/// A file of code of about 3 MB: as many classes, methods and texts as a real one of that size.
Bytes code(int number) {
  formulary::support::DexBuilder dex;
  for (int i = 0; i < 2500; ++i) {
    const std::string name = "org.example.part" + std::to_string(number) + ".Page" + std::to_string(i);
    formulary::support::DexClass& page = dex.add(name);
    for (int j = 0; j < 8; ++j) {
      formulary::support::DexMethod& method = page.method("step" + std::to_string(j));
      for (int k = 0; k < 6; ++k) {
        method.text(0, "text " + std::to_string(i * 48 + j * 6 + k) + " of part " + std::to_string(number));
        method.call("android.util.Log", "d", {0, 0});
      }
      method.call("java.net.URL", "<init>", {0, 0}).end();
    }
    if (i % 50 == 0) page.method("address").text(0, "https://api" + std::to_string(i) + ".example.org/v1/notes").end();
  }
  return dex.build();
}

Bytes library(std::size_t size, int number) {
  formulary::support::ElfBuilder elf;
  elf.data = noise(size, 20u + static_cast<unsigned>(number), 1);
  return elf.build();
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t size = count == 3 ? static_cast<std::size_t>(std::atoi(arguments[2])) * megabyte : 0;
  if (size == 0) {
    std::fputs("usage: large_package FILE MEGABYTES\n", stderr);
    return 2;
  }
  try {
    formulary::support::AndroidApp app;
    app.package("org.example.large").sdk(21, 34).label("Large");
    const int codes = std::max(1, static_cast<int>(size / (10 * megabyte)));
    for (int i = 2; i <= codes; ++i) app.file("classes" + std::to_string(i) + ".dex", code(i));
    app.file("classes.dex", code(1));
    for (int i = 0; i < 4; ++i) app.file("lib/arm64-v8a/lib" + std::to_string(i) + ".so", library(size / 10, i));
    const int pictures = static_cast<int>(size / 2 / 20'000);
    for (int i = 0; i < pictures; ++i) {
      app.file("res/drawable/picture" + std::to_string(i) + ".webp", noise(20'000, 100u + static_cast<unsigned>(i), 1));
      if (i % 2 == 0) {
        app.file("res/layout/page" + std::to_string(i) + ".xml", noise(4'000, 5000u + static_cast<unsigned>(i), 8));
      }
    }
    formulary::support::write_file(arguments[1], app.unsigned_package());
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "large_package: %s\n", problem.what());
    return 1;
  }
}
