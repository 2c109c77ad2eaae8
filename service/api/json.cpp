#include "service/api/json.hpp"

#include <set>
#include <stdexcept>
#include <vector>

namespace formulary::api {
namespace {

/// Thrown out of the parser; never leaves this file.
struct Refused : std::runtime_error {
  Refused(std::string where, const std::string& what) : std::runtime_error(what), pointer(std::move(where)) {}
  std::string pointer;
};

/// Goes through the text once before it is read. (The parser's own callback would look through all earlier elements of
/// an array at the end of each one: hours for a body of a few megabytes.)
class Watch : public nlohmann::json_sax<InputJson> {
 public:
  explicit Watch(const JsonLimits& limits) : limits_(limits) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.key = name;
    if (!level.keys.insert(level.key).second) throw Refused(place(), "This key is there twice. Remove one.");
    if (level.keys.size() > limits_.keys) {
      throw Refused(place(), "The object has more than " + std::to_string(limits_.keys) + " keys.");
    }
    return true;
  }
  bool start_object(std::size_t) override { return enter(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }

  /// Left to the reading that follows, which says the same.
  bool parse_error(std::size_t, const std::string&, const InputJson::exception&) override { return false; }

 private:
  struct Level {
    std::set<std::string, std::less<>> keys;
    std::string key;
  };

  bool value() {
    if (++values_ > limits_.values) {
      throw Refused(place(), "The JSON has more than " + std::to_string(limits_.values) + " values.");
    }
    return true;
  }

  bool enter() {
    value();
    if (levels_.size() >= json_depth) {
      throw Refused(place(), "The JSON has more than " + std::to_string(json_depth) + " levels.");
    }
    levels_.emplace_back();
    return true;
  }

  bool leave() {
    levels_.pop_back();
    return true;
  }

  /// The path of keys to where the parser is; positions in arrays are left out.
  std::string place() const {
    std::string pointer;
    for (const Level& level : levels_) {
      if (!level.key.empty()) pointer += pointer_token(level.key);
    }
    return pointer;
  }

  const JsonLimits& limits_;
  std::size_t values_ = 0;
  std::vector<Level> levels_;
};

Problem malformed(std::string detail, std::string pointer = {}) {
  Problem problem{"malformed-json", 400, std::move(detail)};
  if (!pointer.empty()) problem.errors.push_back({std::move(pointer), problem.detail});
  return problem;
}

}  // namespace

std::expected<InputJson, Problem> parse_object(std::string_view text, const JsonLimits& limits) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return std::unexpected(malformed("The body is empty. Send one JSON object."));
  }
  InputJson parsed;
  Watch watch(limits);
  try {
    InputJson::sax_parse(text, &watch);
    parsed = InputJson::parse(text);
  } catch (const Refused& refused) {
    return std::unexpected(malformed(refused.what(), refused.pointer));
  } catch (const InputJson::parse_error& error) {
    return std::unexpected(
        malformed("The body is not JSON: it cannot be read at byte " + std::to_string(error.byte) + "."));
  } catch (const InputJson::exception&) {
    return std::unexpected(malformed("The body is not JSON: a number in it is too large."));
  }
  if (!parsed.is_object()) return std::unexpected(malformed("The body must be one JSON object: { ... }."));
  return parsed;
}

std::string to_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string pointer_token(std::string_view key) {
  std::string out = "/";
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

Response json_response(int status, const Json& body) {
  Response response;
  response.status = status;
  response.set("content-type", "application/json");
  response.body = to_text(body);
  return response;
}

}  // namespace formulary::api
