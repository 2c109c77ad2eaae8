// The checks of the layout, as functions of a path and a text, so that each can be shown to find what it looks for.
#pragma once

#include <string>
#include <vector>

namespace formulary::layout {

using Violations = std::vector<std::string>;  ///< sentences; empty when all is well

/// Every `#include` of a file of scanners/ or service/ against the room table.
Violations check_includes(const std::string& path, const std::string& text);

/// No question to the world outside of the rooms that are for it.
Violations check_calls(const std::string& path, const std::string& text);

/// At most 400 lines, or a reason in the table.
Violations check_length(const std::string& path, const std::string& text);

/// A header: `#pragma once`, a first paragraph that says what it is, the project's namespace.
Violations check_header(const std::string& path, const std::string& text);

/// Names of source files are in snake case, and have no other endings than `.hpp`, `.cpp` and `.def`.
Violations check_name(const std::string& path);

}  // namespace formulary::layout
