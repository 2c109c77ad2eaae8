#include "scanners/formats/android/runtime.hpp"

#include <array>
#include <map>

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/zip_window.hpp"
#include "scanners/formats/android/version_text.hpp"

namespace formulary::formats::android {
namespace {

enum class Sign {
  library,  ///< lib/<architecture>/<text>
  family,   ///< lib/<architecture>/<text>*.so
  file,     ///< exactly this entry
  folder,   ///< something below it
};

enum class Shows { runtime, engine, code };

struct Row {
  Shows shows;
  std::string_view name;
  Sign sign;
  std::string_view text;
};

// The files that each runtime's public build tools put into every package.
constexpr Row rows[] = {
    {Shows::runtime, "Flutter", Sign::library, "libflutter.so"},
    {Shows::code, "Flutter", Sign::library, "libapp.so"},
    {Shows::runtime, "React Native", Sign::library, "libreactnativejni.so"},
    {Shows::runtime, "React Native", Sign::library, "libreactnative.so"},
    {Shows::code, "React Native", Sign::file, "assets/index.android.bundle"},
    {Shows::runtime, "Cordova", Sign::file, "assets/www/cordova.js"},
    {Shows::code, "Cordova", Sign::folder, "assets/www/"},
    {Shows::runtime, "Capacitor", Sign::file, "assets/capacitor.config.json"},
    {Shows::code, "Capacitor", Sign::folder, "assets/public/"},
    {Shows::runtime, ".NET (Xamarin, MAUI)", Sign::library, "libmonodroid.so"},
    {Shows::code, ".NET (Xamarin, MAUI)", Sign::folder, "assemblies/"},
    {Shows::code, ".NET (Xamarin, MAUI)", Sign::library, "libxamarin-app.so"},
    {Shows::runtime, "Unity", Sign::library, "libunity.so"},
    {Shows::code, "Unity", Sign::library, "libil2cpp.so"},
    {Shows::code, "Unity", Sign::folder, "assets/bin/Data/Managed/"},
    {Shows::runtime, "NativeScript", Sign::library, "libNativeScript.so"},
    {Shows::code, "NativeScript", Sign::folder, "assets/app/"},
    {Shows::runtime, "Titanium", Sign::library, "libkroll-v8.so"},
    {Shows::code, "Titanium", Sign::folder, "assets/Resources/"},
    {Shows::runtime, "Godot", Sign::library, "libgodot_android.so"},
    {Shows::runtime, "Qt", Sign::family, "libQt5Core"},
    {Shows::runtime, "Qt", Sign::family, "libQt6Core"},
    {Shows::runtime, "Unreal Engine", Sign::library, "libUE4.so"},
    {Shows::runtime, "Unreal Engine", Sign::library, "libUnreal.so"},
    {Shows::runtime, "Cocos2d-x", Sign::library, "libcocos2dcpp.so"},
    {Shows::runtime, "Cocos2d-x", Sign::library, "libcocos2djs.so"},
    {Shows::runtime, "Cocos2d-x", Sign::library, "libcocos2dlua.so"},
    {Shows::runtime, "Adobe AIR", Sign::file, "assets/META-INF/AIR/application.xml"},
    {Shows::runtime, "Python", Sign::family, "libpython3."},
    {Shows::runtime, "Node.js", Sign::library, "libnode.so"},
    {Shows::runtime, "Corona", Sign::library, "libcorona.so"},
    {Shows::engine, "Hermes", Sign::library, "libhermes.so"},
    {Shows::engine, "Hermes", Sign::library, "libhermesvm.so"},
    {Shows::engine, "JavaScriptCore", Sign::library, "libjsc.so"},
    {Shows::engine, "V8", Sign::library, "libv8android.so"},
    {Shows::engine, "V8", Sign::library, "libkroll-v8.so"},
    {Shows::engine, "V8", Sign::library, "libnode.so"},
    {Shows::engine, "QuickJS", Sign::library, "libquickjs.so"},
};

std::string_view library_name(std::string_view entry) {
  if (!entry.starts_with("lib/")) return {};
  const std::size_t slash = entry.find('/', 4);
  return slash == std::string_view::npos ? std::string_view() : entry.substr(slash + 1);
}

bool fits(const Row& row, std::string_view entry) {
  switch (row.sign) {
    case Sign::library:
      return library_name(entry) == row.text;
    case Sign::family:
      return library_name(entry).starts_with(row.text) && entry.ends_with(".so");
    case Sign::file:
      return entry == row.text;
    case Sign::folder:
      return entry.starts_with(row.text);
  }
  return false;
}

class Runtimes {
 public:
  Runtimes(ScanContext& context, const bytes::Zip& zip) : context_(context), zip_(zip) {}

  void state() {
    // One place for each is enough: of the same library for several processors the first in order of name.
    std::map<const Row*, std::string_view> first;
    std::map<std::string_view, bool> present;
    for (const bytes::ZipEntry& entry : zip_.entries()) {
      for (const Row& row : rows) {
        if (!fits(row, entry.name)) continue;
        std::string_view& place = first.try_emplace(&row, entry.name).first->second;
        if (entry.name < place) place = entry.name;
        if (row.shows == Shows::runtime) present[row.name] = true;
      }
    }
    for (const auto& [row, place] : first) {
      if (row->shows == Shows::runtime) context_.state(fact::android_runtime, "", row->name, place);
      if (row->shows == Shows::engine) context_.state(fact::android_runtime_engine, "", row->name, place);
      // The files with code have names that other packages use, too.
      if (row->shows == Shows::code && present.contains(row->name)) {
        context_.state(fact::android_runtime_code, row->name, row->sign == Sign::folder ? row->text : place, place);
      }
    }
    if (present.contains("Unity")) state_unity();
    if (present.contains("Cordova")) state_cordova();
    state_hermes();
  }

 private:
  // The header of a serialized file or of a bundle: Unity's version is the first text in it that looks like one, such
  // as `2021.3.5f1`.
  void state_unity() {
    for (const std::string_view name : {"assets/bin/Data/globalgamemanagers", "assets/bin/Data/data.unity3d"}) {
      const bytes::ZipEntry* entry = zip_.find(name);
      if (entry == nullptr) continue;
      std::array<std::byte, 96> raw{};
      const std::string_view text = bytes::as_text(bytes::beginning_of_entry(zip_, *entry, raw));
      for (std::size_t at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
        const std::string_view rest = text.substr(begin);
        const std::string_view version = rest.substr(0, rest.find('\0'));
        if (!is_version(version) || version.find('f') == std::string_view::npos) continue;
        return context_.state(fact::android_runtime_version, "Unity", version, name);
      }
    }
  }

  // cordova.js names the release that it was built from.
  void state_cordova() {
    constexpr std::string_view file = "assets/www/cordova.js";
    constexpr std::string_view label = "PLATFORM_VERSION_BUILD_LABEL = '";
    const bytes::ZipEntry* entry = zip_.find(file);
    if (entry == nullptr || entry->size > bytes::Budget::mebibyte) return;
    const auto content = zip_.extract(*entry, context_.budget, context_.anomalies);
    if (!content) return;
    const std::string_view text = bytes::as_text(*content);
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos) return;
    const std::string_view version = version_at(text.substr(at + label.size()));
    if (!version.empty()) context_.state(fact::android_runtime_version, "Cordova", version, file);
  }

  // Hermes, include/hermes/BCGen/HBC/BytecodeFileFormat.h: a magic number, then the version of the bytecode.
  void state_hermes() {
    for (const bytes::ZipEntry& entry : zip_.entries()) {
      if (!entry.name.starts_with("assets/") || !entry.name.ends_with(".bundle")) continue;
      std::array<std::byte, 12> raw{};
      bytes::Cursor cursor(bytes::beginning_of_entry(zip_, entry, raw));
      const std::uint64_t magic = cursor.u64("magic");
      const std::uint32_t version = cursor.u32("version");
      if (!cursor.ok() || magic != 0x1f1903c103bc1fc6) continue;
      context_.state(fact::android_runtime_version, "Hermes", "bytecode " + std::to_string(version), entry.name);
    }
  }

  ScanContext& context_;
  const bytes::Zip& zip_;
};

}  // namespace

void state_runtime(ScanContext& context, const bytes::Zip& zip) { Runtimes(context, zip).state(); }

}  // namespace formulary::formats::android
