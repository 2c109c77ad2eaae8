#include "scanners/formats/android/code.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/dex_code.hpp"
#include "scanners/formats/android/code_facts.hpp"
#include "scanners/formats/android/code_texts.hpp"
#include "scanners/formats/android/code_trust.hpp"
#include "scanners/formats/android/code_watch.hpp"

namespace formulary::formats::android {
namespace {

constexpr std::size_t most_missing = 100;
constexpr std::uint64_t instructions_per_byte = 4;  // methods may share their instructions, but not without end

enum class TraceKind { library, file, class_prefix };
struct PackerTrace {
  std::string_view name;
  TraceKind kind;
  std::string_view trace;
};
constexpr PackerTrace packer_traces[] = {
#define PACKER(name, kind, trace) {name, TraceKind::kind, trace},
#include "scanners/formats/android/packers.def"
#undef PACKER
};

// The number of a file that platforms load, `classes.dex` being 1; nothing for other names that begin and end so.
std::optional<std::uint32_t> load_number(std::string_view name) {
  const std::string_view digits = name.substr(7, name.size() - 11);
  if (digits.empty()) return 1;
  if (digits.size() > 5 || digits.front() == '0' || digits == "1") return std::nullopt;
  std::uint32_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return number;
}

class CodeReader {
 public:
  CodeReader(ScanContext& context, const bytes::Zip& zip)
      : context_(context), zip_(zip), complaints_(context.anomalies), texts_(context.budget, facts_, tables_) {}

  CodeTables read(XmlEncoding encoding, bytes::View proto_resources) {
    for (const bytes::ZipEntry* entry : files()) read_file(*entry);
    tables_.finish();
    if (encoding == XmlEncoding::binary) {
      texts_.read_resources(context_, zip_);
    } else {
      texts_.read_proto_resources(proto_resources);
    }
    texts_.read_files(context_, zip_, encoding);
    watch_.finish(facts_);
    if (native_classes_ != 0) {
      facts_.add(fact::android_code_native_classes, "", std::to_string(native_classes_), first_native_);
    }
    find_missing_classes();
    find_packers();
    facts_.state(context_);
    complaints_.finish();
    return std::move(tables_);
  }

 private:
  // The files of code in the order in which platforms load them; what they do not load comes last.
  std::vector<const bytes::ZipEntry*> files() {
    struct Numbered {
      std::uint32_t number;
      const bytes::ZipEntry* entry;
    };
    std::vector<Numbered> found;
    for (const bytes::ZipEntry& entry : zip_.entries()) {
      const std::string_view name = entry.name;
      if (name.size() < 11 || !name.starts_with("classes") || !name.ends_with(".dex")) continue;
      if (name.find('/') != std::string_view::npos || zip_.find(name) != &entry) continue;
      found.push_back({load_number(name).value_or(bytes::Dex::none), &entry});
    }
    std::ranges::stable_sort(found, {}, &Numbered::number);
    std::vector<const bytes::ZipEntry*> entries;
    for (const Numbered& one : found) {
      entries.push_back(one.entry);
      if (one.number != entries.size()) complaints_.add(anomaly::dex_not_loaded, one.entry->name, one.entry->name);
    }
    return entries;
  }

  void read_file(const bytes::ZipEntry& entry) {
    if (!context_.budget.take(context_.budget.steps, 1000, "steps")) return;
    const auto content = zip_.extract(entry, context_.budget, context_.anomalies, bytes::Checksum::only_reported);
    if (!content) return;
    data_left_ = content->size();
    code_left_ = content->size() * instructions_per_byte;
    for (const bytes::Dex& dex : bytes::Dex::read(*content, entry.name, complaints_)) read_dex(dex);
  }

  void read_dex(const bytes::Dex& dex) {
    facts_.add(fact::android_dex, dex.file_name(), dex.version(), dex.file_name());
    facts_.add(fact::android_dex_classes, dex.file_name(), std::to_string(dex.classes()), dex.file_name());
    facts_.add(fact::android_dex_methods, dex.file_name(), std::to_string(dex.methods()), dex.file_name());
    facts_.add(fact::android_dex_strings, dex.file_name(), std::to_string(dex.strings()), dex.file_name());
    CodeTrust trust(dex);
    read_strings(dex, trust);
    read_types(dex);
    watch_.resolve(dex);
    trust.resolve();
    read_classes(dex, trust);
    for (const Hit& hit : hits_) {
      const std::string place = hit.user == bytes::Dex::none ? dex.place(dex.string_offset(hit.index))
                                                             : place_of(dex, class_name(dex.type(hit.user)));
      texts_.state(hit.found, dex.string(hit.index), place);
    }
  }

  static std::string place_of(const bytes::Dex& dex, std::string_view class_name) {
    return dex.file_name() + "#" + std::string(class_name);
  }

  void read_strings(const bytes::Dex& dex, CodeTrust& trust) {
    hits_.clear();
    has_hit_.assign(dex.strings(), false);
    watch_.begin(dex);
    dex.for_each_string(context_.budget, complaints_, [&](std::uint32_t index, std::string_view text) {
      watch_.see_string(index, text);
      trust.see_string(index, text);
      CodeTexts::Found found = texts_.look(text);
      if (found.empty()) return;
      has_hit_[index] = true;
      hits_.push_back({index, std::move(found)});
    });
  }

  void read_types(const bytes::Dex& dex) {
    dex.check_tables(complaints_);
    std::vector<bool> defined(dex.types(), false);
    for (std::uint32_t i = 0; i < dex.classes(); ++i) {
      const std::uint32_t type = dex.class_at(i).type;
      if (type >= defined.size()) continue;
      if (defined[type]) {
        const std::string name = class_name(dex.type(type));
        complaints_.add(anomaly::dex_duplicate_class, name, place_of(dex, name));
      } else {
        defined[type] = true;
      }
    }
    for (std::uint32_t i = 0; i < dex.types(); ++i) {
      tables_.add(dex.type(i), dex.file_name(), defined[i], context_.budget);
    }
  }

  void read_classes(const bytes::Dex& dex, CodeTrust& trust) {
    for (std::uint32_t i = 0; i < dex.classes(); ++i) {
      ++class_number_;
      const bytes::DexClass defined = dex.class_at(i);
      const bool trusts = trust.begin_class(defined, context_.budget);
      bool native = false;
      bool whole = true;
      const bool readable = bytes::for_each_method(dex, defined, data_left_, [&](const bytes::DexBody& body) {
        native = native || (body.access & bytes::dex_access::native) != 0;
        if (trusts) trust.see_method(body);
        if (body.code.empty()) return;
        if (!context_.budget.take(code_left_, body.code.size(), "instructions of Dalvik code")) return;
        whole = read_body(dex, defined, body) && whole;
      });
      if (readable && whole && !native && !trust.concerned()) continue;
      const std::string name = class_name(dex.type(defined.type));
      const std::string place = place_of(dex, name);
      if (!readable) complaints_.add(anomaly::dex_class_data, name, dex.place(defined.data));
      if (!whole) complaints_.add(anomaly::dex_instructions, name, place);
      if (native && native_classes_++ == 0) first_native_ = place;
      trust.finish_class(name, place, facts_);
    }
  }

  // False when the instructions leave their place.
  bool read_body(const bytes::Dex& dex, const bytes::DexClass& defined, const bytes::DexBody& body) {
    bool watched = false;
    const bool whole = bytes::for_each_instruction(body.code, [&](const bytes::DexInstruction& instruction) {
      if (instruction.invokes()) {
        watched = watched || watch_.watches_method(instruction.reference());
      } else if (instruction.loads_string()) {
        use_string(instruction.reference(), defined.type);
      } else if (instruction.reads_static()) {
        watched = watched || watch_.watches_field(instruction.reference());
      }
    });
    if (watched) {
      const std::string name = class_name(dex.type(defined.type));
      watch_.see_body(dex, body.code, name, class_number_, place_of(dex, name), facts_);
    }
    return whole;
  }

  void use_string(std::uint32_t index, std::uint32_t user) {
    if (index >= has_hit_.size() || !has_hit_[index]) return;
    has_hit_[index] = false;  // the first user is enough
    const auto hit = std::ranges::lower_bound(hits_, index, {}, &Hit::index);
    if (hit != hits_.end() && hit->index == index) hit->user = user;
  }

  // Classes that the manifest names and no file defines: their code comes from somewhere else.
  void find_missing_classes() {
    if (tables_.empty()) return;
    std::size_t left = most_missing;
    for (const Fact& one : context_.facts) {
      const bool component = one.name == fact::android_component && one.value != "activity-alias";
      const bool application =
          one.name == fact::android_application_class || one.name == fact::android_app_component_factory;
      if ((!component && !application) || left == 0) continue;
      const std::string& name = component ? one.subject : one.value;
      if (name.empty() || tables_.defines(name)) continue;
      --left;
      facts_.add(fact::android_code_missing_class, component ? one.value : "application", name, one.evidence);
    }
  }

  void find_packers() {
    for (const PackerTrace& trace : packer_traces) {
      if (trace.kind != TraceKind::class_prefix) continue;
      const CodeTables::Class found = tables_.first_below(trace.trace);
      if (!found.name.empty()) {
        facts_.add(fact::android_code_packer, trace.name, found.name,
                   std::string(found.file) + "#" + std::string(found.name));
      }
    }
    for (const bytes::ZipEntry& entry : zip_.entries()) {
      const std::string_view name = entry.name;
      const std::string_view base = name.starts_with("lib/") ? name.substr(name.rfind('/') + 1) : std::string_view();
      for (const PackerTrace& trace : packer_traces) {
        const bool left = (trace.kind == TraceKind::library && base == trace.trace) ||
                          (trace.kind == TraceKind::file &&
                           (trace.trace.ends_with('/') ? name.starts_with(trace.trace) : name == trace.trace));
        if (left) facts_.add(fact::android_code_packer, trace.name, trace.trace, name);
      }
    }
  }

  struct Hit {
    std::uint32_t index = 0;  ///< of the string
    CodeTexts::Found found;
    std::uint32_t user = bytes::Dex::none;  ///< the type of the first class whose code loads it
  };

  ScanContext& context_;
  const bytes::Zip& zip_;
  bytes::Complaints complaints_;
  CodeFacts facts_;
  CodeTables tables_;
  CodeTexts texts_;
  CodeWatch watch_;
  std::vector<Hit> hits_;  ///< of the file at hand, by index
  std::vector<bool> has_hit_;
  std::uint64_t data_left_ = 0;  ///< what class data of the entry at hand, with all DEX files in it, may still have
  std::uint64_t code_left_ = 0;  ///< and what instructions
  std::uint64_t class_number_ = 0;
  std::uint64_t native_classes_ = 0;
  std::string first_native_;
};

}  // namespace

CodeTables state_code(ScanContext& context, const bytes::Zip& zip, XmlEncoding encoding, bytes::View proto_resources) {
  return CodeReader(context, zip).read(encoding, proto_resources);
}

}  // namespace formulary::formats::android
