// A native library: its headers, its names, and the versions of what was compiled into it.
#include "scanners/bytes/elf.hpp"

#include "scanners/bytes/elf_constant.hpp"
#include "scanners/formats/android/native_versions.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/elf_builder.hpp"

namespace formulary::fuzz::elf {

void run(View data) {
  const bytes::MemorySource source(data);
  bytes::Budget budget = bytes::Budget::for_file(source.size());
  std::vector<Anomaly> anomalies;
  bytes::Complaints complaints(anomalies);
  (void)bytes::read_elf(
      source, "lib.so", [](std::string_view) { return true; }, budget, complaints);
  complaints.finish();
  for (const std::uint16_t machine : {3, 40, 62, 183}) (void)bytes::returned_constant(machine, data);
  formats::android::NativeVersionSearch search;
  search.take(data);
  (void)search.finish();
}

std::vector<Bytes> seeds() {
  support::ElfBuilder wide;
  wide.exports = {{"JNI_OnLoad", "code"}, {"Java_org_example_Ward_open", "code"}};
  wide.data = "OpenSSL 1.1.1k  25 Mar 2021";
  wide.symbol_table = true;
  support::ElfBuilder narrow(support::elf_machine::arm);
  narrow.hash = support::ElfHash::gnu;
  narrow.exports = {{"JNI_OnLoad", "code"}};
  narrow.run_path = "$ORIGIN";
  return {wide.build(), narrow.build()};
}

}  // namespace formulary::fuzz::elf
