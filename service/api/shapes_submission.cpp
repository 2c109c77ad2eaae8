#include <algorithm>

#include "service/api/dossier.hpp"
#include "service/api/etag.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/claim.hpp"
#include "service/usecases/conflict.hpp"

namespace formulary::api {
namespace {

using domain::SubmissionState;

bool scanned(const domain::Submission& submission) {
  return submission.state != SubmissionState::draft && submission.state != SubmissionState::submitted &&
         submission.state != SubmissionState::scanning;
}

Json decision_json(const domain::Decision& decision, Json decider) {
  Json json;
  json["id"] = decision.id.value;
  json["outcome"] = domain::to_text(decision.outcome);
  json["reason"] = decision.reason;
  json["conditions"] = texts(decision.conditions);
  json["waivers"] = Json::array();
  for (const domain::Waiver& waiver : decision.waivers) {
    json["waivers"].push_back({{"rule", waiver.rule},
                               {"subject", waiver.subject},
                               {"reason", waiver.reason},
                               {"expires", domain::to_text(waiver.expires)}});
  }
  json["expires"] = day(decision.expires);
  json["decider"] = std::move(decider);
  json["created"] = domain::to_rfc3339(decision.created);
  return json;
}

}  // namespace

Json intended_use_json(const domain::IntendedUse& use) {
  Json json;
  json["purpose"] = use.purpose;
  json["users"] = use.users;
  json["patient_group"] = use.patient_group;
  json["data_classes"] = words(use.data_classes);
  json["clinical_role"] = domain::to_text(use.clinical_role);
  json["devices_driven"] = use.devices_driven;
  json["sites"] = texts(use.sites);
  json["jurisdictions"] = texts(use.jurisdictions);
  return json;
}

Json finding_json(const domain::Finding& finding) {
  Json json;
  json["rule"] = finding.rule;
  json["severity"] = domain::to_text(finding.severity);
  json["title"] = finding.title;
  json["subject"] = finding.subject;
  json["sentence"] = finding.sentence;
  json["would_pass"] = finding.would_pass;
  json["evidence"] = texts(finding.evidence);
  json["waived"] = finding.waived;
  return json;
}

Json findings_json(const std::vector<domain::Finding>& findings) {
  Json list = Json::array();
  for (const domain::Finding& finding : findings) list.push_back(finding_json(finding));
  return list;
}

Json picture_json(const Report& report, domain::Day today) {
  const auto picture = domain::picture_of(report, today);
  if (!picture) return nullptr;
  const auto list = [](const std::vector<domain::PictureItem>& items) {
    Json json = Json::array();
    for (const domain::PictureItem& item : items) {
      json.push_back({{"kind", item.kind},
                      {"title", item.title},
                      {"sentence", item.sentence},
                      {"names", texts(item.names)},
                      {"evidence", texts(item.evidence)},
                      {"concern", item.concern}});
    }
    return json;
  };
  Json json;
  json["summary"] = picture->summary;
  json["sources"] = list(picture->sources);
  json["ways_out"] = list(picture->ways_out);
  json["protections"] = list(picture->protections);
  return json;
}

Json assessment_json(const usecases::Assessed& assessed, domain::Day today) {
  Json json;
  json["risk"] = domain::to_text(assessed.assessment.risk);
  json["verdict"] = domain::to_text(assessed.assessment.verdict);
  json["reasons"] = texts(assessed.assessment.reasons);
  json["findings"] = findings_json(assessed.assessment.findings);
  json["policy"] = {
      {"id", assessed.policy.id.value}, {"version", assessed.policy.version}, {"name", assessed.policy.name}};
  json["rules_version"] = domain::rules_version();
  json["picture"] = assessed.report ? picture_json(assessed.report->report, today) : Json();
  return json;
}

/// Number, state, and what it is about: the beginning of both shapes of a submission.
Json Shapes::identity(const domain::Submission& submission) {
  const auto& tool = find_tool(submission.tool);
  const auto& version = find_version(submission.version);
  std::string title = tool ? tool->name : std::string();
  if (title.empty()) title = submission.artifact ? submission.file_name : submission.claimed_identifier;
  Json json;
  json["id"] = submission.id.value;
  json["number"] = submission.number;
  json["state"] = domain::to_text(submission.state);
  json["tool"] = tool_ref(submission.tool);
  json["title"] = title;
  json["version"] = version ? version->version : submission.claimed_version;
  json["version_id"] = id_or_null(submission.version.value);
  json["department"] = department(submission.department);
  json["submitter"] = person_name(submission.submitter);
  return json;
}

Json Shapes::submission_row(const domain::Submission& submission) {
  Json json = identity(submission);
  const usecases::Assessed assessed = usecases::assess(transaction_, call_.world(), submission);
  json["risk"] = domain::to_text(assessed.assessment.risk);
  json["verdict"] = scanned(submission) ? Json(domain::to_text(assessed.assessment.verdict)) : Json();
  const bool open = submission.state == SubmissionState::in_review || submission.state == SubmissionState::needs_info;
  const auto reviews = open ? transaction_.submissions().reviews(submission.id) : std::vector<domain::Review>();
  json["missing_reviews"] = open ? words(usecases::missing_reviews(assessed, submission, reviews)) : Json::array();
  json["objections"] = words(usecases::objections(reviews));
  json["created"] = domain::to_rfc3339(submission.created);
  json["updated"] = domain::to_rfc3339(submission.updated);
  return json;
}

Json Shapes::submission_rows(const std::vector<domain::Submission>& submissions) {
  Json list = Json::array();
  for (const domain::Submission& one : submissions) {
    const bool hidden = one.state == SubmissionState::draft && one.submitter != call_.actor.id;
    if (!hidden) list.push_back(submission_row(one));
  }
  return list;
}

Json Shapes::scan(const domain::Submission& submission, const usecases::Assessed& assessed) {
  const auto job = transaction_.submissions().find_job(submission.id);
  std::string_view state = "none";
  if (job) {
    state = job->state == usecases::JobState::queued    ? "queued"
            : job->state == usecases::JobState::running ? "running"
                                                        : "done";
  }
  const bool done = state == "done" && assessed.report;
  Json json;
  json["state"] = state;
  json["attempts"] = job ? job->attempts : 0;
  json["created"] = job ? Json(domain::to_rfc3339(job->created)) : Json();
  json["finished"] = job ? instant(job->finished) : Json();
  json["complete"] = done ? Json(assessed.report->report.complete) : Json();
  json["reason"] = done ? assessed.report->report.reason : std::string();
  return json;
}

Json Shapes::may(const domain::Submission& submission, const usecases::Assessed& assessed,
                 const std::vector<domain::Review>& reviews) {
  const domain::Actor& actor = call_.actor;
  const bool own = submission.submitter == actor.id && actor.may_use(domain::Scope::submit);
  const bool in_review = submission.state == SubmissionState::in_review;
  const bool draft = submission.state == SubmissionState::draft;
  const bool needs_info = submission.state == SubmissionState::needs_info;
  Json json;
  json["edit"] = own && (draft || in_review || needs_info);
  json["submit"] = own && (draft || needs_info);
  json["withdraw"] = own && !domain::is_final(submission.state);
  json["review"] = Json::array();
  const domain::Stakes stakes = usecases::stakes_in(transaction_, submission);
  std::string why_not_review;
  for (const domain::ReviewDomain one : actor.domains) {
    const auto review = domain::may_review(actor, submission, one, stakes);
    if (review) {
      json["review"].push_back(domain::to_text(one));
    } else {
      why_not_review = review.error().sentence;
    }
  }
  json["why_not_review"] = json["review"].empty() ? why_not_review : std::string();
  json["ask"] = in_review && actor.has(domain::Role::reviewer) && submission.submitter != actor.id &&
                actor.may_use(domain::Scope::review);
  // A rejection needs neither reviews nor a passing scan: who may reject may decide; the obstacles say what keeps
  // anybody from approving.
  domain::Decision decision;
  decision.submission = submission.id;
  decision.decider = actor.id;
  decision.outcome = domain::Outcome::reject;
  decision.reason = "-";
  const auto decide =
      domain::may_decide(actor, decision, assessed.policy, submission, assessed.assessment, reviews,
                         transaction_.people().active_administrators(), call_.world().present(), stakes);
  json["decide"] = decide.has_value();
  json["why_not_decide"] = decide ? std::string() : decide.error().sentence;
  json["keep_dossier"] = own && (draft || in_review || needs_info);
  json["give_opinions"] = usecases::may_give_opinions(transaction_, actor, submission).has_value();
  return json;
}

Json Shapes::dossier(const domain::Submission& submission) {
  const auto kept = transaction_.claims().dossier(submission.id);
  if (!kept) return nullptr;
  Json json;
  json["device"] = device_json(kept->device);
  json["answers"] = answers_json(kept->answers);
  json["advice"] = advice_json(*kept);
  json["claims"] = Json::array();
  for (const domain::Authorization& one : transaction_.claims().authorizations(submission.id)) {
    json["claims"].push_back(
        authorization_json(one, call_.world().present(), one.opinion ? person_name(one.opinion->person) : Json()));
  }
  return json;
}

Json Shapes::submission(const domain::Submission& submission) {
  const usecases::Assessed assessed = usecases::assess(transaction_, call_.world(), submission);
  const std::vector<domain::Review> reviews = transaction_.submissions().reviews(submission.id);
  const domain::ClassPolicy& rules = assessed.policy.of(assessed.assessment.risk);
  const std::string binding = domain::binding_of(submission, assessed.assessment);
  const bool open = !domain::is_final(submission.state);

  Json json = identity(submission);
  json["uploader"] = person_name(submission.uploader);
  json["intended_use"] = intended_use_json(submission.use);
  json["claim"] = nullptr;
  if (submission.claimed_platform) {
    json["claim"] = {{"platform", domain::to_text(*submission.claimed_platform)},
                     {"identifier", submission.claimed_identifier},
                     {"version", submission.claimed_version}};
  }
  json["artifact"] = nullptr;
  if (submission.artifact) {
    json["artifact"] = {{"sha256", submission.artifact->hex},
                        {"size", call_.services.blobs.size(*submission.artifact)},
                        {"file_name", submission.file_name}};
  }
  json["scan"] = scan(submission, assessed);
  json["dossier"] = dossier(submission);
  json["question"] = submission.question;
  json["assessment"] = scanned(submission) ? assessment_json(assessed, call_.world().present().today) : Json();
  json["reviews"] = Json::array();
  for (const domain::Review& review : reviews) {
    json["reviews"].push_back({{"id", review.id.value},
                               {"domain", domain::to_text(review.domain)},
                               {"opinion", domain::to_text(review.opinion)},
                               {"comment", review.comment},
                               {"reviewer", person_name(review.reviewer)},
                               {"created", domain::to_rfc3339(review.created)},
                               {"stands", open ? review.counts(binding) : !review.voided},
                               {"outdated", open && review.binding != binding},
                               {"void_reason", review.void_reason}});
  }
  json["required_domains"] = words(rules.required_domains);
  json["missing_reviews"] = open ? words(usecases::missing_reviews(assessed, submission, reviews)) : Json::array();
  json["obstacles"] = Json::array();
  if (submission.state == SubmissionState::in_review) {
    std::vector<std::string> obstacles = domain::obstacles(assessed.policy, submission, assessed.assessment, reviews,
                                                           usecases::stakes_in(transaction_, submission));
    std::ranges::move(usecases::missing_at_gate(transaction_, call_.world(), submission, assessed.policy),
                      std::back_inserter(obstacles));
    json["obstacles"] = texts(obstacles);
  }
  const auto decision = transaction_.submissions().decision(submission.id);
  json["decision"] = decision ? decision_json(*decision, person_name(decision->decider)) : Json();
  json["approval"] = nullptr;
  if (decision && decision->outcome != domain::Outcome::reject) {
    for (const domain::Approval& one : transaction_.registry().approvals_of(submission.tool)) {
      if (one.submission == submission.id) json["approval"] = one.id.value;
    }
  }
  json["transitions"] = Json::array();
  for (const usecases::Transition& one : transaction_.submissions().transitions(submission.id)) {
    json["transitions"].push_back({{"from", domain::to_text(one.from)},
                                   {"to", domain::to_text(one.to)},
                                   {"event", one.event},
                                   {"actor", person_name(one.actor)},
                                   {"reason", one.reason},
                                   {"at", domain::to_rfc3339(one.at)}});
  }
  json["emergency_approvals"] = Json::array();
  for (const domain::EmergencyApproval& one : transaction_.emergencies().of_submission(submission.id)) {
    json["emergency_approvals"].push_back(emergency_approval(one));
  }
  json["conflicts"] = Json::array();
  for (const domain::Conflict& one :
       usecases::conflicts_about(transaction_, usecases::matter_of(transaction_, submission))) {
    json["conflicts"].push_back(conflict(one));
  }
  json["may"] = may(submission, assessed, reviews);
  const domain::Day latest = call_.world().present().today + std::chrono::days(rules.validity_days);
  json["max_expires"] = open ? day(latest) : Json();
  json["standard_conditions"] = texts(rules.conditions);
  json["alternatives"] = Json::array();
  const auto& tool = find_tool(submission.tool);
  if (tool && !(decision && decision->outcome != domain::Outcome::reject)) {
    for (const std::string& name : transaction_.registry().approved_tool_names(tool->platform, 6)) {
      if (name != tool->name && json["alternatives"].size() < 5) json["alternatives"].push_back(name);
    }
  }
  json["created"] = domain::to_rfc3339(submission.created);
  json["updated"] = domain::to_rfc3339(submission.updated);
  json["revision"] = submission.revision;
  return json;
}

Response submission_response(const Call& call, usecases::Transaction& transaction, const domain::Submission& submission,
                             int status) {
  Response response = json_response(status, Shapes(call, transaction).submission(submission));
  set_revision(response, submission.revision);
  if (status == 201) response.set("location", "/v1/submissions/" + submission.id.value);
  return response;
}

}  // namespace formulary::api
