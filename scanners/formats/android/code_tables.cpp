#include "scanners/formats/android/code_tables.hpp"

#include <algorithm>

namespace formulary::formats::android {
namespace {

constexpr std::size_t longest_name = 512;            // of a class that is kept
constexpr std::size_t most_text = 24 * 1024 * 1024;  // of all names together
constexpr std::size_t most_classes = 1'000'000;

}  // namespace

std::string class_name(std::string_view descriptor) {
  if (descriptor.size() < 3 || descriptor.front() != 'L' || descriptor.back() != ';') return {};
  std::string name(descriptor.substr(1, descriptor.size() - 2));
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

std::vector<CodeTables::Entry>::const_iterator CodeTables::lower_bound(std::string_view wanted) const {
  return std::lower_bound(classes_.begin(), classes_.end(), wanted,
                          [this](const Entry& entry, std::string_view text) { return name(entry) < text; });
}

// Of a class that one file defines and others refer to, the defined entry comes first.
bool CodeTables::defines(std::string_view class_name) const {
  const auto at = lower_bound(class_name);
  return at != classes_.end() && at->defined && name(*at) == class_name;
}

bool CodeTables::names(std::string_view class_name) const {
  const auto at = lower_bound(class_name);
  return at != classes_.end() && name(*at) == class_name;
}

std::vector<CodeTables::Class> CodeTables::below(std::string_view prefix) const {
  std::vector<Class> found;
  for (auto at = lower_bound(prefix); at != classes_.end() && name(*at).starts_with(prefix); ++at) {
    if (at->defined) found.push_back(show(*at));
  }
  return found;
}

CodeTables::Class CodeTables::first_below(std::string_view prefix) const {
  for (auto at = lower_bound(prefix); at != classes_.end() && name(*at).starts_with(prefix); ++at) {
    if (at->defined) return show(*at);
  }
  return {};
}

void CodeTables::add(std::string_view descriptor, std::string_view file, bool defined, bytes::Budget& budget) {
  if (descriptor.size() < 3 || descriptor.front() != 'L' || descriptor.size() > longest_name) return;
  if (classes_.size() == most_classes || text_.size() + descriptor.size() > most_text) {
    budget.exceed("names of classes");
    return;
  }
  if (files_.empty() || files_.back() != file) files_.emplace_back(file);
  const std::string name = class_name(descriptor);
  classes_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint16_t>(files_.size() - 1), defined});
  text_ += name;
}

void CodeTables::add_domain(std::string_view domain, std::string_view place) {
  if (!domains_.contains(domain)) domains_.emplace(domain, place);
}

void CodeTables::finish() {
  std::sort(classes_.begin(), classes_.end(), [this](const Entry& left, const Entry& right) {
    if (const int order = name(left).compare(name(right)); order != 0) return order < 0;
    if (left.defined != right.defined) return left.defined;
    return left.file < right.file;
  });
  const auto same = [this](const Entry& left, const Entry& right) { return name(left) == name(right); };
  classes_.erase(std::unique(classes_.begin(), classes_.end(), same), classes_.end());
}

}  // namespace formulary::formats::android
