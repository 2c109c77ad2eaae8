#include "service/io/datasets/file_reader.hpp"

#include <algorithm>

#include "service/io/datasets/delivery.hpp"
#include "service/io/datasets/join.hpp"
#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/parts.hpp"

namespace formulary::io::datasets {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Why nothing in the files can be read as `kind`.
[[noreturn]] void refuse(const domain::DatasetKind& kind, const Part& part) {
  if (part.format != nullptr) {
    broken(part.name, "This is " + std::string(part.format->name) + ": import it as " +
                          std::string(part.format->kinds) + " and not as " + std::string(kind.id) + ".");
  }
  if (part.names.empty()) broken(part.name, "There are no records in it. Download it again.");
  std::string closest = "nothing that is known as " + std::string(kind.id);
  std::size_t fewest = SIZE_MAX;
  for (const Format* format : formats()) {
    if (!lists(format->kinds, kind.id)) continue;
    const std::vector<std::string> lacks = missing(*format, part.names);
    if (lacks.size() >= fewest) continue;
    fewest = lacks.size();
    closest = "not " + std::string(format->name) + ": it has no " + joined(lacks);
  }
  broken(part.name,
         "This is " + closest + ". Check that it is the right file, and that its first line names the columns.");
}

}  // namespace

usecases::ReadSummary FileReader::read(const domain::DatasetKind& kind, std::span<const std::filesystem::path> files,
                                       usecases::RecordSink& sink) {
  if (files.empty()) throw usecases::BrokenFile("No file was given. Name at least one.");
  const Parts parts(files, kind.id);
  std::vector<const Part*> wanted, others;
  for (const Part& part : parts.all()) {
    const bool fits = part.format != nullptr && lists(part.format->kinds, kind.id);
    (fits ? wanted : others).push_back(&part);
  }
  Progress progress(sink, parts.bytes());
  Expansion expansion{largest_expansion};
  Delivery delivery(kind.id, sink);
  const auto used = read_joined(parts, kind.id, expansion, progress, delivery);
  std::erase_if(wanted, [&](const Part* part) { return used.contains(part); });
  std::erase_if(others, [&](const Part* part) { return used.contains(part); });
  for (const Part* part : others) {
    // In an archive, what stands beside the data is passed over; a file that was given is meant.
    if ((wanted.empty() && used.empty()) || !part->entry) refuse(kind, *part);
  }
  std::ranges::stable_sort(wanted, {}, [](const Part* part) { return part->format->order; });
  for (const Part* part : wanted) {
    const auto text = parts.open(*part, expansion, &progress);
    delivery.begin(part->name, *part->format);
    read_records(part->shape, *text, part->name, delivery);
  }
  usecases::ReadSummary summary = delivery.finish();
  for (const Part* part : others) summary.warnings.push_back(part->name + ": This is passed over; it is not known.");
  progress.finish();
  return summary;
}

}  // namespace formulary::io::datasets
