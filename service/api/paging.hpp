// Pages of long lists: `limit` (1 to 200, 50 by default) and an opaque `cursor`; the answer says what follows in the
// body (`next`) and in a Link header (RFC 8288). A list is never cut silently: `next` is there, or null.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/api/endpoint.hpp"
#include "service/api/json.hpp"

namespace formulary::api {

struct Page {
  int limit = 50;
  std::string cursor;  ///< decoded; empty: the beginning
};

inline constexpr int most_per_page = 200;

/// Refusals: invalid (`/limit`, `/cursor`).
domain::Result<Page> page_of(const Request& request, int most = most_per_page);

/// The answer: `items`, and the cursor for what follows them.
Response page_response(const Request& request, Json items, const std::optional<std::string>& next);

/// The Link header to what follows.
std::string next_link(const Request& request, const std::string& next);

/// For lists that are short enough to be read whole: the part of `all` after the cursor, by the key that `key_of`
/// gives, in the order of `all`.
template <class Item, class Key>
std::pair<std::vector<Item>, std::optional<std::string>> slice(const std::vector<Item>& all, const Page& page,
                                                               Key key_of) {
  std::size_t begin = 0;
  if (!page.cursor.empty()) {
    while (begin < all.size() && key_of(all[begin]) != page.cursor) ++begin;
    if (begin < all.size()) ++begin;
  }
  const std::size_t end = std::min(all.size(), begin + static_cast<std::size_t>(page.limit));
  std::vector<Item> part(all.begin() + static_cast<std::ptrdiff_t>(begin),
                         all.begin() + static_cast<std::ptrdiff_t>(end));
  std::optional<std::string> next;
  if (end < all.size() && !part.empty()) next = key_of(part.back());
  return {std::move(part), std::move(next)};
}

/// Drops what is beyond the page from rows that were asked for with one too many; the cursor when there was one.
template <class Item, class Key>
std::optional<std::string> trim_page(std::vector<Item>& rows, const Page& page, Key key_of) {
  if (rows.size() <= static_cast<std::size_t>(page.limit)) return std::nullopt;
  rows.resize(static_cast<std::size_t>(page.limit));
  return key_of(rows.back());
}

}  // namespace formulary::api
