// A small hospital in a database of its own: a department, a person of each kind, and the nouns that tests put around
// them. Every noun is valid as it stands; a test changes the one thing that it is about.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "service/io/store/sqlite_store.hpp"
#include "tests/service/io/temporary.hpp"
#include "tests/service/support/agreed.hpp"

namespace formulary::test {

using domain::Instant;
using usecases::Commit;
using usecases::Transaction;

inline domain::Day day(int year, unsigned month, unsigned of_month) {
  return domain::Day(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month));
}

inline const domain::DepartmentId cardiology{uuid(1, 1)};
inline const domain::PersonId submitter{uuid(1, 2)};
inline const domain::PersonId reviewer{uuid(2, 2)};
inline const domain::PersonId approver{uuid(3, 2)};
inline const domain::PersonId administrator{uuid(4, 2)};
inline const domain::PersonId script{uuid(5, 2)};

inline domain::Person person(const domain::PersonId& id, const std::string& login, std::vector<domain::Role> roles,
                             std::vector<domain::ReviewDomain> domains = {}) {
  return {.id = id,
          .login = login,
          .display_name = "Dr. " + login,
          .department = cardiology,
          .roles = std::move(roles),
          .domains = std::move(domains),
          .created = {1000},
          .disabled = {},
          .revision = 1};
}

inline domain::Submission submission(int number) {
  domain::Submission s;
  s.id = {uuid(number, 3)};
  s.number = number;
  s.submitter = submitter;
  s.department = cardiology;
  s.state = domain::SubmissionState::in_review;
  s.use.purpose = "Monitoring";
  s.use.users = "nurses";
  s.use.patient_group = "adults";
  s.use.data_classes = {domain::DataClass::phi};
  s.use.clinical_role = domain::ClinicalRole::informs;
  s.use.devices_driven = "none";
  s.use.sites = {"North", "South"};
  s.use.jurisdictions = {"US", "EU"};
  s.artifact = domain::Sha256{digest(number)};
  s.uploader = submitter;
  s.file_name = "app.apk";
  s.created = {2000};
  s.updated = {3000};
  return s;
}

inline domain::Tool tool(int number) {
  return {.id = {uuid(number, 4)},
          .platform = domain::Platform::android,
          .identifier = "org.example.tool" + std::to_string(number),
          .name = "Tool " + std::to_string(number),
          .vendor = "Example",
          .created = {1500}};
}

inline domain::Version version(int number, int of_tool) {
  return {.id = {uuid(number, 5)},
          .tool = {uuid(of_tool, 4)},
          .version = "1." + std::to_string(number),
          .version_code = std::to_string(100 + number),
          .artifacts = {{digest(number)}},
          .created = {1600 + number}};
}

inline domain::Review review(int number, int of_submission) {
  return {.id = {uuid(number, 6)},
          .submission = {uuid(of_submission, 3)},
          .reviewer = reviewer,
          .domain = domain::ReviewDomain::security,
          .opinion = domain::Opinion::support,
          .comment = "Looked at it.",
          .binding = "binding",
          .created = {4000 + number},
          .voided = {},
          .void_reason = {}};
}

inline domain::Decision decision(int number) {
  return {.id = {uuid(number, 7)},
          .submission = {uuid(number, 3)},
          .decider = approver,
          .outcome = domain::Outcome::approve,
          .reason = "Fine.",
          .conditions = {},
          .waivers = {},
          .expires = day(2027, 3, 1),
          .created = {5000}};
}

inline domain::Approval approval(int number, int of_tool, int of_version) {
  domain::Approval a;
  a.id = {uuid(number, 8)};
  a.submission = {uuid(number, 3)};
  a.tool = {uuid(of_tool, 4)};
  a.version = {uuid(of_version, 5)};
  a.identifier = "org.example.tool" + std::to_string(of_tool);
  a.version_text = "1." + std::to_string(of_version);
  a.version_code = std::to_string(100 + of_version);
  a.artifacts = {{digest(number)}};
  a.signers = {digest(900), digest(901)};
  a.conditions = {"Only on managed devices."};
  a.jurisdictions = {"US"};
  a.department = cardiology;
  a.reason = "Fine.";
  a.decider = approver;
  a.starts = day(2026, 3, 1);
  a.expires = day(2027, 3, 1);
  a.created = {6000 + number};
  return a;
}

inline domain::AuditEntry entry(const std::string& action, const std::string& object_id = {}) {
  domain::AuditEntry e;
  e.actor.kind = domain::ActorKind::person;
  e.actor.id = submitter;
  e.actor.session_digest = digest(77);
  e.actor.request_id = "request-1";
  e.actor.remote = "192.0.2.7";
  e.actor.user_agent_digest = digest(78);
  e.action = action;
  e.object_type = "submission";
  e.object_id = object_id;
  e.at = {1772323200000};
  return e;
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() { open(); }

  void open(const io::store::Options& options = {}) { store = io::store::open(file(), options); }
  void reopen() {
    store.reset();
    open();
  }
  std::filesystem::path file() const { return folder / "formulary.db"; }

  /// Writes, and expects that it was done.
  template <class Work>
  void write(const Work& work) {
    store->write([&](Transaction& t) {
      work(t);
      return Commit::yes;
    });
  }
  template <class Work>
  void read(const Work& work) {
    store->read([&](Transaction& t) { work(t); });
  }

  void add_people() {
    write([](Transaction& t) {
      using domain::Role;
      t.people().insert(domain::Department{cardiology, "Cardiology"});
      insert_agreed(t, person(submitter, "sue", {Role::submitter}));
      insert_agreed(t, person(reviewer, "rob", {Role::reviewer, Role::submitter},
                              {domain::ReviewDomain::security, domain::ReviewDomain::privacy}));
      insert_agreed(t, person(approver, "ann", {Role::approver}));
      insert_agreed(t, person(administrator, "ada", {Role::administrator, Role::auditor}));
      insert_agreed(t, person(script, "script", {Role::script}));
    });
  }

  /// Tool, version, submission, review, decision and approval, all with this number.
  void add_approved(int number) {
    write([&](Transaction& t) {
      t.registry().insert(tool(number));
      t.registry().insert(version(number, number));
      domain::Submission s = submission(number);
      s.tool = {uuid(number, 4)};
      s.version = {uuid(number, 5)};
      t.submissions().insert(s);
      t.submissions().insert(review(number, number));
      t.submissions().insert(decision(number));
      t.registry().insert(approval(number, number, number));
    });
  }

  TemporaryFolder folder;
  std::unique_ptr<io::store::EmbeddedStore> store;
};

}  // namespace formulary::test
