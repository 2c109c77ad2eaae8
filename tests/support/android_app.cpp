#include "tests/support/android_app.hpp"

#include <algorithm>

#include "tests/support/dex_builder.hpp"
#include "tests/support/proto_builder.hpp"

namespace formulary::support {

namespace {

constexpr std::uint32_t label_id = 0x7f010000;  // the first resource of the first type

bool stored(const std::string& name) { return name == "resources.arsc" || name.ends_with(".so"); }

void add_files(ZipBuilder& zip, const Files& files) {
  for (const auto& [name, content] : files) {
    if (stored(name)) {
      zip.store(name, content).alignment = name.ends_with(".so") ? 4096 : 4;
    } else {
      zip.add(name, content);
    }
  }
}

}  // namespace

AndroidApp::AndroidApp() {
  package(package_);
  version(1, "1.0");
  sdk(24, 34);
  application().set("android:label", reference(label_id)).set("android:allowBackup", boolean(false));
  XmlElement& activity = component("activity", package_ + ".MainActivity", true);
  XmlElement& filter = activity.child("intent-filter");
  filter.child("action").set("android:name", text("android.intent.action.MAIN"));
  filter.child("category").set("android:name", text("android.intent.category.LAUNCHER"));
  file("classes.dex", empty_dex());
}

AndroidApp& AndroidApp::package(const std::string& name) {
  package_ = name;
  manifest_.set("package", text(name));
  if (!application().children.empty()) launcher().set("android:name", text(name + ".MainActivity"));
  return *this;
}

AndroidApp& AndroidApp::version(std::int64_t code, const std::string& name) {
  manifest_.set("android:versionCode", decimal(code)).set("android:versionName", text(name));
  return *this;
}

AndroidApp& AndroidApp::sdk(std::uint32_t minimum, std::uint32_t target) {
  manifest_.need("uses-sdk")
      .set("android:minSdkVersion", decimal(minimum))
      .set("android:targetSdkVersion", decimal(target));
  return *this;
}

AndroidApp& AndroidApp::label(const std::string& name, const std::string& german) {
  label_ = name;
  german_label_ = german;
  return *this;
}

AndroidApp& AndroidApp::permission(const std::string& name, std::optional<std::uint32_t> max_sdk) {
  XmlElement& element = manifest_.child("uses-permission").set("android:name", text(name));
  if (max_sdk) element.set("android:maxSdkVersion", decimal(*max_sdk));
  return *this;
}

AndroidApp& AndroidApp::debuggable() {
  application().set("android:debuggable", boolean(true));
  return *this;
}

AndroidApp& AndroidApp::cleartext() {
  application().set("android:usesCleartextTraffic", boolean(true));
  return *this;
}

AndroidApp& AndroidApp::backup(bool allowed) {
  application().set("android:allowBackup", boolean(allowed));
  return *this;
}

AndroidApp& AndroidApp::file(const std::string& name, Bytes content) {
  std::erase_if(files_, [&](const auto& each) { return each.first == name; });
  files_.emplace_back(name, std::move(content));
  return *this;
}

AndroidApp& AndroidApp::remove(const std::string& name) {
  std::erase_if(files_, [&](const auto& each) { return each.first == name; });
  return *this;
}

XmlElement& AndroidApp::component(const std::string& kind, const std::string& class_name,
                                  std::optional<bool> exported) {
  XmlElement& element = application().child(kind).set("android:name", text(class_name));
  if (exported) element.set("android:exported", boolean(*exported));
  return element;
}

XmlElement& AndroidApp::launcher() { return application().children.front(); }

ResourceTable AndroidApp::table() const {
  ResourceTable table(package_);
  ResourceTable::Values label{{{}, text(label_)}};
  if (!german_label_.empty()) label.push_back({{.language = "de"}, text(german_label_)});
  table.add("string", "app_name", label);
  return table;
}

Files AndroidApp::files() const {
  Files all{{"AndroidManifest.xml", binary_xml(manifest_, manifest_options_)}, {"resources.arsc", table().build()}};
  for (const auto& own : files_) {
    const auto same = std::ranges::find(all, own.first, &Files::value_type::first);
    if (same != all.end()) {
      same->second = own.second;
    } else {
      all.push_back(own);
    }
  }
  return all;
}

Files AndroidApp::module(const std::string& folder) const {
  Files all{{folder + "/manifest/AndroidManifest.xml", proto_xml(manifest_)},
            {folder + "/resources.pb", table().build_proto()}};
  for (const auto& [name, content] : files_) {
    const bool stays = name.starts_with("lib/") || name.starts_with("res/") || name.starts_with("assets/");
    all.emplace_back(folder + (stays ? "/" : name.ends_with(".dex") ? "/dex/" : "/root/") + name, content);
  }
  return all;
}

ZipBuilder AndroidApp::zip() const {
  ZipBuilder zip;
  add_files(zip, files());
  return zip;
}

ZipBuilder AndroidApp::zip_signed_v1(const ApkSigning& signing) const {
  JarOptions options = signing.jar;
  if (options.schemes.empty() && has(signing.schemes, Schemes::v2)) {
    options.schemes = has(signing.schemes, Schemes::v3) ? "2, 3" : "2";
  }
  ZipBuilder signed_zip = zip();
  add_files(signed_zip, jar_signature(files(), signing.signer, options));
  return signed_zip;
}

Bytes AndroidApp::signed_by(const Signer& signer, Schemes schemes) const {
  return signed_with({.signer = signer, .schemes = schemes});
}

Bytes AndroidApp::signed_with(const ApkSigning& signing) const {
  const ZipBuilder recipe = has(signing.schemes, Schemes::v1) ? zip_signed_v1(signing) : zip();
  return add_signing_block(recipe.build(), signing);
}

Bytes empty_dex() { return DexBuilder().build(); }

}  // namespace formulary::support
