// A recipe for a whole Android package: what a few lines say, a real, signed, installable-looking file contains.
//
//     AndroidApp app;
//     app.package("org.example.ward").permission("android.permission.CAMERA").debuggable();
//     Bytes file = app.signed_by(vendor, Schemes::v1v2v3);
//
// An app that is told nothing more has version 1.0, runs on platforms 24 to 34, is called "Ward Notes", and has one
// launchable activity. Everything else is reached through `manifest()`, `resources()` and `zip()`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/support/apk_signer.hpp"
#include "tests/support/arsc_builder.hpp"
#include "tests/support/axml_builder.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::support {

class AndroidApp {
 public:
  AndroidApp();

  AndroidApp& package(const std::string& name);
  AndroidApp& version(std::int64_t code, const std::string& name);
  AndroidApp& sdk(std::uint32_t minimum, std::uint32_t target);
  /// The application's name, as a string resource; `german` adds a configuration for `de`.
  AndroidApp& label(const std::string& name, const std::string& german = "");
  AndroidApp& permission(const std::string& name, std::optional<std::uint32_t> max_sdk = {});
  AndroidApp& debuggable();
  AndroidApp& cleartext();
  AndroidApp& backup(bool allowed);
  /// Adds a file to the package, deflated; a file of the same name is replaced.
  AndroidApp& file(const std::string& name, Bytes content);
  AndroidApp& remove(const std::string& name);

  /// Adds a component: `component("service", "org.example.ward.Sync", true)`; gives its element for intent filters.
  XmlElement& component(const std::string& kind, const std::string& class_name, std::optional<bool> exported = {});
  /// The launchable activity that every app has; its first child is the intent filter.
  XmlElement& launcher();

  XmlElement& manifest() { return manifest_; }
  XmlElement& application() { return manifest_.need("application"); }
  XmlOptions& manifest_options() { return manifest_options_; }

  /// Name and content of all files, manifest and resources included; signatures not.
  Files files() const;
  /// The same as a module of a bundle: the folder's name before each, manifest and resources as protobuf.
  Files module(const std::string& folder) const;
  /// The unsigned package as a recipe, for further changes.
  ZipBuilder zip() const;
  /// As `zip()`, with the files of a v1 signature.
  ZipBuilder zip_signed_v1(const ApkSigning& signing) const;

  Bytes unsigned_package() const { return zip().build(); }
  Bytes signed_by(const Signer& signer, Schemes schemes = Schemes::v1v2v3) const;
  Bytes signed_with(const ApkSigning& signing) const;

 private:
  ResourceTable table() const;

  XmlElement manifest_{"manifest"};
  XmlOptions manifest_options_;
  std::string package_ = "org.example.ward";
  std::string label_ = "Ward Notes", german_label_;
  Files files_;
};

/// A DEX file without classes: header and map only, sizes and checksums right.
Bytes empty_dex();

}  // namespace formulary::support
