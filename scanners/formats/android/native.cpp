// Native libraries: how each is hardened, which code it offers to the app's Java side, which well-known libraries were
// compiled into it, and whether every processor gets the same libraries.
#include "scanners/formats/android/native.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "scanners/bytes/elf.hpp"
#include "scanners/bytes/elf_constant.hpp"
#include "scanners/bytes/text.hpp"
#include "scanners/bytes/zip_window.hpp"
#include "scanners/formats/android/element.hpp"
#include "scanners/formats/android/native_versions.hpp"

namespace formulary::formats::android {
namespace {

constexpr std::size_t most_listed = 100;  // names of one kind and library

// Android NDK guide, "Android ABIs": the folder names, with the machine that ELF knows them by.
struct Architecture {
  std::string_view folder;
  std::uint16_t machine;
};
constexpr Architecture architectures[] = {{"armeabi", 40}, {"armeabi-v7a", 40}, {"arm64-v8a", 183}, {"x86", 3},
                                          {"x86_64", 62},  {"mips", 8},         {"mips64", 8},      {"riscv64", 243}};

// `lib/<architecture>/<file>`: the architecture and the file; empty when the name is another.
std::pair<std::string_view, std::string_view> place(std::string_view name) {
  if (!name.starts_with("lib/")) return {};
  const std::size_t slash = name.find('/', 4);
  if (slash == std::string_view::npos || name.find('/', slash + 1) != std::string_view::npos) return {};
  return {name.substr(4, slash - 4), name.substr(slash + 1)};
}

// The functions of the Java Native Interface (JNI specification, "Resolving Native Method Names"), and those that tell
// a library's version.
bool wanted(std::string_view name) {
  return name.starts_with("Java_") || name == "JNI_OnLoad" || name == "WebPGetDecoderVersion" ||
         name == "WebPGetEncoderVersion" || name == "_kDartVmSnapshotData";
}

// JNI specification, "Resolving Native Method Names": `Java_`, class and method with `_` for every dot, and perhaps
// `__` with the arguments. `_1` stands for an underscore, `_0` and four hexadecimal digits for another character. The
// class; empty when the name is no such one.
std::string java_class(std::string_view symbol) {
  symbol.remove_prefix(5);
  std::string name;
  std::size_t method = 0;
  while (!symbol.empty()) {
    const char next = symbol.size() > 1 ? symbol[1] : '\0';
    std::size_t length = 1;
    if (symbol[0] != '_') {
      name += symbol[0];
    } else if (next == '1') {
      name += '_';
      length = 2;
    } else if (next == '0') {
      unsigned character = 0;
      const auto [end, error] = std::from_chars(symbol.data() + std::min<std::size_t>(symbol.size(), 2),
                                                symbol.data() + std::min<std::size_t>(symbol.size(), 6), character, 16);
      if (error != std::errc() || end != symbol.data() + 6 || character >= 0x80) return {};
      name += static_cast<char>(character);
      length = 6;
    } else if (next == '_' && (symbol.size() < 3 || symbol[2] < '0' || symbol[2] > '1')) {
      break;
    } else {
      method = name.size();
      name += '.';
    }
    symbol.remove_prefix(length);
  }
  return name.substr(0, method);
}

std::string printable(std::string_view text) {
  return bytes::is_utf8(text) && !bytes::has_control(text) ? std::string(text) : clean(text);
}

std::string_view kind(const bytes::ElfImage& image) {
  if (image.type == bytes::ElfType::executable) return "program at a fixed place";
  if (image.type != bytes::ElfType::shared) return "other";
  return image.interpreter ? "program" : "library";
}

class Library {
 public:
  Library(ScanContext& context, const bytes::Zip& zip, const CodeTables& code, const bytes::ZipEntry& entry,
          std::string_view folder)
      : context_(context), zip_(zip), code_(code), entry_(entry), folder_(folder) {}

  void state() {
    std::vector<Anomaly> anomalies;
    const auto look = [&](const bytes::Source& source) {
      anomalies.clear();
      bytes::Complaints complaints(anomalies);
      image_ = bytes::read_elf(source, entry_.name, wanted, context_.budget, complaints);
      complaints.finish();
      read_exports(source);
    };
    const auto pass = [&](bytes::View piece) { search_.take(piece); };
    bytes::look_at_entry(zip_, entry_, context_.budget, context_.anomalies, look, pass);
    context_.anomalies.insert(context_.anomalies.end(), anomalies.begin(), anomalies.end());
    const std::vector<NativeVersion> found = search_.finish();
    for (const NativeVersion& one : found) {
      if (!webp_ || one.component != "WebP") state_version(one);
    }
    if (webp_) state_version(*webp_);
    if (snapshot_) state_version(*snapshot_);
    if (image_) state_image(*image_);
  }

 private:
  void fact(std::string_view name, std::string_view value) { context_.state(name, entry_.name, value, entry_.name); }
  void fact(std::string_view name, bool value) { fact(name, truth(value)); }

  // What a library says about itself through what it exports.
  void read_exports(const bytes::Source& source) {
    webp_.reset();
    snapshot_.reset();
    if (!image_) return;
    for (const bytes::ElfExport& one : image_->exports) {
      if (one.name.starts_with("WebPGet")) read_webp(source, one.offset);
      if (one.name.starts_with("_kDart")) read_snapshot(source, one.offset);
    }
  }

  // src/webp/decode.h: the version as one number, 0x010302 for 1.3.2.
  void read_webp(const bytes::Source& source, std::uint64_t offset) {
    std::array<std::byte, bytes::constant_function_length> code{};
    if (offset == 0 || !source.read(offset, code)) return;
    const auto value = bytes::returned_constant(image_->machine, code);
    if (!value || *value >> 24 != 0 || *value < 0x10000) return;
    webp_ = NativeVersion{
        "WebP",
        std::to_string(*value >> 16) + "." + std::to_string(*value >> 8 & 0xff) + "." + std::to_string(*value & 0xff),
        offset};
  }

  // Dart's runtime/vm/snapshot.h: magic, length and kind in 20 bytes, then the version as 32 hexadecimal digits.
  void read_snapshot(const bytes::Source& source, std::uint64_t offset) {
    std::array<std::byte, 52> header{};
    if (offset == 0 || !source.read(offset, header)) return;
    const std::string_view text = bytes::as_text(header);
    const std::string_view version = text.substr(20);
    const bool shaped = version.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (text.starts_with("\xf5\xf5\xdc\xdc") && shaped) {
      snapshot_ = NativeVersion{"Dart snapshot", std::string(version), offset};
    }
  }

  void state_version(const NativeVersion& one) {
    context_.state(fact::android_native_version, one.component, one.version,
                   entry_.name + bytes::at_offset(one.offset));
  }

  void state_image(const bytes::ElfImage& image) {
    for (const Architecture& one : architectures) {
      if (one.folder == folder_ && one.machine != image.machine) {
        context_.object(anomaly::elf_wrong_machine, entry_.name,
                        entry_.name + " is for " + bytes::elf_machine_name(image.machine));
      }
    }
    fact(fact::android_native_machine, bytes::elf_machine_name(image.machine));
    fact(fact::android_native_kind, kind(image));
    fact(fact::android_native_imports, std::to_string(image.imports));
    static constexpr std::array<std::string_view, 3> relro = {"none", "partial", "full"};
    fact(fact::android_native_relro, relro[static_cast<std::size_t>(image.relro)]);
    fact(fact::android_native_bind_now, image.bind_now);
    fact(fact::android_native_executable_stack, image.executable_stack);
    fact(fact::android_native_writable_code, image.writable_code);
    fact(fact::android_native_text_relocations, image.text_relocations);
    fact(fact::android_native_stack_protector, image.stack_protector);
    fact(fact::android_native_fortified, !image.fortified.empty());
    fact(fact::android_native_page_alignment, std::to_string(image.alignment));
    fact(fact::android_native_symbols, image.symbol_table);
    fact(fact::android_native_debug_information, image.debug_information);
    if (!image.build_id.empty()) fact(fact::android_native_build_id, image.build_id);
    for (const std::string& one : image.run_paths) fact(fact::android_native_run_path, printable(one));
    for (const std::string& one : image.needed) fact(fact::android_native_needed, printable(one));
    std::size_t functions = 0;
    for (const bytes::ElfExport& one : image.exports) {
      const bool from_java = one.name.starts_with("Java_") || one.name == "JNI_OnLoad";
      if (from_java && ++functions <= most_listed) fact(fact::android_native_java_function, printable(one.name));
    }
    fact(fact::android_native_java_functions, std::to_string(functions));
    state_missing_class(image);
  }

  // One class that is there is enough: tools that shrink an application leave classes out, but not a whole library.
  void state_missing_class(const bytes::ElfImage& image) {
    if (code_.empty()) return;
    std::string missing;
    for (const bytes::ElfExport& one : image.exports) {
      if (!one.name.starts_with("Java_")) continue;
      const std::string name = java_class(one.name);
      if (name.empty() || code_.defines(name)) return;
      if (missing.empty()) missing = name;
    }
    if (!missing.empty()) fact(fact::android_native_java_class_missing, printable(missing));
  }

  ScanContext& context_;
  const bytes::Zip& zip_;
  const CodeTables& code_;
  const bytes::ZipEntry& entry_;
  std::string_view folder_;
  std::optional<bytes::ElfImage> image_;
  std::optional<NativeVersion> webp_;
  std::optional<NativeVersion> snapshot_;
  NativeVersionSearch search_;
};

}  // namespace

void state_native(ScanContext& context, const bytes::Zip& zip, const CodeTables& code) {
  std::map<std::string_view, std::set<std::string_view>> folders;
  std::set<std::string_view> files;
  for (const bytes::ZipEntry& entry : zip.entries()) {
    const auto [folder, file] = place(entry.name);
    if (!file.ends_with(".so") && !(folder.empty() && entry.name.ends_with(".so"))) continue;
    if (!context.budget.exceeded().empty()) return;
    Library(context, zip, code, entry, folder).state();
    if (folder.empty()) continue;
    folders[folder].insert(file);
    files.insert(file);
  }
  for (const auto& [folder, present] : folders) {
    for (const std::string_view file : files) {
      if (!present.contains(file))
        context.state(fact::android_native_missing, folder, file, "lib/" + std::string(folder));
    }
  }
}

}  // namespace formulary::formats::android
