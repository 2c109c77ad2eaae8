#include "service/io/datasets/delivery.hpp"

#include <algorithm>

#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

/// openFDA adds to each record the numbers of every establishment and every submission with the same product code. They
/// are not part of what was published, belong to other products, and change weekly although the record did not.
void leave_out_harmonized(Json& record) {
  // In a table made from JSON they are columns: `openfda.k_number`, or all of `openfda` in one cell.
  for (auto& member : record.get_ref<Json::object_t&>()) {
    const std::string name = plain_name(member.first);
    const bool listed = name == "openfdaknumber" || name == "openfdapmanumber" || name == "openfdafeinumber" ||
                        name == "openfdaregistrationnumber" || (name == "openfda" && member.second.is_string());
    if (listed) member.second = "";
  }
  const auto found = record.find("openfda");
  if (found == record.end() || !found->is_object()) return;
  Json kept = Json::object();
  for (const auto& member : found->items()) {
    if (!member.value().is_array()) kept[member.key()] = std::move(member.value());
  }
  *found = std::move(kept);
}

}  // namespace

Delivery::Delivery(std::string_view kind, usecases::RecordSink& sink) : sink_(sink) {
  context_.kind = kind;
  context_.remark = [this](std::string_view text) {
    if (++summary_.remarked <= usecases::kReportedRows) sink_.remark({name_, line_}, text);
  };
}

void Delivery::begin(std::string_view name, const Format& format) {
  end_part();
  name_ = name;
  format_ = &format;
  met_.clear();
}

void Delivery::end_part() {
  if (context_.stated && (!summary_.source_date || *context_.stated < *summary_.source_date)) {
    summary_.source_date = context_.stated;
  }
  context_.stated.reset();
  if (pages_) last_page_ = last_page_ || !next_page_;
  next_page_ = false;
}

usecases::ReadSummary Delivery::finish() {
  end_part();
  name_ = {};
  if (expected_ > summary_.read) {
    warn("The files hold " + std::to_string(summary_.read) + " of " + std::to_string(expected_) +
         " records: a part of the publication is missing.");
  }
  if (pages_ && !last_page_) warn("The last page is missing: each of the files names one that follows it.");
  if (!summary_.source_date) warn("The files do not say how old they are: the date that is given with them counts.");
  return std::move(summary_);
}

Step Delivery::columns(std::span<const std::string> names) {
  for (const std::string& name : names) meet(plain_name(name), name);
  return Step::go_on;
}

void Delivery::meet(const std::string& plain, std::string_view printed) {
  if (met_.size() > 10 * most_columns || !met_.insert(plain).second || understands(*format_, plain)) return;
  if (printed.starts_with('@') || plain.starts_with("openfda") || plain.starts_with("unnamed") ||
      printed.starts_with("column "))
    return;
  warn("The column " + in_quotes(printed) + " is unknown; it is kept with the record and not understood.");
}

Step Delivery::record(Json&& record, std::int64_t line) {
  ++summary_.read;
  line_ = line;
  const Fields fields(record);
  for (std::size_t i = 0; const auto& member : record.items()) meet(fields.all()[i++].first, member.key());
  if (const std::string version = fields.text("schemaversion"); !version.empty()) check_version(version);
  Outcome outcome = format_->read(fields, context_);
  if (!outcome) {
    --summary_.read;
    if (outcome.error().kind == Rejection::Kind::not_wanted) ++summary_.passed_over;
    return reject(line, outcome.error().reason);
  }
  for (domain::AuthorityRecord& read : *outcome) deliver(std::move(read), record, line);
  return Step::go_on;
}

void Delivery::deliver(domain::AuthorityRecord&& record, Json& published, std::int64_t line) {
  std::string problem;
  if (record.content.empty()) {
    leave_out_harmonized(published);
    record.content = published.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  if (record.content.size() > largest_record) problem = "The record is larger than 1 MiB.";
  if (record.key.empty() || record.key.size() > longest_key)
    problem = "The record has no number that could be its own.";
  if (problem.empty()) return sink_.record(std::move(record), {name_, line});
  --summary_.read;
  reject(line, problem);
}

Step Delivery::reject(std::int64_t line, std::string_view reason) {
  ++summary_.read;
  if (++summary_.rejected <= usecases::kReportedRows) sink_.reject({name_, line}, reason);
  return Step::go_on;
}

void Delivery::around(std::string_view name, const Json& value) {
  if (name == "@xmlns") {
    const std::string space = text_of(value);
    if (space.starts_with("http://www.fda.gov/cdrh/gudid") && space != "http://www.fda.gov/cdrh/gudid") {
      broken(name_,
             "It follows a newer schema (" + in_quotes(space) + ") than this version knows. Update the registry.");
    }
  }
  const std::string plain = plain_name(name);
  if (plain == "schemaversion") check_version(text_of(value));
  if (plain == "nextlink" || plain == "odatanextlink") {
    const std::string link = text_of(value);
    pages_ = true;
    next_page_ = !link.empty();
    const std::size_t version = link.find("api-version=v");
    if (version != std::string::npos && link.compare(version, 15, "api-version=v1.") != 0) {
      broken(name_, "It comes from a newer version of the interface than is known. Update the registry.");
    }
  }
  if (plain == "totalelements" && value.is_number_integer()) expected_ = std::max(expected_, value.get<std::int64_t>());
  if (plain == "last" && value.is_boolean()) {  // of pages behind EUDAMED's web pages
    pages_ = true;
    next_page_ = !value.get<bool>();
  }
  if (!value.is_object() || (plain != "meta" && plain != "header")) return;
  const Fields fields(value);
  for (const std::string_view date : {"lastupdated", "creationdate", "databasedate"}) {
    context_.states_date(read_day(fields.text(date)));
  }
  if (const std::string version = fields.text("schemaversion"); !version.empty()) check_version(version);
  const Json& results = fields.at("results");
  if (!results.is_object()) return;
  const Json& total = results.contains("total") ? results["total"] : results;
  if (total.is_number_integer()) expected_ = std::max(expected_, total.get<std::int64_t>());
}

void Delivery::check_version(std::string_view version) const {
  if (version == "1" || version.starts_with("1.")) return;
  broken(name_, "It follows schema version " + in_quotes(version) + "; this version knows 1. Update the registry.");
}

void Delivery::warn(std::string_view sentence) {
  if (summary_.warnings.size() >= most_warnings) return;
  std::string warning = name_.empty() ? std::string(sentence) : std::string(name_) + ": " + std::string(sentence);
  if (std::ranges::find(summary_.warnings, warning) == summary_.warnings.end())
    summary_.warnings.push_back(std::move(warning));
}

}  // namespace formulary::io::datasets
