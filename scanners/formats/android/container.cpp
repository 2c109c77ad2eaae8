#include "scanners/formats/android/container.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/inflate.hpp"
#include "scanners/formats/android/magic.hpp"

namespace formulary::formats::android {
namespace {

constexpr std::uint64_t steps_per_archive = 5000;
constexpr std::size_t first_compressed = 1024;  // enough to inflate the first bytes from

bool is_dex_name(std::string_view name) {
  return name.starts_with("classes") && name.ends_with(".dex") && name.find('/') == std::string_view::npos;
}

// `lib/<architecture>/<file>`; the architecture, or nothing.
std::string_view architecture(std::string_view name) {
  if (!name.starts_with("lib/")) return {};
  name.remove_prefix(4);
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == name.size()) return {};
  return name.find('/', slash + 1) == std::string_view::npos ? name.substr(0, slash) : std::string_view();
}

// What an entry is by the folder it is in.
struct Place {
  bool dex = false;
  std::string_view architecture;  // of a native library
  bool skipped = false;
};

Place place_of(std::string_view name, Layout layout) {
  switch (layout) {
    case Layout::package:
      return {is_dex_name(name), architecture(name), false};
    case Layout::bundle: {
      const std::size_t slash = name.find('/');
      if (slash == std::string_view::npos) return {};
      name.remove_prefix(slash + 1);
      return {name.starts_with("dex/") && is_dex_name(name.substr(4)), architecture(name), false};
    }
    case Layout::set:
      break;
  }
  return {false, {}, name.ends_with(".apk")};
}

class Contents {
 public:
  explicit Contents(ScanContext& context) : context_(context), complaints_(context.anomalies) {}

  void state(const bytes::Zip& zip, Layout layout) {
    std::uint64_t size = 0;
    std::uint64_t dex_files = 0;
    for (const bytes::ZipEntry& entry : zip.entries()) {
      size = std::max(size, size + entry.size);
      const Place place = place_of(entry.name, layout);
      if (place.skipped) continue;
      if (place.dex) {
        ++dex_files;
        context_.state(fact::container_dex_file, "", entry.name, entry.name);
      }
      if (!place.architecture.empty()) state_library(entry, place.architecture);
      look_inside(zip, entry, entry.name, place);
    }
    complaints_.finish();
    if (layout == Layout::set) return;  // what is counted is the application's
    context_.state(fact::container_entries, "", std::to_string(zip.entries().size()), "");
    context_.state(fact::container_inflated_size, "", std::to_string(size), "");
    context_.state(fact::container_dex_files, "", std::to_string(dex_files), "");
    for (const std::string& abi : architectures_) context_.state(fact::android_abi, "", abi, "lib/" + abi);
  }

 private:
  void state_library(const bytes::ZipEntry& entry, std::string_view abi) {
    architectures_.insert(std::string(abi));
    context_.state(fact::container_native_library, abi, entry.name, entry.name);
    std::string alignment = "compressed";
    if (entry.method == 0) {
      std::uint64_t power = 1;
      while (power < 65536 && entry.data_offset % (power * 2) == 0) power *= 2;
      alignment = std::to_string(power);
    }
    context_.state(fact::container_native_library_alignment, entry.name, alignment, entry.name);
  }

  // `name` is the way to the entry: `assets/plugin.jar!/classes.dex`.
  void look_inside(const bytes::Zip& zip, const bytes::ZipEntry& entry, const std::string& name, const Place& place) {
    const std::string_view kind = kind_of(start_of(zip, entry));
    if (kind.empty()) return;
    // Code where it belongs is no news; a library there may have any name.
    if ((place.dex && kind == "dex") || (!place.architecture.empty() && kind == "elf")) return;
    context_.state(fact::container_nested, kind, name, name);
    if (!says_so(entry.name, kind)) {
      complaints_.add(anomaly::container_disguised_executable, name, name + " is " + std::string(kind));
    }
    if (kind == "zip") open_archive(zip, entry, name);
  }

  void open_archive(const bytes::Zip& outer, const bytes::ZipEntry& entry, const std::string& name) {
    bytes::Budget& budget = context_.budget;
    if (depth_ == budget.depth) {
      complaints_.add(anomaly::container_nested_too_deep, name, name);
      return;
    }
    // Many entries may share the bytes of one archive.
    if (!budget.take(budget.steps, steps_per_archive, "archives within")) return;
    std::vector<Anomaly> found;
    const std::unique_ptr<bytes::Source> source = outer.open_entry(entry, budget, found);
    const std::optional<bytes::Zip> zip = source ? bytes::Zip::open(*source, budget, found) : std::nullopt;
    if (!zip) complaints_.add(anomaly::container_nested_unreadable, name, name);
    // How well an archive within is built does not matter to the platform; what it does to whoever opens it does.
    bool encrypted = false;
    for (const Anomaly& one : found) {
      encrypted = encrypted || one.id == anomaly::zip_encrypted;
      if (one.id == anomaly::zip_bomb_ratio || one.id == anomaly::zip_bomb_total) {
        complaints_.add(one.id, name + (one.subject.empty() ? "" : "!/" + one.subject), name + "!/" + one.evidence);
      }
    }
    if (encrypted) complaints_.add(anomaly::container_nested_unreadable, name, name + " is encrypted");
    if (!zip) return;
    ++depth_;
    for (const bytes::ZipEntry& inner : zip->entries()) look_inside(*zip, inner, name + "!/" + inner.name, {});
    --depth_;
  }

  bytes::View start_of(const bytes::Zip& zip, const bytes::ZipEntry& entry) {
    const bytes::Source& source = zip.source();
    const bool deflated = entry.method == 8;
    const std::uint64_t stored = deflated ? entry.compressed_size : entry.size;
    if (entry.data_offset == 0 || entry.data_offset >= source.size() || entry.size < 16) return {};
    const std::uint64_t length = std::min<std::uint64_t>(
        {stored, deflated ? first_compressed : magic_length, source.size() - entry.data_offset});
    const std::span<std::byte> raw = std::span(raw_).first(static_cast<std::size_t>(length));
    if (!source.read(entry.data_offset, raw)) return {};
    return deflated ? inflater_.begin(raw, start_) : bytes::View(raw);
  }

  ScanContext& context_;
  bytes::Complaints complaints_;
  bytes::BeginningInflater inflater_;
  std::set<std::string> architectures_;
  std::uint64_t depth_ = 0;  // of the archive that is being looked at
  std::array<std::byte, first_compressed> raw_{};
  std::array<std::byte, magic_length> start_{};
};

}  // namespace

void state_container(ScanContext& context, const bytes::Zip& zip, Layout layout) {
  Contents(context).state(zip, layout);
}

}  // namespace formulary::formats::android
