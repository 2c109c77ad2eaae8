// claim_lookup FOLDER [RECORDS]: fills a registry in FOLDER with that many records of devices (a million), then looks
// claims up in it: by number, by UDI-DI, by product code and by company, a fresh snapshot each, in random order. Prints
// the 99th percentile of the slowest of the four in milliseconds; on standard error what filling and merging took.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "service/io/store/sqlite_store.hpp"

namespace {

using namespace formulary;
using Clock = std::chrono::steady_clock;
using domain::LinkKind;

double milliseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

std::string digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

domain::AuthorityRecord device(std::int64_t i) {
  domain::AuthorityRecord record;
  record.kind = domain::RecordKind::device;
  record.key = record.number = digits(i * 7919 % 100'000'000, 14);
  record.scheme = "us-udi";
  record.holder = "Maker " + std::to_string(i % 5000) + " Medical, Inc.";
  record.name = "Device " + std::to_string(i);
  record.model = "M-" + std::to_string(i % 997);
  record.product_code = std::string{static_cast<char>('A' + i % 26), static_cast<char>('A' + i / 26 % 26),
                                    static_cast<char>('A' + i / 676 % 26)};
  record.links = {{LinkKind::udi, record.key},
                  {LinkKind::product_code, record.product_code},
                  {LinkKind::submission, "K" + digits(i % 300'000, 6)},
                  {LinkKind::company, digits(i % 5000, 9)}};
  record.content =
      R"({"PrimaryDI":")" + record.key + R"(","companyName":")" + record.holder + R"(","brandName":")" + record.name +
      R"(","versionModelNumber":")" + record.model +
      R"(","deviceCommDistributionStatus":"In Commercial Distribution","deviceRecordStatus":"Published",)" +
      R"("deviceHCTP":"false","deviceKit":"false","deviceCombinationProduct":"false","singleUse":"false",)" +
      R"("MRISafetyStatus":"Labeling does not contain MRI Safety Information","rx":"true","otc":"false"})";
  return record;
}

void fill(io::store::EmbeddedStore& store, std::int64_t records) {
  auto begun = Clock::now();
  const auto stage = store.stage("us-gudid");
  for (std::int64_t i = 0; i < records; ++i) stage->add(device(i), "made.json", i + 1);
  stage->seal();
  std::fprintf(stderr, "staged in %.0f ms\n", milliseconds(begun));
  store.read([&](usecases::Transaction& t) { t.datasets().compare(*stage, "us-gudid", domain::ImportMode::whole); });
  domain::DatasetImport import;
  import.id = {"01900000-0000-7000-8000-000000000001"};
  import.number = 1;
  import.dataset = import.kind = "us-gudid";
  begun = Clock::now();
  store.write([&](usecases::Transaction& t) {
    t.datasets().insert(import);
    const domain::Dataset dataset{.id = "us-gudid", .name = "GUDID", .sha256 = std::string(64, 'a')};
    return t.datasets().merge(*stage, dataset, import) == usecases::Merge::done ? usecases::Commit::yes
                                                                                : usecases::Commit::no;
  });
  std::fprintf(stderr, "merged in %.0f ms\n", milliseconds(begun));
}

/// The 99th percentile of 1,000 look-ups.
template <class LookUp>
double measure(io::store::EmbeddedStore& store, std::int64_t records, const char* what, const LookUp& look_up) {
  std::mt19937_64 random(7);
  std::vector<double> times;
  for (int i = 0; i < 1000; ++i) {
    const domain::AuthorityRecord wanted =
        device(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(records)));
    std::size_t found = 0;
    const auto begun = Clock::now();
    store.read([&](usecases::Transaction& t) { found = look_up(t.datasets(), wanted).size(); });
    times.push_back(milliseconds(begun));
    if (found == 0) {
      std::fprintf(stderr, "%s: %s was not found\n", what, wanted.key.c_str());
      std::exit(1);
    }
  }
  std::ranges::sort(times);
  std::fprintf(stderr, "%s: median %.3f ms, 99th percentile %.3f ms\n", what, times[500], times[990]);
  return times[990];
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: claim_lookup FOLDER [RECORDS]\n", stderr);
    return 2;
  }
  const std::int64_t records = count > 2 ? std::atoll(arguments[2]) : 1'000'000;
  const auto store = io::store::open(std::filesystem::path(arguments[1]) / "registry.db");
  fill(*store, records);
  constexpr int limit = 20;
  const auto linking = [](LinkKind kind, auto value_of) {
    return [=](usecases::Datasets& all, const domain::AuthorityRecord& wanted) {
      return all.records_linking({kind, value_of(wanted)}, limit);
    };
  };
  double worst = measure(*store, records, "number", [](usecases::Datasets& all, const domain::AuthorityRecord& wanted) {
    return all.records_with_number(wanted.number, limit);
  });
  worst = std::max(worst, measure(*store, records, "udi", linking(LinkKind::udi, [](const auto& r) { return r.key; })));
  worst = std::max(worst, measure(*store, records, "company",
                                  linking(LinkKind::company, [](const auto& r) { return r.links[3].value; })));
  worst = std::max(worst, measure(*store, records, "product code",
                                  linking(LinkKind::product_code, [](const auto& r) { return r.product_code; })));
  std::printf("%.3f\n", worst);
  return 0;
}
