// Addresses, secrets and other telling texts of a package: found in the strings of its code, in its resources, and in
// the scripts and settings that it brings along.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/android_strings.hpp"
#include "scanners/bytes/hermes.hpp"
#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"
#include "scanners/formats/android/code_facts.hpp"
#include "scanners/formats/android/code_tables.hpp"
#include "scanners/formats/android/package.hpp"
#include "scanners/formats/android/secrets.hpp"
#include "scanners/formats/android/urls.hpp"

namespace formulary::formats::android {

class CodeTexts {
 public:
  CodeTexts(bytes::Budget& budget, CodeFacts& facts, CodeTables& tables)
      : budget_(budget), facts_(facts), tables_(tables) {}

  struct Found {
    std::vector<FoundUrl> urls;
    std::vector<FoundSecret> secrets;
    bool root_sign = false;  ///< the text is something that programs look for to find out whether a phone is rooted

    bool empty() const { return urls.empty() && secrets.empty() && !root_sign; }
  };

  /// What a string of code says; stated by `state` when it is known who uses it.
  Found look(std::string_view text);
  void state(const Found& found, std::string_view text, std::string_view place);

  /// Reads and states what resources and text files of the package say.
  void read_resources(ScanContext& context, const bytes::Zip& zip);
  void read_proto_resources(bytes::View table);  ///< of a bundle
  void read_files(ScanContext& context, const bytes::Zip& zip, XmlEncoding encoding);

 private:
  void read_text(std::string_view text, std::string_view file);
  bool read_compiled_xml(ScanContext& context, bytes::View content, std::string_view file, XmlEncoding encoding);
  void read_pool(const bytes::StringPool& pool, std::uint64_t file_size, std::string_view file);
  void read_compiled(const bytes::HermesStrings& strings, std::uint64_t file_size, std::string_view file);
  void state_url(const FoundUrl& url, std::string_view place);

  bytes::Budget& budget_;
  CodeFacts& facts_;
  CodeTables& tables_;
  std::size_t left_ = 20'000;  ///< addresses and secrets of one package
};

}  // namespace formulary::formats::android
