#include "tests/stories/story.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace formulary::stories {
namespace {

const std::map<std::string, Kind> words = {
    {"use", Kind::use},         {"let", Kind::let},           {"file", Kind::file},
    {"clock", Kind::clock},     {"scan", Kind::scan},         {"import", Kind::import},
    {"restart", Kind::restart}, {"disk", Kind::disk},         {"as", Kind::as},
    {"nobody", Kind::as},       {"token", Kind::token},       {"GET", Kind::request},
    {"HEAD", Kind::request},    {"POST", Kind::request},      {"PUT", Kind::request},
    {"PATCH", Kind::request},   {"DELETE", Kind::request},    {"OPTIONS", Kind::request},
    {"TRACE", Kind::request},   {"tidy", Kind::tidy},         {"publish", Kind::publish},
    {"stored", Kind::stored},   {"gone", Kind::stored},       {"accounts", Kind::accounts},
    {"code", Kind::code},       {"break-glass", Kind::glass}, {"host", Kind::host},
    {"quota", Kind::quota},     {"restored", Kind::restored},
};

bool is_status(const std::string& word) {
  return word.size() == 3 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.pop_back();
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

}  // namespace

std::vector<Step> parse_story(const std::string& text) {
  std::vector<Step> steps;
  std::istringstream in(text);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const bool indented = line.starts_with("  ");
    const std::string content = trimmed(line);
    if (content.empty() || content.starts_with('#')) continue;
    if (indented) {
      if (steps.empty()) throw std::runtime_error("line " + std::to_string(number) + " belongs to nothing");
      steps.back().lines.push_back({number, content});
      continue;
    }
    Step step;
    step.number = number;
    const std::size_t space = std::min(content.find(' '), content.size());
    step.name = content.substr(0, space);
    step.rest = trimmed(content.substr(space));
    if (is_status(step.name)) {
      step.kind = Kind::expect;
    } else if (const auto it = words.find(step.name); it != words.end()) {
      step.kind = it->second;
    } else {
      throw std::runtime_error("line " + std::to_string(number) + ": nobody knows the word `" + step.name + "`");
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace formulary::stories
