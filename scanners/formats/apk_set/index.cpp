#include "scanners/formats/apk_set/index.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::formats::apk_set {
namespace {

using bytes::ProtoField;
using nlohmann::json;

constexpr std::uint64_t longest_json = 1024 * 1024;
constexpr int deepest_json = 16;

// A field of a JSON index, and the fact about the base that it repeats.
struct Claim {
  std::string_view field;
  std::string_view fact;
};
struct JsonIndex {
  std::string_view file;
  std::string_view kind;
  std::array<Claim, 5> claims;
};
constexpr JsonIndex json_indices[] = {
    {"manifest.json",
     "xapk",
     {{{"package_name", fact::android_package},
       {"version_code", fact::android_version_code},
       {"version_name", fact::android_version_name},
       {"min_sdk_version", fact::android_min_sdk},
       {"target_sdk_version", fact::android_target_sdk}}}},
    {"info.json",
     "apkm",
     {{{"pname", fact::android_package},
       {"versioncode", fact::android_version_code},
       {"release_version", fact::android_version_name},
       {"min_api", fact::android_min_sdk},
       {}}}},
    {"meta.sai_v1.json",
     "sai",
     {{{"package", fact::android_package},
       {"version_code", fact::android_version_code},
       {"version_name", fact::android_version_name},
       {},
       {}}}},
    {"meta.sai_v2.json",
     "sai",
     {{{"package", fact::android_package},
       {"version_code", fact::android_version_code},
       {"version_name", fact::android_version_name},
       {"min_sdk", fact::android_min_sdk},
       {"target_sdk", fact::android_target_sdk}}}},
};
constexpr std::string_view toc_file = "toc.pb";

class Index {
 public:
  Index(ScanContext& context, const bytes::Zip& zip, const std::vector<Member>& members)
      : context_(context), zip_(zip), members_(members) {
    for (const Member& member : members) by_file_.emplace(member.file(), &member);
  }

  void judge() {
    if (const auto content = read(toc_file, "bundletool")) judge_toc(*content);
    for (const JsonIndex& one : json_indices) {
      if (const auto content = read(one.file, one.kind)) judge_json(one, *content);
    }
  }

 private:
  std::optional<std::vector<std::byte>> read(std::string_view file, std::string_view kind) {
    const bytes::ZipEntry* entry = zip_.find(file);
    if (entry == nullptr) return std::nullopt;
    context_.state(fact::apk_set_index, kind, file, file);
    auto content = zip_.extract(*entry, context_.budget, context_.anomalies);
    if (!content) malformed(file);
    return content;
  }

  void malformed(std::string_view file) { context_.object(anomaly::apk_set_index_malformed, file, file); }
  void differs(std::string_view subject, std::string_view evidence) {
    context_.object(anomaly::apk_set_index_differs, subject, evidence);
  }

  // message BuildApksResult: variants = 1, tool = 2, asset slices = 3, package = 4. A variant has sets of packages = 2,
  // these and asset slices have descriptions of packages = 2.
  void judge_toc(bytes::View content) {
    std::set<std::string> listed;
    std::string package;
    const auto described = [&](bytes::View set) {
      return bytes::for_each_field(set, context_.budget, [&](const ProtoField& field) {
        if (field.number == 2 && !field.is_number()) judge_description(field.data, listed);
      });
    };
    bool readable = true;
    readable &= bytes::for_each_field(content, context_.budget, [&](const ProtoField& field) {
      if (field.is_number()) return;
      if (field.number == 1) {
        readable &= bytes::for_each_field(field.data, context_.budget, [&](const ProtoField& set) {
          if (set.number == 2 && !set.is_number()) readable &= described(set.data);
        });
      }
      if (field.number == 2) {
        const std::string_view version = bytes::proto_text(field.data, 2, context_.budget);
        if (!version.empty()) context_.state(fact::apk_set_builder, "", version, toc_file);
      }
      if (field.number == 3) readable &= described(field.data);
      if (field.number == 4) package = bytes::as_text(field.data);
    });
    if (!readable) return malformed(toc_file);
    if (!package.empty() && package != members_.front().value(fact::android_package)) differs("package", toc_file);
    for (const Member& member : members_) {
      if (!listed.contains(member.file())) differs(member.file(), std::string(toc_file) + " does not list it");
    }
  }

  // message ApkDescription: path = 2, and the metadata of a split in 3, 5 or 7: split_id = 1.
  void judge_description(bytes::View message, std::set<std::string>& listed) {
    std::string path;
    std::optional<std::string> split;
    bytes::for_each_field(message, context_.budget, [&](const ProtoField& field) {
      if (field.is_number()) return;
      if (field.number == 2) path = bytes::as_text(field.data);
      if (field.number == 3 || field.number == 5 || field.number == 7) {
        split = bytes::proto_text(field.data, 1, context_.budget);
      }
    });
    const auto member = by_file_.find(path);
    if (member == by_file_.end()) return differs(path, std::string(toc_file) + " lists it");
    listed.insert(path);
    if (split && *split != member->second->split()) {
      differs(path, std::string(toc_file) + " gives it another split name");
    }
  }

  void judge_json(const JsonIndex& index, bytes::View content) {
    if (content.size() > longest_json) return malformed(index.file);
    bool deep = false;
    const json root = json::parse(
        bytes::as_text(content),
        [&](int depth, json::parse_event_t, json&) {
          deep = deep || depth > deepest_json;
          return depth <= deepest_json;
        },
        false);
    if (root.is_discarded() || deep || !root.is_object()) return malformed(index.file);
    for (const Claim& claim : index.claims) {
      const auto value = claim.field.empty() ? root.end() : root.find(claim.field);
      if (value == root.end()) continue;
      const std::string text = value->is_string()           ? value->get<std::string>()
                               : value->is_number_integer() ? value->dump()
                                                            : std::string();
      if (!text.empty() && text != members_.front().value(claim.fact)) {
        differs(claim.field, std::string(index.file) + "#/" + std::string(claim.field));
      }
    }
    judge_listed(index, root);
  }

  // XAPK: "split_apks": [{"file": "config.de.apk", "id": "config.de"}, ...], where the base is called `base`.
  void judge_listed(const JsonIndex& index, const json& root) {
    const auto list = root.find("split_apks");
    if (list == root.end() || !list->is_array()) return;
    std::set<std::string> listed;
    for (const json& one : *list) {
      if (!one.is_object() || !one.contains("file") || !one["file"].is_string()) return malformed(index.file);
      const std::string file = one["file"];
      listed.insert(file);
      const auto found = by_file_.find(file);
      if (found == by_file_.end()) {
        differs(file, std::string(index.file) + " lists it");
      } else if (one.contains("id") && one["id"].is_string()) {
        const std::string id = one["id"];
        const Member& member = *found->second;
        const bool same = member.role == Role::split ? id == member.split() : id == "base";
        if (!same) differs(file, std::string(index.file) + " gives it another split name");
      }
    }
    for (const Member& member : members_) {
      if (!listed.contains(member.file())) differs(member.file(), std::string(index.file) + " does not list it");
    }
  }

  ScanContext& context_;
  const bytes::Zip& zip_;
  const std::vector<Member>& members_;
  std::map<std::string_view, const Member*> by_file_;
};

}  // namespace

bool is_index(std::string_view file) {
  return file == toc_file || std::ranges::find(json_indices, file, &JsonIndex::file) != std::end(json_indices);
}

void judge_index(ScanContext& context, const bytes::Zip& zip, const std::vector<Member>& members) {
  Index(context, zip, members).judge();
}

}  // namespace formulary::formats::apk_set
