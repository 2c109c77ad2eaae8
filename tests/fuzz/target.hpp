// What a fuzz target is, and the list of them (targets.def).
//
// To add a target: its line in targets.def and tests/fuzz/<name>.cpp. The replay test, the program for libFuzzer and
// script/fuzz follow from the line.
#pragma once

#include <string_view>
#include <vector>

#include "scanners/bytes/view.hpp"
#include "tests/support/bytes.hpp"

namespace formulary::fuzz {

using bytes::View;
using support::Bytes;

#define TARGET(name)          \
  namespace name {            \
  void run(View data);        \
  std::vector<Bytes> seeds(); \
  }
#include "tests/fuzz/targets.def"
#undef TARGET

struct Target {
  std::string_view name;
  void (*run)(View);
  std::vector<Bytes> (*seeds)();
};

inline constexpr Target targets[] = {
#define TARGET(name) {#name, name::run, name::seeds},
#include "tests/fuzz/targets.def"
#undef TARGET
};

}  // namespace formulary::fuzz
