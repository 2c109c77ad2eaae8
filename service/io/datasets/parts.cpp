#include "service/io/datasets/parts.hpp"

#include <algorithm>
#include <array>

#include "service/io/datasets/limits.hpp"

namespace formulary::io::datasets {
namespace {

/// Looks at the first records only.
class Probe final : public RecordTaker {
 public:
  explicit Probe(std::string_view name) : name_(name) {}
  std::set<std::string> names;

  Step columns(std::span<const std::string> columns) override {
    for (const std::string& name : columns) names.insert(plain_name(name));
    return Step::stop;
  }
  Step record(Json&& record, std::int64_t) override {
    for (const auto& member : record.items()) names.insert(plain_name(member.key()));
    return ++seen_ < 20 ? Step::go_on : Step::stop;
  }
  Step reject(std::int64_t, std::string_view) override { return Step::go_on; }
  void around(std::string_view name, const Json& value) override {
    if (name != "error") return;
    broken(name_, "This is an error message of the interface and not data: " +
                      in_quotes(value.is_object() ? Fields(value).text({"message", "code"}) : text_of(value)) +
                      ". Ask for the data again.");
  }
  void warn(std::string_view) override {}

 private:
  std::string_view name_;
  int seen_ = 0;
};

bool may_be_data(std::string_view name) {
  if (name.find("__MACOSX/") != std::string_view::npos) return false;
  const std::size_t dot = name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? "" : upper(name.substr(dot));
  return extension.empty() || extension == ".TXT" || extension == ".CSV" || extension == ".JSON" || extension == ".XML";
}

/// Both ends of a source that has to live together.
class Decoded final : public Source {
 public:
  explicit Decoded(std::unique_ptr<Source> bytes) : bytes_(std::move(bytes)), text_(*bytes_) {}
  std::size_t read(std::span<char> buffer) override { return text_.read(buffer); }

 private:
  std::unique_ptr<Source> bytes_;
  Utf8Source text_;
};

}  // namespace

Parts::Parts(std::span<const std::filesystem::path> files, std::string_view kind) {
  for (const std::filesystem::path& path : files) {
    Opened opened{std::make_unique<File>(path), nullptr, path.filename().string()};
    bytes_ += opened.file->size();
    std::array<char, 4> magic{};
    const std::size_t got = opened.file->read_at(0, magic);
    const std::size_t index = files_.size();
    if (got == 4 && std::string_view(magic.data(), 4) == "PK\3\4") {
      opened.zip = std::make_unique<Zip>(*opened.file, opened.name);
      if (std::ranges::count(opened.zip->entries(), "[Content_Types].xml", &ZipEntry::name) > 0) {
        broken(opened.name, "This is a workbook. Save it as CSV (UTF-8), and give that.");
      }
      for (std::size_t entry = 0; entry < opened.zip->entries().size(); ++entry) {
        const ZipEntry& item = opened.zip->entries()[entry];
        Part part{opened.name + "!/" + item.name, index, entry, item.size};
        if (may_be_data(item.name)) {
          parts_.push_back(std::move(part));
        } else {
          passed_over_.push_back(std::move(part.name));
        }
      }
      if (parts_.empty()) broken(opened.name, "There are no data in this archive. Check what it is.");
    } else {
      parts_.push_back({opened.name, index, std::nullopt, opened.file->size()});
    }
    files_.push_back(std::move(opened));
  }
  for (Part& part : parts_) recognise(part, kind);
}

std::unique_ptr<Source> Parts::open_bytes(const Part& part, Expansion& expansion, Progress* progress) const {
  const Opened& opened = files_[part.file];
  if (part.entry) return opened.zip->open(opened.zip->entries()[*part.entry], expansion, progress);
  return std::make_unique<FileSource>(*opened.file, 0, opened.file->size(), progress);
}

std::unique_ptr<Source> Parts::open(const Part& part, Expansion& expansion, Progress* progress) const {
  return std::make_unique<Decoded>(open_bytes(part, expansion, progress));
}

void Parts::recognise(Part& part, std::string_view kind) const {
  Expansion expansion{largest_expansion};
  const auto source = open_bytes(part, expansion, nullptr);
  PeekSource bytes(*source);
  refuse_what_is_no_text(bytes.first(), part.name);
  Utf8Source decoded(bytes);
  PeekSource text(decoded);
  part.shape = shape_of(text.first(), part.name);
  Probe probe(part.name);
  read_records(part.shape, text, part.name, probe);
  part.names = std::move(probe.names);
  for (const Format* format : formats()) {
    if (!fits(*format, part.names)) continue;
    const bool asked_for = lists(format->kinds, kind);
    // The tables for any other authority would fit nearly everything: they only count where they are asked for.
    if (asked_for || (part.format == nullptr && !format->kinds.starts_with("csv-"))) part.format = format;
    if (asked_for) return;
  }
}

}  // namespace formulary::io::datasets
