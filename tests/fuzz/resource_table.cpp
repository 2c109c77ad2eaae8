// A resource table, and every way to ask it.
#include "scanners/bytes/android_table.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/arsc_builder.hpp"

namespace formulary::fuzz::resource_table {

void run(View data) {
  bytes::Budget budget = bytes::Budget::for_file(data.size());
  budget.steps = 2'000'000;
  std::vector<Anomaly> anomalies;
  const auto table = bytes::ResourceTable::read({data.begin(), data.end()}, budget, anomalies);
  if (!table) return;
  (void)table->find(0x7f, "string/alias", budget);
  for (const std::uint32_t type : {1u, 2u, 3u, 0xffu}) {
    for (const std::uint32_t entry : {0u, 1u, 0xffffu}) {
      const std::uint32_t id = 0x7f000000u | type << 16 | entry;
      for (const auto& found : table->all(id, budget)) (void)table->resolve(found.value, {}, budget);
      (void)table->best(id, {}, budget);
      (void)table->array(id, budget);
      (void)table->name(id, budget);
      (void)table->texts(id, budget);
    }
  }
}

std::vector<Bytes> seeds() {
  support::ResourceTable table("org.example.ward");
  const std::uint32_t label = table.add(
      "string", "app_name", {{{}, support::text("Ward Notes")}, {{.language = "de"}, support::text("Station")}});
  table.add("string", "alias", {{{}, support::reference(label)}, {{.density = 320, .sdk = 21}, support::text("x")}});
  table.add("bool", "flag", {{{}, support::boolean(true)}});
  table.library(0x02, "org.example.library").staged(0x7fff0001, label).overlayable("Theme", {label});
  std::vector<Bytes> all = {table.build(support::Encoding::utf16)};
  for (const auto layout :
       {support::EntryLayout::dense, support::EntryLayout::short_offsets, support::EntryLayout::sparse,
        support::EntryLayout::compact, support::EntryLayout::compact_sparse}) {
    all.push_back(table.build(support::Encoding::utf8, layout));
  }
  return all;
}

}  // namespace formulary::fuzz::resource_table
