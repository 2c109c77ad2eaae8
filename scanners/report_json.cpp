#include "scanners/report_json.hpp"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace formulary {

namespace {

/// A JSON string (RFC 8259, section 7): only what must be escaped is.
void append_string(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

using Members = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void append_object(std::string& out, Members members) {
  char separator = '{';
  for (const auto& [key, value] : members) {
    out += separator;
    append_string(out, key);
    out += ':';
    append_string(out, value);
    separator = ',';
  }
  out += '}';
}

void append(std::string& out, const Fact& fact) {
  append_object(out,
                {{"name", fact.name}, {"subject", fact.subject}, {"value", fact.value}, {"evidence", fact.evidence}});
}

void append(std::string& out, const Anomaly& anomaly) {
  append_object(out, {{"id", anomaly.id}, {"subject", anomaly.subject}, {"evidence", anomaly.evidence}});
}

template <typename Rows>
void append_array(std::string& out, const Rows& rows) {
  out += '[';
  for (bool first = true; const auto& row : rows) {
    if (!std::exchange(first, false)) out += ',';
    append(out, row);
  }
  out += ']';
}

template <typename Row>
std::uint64_t size_of(const Row& row) {
  std::string out;
  append(out, row);
  return out.size() + 1;  // the comma
}

}  // namespace

std::string to_json(const Report& report) {
  std::string out = R"({"schema":)";
  append_string(out, Report::schema);
  out += R"(,"scanner":)";
  append_string(out, report.scanner);
  out += R"(,"artifact":{"sha256":)";
  append_string(out, report.artifact.sha256);
  out += R"(,"size":)" + std::to_string(report.artifact.size) + R"(},"format":)";
  append_string(out, report.format);
  out += report.complete ? R"(,"complete":true,"reason":)" : R"(,"complete":false,"reason":)";
  append_string(out, report.reason);
  out += R"(,"facts":)";
  append_array(out, report.facts);
  out += R"(,"anomalies":)";
  append_array(out, report.anomalies);
  out += '}';
  return out;
}

std::uint64_t json_size(const Fact& fact) { return size_of(fact); }
std::uint64_t json_size(const Anomaly& anomaly) { return size_of(anomaly); }

}  // namespace formulary
