// Addresses of servers in text: what a package may talk to, as far as it is written down. An address is given without
// what could be private in it: user name, password, query and fragment are cut off, and parts of the path that look
// like a key are left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formulary::formats::android {

struct FoundUrl {
  std::string scheme;        ///< `https`
  std::string host;          ///< in small letters; `*.example.org` when its beginning is filled in at run time
  std::string url;           ///< `https://api.example.org:8443/v1/wards`
  bool credentials = false;  ///< a password stands before the host
  std::size_t offset = 0;
};

/// The first `most` addresses in `text`. Left out are those that name no server of their own: names of XML namespaces,
/// documentation, and the device itself.
std::vector<FoundUrl> find_urls(std::string_view text, std::size_t most);

}  // namespace formulary::formats::android
