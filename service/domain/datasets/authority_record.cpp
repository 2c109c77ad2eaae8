#include "service/domain/datasets/authority_record.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<RecordKind> kinds[] = {
    {RecordKind::authorization, "authorization"},
    {RecordKind::device, "device"},
    {RecordKind::classification, "classification"},
    {RecordKind::company, "company"},
    {RecordKind::listing, "listing"},
    {RecordKind::recall, "recall"},
};
constexpr Word<LinkKind> links[] = {
    {LinkKind::submission, "submission"}, {LinkKind::udi, "udi"},
    {LinkKind::basic_udi, "basic_udi"},   {LinkKind::product_code, "product_code"},
    {LinkKind::company, "company"},       {LinkKind::certificate, "certificate"},
    {LinkKind::recall, "recall"},         {LinkKind::event, "event"},
};

}  // namespace

std::string_view to_text(RecordKind kind) { return word_of(kinds, kind); }
std::optional<RecordKind> parse_record_kind(std::string_view text) { return value_of(kinds, text); }
std::string_view to_text(LinkKind kind) { return word_of(links, kind); }
std::optional<LinkKind> parse_link_kind(std::string_view text) { return value_of(links, text); }

}  // namespace formulary::domain
