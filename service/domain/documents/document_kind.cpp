#include "service/domain/documents/document_kind.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<FieldType> types[] = {
    {FieldType::text, "text"}, {FieldType::day, "day"}, {FieldType::number, "number"}, {FieldType::one, "one"}};

constexpr Word<Bound> bounds[] = {{Bound::freely, "freely"},
                                  {Bound::version, "version"},
                                  {Bound::major_version, "major_version"},
                                  {Bound::intended_use, "intended_use"}};

std::vector<DocumentKind> made() {
  using enum FieldNeed;
  std::vector<DocumentKind> kinds;
#define DOCUMENT(id, name, reviewer, domain, bound, version_field, dated_field, expiry) \
  kinds.push_back(                                                                      \
      {#id, name, reviewer, ReviewDomain::domain, Bound::bound, version_field, dated_field, expiry, {}, {}});
#define FIELD(name, type, need, text) kinds.back().fields.push_back({name, FieldType::type, need, text, {}});
#define CHOICE(word) kinds.back().fields.back().choices.emplace_back(word);
#define DATED(field) kinds.back().terms.push_back({TermRule::Kind::dated, field, 0, needed});
#define LASTS(field, months) kinds.back().terms.push_back({TermRule::Kind::lasts, field, months, needed});
#define UNTIL(field, need) kinds.back().terms.push_back({TermRule::Kind::until, field, 0, need});
#include "service/domain/documents/documents.def"
#undef DOCUMENT
#undef FIELD
#undef CHOICE
#undef DATED
#undef LASTS
#undef UNTIL
  return kinds;
}

}  // namespace

std::string_view to_text(FieldType type) { return word_of(types, type); }
std::string_view to_text(Bound bound) { return word_of(bounds, bound); }

const DocumentField* DocumentKind::field(std::string_view wanted) const {
  const auto found = std::ranges::find(fields, wanted, &DocumentField::name);
  return found == fields.end() ? nullptr : &*found;
}

const std::vector<DocumentKind>& document_kinds() {
  static const std::vector<DocumentKind> kinds = made();
  return kinds;
}

const DocumentKind* find_document_kind(std::string_view id) {
  const auto& kinds = document_kinds();
  const auto found = std::ranges::find(kinds, id, &DocumentKind::id);
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace formulary::domain
