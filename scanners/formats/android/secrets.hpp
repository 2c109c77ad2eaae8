// Secrets in text, known by their shape: keys, tokens and passwords that a vendor's documentation gives a fixed form,
// and that stand the test of that form (checksum, alphabet, decoding). A secret is never given whole: its kind, its
// first four characters and its length are enough to find it again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formulary::formats::android {

struct FoundSecret {
  std::string_view kind;  ///< `aws-access-key-id`; see secrets.cpp
  std::string shown;      ///< `AKIA… (20 characters)`
  std::size_t offset = 0;
};

/// What `text` holds of secrets with a shape of their own; the first `most` of them.
std::vector<FoundSecret> find_secrets(std::string_view text, std::size_t most);

/// What `text`, the text of a settings file or a script, gives to names like `password` or `client_secret`; only values
/// that are as irregular as a secret, and the first `most` of them.
std::vector<FoundSecret> find_assigned_secrets(std::string_view text, std::size_t most);

/// `AKIA… (20 characters)`
std::string show_secret(std::string_view secret);

}  // namespace formulary::formats::android
