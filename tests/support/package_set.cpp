#include "tests/support/package_set.hpp"

namespace formulary::support {

AndroidApp& PackageSet::split(const std::string& name) {
  AndroidApp app = base_;
  XmlElement manifest("manifest");
  for (const XmlAttribute& one : base_.manifest().attributes) {
    if (one.name == "package" || one.name == "versionCode") manifest.add(one);
  }
  manifest.set("split", text(name));
  app.manifest() = std::move(manifest);
  app.remove("classes.dex");
  return splits_.emplace_back(name, std::move(app)).second;
}

AndroidApp& PackageSet::feature(const std::string& name) {
  AndroidApp& app = split(name);
  app.manifest().set("android:isFeatureSplit", boolean(true)).child("application");
  app.file("classes.dex", empty_dex());
  return app;
}

PackageSet& PackageSet::file(const std::string& name, Bytes content) {
  files_.emplace_back(name, std::move(content));
  return *this;
}

ZipBuilder PackageSet::zip() const {
  ZipBuilder zip;
  zip.store("base.apk", base_.signed_by(signer_));
  for (const auto& [name, app] : splits_) zip.store(name + ".apk", app.signed_by(signer_));
  for (const auto& [name, content] : files_) zip.add(name, content);
  return zip;
}

}  // namespace formulary::support
