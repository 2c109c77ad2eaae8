#include "scanners/formats/android/script_libraries.hpp"

#include <map>
#include <string>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/literals.hpp"
#include "scanners/formats/android/version_text.hpp"

namespace formulary::formats::android {
namespace {

struct Notice {
  std::string_view text;  ///< right in front of the version
  std::string_view package;
};

// The notices of the libraries' public builds; names as npm has them, an `@` as `%40`.
constexpr Notice notices[] = {
    {"@license React v", "react"},
    {"jQuery JavaScript Library v", "jquery"},
    {"jQuery v", "jquery"},
    {"jQuery UI - v", "jquery-ui"},
    {"jQuery Mobile ", "jquery-mobile"},
    {"Vue.js v", "vue"},
    {"AngularJS v", "angular"},
    {"@license Angular v", "%40angular/core"},
    {"Bootstrap v", "bootstrap"},
    {"axios v", "axios"},
    {"Backbone.js ", "backbone"},
    {"Underscore.js ", "underscore"},
    {"handlebars v", "handlebars"},
    {"@license DOMPurify ", "dompurify"},
    {"//! moment.js\n//! version : ", "moment"},
    {"Chart.js v", "chart.js"},
    {" * Swiper ", "swiper"},
    {" * Leaflet ", "leaflet"},
    {"Hammer.JS - v", "hammerjs"},
    {"Knockout JavaScript library v", "knockout"},
    {"Socket.IO v", "socket.io-client"},
    {" * Framework7 ", "framework7"},
    {"pdfjsVersion = '", "pdfjs-dist"},
    {"pdfjsVersion = \"", "pdfjs-dist"},
};

const bytes::Literals& literals() {
  static const bytes::Literals all = [] {
    std::vector<std::string_view> texts;
    for (const Notice& notice : notices) texts.push_back(notice.text);
    return bytes::Literals(texts);
  }();
  return all;
}

constexpr std::uint64_t largest_script = 32 * bytes::Budget::mebibyte;
constexpr std::size_t most_found = 200;  // in one file

bool is_script(std::string_view name) {
  return name.starts_with("assets/") && (name.ends_with(".js") || name.ends_with(".bundle") || name.ends_with(".mjs"));
}

// Looks at pieces of a script with what the piece before ended in, so that no notice is cut in two.
class Search {
 public:
  void take(std::string_view piece, std::size_t behind) {
    kept_ += piece;
    if (kept_.size() <= behind) return;
    const std::size_t end = kept_.size() - behind;
    literals().search(kept_, [&](std::size_t index, std::size_t at) {
      if (at >= end || found.size() >= most_found) return;
      const std::string_view version = version_at(std::string_view(kept_).substr(at + notices[index].text.size()));
      if (!version.empty()) found.try_emplace({notices[index].package, std::string(version)}, base_ + at);
    });
    kept_.erase(0, end);
    base_ += end;
  }

  std::map<std::pair<std::string_view, std::string>, std::uint64_t> found;

 private:
  std::string kept_;
  std::uint64_t base_ = 0;
};

}  // namespace

void state_script_libraries(ScanContext& context, const bytes::Zip& zip) {
  constexpr std::size_t longest = 128;  // a notice and its version
  for (const bytes::ZipEntry& entry : zip.entries()) {
    if (!is_script(entry.name) || entry.size > largest_script) continue;
    Search search;
    zip.stream(entry, context.budget, context.anomalies,
               [&](bytes::View piece) { search.take(bytes::as_text(piece), longest); });
    search.take({}, 0);
    for (const auto& [what, offset] : search.found) {
      context.state(fact::android_library_bundled, "pkg:npm/" + std::string(what.first), what.second,
                    entry.name + bytes::at_offset(offset));
    }
  }
}

}  // namespace formulary::formats::android
