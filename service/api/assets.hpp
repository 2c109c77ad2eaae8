// The web application's files, held in memory: no request ever reaches the file system, and what was not there at the
// start is not served.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/api/request.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::api {

class Assets {
 public:
  Assets() = default;
  /// `files` are contents by path: `/index.html`, `/assets/index-1f2e3d4c.js`.
  Assets(std::map<std::string, std::string> files, const usecases::World& world);

  /// The file at `path`; the start page for the addresses of pages that exist only in the browser; else nothing.
  std::optional<Response> find(const RequestHead& request) const;

 private:
  struct File {
    std::string type;
    std::string etag;
    std::string body;
    bool immutable = false;  ///< its name holds the digest of its content
  };
  static Response serve(const File& file);

  std::map<std::string, File, std::less<>> files_;  ///< by path: `/assets/index-1f2e3d.js`
};

}  // namespace formulary::api
