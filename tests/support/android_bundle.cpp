#include "tests/support/android_bundle.hpp"

#include <algorithm>

#include "tests/support/proto_builder.hpp"

namespace formulary::support {
namespace {

constexpr const char* distribution = "http://schemas.android.com/apk/distribution";

// message BundleConfig: bundletool = 1 (version = 2), optimizations = 2 (splits_config = 1).
Bytes config() {
  const Bytes split_by_architecture = proto_bytes(1, proto_number(1, 1));
  return proto_bytes(1, proto_bytes(2, "1.15.6")) + proto_bytes(2, proto_bytes(1, split_by_architecture));
}

void add_files(ZipBuilder& zip, const Files& files) {
  for (const auto& [name, content] : files) zip.add(name, content);
}

}  // namespace

XmlElement& AndroidBundle::feature(const std::string& name, const std::string& delivery, const std::string& type) {
  XmlElement manifest("manifest");
  for (const XmlAttribute& one : base_.manifest().attributes) {
    if (one.name == "package") manifest.add(one);
  }
  manifest.set("split", text(name)).set("android:isFeatureSplit", boolean(true));
  XmlElement& module = manifest.child("module");
  module.namespace_uri = distribution;
  if (!type.empty()) module.add({distribution, "type", 0, text(type), {}});
  module.child("delivery").child(delivery);
  return features_.emplace_back(name, std::move(manifest)).second;
}

AndroidBundle& AndroidBundle::file(const std::string& name, Bytes content) {
  std::erase_if(files_, [&](const auto& each) { return each.first == name; });
  files_.emplace_back(name, std::move(content));
  return *this;
}

Files AndroidBundle::files() const {
  Files all{{"BundleConfig.pb", config()}};
  for (const auto& each : base_.module("base")) all.push_back(each);
  for (const auto& [name, manifest] : features_) {
    all.emplace_back(name + "/manifest/AndroidManifest.xml", proto_xml(manifest));
  }
  for (const auto& own : files_) {
    std::erase_if(all, [&](const auto& each) { return each.first == own.first; });
    all.push_back(own);
  }
  return all;
}

ZipBuilder AndroidBundle::zip() const {
  ZipBuilder zip;
  add_files(zip, files());
  return zip;
}

Bytes AndroidBundle::signed_by(const Signer& uploader) const {
  ZipBuilder signed_zip = zip();
  add_files(signed_zip, jar_signature(files(), uploader));
  return signed_zip.build();
}

}  // namespace formulary::support
