// A recipe for an Android App Bundle: a base, made from the same recipe as an installable package, with modules.
//
//     AndroidBundle bundle(AndroidApp().package("org.example.ward"));
//     bundle.feature("scanner").need("application").child("activity").set("android:name", text(".Scan"));
//     Bytes file = bundle.signed_by(uploader);
//
// A bundle that is told nothing more was built by version 1.15.6 of its tool and is to be split by architecture.
#pragma once

#include <deque>
#include <string>
#include <utility>

#include "tests/support/android_app.hpp"

namespace formulary::support {

class AndroidBundle {
 public:
  explicit AndroidBundle(AndroidApp base) : base_(std::move(base)) {}

  /// Adds a feature module and gives its manifest, which belongs to the base's application. `delivery` is an element of
  /// <dist:delivery>, such as `on-demand`; `type` an attribute of <dist:module>, such as `asset-pack`.
  XmlElement& feature(const std::string& name, const std::string& delivery = "install-time",
                      const std::string& type = "");
  /// Adds a file, or replaces one.
  AndroidBundle& file(const std::string& name, Bytes content);

  Files files() const;
  ZipBuilder zip() const;
  Bytes build() const { return zip().build(); }
  /// With a JAR signature, as an uploader makes it.
  Bytes signed_by(const Signer& uploader) const;

 private:
  AndroidApp base_;
  std::deque<std::pair<std::string, XmlElement>> features_;
  Files files_;
};

}  // namespace formulary::support
