// The picture of what an app can do with data about people: where it gets them, by which ways they can leave, and what
// protects them. Derived from a Report for a day, like findings; each item has a plain sentence and its evidence. It
// explains and does not judge: `concern` marks ways out that nothing guards, and what follows from them says the
// policy.
//
// To add a source: a row in picture.cpp. A way out or a protection: a function there, and a line where they are called.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

struct PictureItem {
  static constexpr std::size_t most_names = 50;
  static constexpr std::size_t most_evidence = 20;

  std::string kind;                   ///< `health_records`, `servers`: the same for every app
  std::string title;                  ///< a few words, for a drawing
  std::string sentence;               ///< for a nurse manager
  std::vector<std::string> names;     ///< what in particular: kinds of data, servers, companies
  std::vector<std::string> evidence;  ///< locators
  bool concern = false;               ///< a way out that nothing guards
};

struct Picture {
  std::string summary;  ///< one sentence that stands for the drawing
  std::vector<PictureItem> sources;
  std::vector<PictureItem> ways_out;
  std::vector<PictureItem> protections;
};

/// Nothing when the Report is not about an Android app.
std::optional<Picture> picture_of(const Report& report, Day today);

}  // namespace formulary::domain
