// The web application's files. They are read once, at the start: what was not there then is not served, so no request
// ever reaches the file system.
#pragma once

#include <filesystem>
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
  /// Reads every regular file under `folder` (links are not followed). Throws std::runtime_error when the folder, or
  /// its index.html, is not there, or when it holds more than 64 MiB.
  Assets(const std::filesystem::path& folder, const usecases::World& world);

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
