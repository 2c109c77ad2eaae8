#include "service/usecases/conflict.hpp"

#include <algorithm>

#include "service/usecases/assess.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::Conflict;
using domain::ConflictSubject;
using domain::Matter;
using domain::RefusalCode;

/// The subject exists, and its field alone is filled.
domain::Result<void> check_subject(Transaction& transaction, const NewConflict& request) {
  switch (request.subject) {
    case ConflictSubject::tool:
      if (transaction.registry().find_tool(request.tool)) return {};
      return domain::refuse(RefusalCode::invalid, "There is no tool with this id.", "/tool");
    case ConflictSubject::vendor:
      if (!domain::read_company_name(request.vendor).words.empty()) return {};
      return domain::refuse(RefusalCode::invalid, "This is no name of a company.", "/vendor");
    case ConflictSubject::submission: {
      const auto found = transaction.submissions().find(request.submission);
      if (found && found->state != domain::SubmissionState::draft) return {};
      return domain::refuse(RefusalCode::invalid, "There is no request with this id.", "/submission");
    }
  }
  return {};
}

bool same_subject(const Conflict& a, const Conflict& b) {
  return a.person == b.person && a.subject == b.subject && a.tool == b.tool && a.submission == b.submission &&
         a.vendor == b.vendor;
}

void add_name(Transaction& transaction, const domain::Submission& submission, Matter& matter) {
  if (const auto dossier = transaction.claims().dossier(submission.id)) {
    matter.vendors.push_back(dossier->device.manufacturer);
  }
}

void take_tool(Transaction& transaction, const domain::ToolId& id, Matter& matter) {
  matter.tool = id;
  if (const auto tool = id.empty() ? std::nullopt : transaction.registry().find_tool(id)) {
    matter.vendors.push_back(tool->vendor);
  }
}

std::vector<domain::CompanyAlias> aliases_for(Transaction& transaction, const std::vector<Conflict>& conflicts) {
  std::vector<domain::CompanyAlias> aliases;
  if (std::ranges::find(conflicts, ConflictSubject::vendor, &Conflict::subject) == conflicts.end()) return aliases;
  for (const StoredAlias& one : transaction.claims().aliases()) aliases.push_back(one.alias);
  return aliases;
}

void void_votes(Transaction& transaction, World& world, const domain::Actor& actor, const Conflict& conflict) {
  const std::string reason = "A conflict of interest was declared.";
  for (const OpenVote& vote : transaction.conflicts().open_reviews_of(conflict.person)) {
    auto submission = transaction.submissions().find(vote.submission);
    if (!submission) continue;
    const std::vector<domain::CompanyAlias> aliases = aliases_for(transaction, {conflict});
    if (!concerns(conflict, matter_of(transaction, *submission), aliases)) continue;
    const auto reviews = transaction.submissions().reviews(vote.submission);
    const auto given = std::ranges::find(reviews, vote.review, &domain::Review::id);
    if (given == reviews.end()) continue;
    if (given->opinion == domain::Opinion::object && conflict.declarer != conflict.person) continue;
    transaction.submissions().void_review(vote.review, world.present().now, reason);
    note(transaction, world, actor, "review.void", "review", vote.review.value, reason);
    // The page shows another state of the reviews: nobody decides on an old view.
    if (!save(transaction, world, actor, *submission, "submission.conflict")) continue;
  }
}

}  // namespace

domain::Result<Conflict> declare_conflict(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const NewConflict& request) {
  if (const auto may = domain::may_declare(actor, request.person); !may) return std::unexpected(may.error());
  const auto person = transaction.people().find(request.person);
  if (!person || person->has(domain::Role::script)) {
    return domain::refuse(RefusalCode::invalid, "There is no person with this id.", "/person");
  }
  if (request.reason.empty()) {
    return domain::refuse(RefusalCode::invalid, "Say what the interest is.", "/reason");
  }
  if (const auto fits = check_subject(transaction, request); !fits) return std::unexpected(fits.error());
  Conflict conflict{.id = {world.new_id()},
                    .person = request.person,
                    .subject = request.subject,
                    .tool = request.tool,
                    .vendor = request.vendor,
                    .submission = request.submission,
                    .declarer = actor.id,
                    .declared = world.present().now};
  const std::vector<Conflict> standing = transaction.conflicts().standing();
  if (std::ranges::any_of(standing, [&](const Conflict& one) { return same_subject(one, conflict); })) {
    return domain::refuse(RefusalCode::conflict, "This conflict of interest was declared already, and stands.");
  }
  transaction.conflicts().insert(conflict, request.reason);
  note(transaction, world, actor, "conflict.declare", "conflict", conflict.id.value);
  note(transaction, world, actor, "person.conflict", "person", conflict.person.value, request.reason);
  void_votes(transaction, world, actor, conflict);
  return conflict;
}

domain::Result<Conflict> end_conflict(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const domain::ConflictId& id, const std::string& reason) {
  auto conflict = transaction.conflicts().find(id);
  if (!conflict) return domain::refuse(RefusalCode::not_found, "There is no conflict of interest with this id.");
  if (const auto may = domain::may_end(actor, *conflict); !may) return std::unexpected(may.error());
  if (reason.empty()) return domain::refuse(RefusalCode::invalid, "Say why it is over.", "/reason");
  conflict->ended = world.present().now;
  conflict->ender = actor.id;
  transaction.conflicts().end(id, actor.id, *conflict->ended, reason);
  note(transaction, world, actor, "conflict.end", "conflict", id.value);
  note(transaction, world, actor, "person.conflict_end", "person", conflict->person.value, reason);
  return *conflict;
}

Matter matter_of(Transaction& transaction, const domain::Submission& submission) {
  Matter matter;
  take_tool(transaction, submission.tool, matter);
  matter.submissions.push_back(submission.id);
  add_name(transaction, submission, matter);
  if (submission.version.empty()) return matter;
  for (const domain::Submission& other : transaction.submissions().of_version(submission.version)) {
    if (other.id != submission.id) add_name(transaction, other, matter);
  }
  return matter;
}

Matter matter_of(Transaction& transaction, const domain::VersionId& id) {
  Matter matter;
  if (const auto version = transaction.registry().find_version(id)) take_tool(transaction, version->tool, matter);
  for (const domain::Submission& one : transaction.submissions().of_version(id)) {
    matter.submissions.push_back(one.id);
    add_name(transaction, one, matter);
  }
  return matter;
}

std::vector<Conflict> conflicts_about(Transaction& transaction, const Matter& matter) {
  std::vector<Conflict> about = transaction.conflicts().standing();
  const std::vector<domain::CompanyAlias> aliases = aliases_for(transaction, about);
  std::erase_if(about, [&](const Conflict& one) { return !concerns(one, matter, aliases); });
  return about;
}

domain::Stakes stakes_in(Transaction& transaction, const domain::Submission& submission) {
  domain::Stakes stakes{.involved = involved(transaction, submission)};
  for (const Conflict& one : conflicts_about(transaction, matter_of(transaction, submission))) {
    stakes.conflicted.push_back(one.person);
  }
  return stakes;
}

domain::Stakes stakes_in(Transaction& transaction, const domain::VersionId& version) {
  domain::Stakes stakes;
  for (const domain::Submission& submission : transaction.submissions().of_version(version)) {
    const std::vector<domain::PersonId> more = involved(transaction, submission);
    stakes.involved.insert(stakes.involved.end(), more.begin(), more.end());
  }
  for (const Conflict& one : conflicts_about(transaction, matter_of(transaction, version))) {
    stakes.conflicted.push_back(one.person);
  }
  return stakes;
}

}  // namespace formulary::usecases
