#include "service/api/assets.hpp"

#include <algorithm>
#include <array>

namespace formulary::api {
namespace {

struct Type {
  std::string_view extension;
  std::string_view type;
};
constexpr std::array<Type, 13> types = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
    {".pdf", "application/pdf"},
}};

std::string_view type_of(std::string_view path) {
  const auto it = std::ranges::find_if(types, [&](const Type& type) { return path.ends_with(type.extension); });
  return it != types.end() ? it->type : "application/octet-stream";
}

/// `index-DkT3x_9a.js`: what the bundler appends to a name after the last hyphen.
bool has_digest(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot < 9) return false;
  const std::string_view digest = path.substr(dot - 8, 8);
  return path[dot - 9] == '-' && std::ranges::all_of(digest, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

/// Paths of the interface itself are never answered with a page.
bool is_page(std::string_view path) {
  const std::size_t name = path.rfind('/');
  if (path.find('.', name) != std::string_view::npos) return false;
  return std::ranges::none_of(
      std::array<std::string_view, 4>{"/v1", "/scim", "/auth", "/problems"},
      [&](std::string_view root) { return path == root || (path.starts_with(root) && path[root.size()] == '/'); });
}

}  // namespace

Assets::Assets(std::map<std::string, std::string> files, const usecases::World& world) {
  for (auto& [path, body] : files) {
    File file;
    file.type = type_of(path);
    file.etag = '"' + world.sha256(body).substr(0, 32) + '"';
    file.immutable = path.starts_with("/assets/") && has_digest(path);
    file.body = std::move(body);
    files_.emplace(path, std::move(file));
  }
}

Response Assets::serve(const File& file) {
  Response response;
  response.set("content-type", file.type);
  response.set("etag", file.etag);
  response.set("cache-control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.body = file.body;
  return response;
}

std::optional<Response> Assets::find(const RequestHead& request) const {
  if (const auto it = files_.find(request.path); it != files_.end()) return serve(it->second);
  const auto start = files_.find("/index.html");
  if (start == files_.end() || !is_page(request.path)) return std::nullopt;
  const std::string_view accept = request.header("accept");
  const bool browser = request.path == "/" || accept.find("text/html") != std::string_view::npos;
  return browser ? std::optional(serve(start->second)) : std::nullopt;
}

}  // namespace formulary::api
