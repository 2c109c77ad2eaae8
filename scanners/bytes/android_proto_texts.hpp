// Every text in the resources of a bundle (platform source, tools/aapt2/Resources.proto, message ResourceTable): the
// texts of strings in all configurations, of arrays, plurals and styles, the markup within them, and the names of
// files. Those are the texts that an installable package made from it holds in its string pool. What the build left
// beside them for developers (comments, names of source files) does not get into a package and is left out.
#pragma once

#include <functional>
#include <string_view>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

/// Calls `visit(type, name, text)`, `string` and `app_name` being the resource that has the text. False when the
/// message is malformed or the budget has run out: then some texts were not reached.
bool for_each_proto_text(
    View table, Budget& budget,
    const std::function<void(std::string_view type, std::string_view name, std::string_view text)>& visit);

}  // namespace formulary::bytes
