#include "tests/layout/check.hpp"

#include <algorithm>
#include <sstream>

#include "tests/layout/rooms.hpp"

namespace formulary::layout {

namespace {

constexpr std::size_t longest_file = 400;

const Room* room_of(const std::string& path) {
  const Room* found = nullptr;
  for (const Room& room : rooms) {
    if (path.starts_with(room.folder) && (found == nullptr || room.folder.size() > found->folder.size())) found = &room;
  }
  return found;
}

/// `scanners/formats/apk/` for a file in that folder, so that formats do not include each other; else the room.
std::string own_folder(const std::string& path, const Room& room) {
  if (room.folder != "scanners/formats/" && room.folder != "service/io/") return room.folder;
  const std::size_t slash = path.find('/', room.folder.size());
  return slash != std::string::npos ? path.substr(0, slash + 1) : path.substr(0, path.rfind('.'));
}

bool begins_with_one_of(const std::string& text, const std::vector<std::string>& prefixes) {
  return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return text.starts_with(prefix); });
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

/// Headers of C and the system: `unistd.h`, `sys/stat.h`, `linux/landlock.h`.
bool is_system(const std::string& header) {
  static const std::vector<std::string> folders = {"sys/", "linux/", "netinet/", "arpa/", "net/"};
  static const std::vector<std::string> files = {"dirent.h",  "dlfcn.h", "fcntl.h",  "grp.h",    "netdb.h", "poll.h",
                                                 "pwd.h",     "sched.h", "signal.h", "spawn.h",  "stdio.h", "syslog.h",
                                                 "termios.h", "time.h",  "unistd.h", "stdlib.h", "string.h"};
  return begins_with_one_of(header, folders) || contains(files, header);
}

std::string allowed_angle(const Room& room, const std::string& header) {
  if (contains(room.forbidden, header)) return "this room must do without";
  const bool standard = header.find('/') == std::string::npos && !header.ends_with(".h");
  if (standard || begins_with_one_of(header, room.outside)) return {};
  if (is_system(header))
    return contains(room.outside, "POSIX") ? "" : "a header of the system, which this room may not use";
  return "an outside library that is not in this room's row";
}

std::string allowed_quoted(const Room& room, const std::string& path, const std::string& header) {
  static const std::vector<std::string> houses = {"scanners/", "service/"};
  if (!begins_with_one_of(header, houses)) return "includes begin at the root: scanners/ or service/";
  if (contains(door, header)) return {};
  const Room* target = room_of(header);
  if (header.starts_with(own_folder(path, room)) && target == &room) return {};
  return begins_with_one_of(header, room.project) ? "" : "this room may not include that one";
}

}  // namespace

Violations check_includes(const std::string& path, const std::string& text) {
  const Room* room = room_of(path);
  if (room == nullptr) return {path + ": belongs to no room of the table"};
  Violations violations;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || !line.substr(hash).starts_with("#include")) continue;
    const std::size_t open = line.find_first_of("<\""), close = line.find_last_of(">\"");
    if (open == std::string::npos || close <= open) continue;  // an include of a macro; there are none
    const std::string header = line.substr(open + 1, close - open - 1);
    // The top of the scanner house may include all of it.
    const bool top = room->folder == "scanners/" && header.starts_with("scanners/");
    const std::string problem = top                 ? ""
                                : line[open] == '<' ? allowed_angle(*room, header)
                                                    : allowed_quoted(*room, path, header);
    if (!problem.empty()) violations.push_back(path + ":" + std::to_string(number) + ": " + header + ": " + problem);
  }
  return violations;
}

Violations check_calls(const std::string& path, const std::string& text) {
  if (begins_with_one_of(path, worldly)) return {};
  Violations violations;
  for (const std::string& call : world_calls) {
    if (text.find(call) != std::string::npos) {
      violations.push_back(path + ": asks the world (" + call +
                           "...); time, chance and environment are parameters here");
    }
  }
  return violations;
}

Violations check_length(const std::string& path, const std::string& text) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  const auto listed = std::ranges::find(long_files, path, &LongFile::path);
  if (lines > longest_file && listed == long_files.end()) {
    return {path + ": " + std::to_string(lines) + " lines; more than 400 need a reason in tests/layout/rooms.hpp"};
  }
  return {};
}

Violations check_header(const std::string& path, const std::string& text) {
  Violations violations;
  const std::size_t pragma = text.find("#pragma once\n");
  if (pragma == std::string::npos) violations.push_back(path + ": no `#pragma once`");
  std::size_t words = 0;
  std::istringstream lines(text.substr(0, pragma));
  for (std::string line; std::getline(lines, line) && line.starts_with("//");) {
    std::istringstream in_line(line.substr(2));
    for (std::string word; in_line >> word;) ++words;
  }
  if (words < 6) violations.push_back(path + ": does not begin with a paragraph that says what it is");
  if (text.find("namespace formulary") == std::string::npos)
    violations.push_back(path + ": not in namespace formulary");
  return violations;
}

Violations check_name(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.find('.');
  const std::string stem = name.substr(0, dot), extension = name.substr(std::min(dot, name.size()));
  const bool snake =
      !stem.empty() && stem.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!snake) return {path + ": names of files are in snake_case"};
  if (extension != ".cpp" && extension != ".hpp" && extension != ".def") return {path + ": neither .cpp nor .hpp"};
  return {};
}

}  // namespace formulary::layout
