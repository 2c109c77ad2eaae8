// An archive: its directory, and the content of every entry, whole and in pieces.
#include "scanners/bytes/zip.hpp"

#include "tests/fuzz/target.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::fuzz::zip {

void run(View data) {
  const bytes::MemorySource source(data);
  bytes::Budget budget = bytes::Budget::for_file(source.size());
  std::vector<Anomaly> anomalies;
  const auto archive = bytes::Zip::open(source, budget, anomalies);
  if (!archive) return;
  for (const bytes::ZipEntry& entry : archive->entries()) {
    (void)archive->find(entry.name);
    (void)archive->extract(entry, budget, anomalies);
    (void)archive->stream(entry, budget, anomalies, [](View) {});
  }
}

std::vector<Bytes> seeds() {
  support::ZipBuilder plain;
  plain.add("a.txt", "text");
  plain.add("folder/b.txt", Bytes(3000, 'b'));
  support::ZipBuilder twice = plain;
  twice.add("a.txt", "another text");
  return {plain.build(), twice.build(), "PK\x05\x06" + Bytes(18, '\0')};
}

}  // namespace formulary::fuzz::zip
