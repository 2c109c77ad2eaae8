// Dossiers in the contract: how a request writes one, and how answers show it with the standing of each claim.
#pragma once

#include "service/api/object_reader.hpp"
#include "service/domain/authorization.hpp"
#include "service/domain/dossier.hpp"

namespace formulary::api {

/// From the fields `device`, `claims` and, where there is one, `answers` of a body.
domain::Dossier read_dossier(ObjectReader& in, Mistakes& mistakes);

Json device_json(const domain::DeviceIdentity& device);
Json answers_json(const domain::QuestionAnswers& answers);
/// What the answers make of the product in each jurisdiction, and what does not fit; null without answers.
Json advice_json(const domain::Dossier& dossier);
Json judgement_json(const domain::ClaimJudgement& judgement);
/// One claim and what it is worth on this day; `reviewer` is the name behind its opinion, or null.
Json authorization_json(const domain::Authorization& authorization, const domain::Present& present, Json reviewer);

}  // namespace formulary::api
