#include "service/io/scan/read_report.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>

namespace formulary::io::scan {
namespace {

using nlohmann::json;

struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void require(bool so, const std::string& what) {
  if (!so) throw Wrong(what);
}

const std::set<std::string_view>& fact_names() {
  static const std::set<std::string_view> names = {
#define FACT(identifier, name, sentence) name,
#include "scanners/facts.def"
#undef FACT
  };
  return names;
}

const std::set<std::string_view>& anomaly_ids() {
  static const std::set<std::string_view> ids = {
#define ANOMALY(identifier, id, sentence) id,
#include "scanners/anomalies.def"
#undef ANOMALY
  };
  return ids;
}

/// Goes through the text once before it is read: stops at depth, at a member that comes twice, at long texts, and at
/// too many rows. (The parser's own callback would look through all earlier rows at the end of each one.)
class Guard : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return false; }

  bool string(string_t& text) override {
    require(text.size() <= longest_text, "a text is too long");
    return true;
  }
  bool key(string_t& name) override {
    require(name.size() <= 64 && members_.back().insert(name).second, "a member comes twice or has a long name");
    return true;
  }
  bool start_object(std::size_t) override {
    require(++objects_ <= 2 * most_rows + 2, "it has too many rows");
    return enter();
  }
  bool start_array(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const json::exception& exception) override {
    throw Wrong(exception.what());
  }

 private:
  bool enter() {
    require(members_.size() < deepest_nesting, "it is nested too deeply");
    members_.emplace_back();
    return true;
  }
  bool leave() {
    members_.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> members_;  // of the objects (and arrays) that are open
  std::size_t objects_ = 0;
};

/// An object with exactly these members.
const json& object(const json& value, std::initializer_list<const char*> members, const std::string& where) {
  require(value.is_object() && value.size() == members.size(), where + " has other members");
  for (const char* member : members) require(value.contains(member), where + " lacks " + member);
  return value;
}

std::string text(const json& object, const char* member) {
  const json& value = object.at(member);
  require(value.is_string(), std::string(member) + " is not a text");
  std::string result = value.get<std::string>();
  for (std::size_t at = result.find('\0'); at != std::string::npos; at = result.find('\0', at)) {
    result.replace(at, 1, "\xef\xbf\xbd");
  }
  return result;
}

bool is_sha256(std::string_view hex) {
  return hex.size() == 64 &&
         std::ranges::all_of(hex, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_format_name(std::string_view name) {
  return !name.empty() && name.size() <= 32 && name.front() >= 'a' && name.front() <= 'z' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

const json& rows(const json& report, const char* member) {
  const json& list = report.at(member);
  require(list.is_array() && list.size() <= most_rows, std::string(member) + " is not a list of bearable length");
  return list;
}

Report read(const json& value) {
  object(value, {"schema", "scanner", "artifact", "format", "complete", "reason", "facts", "anomalies"}, "the Report");
  require(text(value, "schema") == Report::schema, "it has another schema");
  Report report;
  report.scanner = text(value, "scanner");
  require(!report.scanner.empty() && report.scanner.size() <= 100, "scanner has no bearable length");

  const json& artifact = object(value.at("artifact"), {"sha256", "size"}, "artifact");
  report.artifact.sha256 = text(artifact, "sha256");
  require(is_sha256(report.artifact.sha256), "sha256 is not one");
  require(artifact.at("size").is_number_unsigned(), "size is not a number of bytes");
  report.artifact.size = artifact.at("size").get<std::uint64_t>();

  report.format = text(value, "format");
  require(is_format_name(report.format), "the format has no name");
  require(value.at("complete").is_boolean(), "complete is neither true nor false");
  report.complete = value.at("complete").get<bool>();
  report.reason = text(value, "reason");
  require(report.complete == report.reason.empty(), "complete and reason contradict each other");

  for (const json& row : rows(value, "facts")) {
    object(row, {"name", "subject", "value", "evidence"}, "a fact");
    Fact fact{text(row, "name"), text(row, "subject"), text(row, "value"), text(row, "evidence")};
    require(fact_names().contains(fact.name), "a fact has an unknown name");
    report.facts.push_back(std::move(fact));
  }
  for (const json& row : rows(value, "anomalies")) {
    object(row, {"id", "subject", "evidence"}, "an anomaly");
    Anomaly anomaly{text(row, "id"), text(row, "subject"), text(row, "evidence")};
    require(anomaly_ids().contains(anomaly.id), "an anomaly has an unknown id");
    report.anomalies.push_back(std::move(anomaly));
  }
  return report;
}

}  // namespace

std::expected<Report, std::string> read_report(std::string_view text) {
  try {
    Guard guard;
    json::sax_parse(text, &guard);
    return read(json::parse(text));
  } catch (const Wrong& wrong) {
    return std::unexpected(std::string(wrong.what()));
  } catch (const json::exception& exception) {
    return std::unexpected(std::string(exception.what()));
  }
}

}  // namespace formulary::io::scan
