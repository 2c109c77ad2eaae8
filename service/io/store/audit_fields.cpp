#include "service/io/store/audit_fields.hpp"

#include <array>
#include <cstring>

#include <nlohmann/json.hpp>

namespace formulary::io::store {
namespace {

/// Walks along an entry whose members stand in the order of encode(), without blanks and without escapes.
class Walk {
 public:
  explicit Walk(std::string_view rest) : rest_(rest) {}

  Walk& past(std::string_view literal) {
    if (good_ && rest_.starts_with(literal)) {
      rest_.remove_prefix(literal.size());
    } else {
      good_ = false;
    }
    return *this;
  }
  /// A text up to its closing quote, which is passed too.
  Walk& text(std::string_view& out) {
    const std::size_t end = good_ ? rest_.find('"') : std::string_view::npos;
    if (end == std::string_view::npos) {
      good_ = false;
      return *this;
    }
    out = rest_.substr(0, end);
    if (std::memchr(out.data(), '\\', out.size()) != nullptr) good_ = false;
    rest_.remove_prefix(end + 1);
    return *this;
  }
  Walk& skip() {
    std::string_view ignored;
    return text(ignored);
  }
  bool is_at(std::string_view literal) const { return good_ && rest_.starts_with(literal); }
  bool ended() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::optional<AuditFields> walk(std::string_view entry) {
  AuditFields f;
  Walk at(entry);
  at.past(R"({"v":1,"id":")").text(f.id).past(R"(,"ts":")").text(f.time);
  at.past(R"(,"actor":{"type":")").skip().past(R"(,"id":")").text(f.actor).past(R"(,"sid_hash":")").skip();
  at.past(R"(},"src":{"ip":")").skip().past(R"(,"ua_hash":")").skip();
  at.past(R"(},"req_id":")").skip().past(R"(,"action":")").text(f.action);
  at.past(R"(,"object":{"type":")").text(f.object_type).past(R"(,"id":")").text(f.object).past(R"(,"sha256":")").skip();
  at.past(R"(},"from":")").skip().past(R"(,"to":")").text(f.to).past(R"(,"outcome":")").skip();
  at.past(R"(,"reason_hash":")").text(f.reason_hash).past(R"(,"salt":")").text(f.salt);
  if (at.is_at(R"(,"state":")")) at.past(R"(,"state":")").text(f.state);
  at.past("}");
  if (!at.ended()) return std::nullopt;
  return f;
}

}  // namespace

std::optional<AuditFields> read_fields(std::string_view entry, std::string& room, std::string_view& defect) {
  if (auto fields = walk(entry)) return fields;
  const auto json = nlohmann::json::parse(entry, nullptr, false);
  if (!json.is_object()) {
    defect = "is not a JSON object";
    return std::nullopt;
  }
  AuditFields f;
  std::array<std::size_t, 10> sizes{};
  std::string_view* const views[] = {&f.id,     &f.time, &f.actor,       &f.action, &f.object_type,
                                     &f.object, &f.to,   &f.reason_hash, &f.salt,   &f.state};
  try {
    room.clear();
    std::size_t i = 0;
    const auto& object = json.at("object");
    for (const nlohmann::json* text :
         {&json.at("id"), &json.at("ts"), &json.at("actor").at("id"), &json.at("action"), &object.at("type"),
          &object.at("id"), &json.at("to"), &json.at("reason_hash"), &json.at("salt")}) {
      room += text->get_ref<const std::string&>();
      sizes[i++] = text->get_ref<const std::string&>().size();
    }
    if (const auto state = json.find("state"); state != json.end()) {
      room += state->get_ref<const std::string&>();
      sizes[i] = state->get_ref<const std::string&>().size();
    }
  } catch (const nlohmann::json::exception&) {
    defect = "lacks a member or holds one of another type";
    return std::nullopt;
  }
  std::size_t from = 0;
  for (std::size_t i = 0; i < sizes.size(); from += sizes[i++]) {
    *views[i] = std::string_view(room).substr(from, sizes[i]);
  }
  return f;
}

}  // namespace formulary::io::store
