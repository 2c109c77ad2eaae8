// Recalls, field safety notices and alerts of any other authority, in the table that docs/DATASETS.md describes. The
// columns have the names that authorities use for them (notice_columns.def); nothing but a product or a text is
// indispensable.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/notice_columns.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;
using Column = NoticeColumn;

/// Of several columns the first that holds a class: a device's specialty is called `classification` too.
std::string class_in(const NoticeRow& row) {
  for (const std::string& text : row.texts(Column::recall_class)) {
    if (std::string found = recall_class(text); !found.empty()) return found;
  }
  return {};
}

std::optional<domain::Day> first_day(const NoticeRow& row, Context& context) {
  std::string odd;
  for (const std::string& text : row.texts(Column::date)) {
    if (const auto read = read_day(text, Order::day_first)) return read;
    if (odd.empty()) odd = text;
  }
  if (!odd.empty() && context.remark)
    context.remark("The date " + in_quotes(odd) + " cannot be; the record is kept without it.");
  return std::nullopt;
}

/// One notice is about several products, a row each; what it calls itself is the same in all of them, and authorities
/// count alike. Without a number or an identifier of its own a notice is what it says.
std::string key_of(const NoticeRow& row) {
  if (std::string key = row.text(Column::key); !key.empty()) return key;
  constexpr std::size_t longest = 200;
  const std::string number = row.text(Column::number), ids = row.all(Column::id);
  std::string notice = lines({number, ids, row.text(Column::event)});
  const bool named = !notice.empty();
  if (notice.size() > longest) notice = fingerprint(notice);
  for (char& letter : notice) letter = letter == '\n' ? '/' : letter;
  std::string product = lines({row.all(Column::manufacturer), row.all(Column::name), row.all(Column::model),
                               row.all(Column::catalogue), row.all(Column::description), row.all(Column::affected)});
  if (ids.empty()) product = lines({product, row.all(Column::country), row.all(Column::date), row.text(Column::title)});
  if (!named)
    product = lines({product, row.all(Column::reason), row.all(Column::action), row.all(Column::action_summary),
                     row.all(Column::address)});
  return (named ? notice : "notice") + "/" + fingerprint(product);
}

Outcome read(const Fields& fields, Context& context) {
  const NoticeRow row(fields);
  AuthorityRecord record;
  record.kind = RecordKind::recall;
  record.key = key_of(row);
  record.number = row.text(Column::number);
  record.holder = row.text(Column::manufacturer);
  const std::string product = row.text({Column::name, Column::title});
  record.name = first_line(product);
  record.model = row.text(Column::model);
  record.catalogue = row.text(Column::catalogue);
  record.product_code = row.text(Column::product_code);
  record.device_class = class_in(row);
  record.status = row.text(Column::status);
  record.decided = first_day(row, context);
  const std::string headline = row.text(Column::title), described = row.text(Column::description);
  record.text =
      lines({product, headline == product ? "" : headline, described == product ? "" : described,
             row.all(Column::model), row.all(Column::catalogue), row.all(Column::affected), row.all(Column::reason),
             row.all(Column::cause), row.all(Column::action), row.all(Column::action_summary)});
  if (record.text.empty()) return reject("The row names neither a product nor a reason.");
  for (std::string& found : find_submissions(row.all(Column::submission)))
    link(record, LinkKind::submission, std::move(found));
  link_texts(record, {row.text(Column::udi), row.all(Column::affected), described, product});
  link(record, LinkKind::product_code, record.product_code);
  link(record, LinkKind::company, row.text(Column::srn));
  link(record, LinkKind::recall, record.number);
  link(record, LinkKind::event, row.text(Column::event));
  context.states_date(read_day(row.text(Column::as_of), Order::day_first));
  return one(std::move(record));
}

}  // namespace

const Format other_recalls = {
    "other_recalls", "the table of recalls and field safety notices",
    "csv-recalls",   notice_subjects,
    notice_names,    read,
};

}  // namespace formulary::io::datasets
