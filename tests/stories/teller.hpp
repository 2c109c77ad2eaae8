// Tells a story: sends its requests to the dispatcher, in this process, on a real store, and checks what it expects.
// Writes every answer as one line of JSON to a file, for validate.mjs to hold against the OpenAPI document.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/service/support/place.hpp"
#include "tests/stories/story.hpp"

namespace formulary::stories {

using Json = nlohmann::ordered_json;

/// What a browser keeps of a person's visit.
struct Browser {
  std::map<std::string, std::string> cookies;  ///< by name; each with its sign
  std::string csrf;
};

class Teller {
 public:
  /// `folder` holds the stories and parts/; `record` is the file for validate.mjs.
  Teller(std::filesystem::path folder, const std::filesystem::path& record);

  /// The first thing that was not as told: file, line and what came instead. Nothing: the story is true.
  std::optional<std::string> tell(const std::string& name);

 private:
  void tell_file(const std::filesystem::path& file);
  void perform(const Step& step);
  void confirm_on_host(const std::string& text);
  void set_clock(const std::string& text);
  void define_file(const Step& step);
  void send(const Step& step);
  void add_credentials(api::Request& request, const std::vector<std::string>& without);
  void keep_session();
  void check(const Step& step);
  void check_line(const std::string& line);
  void check_header(const std::string& name, const std::string& word, const std::string& value);
  void check_value(const std::string& path, const std::string& word, const std::string& value);
  void record(const api::Request& request);
  std::string filled(const std::string& text) const;
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path folder_;
  std::ofstream record_;
  tests::Place place_;
  std::string story_;
  std::string where_;
  std::map<std::string, std::string> values_;
  std::map<std::string, std::string> files_;
  std::map<std::string, Browser> browsers_;
  std::string person_;
  std::string token_;
  api::Request request_;
  api::Response response_;
  Json body_;
};

}  // namespace formulary::stories
