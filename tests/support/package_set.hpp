// A recipe for a set of Android packages: a base, made from the recipe of an application, with splits that belong to
// it.
//
//     PackageSet set(AndroidApp().package("org.example.ward"), vendor);
//     set.split("config.arm64_v8a").file("lib/arm64-v8a/libward.so", elf);
//     Bytes file = set.build();
//
// All packages are signed by the same signer and stored under their split's name.
#pragma once

#include <deque>
#include <string>
#include <utility>

#include "tests/support/android_app.hpp"

namespace formulary::support {

class PackageSet {
 public:
  PackageSet(AndroidApp base, Signer signer) : base_(std::move(base)), signer_(std::move(signer)) {}

  /// Adds a split of the base's package and version; its manifest has no application.
  AndroidApp& split(const std::string& name);
  /// Adds a feature, which has an application of its own.
  AndroidApp& feature(const std::string& name);
  /// Adds a file to the set itself.
  PackageSet& file(const std::string& name, Bytes content);

  AndroidApp& base() { return base_; }
  ZipBuilder zip() const;
  Bytes build() const { return zip().build(); }

 private:
  AndroidApp base_;
  Signer signer_;
  std::deque<std::pair<std::string, AndroidApp>> splits_;
  Files files_;
};

}  // namespace formulary::support
