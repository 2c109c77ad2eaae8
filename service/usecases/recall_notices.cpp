#include "service/usecases/recall_notices.hpp"

#include <algorithm>
#include <tuple>

namespace formulary::usecases {
namespace {

constexpr int page_size = 200;
constexpr int most_joined = 50;

/// Recalls say what and why, enforcement reports the class.
int rank(std::string_view dataset) {
  return dataset == "us-recall" ? 0 : dataset == "us-enforcement" ? 1 : dataset == manual_recalls ? 3 : 2;
}

std::string url_of(const domain::AuthorityRecord& record) {
  // The table for other authorities keeps where a notice can be read; of the rest of a record nothing is needed here.
  constexpr std::string_view member = "\"url\":\"";
  const std::size_t at = record.content.find(member);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + member.size(), end = record.content.find('"', begin);
  std::string url = record.content.substr(begin, end == std::string::npos ? 0 : end - begin);
  const bool plain = url.find('\\') == std::string::npos && url.size() <= 500;
  return plain && (url.starts_with("https://") || url.starts_with("http://")) ? url : std::string();
}

}  // namespace

StoredRecord stored_record(const RecallEntry& entry) {
  return {.dataset = std::string(manual_recalls), .record = entry.record, .import = 0};
}

FoundNotice notice_of(Transaction& transaction, StoredRecord record) {
  FoundNotice found;
  found.identity = domain::recall_identity(record.dataset, record.record);
  const std::string number = domain::recall_number(record.record);
  if (domain::is_joining_number(number)) {
    for (StoredRecord& one : transaction.datasets().records_linking({domain::LinkKind::recall, number}, most_joined)) {
      if (one.record.kind == domain::RecordKind::recall) found.records.push_back(std::move(one));
    }
    for (const RecallEntry& entry : transaction.recalls().entries_with_number(number)) {
      found.records.push_back(stored_record(entry));
    }
  }
  if (found.records.empty()) found.records.push_back(std::move(record));
  std::ranges::sort(found.records, {}, [](const StoredRecord& one) {
    return std::tuple(rank(one.dataset), std::string_view(one.dataset), std::string_view(one.record.key));
  });
  std::vector<domain::AuthorityRecord> records;
  for (const StoredRecord& one : found.records) {
    records.push_back(one.record);
    if (!found.url.empty()) continue;
    const auto entry = one.dataset == manual_recalls ? transaction.recalls().find_entry(one.record.key) : std::nullopt;
    found.url = entry ? entry->url : url_of(one.record);
  }
  found.notice = domain::recall_notice(records);
  const bool numbered = std::ranges::any_of(
      records, [](const auto& one) { return domain::recall_number(one) != one.key || !one.number.empty(); });
  if (!numbered) found.notice.number.clear();
  return found;
}

std::vector<domain::RecallSource> sources_of(Transaction& transaction, const World& world, const FoundNotice& found) {
  std::vector<domain::RecallSource> sources;
  for (const StoredRecord& one : found.records) {
    const bool manual = one.dataset == manual_recalls;
    const auto in_force = manual ? std::nullopt : transaction.datasets().find(one.dataset);
    sources.push_back({.dataset = one.dataset,
                       .key = one.record.key,
                       .sha256 = world.sha256(manual ? one.record.text : one.record.content),
                       .as_of = manual     ? one.record.decided
                                : in_force ? in_force->dataset.source_date
                                           : std::nullopt});
  }
  return sources;
}

void for_each_notice(Store& store, const std::string& dataset, const std::optional<std::int64_t>& import,
                     const std::function<void(const FoundNotice&)>& work) {
  RecordFilter filter{.dataset = dataset, .kind = domain::RecordKind::recall, .import = import, .limit = page_size};
  for (bool more = true; more;) {
    std::vector<FoundNotice> page;
    store.read([&](Transaction& transaction) {
      page.clear();
      std::vector<StoredRecord> records = transaction.datasets().records(filter);
      more = static_cast<int>(records.size()) == filter.limit;
      if (!records.empty()) filter.after = records.back().record.key;
      for (StoredRecord& record : records) {
        const std::string key = record.record.key;
        FoundNotice found = notice_of(transaction, std::move(record));
        // Without an import every data set is read: a notice counts where its first record is.
        const StoredRecord& first = found.records.front();
        if (!import && (first.dataset != dataset || first.record.key != key)) continue;
        page.push_back(std::move(found));
      }
    });
    for (const FoundNotice& found : page) work(found);
  }
}

}  // namespace formulary::usecases
