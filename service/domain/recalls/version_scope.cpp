#include "service/domain/recalls/version_scope.hpp"

#include <algorithm>

#include "service/domain/names/fold.hpp"
#include "service/domain/recalls/version_lists.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<VersionScope> scopes[] = {
    {VersionScope::affected, "affected"},
    {VersionScope::not_affected, "not_affected"},
    {VersionScope::unresolved, "unresolved"},
};

bool is_day(const VersionParts& version) {
  return version.size() == 3 && version[0].number > 1990 && version[0].number < 2100 && version[1].number >= 1 &&
         version[1].number <= 12 && version[2].number >= 1 && version[2].number <= 31;
}

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    if (is_letter(c) || is_digit(c)) out += c;
  }
  return out;
}

bool names(const VersionList& list, std::span<const std::string> models) {
  return std::ranges::any_of(models, [&](const std::string& model) {
    const std::string wanted = plain(model);
    return wanted.size() >= 3 && list.label.find(" " + wanted + " ") != std::string::npos;
  });
}

/// "Model B200:", "REF 12-345"
bool of_a_model(const VersionList& list) {
  constexpr std::string_view marks[] = {" model ", " models ", " ref ", " catalog ", " catalogue ", " part ", " item "};
  return std::ranges::any_of(list.label, is_digit) &&
         std::ranges::any_of(marks, [&](std::string_view mark) { return list.label.find(mark) != std::string::npos; });
}

ScopeReading reading(VersionScope scope, std::string_view text, std::size_t at, std::size_t end, std::string reason) {
  return {scope, std::string(text.substr(at, std::min<std::size_t>(end - at, 300))), std::move(reason)};
}

}  // namespace

std::string_view to_text(VersionScope scope) { return word_of(scopes, scope); }

NoticeScope::NoticeScope(std::string_view text) : text_(text), plain_(text, false), days_(text, true) {}

ScopeReading NoticeScope::read(std::string_view version, std::span<const std::string> models) const {
  using enum VersionScope;
  const VersionParts offered = read_version(version);
  const VersionLists& notice = is_day(offered) ? days_ : plain_;
  const std::string_view text = text_;
  if (notice.all_versions && notice.lists.empty())
    return reading(affected, text, notice.all_at, notice.all_end, "The notice is about all versions.");
  if (offered.empty()) return {unresolved, {}, "It is not known which version is offered."};

  const bool own = std::ranges::any_of(notice.lists, [&](const VersionList& list) { return names(list, models); });
  const VersionList* hit = nullptr;
  const VersionList* doubt = nullptr;
  const VersionList* outside = nullptr;
  const VersionList* excepted = nullptr;
  const VersionList* cleared = nullptr;
  bool foreign = false;
  for (const VersionList& list : notice.lists) {
    if (list.meaning == ListMeaning::fix) continue;
    // Where the notice names this very model, what it says of other models does not count.
    if (own && of_a_model(list) && !names(list, models)) {
      foreign = true;
      continue;
    }
    Inside where = Inside::no;
    for (const VersionBound& bound : list.bounds) {
      const Inside one = inside(bound, offered);
      if (one == Inside::yes || (one == Inside::unknown && where == Inside::no)) where = one;
    }
    if (list.meaning == ListMeaning::change || list.meaning == ListMeaning::other) {
      if (where != Inside::no) doubt = &list;
    } else if (list.meaning == ListMeaning::affected) {
      if (where == Inside::yes)
        hit = hit != nullptr ? hit : &list;
      else if (where == Inside::unknown)
        doubt = doubt != nullptr ? doubt : &list;
      else
        outside = outside != nullptr ? outside : &list;
    } else if (where == Inside::yes) {
      (list.meaning == ListMeaning::exception ? excepted : cleared) = &list;
    } else if (where == Inside::unknown) {
      doubt = &list;
    }
  }
  const auto quote = [&](VersionScope scope, const VersionList& list, std::string reason) {
    return reading(scope, text, list.at, list.end, std::move(reason));
  };
  // Versions of several models, and nobody knows which of them is offered.
  const auto of_models = std::ranges::count_if(notice.lists, of_a_model);
  if (hit != nullptr && !own && of_models > 1 && of_a_model(*hit))
    return reading(unresolved, text, hit->at, hit->end,
                   "The notice names the offered version for one of several models.");
  const bool inside_all = notice.all_versions || hit != nullptr;
  if (excepted != nullptr && inside_all) {
    return quote(notice.complete ? not_affected : unresolved, *excepted, "The notice excepts the offered version.");
  }
  if (inside_all && doubt == nullptr && cleared == nullptr) {
    if (hit == nullptr)
      return reading(affected, text, notice.all_at, notice.all_end, "The notice is about all versions.");
    return quote(affected, *hit, "The notice names the offered version.");
  }
  if (hit != nullptr && cleared == nullptr) return quote(affected, *hit, "The notice names the offered version.");
  if (inside_all || doubt != nullptr)
    return quote(unresolved, doubt != nullptr ? *doubt : *cleared,
                 "The notice leaves open whether it means the offered version.");
  const VersionList* const decided = cleared != nullptr ? cleared : outside;
  if (decided != nullptr) {
    if (!notice.complete || (foreign && outside == nullptr))
      return quote(unresolved, *decided, "The notice names other versions, and not all of it was understood.");
    return quote(not_affected, *decided, "The notice names the versions that it is about, and not the offered one.");
  }
  if (notice.all_units && notice.lists.empty())
    return reading(affected, text, notice.all_at, notice.all_end, "The notice is about every unit.");
  return {unresolved, {}, "The notice does not say which versions it is about."};
}

ScopeReading read_version_scope(std::string_view text, std::string_view version, std::span<const std::string> models) {
  return NoticeScope(text).read(version, models);
}

}  // namespace formulary::domain
