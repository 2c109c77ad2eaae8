// Text in which addresses and secrets are looked for.
#include "scanners/formats/android/secrets.hpp"
#include "scanners/formats/android/urls.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::code_text {

void run(View data) {
  const std::string_view text = bytes::as_text(data);
  (void)formats::android::find_urls(text, 1000);
  (void)formats::android::find_secrets(text, 1000);
  (void)formats::android::find_assigned_secrets(text, 1000);
}

std::vector<Bytes> seeds() {
  return {
      "https://user:password@api.example.org:8443/v1/8fJ2kQ9xLmP4vR7tYw3z5b?q=1#x http://%s.example.org",
      "{\"client_secret\": \"8fJ2kQ9xLmP4vR7tYw3z\", key: 'AKIAIOSFODNN7EXAMPLE'} "
      "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",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3YXJkIn0.aB3xK9mQ7zL2pW5vR8tY1nC4dF6gH0jS",
      "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n",
      "xoxb-123456789012-123456789012-aB3xK9mQ7zL2pW5vR8tY1nC4 SG.aB3xK9mQ7zL2pW5vR8tY1n.x "
      "hooks.slack.com/services/T0/B0/x",
  };
}

}  // namespace formulary::fuzz::code_text
