#include "scanners/signing/verity.hpp"

#include <algorithm>

namespace formulary::signing {
namespace {

constexpr std::size_t page_size = 4096;

void append(Bytes& out, View data) { out.insert(out.end(), data.begin(), data.end()); }

}  // namespace

void VerityDigest::add(View data) {
  total_ += data.size();
  if (!pending_.empty()) {
    const std::size_t missing = std::min(page_size - pending_.size(), data.size());
    append(pending_, data.first(missing));
    data = data.subspan(missing);
    if (pending_.size() < page_size) return;
    add_page(pending_);
    pending_.clear();
  }
  for (; data.size() >= page_size; data = data.subspan(page_size)) add_page(data.first(page_size));
  append(pending_, data);
}

VerityTree VerityDigest::finish() {
  if (!pending_.empty()) {
    pending_.resize(page_size);
    add_page(pending_);
  }
  VerityTree tree;
  tree.size = total_;
  Bytes level = std::move(level_);
  for (;;) {
    level.resize((std::max<std::size_t>(level.size(), 1) + page_size - 1) / page_size * page_size);
    if (keep_ == VerityLevels::kept) tree.levels.insert(tree.levels.begin(), level.begin(), level.end());
    level_.clear();
    for (View rest = level; !rest.empty(); rest = rest.subspan(page_size)) add_page(rest.first(page_size));
    if (level.size() == page_size) break;
    level = std::move(level_);
  }
  tree.root = std::move(level_);
  return tree;
}

void VerityDigest::add_page(View page) {
  running_.update(salt_);
  running_.update(page);
  level_.resize(level_.size() + 32);
  running_.finish_into(std::span(level_).last(32));
}

}  // namespace formulary::signing
