// A story as its file tells it, line by line. README.md in this folder says how to write one.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace formulary::stories {

enum class Kind {
  use,       ///< tells the part of this name first
  let,       ///< name, text
  file,      ///< name; `lines` are its content
  clock,     ///< `+31m`, or an instant
  scan,      ///< the scanner looks at all that waits
  import,    ///< the imports that wait are done
  restart,   ///< the service dies and starts again
  disk,      ///< `full` or `free`
  publish,   ///< the audit log is signed and published as it is
  tidy,      ///< what the clock does: expired uploads and files that nobody needs are removed
  stored,    ///< `stored` or `gone`, the file whose bytes must or must not be among the artifacts
  as,        ///< whose browser sends what follows; empty: nobody's
  token,     ///< the token that is sent with what follows
  accounts,  ///< `strict` or `trial`: what the installation demands of local accounts
  code,      ///< name: the one-time code that an app with this secret shows now
  quota,     ///< so many bytes a person may have in files that no request has taken
  host,      ///< `confirms`, id of a proposal
  glass,     ///< name: a code for emergency access, as the host prints it
  restored,  ///< the registry is what `formulary restore` makes of a backup
  request,   ///< method, target; `lines` are headers and body
  expect,    ///< status; `lines` are what must be so
};

struct Line {
  int number = 0;
  std::string text;
};

struct Step {
  Kind kind;
  int number = 0;
  std::string name;
  std::string rest;
  std::vector<Line> lines;  ///< indented lines below, without their indentation
};

/// Throws std::runtime_error with the line that cannot be understood.
std::vector<Step> parse_story(const std::string& text);

}  // namespace formulary::stories
