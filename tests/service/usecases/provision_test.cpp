// Who is locked out by the identity provider is out with the next request, whatever they had open; and no sequence of
// requests leaves anything behind that should not be.
#include <map>
#include <random>
#include <set>

#include "service/usecases/manage_people.hpp"
#include "tests/service/usecases/provisioned.hpp"

namespace formulary::tests {
namespace {

using domain::Role;

class Provision : public Provisioned {
 protected:
  void SetUp() override {
    Provisioned::SetUp();
    map("Reviewers", {{Role::reviewer}, {domain::ReviewDomain::privacy}, {}});
    map("Approvers", {{Role::approver}, {}, {}});
    map("Administrators", {{Role::administrator}, {}, {}});
    for (const std::string name : {"Reviewers", "Approvers", "Administrators"}) {
      groups.push_back(id_of(scim("POST", "/Groups", {{"displayName", name}})));
    }
  }

  std::string new_reviewer(const std::string& name) {
    const std::string id = id_of(scim("POST", "/Users", {{"userName", name}}));
    EXPECT_EQ(scim("PATCH", "/Groups/" + groups[0], operation("Add", "members", {{{"value", id}}})).status, 204);
    return id;
  }

  std::vector<std::string> groups;
};

TEST_F(Provision, EveryWayToLockSomebodyOutEndsSessionsAndTokensWithTheNextRequest) {
  const std::vector<std::pair<std::string, std::function<int(const std::string&)>>> ways = {
      {"Entra's text",
       [&](const std::string& id) {
         return scim("PATCH", "/Users/" + id, operation("Replace", "active", "False")).status;
       }},
      {"Okta's object",
       [&](const std::string& id) {
         return scim("PATCH", "/Users/" + id, operation("replace", nullptr, {{"active", false}})).status;
       }},
      {"all of it",
       [&](const std::string& id) {
         return scim("PUT", "/Users/" + id, {{"userName", "u" + id}, {"active", false}}).status;
       }},
      {"deletion", [&](const std::string& id) { return scim("DELETE", "/Users/" + id).status; }},
      {"out of the group",
       [&](const std::string& id) {
         return scim("PATCH", "/Groups/" + groups[0], operation("remove", "members[value eq \"" + id + "\"]", nullptr))
             .status;
       }},
      {"the group without members",
       [&](const std::string&) {
         return scim("PUT", "/Groups/" + groups[0], {{"displayName", "Reviewers"}}).status;
       }},
      {"the group renamed",
       [&](const std::string&) {
         const int status = scim("PATCH", "/Groups/" + groups[0], operation("replace", "displayName", "Others")).status;
         return status;
       }},
  };
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const std::string id = new_reviewer("u" + std::to_string(i));
    std::vector<Entry> entries;
    for (int n = 0; n < 5; ++n) {
      for (const Entry& entry : let_in({id})) entries.push_back(entry);
    }
    for (const Entry& entry : entries) EXPECT_EQ(knock(entry), 200);
    EXPECT_LT(ways[i].second(id), 300) << ways[i].first;
    for (const Entry& entry : entries) EXPECT_EQ(knock(entry), 401) << ways[i].first;
  }
}

/// What `reviewer` said of three requests: of one that nobody has decided, twice, and of one that was approved.
struct Votes {
  domain::SubmissionId open, objected, decided;
};

Votes cast_votes(Place& place, const domain::PersonId& reviewer, const domain::PersonId& submitter) {
  Votes votes;
  place.store->write([&](usecases::Transaction& transaction) {
    int number = 0;
    const auto insert = [&](domain::Opinion opinion, domain::SubmissionState state) {
      domain::Submission submission;
      submission.id = {place.world.new_id()};
      submission.number = ++number;
      submission.submitter = submitter;
      submission.state = state;
      submission.created = submission.updated = place.world.present().now;
      transaction.submissions().insert(submission);
      domain::Review review;
      review.id = {place.world.new_id()};
      review.submission = submission.id;
      review.reviewer = reviewer;
      review.domain = domain::ReviewDomain::privacy;
      review.opinion = opinion;
      review.created = place.world.present().now;
      transaction.submissions().insert(review);
      return submission.id;
    };
    votes.open = insert(domain::Opinion::support, domain::SubmissionState::in_review);
    votes.objected = insert(domain::Opinion::object, domain::SubmissionState::in_review);
    votes.decided = insert(domain::Opinion::support, domain::SubmissionState::approved);
    return usecases::Commit::yes;
  });
  return votes;
}

void expect_support_released(Place& place, const Votes& votes) {
  place.store->read([&](usecases::Transaction& transaction) {
    EXPECT_TRUE(transaction.submissions().reviews(votes.open).front().voided);
    EXPECT_FALSE(transaction.submissions().reviews(votes.objected).front().voided);
    EXPECT_FALSE(transaction.submissions().reviews(votes.decided).front().voided);
    EXPECT_EQ(transaction.audit().read({.action = "review.void"}).size(), 1U);
  });
}

TEST_F(Provision, LockingOutReleasesSupportAndKeepsObjections) {
  const std::string id = new_reviewer("nora");
  const Votes votes = cast_votes(place, {id}, administrator.id);
  ASSERT_EQ(scim("PATCH", "/Users/" + id, operation("replace", "active", false)).status, 200);
  expect_support_released(place, votes);
}

TEST_F(Provision, ALockOfAnAdministratorReleasesTheSame) {
  const std::string id = new_reviewer("nora");
  const Votes votes = cast_votes(place, {id}, administrator.id);
  place.store->write([&](usecases::Transaction& transaction) {
    const auto person = transaction.people().find({id});
    usecases::PersonChange lock;
    lock.disabled = true;
    EXPECT_TRUE(usecases::change_person(transaction, place.world, usecases::AccountRules::trial,
                                        domain::Actor::system(), {id}, person->revision, lock));
    return usecases::Commit::yes;
  });
  expect_support_released(place, votes);
}

TEST_F(Provision, TheLastAdministratorCanBeLockedOutByTheProviderAndSomebodyIsTold) {
  const std::string id = id_of(scim("POST", "/Users", {{"userName", "nora"}}));
  ASSERT_EQ(scim("PATCH", "/Groups/" + groups[2], operation("add", "members", {{{"value", id}}})).status, 204);
  place.store->write([&](usecases::Transaction& transaction) {
    domain::Person ada = *transaction.people().find(administrator.id);
    ada.disabled = place.world.present().now;
    transaction.people().update(ada);
    return usecases::Commit::yes;
  });
  EXPECT_EQ(scim("PATCH", "/Users/" + id, operation("replace", "active", false)).status, 200);
  EXPECT_FALSE(read_person(id).active());
  place.store->read([&](usecases::Transaction& transaction) {
    ASSERT_EQ(transaction.provisioning().alarms().size(), 1U);
    EXPECT_EQ(transaction.provisioning().alarms().front().kind, "no_administrator_left");
  });
}

TEST_F(Provision, WhatIsSaidInVainIsToldOnceAndLoggedEachTime) {
  const std::string id = new_reviewer("nora");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(scim("PATCH", "/Users/" + id, operation("replace", "active", "perhaps")).status, 400);
  }
  place.store->read([&](usecases::Transaction& transaction) {
    EXPECT_EQ(transaction.provisioning().alarms().size(), 1U);
    EXPECT_EQ(transaction.audit().read({.action = "identity.lock_refused"}).size(), 3U);
  });
}

TEST_F(Provision, ALockThatIsRefusedForSomethingElseIsNotForgotten) {
  const std::string id = new_reviewer("nora");
  new_reviewer("omar");
  Json both = operation("Replace", "active", "False");
  both["Operations"].push_back({{"op", "Replace"}, {"path", "shoeSize"}, {"value", "43"}});
  Json unknown = operation("disable", "active", "False");
  const std::vector<std::pair<std::string, std::function<int()>>> ways = {
      {"an unknown attribute beside", [&] { return scim("PATCH", "/Users/" + id, both).status; }},
      {"an unknown op", [&] { return scim("PATCH", "/Users/" + id, unknown).status; }},
      {"a name that is taken",
       [&] {
         return scim("PUT", "/Users/" + id, {{"userName", "omar"}, {"active", false}}).status;
       }},
  };
  std::size_t logged = 0;
  for (const auto& [what, way] : ways) {
    EXPECT_GE(way(), 400) << what;
    EXPECT_TRUE(read_person(id).active()) << what;
    place.store->read([&, &what = what](usecases::Transaction& transaction) {
      EXPECT_EQ(transaction.audit().read({.action = "identity.lock_refused"}).size(), ++logged) << what;
      EXPECT_EQ(transaction.provisioning().alarms().front().subject, id) << what;
    });
  }
  EXPECT_EQ(scim("PUT", "/Users/" + id, {{"userName", "omar"}, {"active", "True"}}).status, 409);
  EXPECT_EQ(scim("PATCH", "/Users/00919288221112222", both).status, 404);
  place.store->read([&](usecases::Transaction& transaction) {
    EXPECT_EQ(transaction.audit().read({.action = "identity.lock_refused"}).size(), logged);
  });
}

TEST_F(Provision, TheAccountAtTheProviderIsKnownByItsExternalId) {
  const auto expected = [&](const std::string& link) {
    std::string person;
    place.store->read([&](usecases::Transaction& transaction) {
      if (const auto found = transaction.sign_ins().expected(link)) person = found->value;
    });
    return person;
  };
  const std::string nora = id_of(scim("POST", "/Users", {{"userName", "nora"}, {"externalId", "x-1"}}));
  EXPECT_EQ(expected("x-1"), nora);
  const Entry session = let_in({nora}).front();
  id_of(scim("POST", "/Users", {{"userName", "omar"}, {"externalId", "x-1"}}));
  EXPECT_EQ(expected("x-1"), nora) << "one account cannot become two people";
  place.store->write([&](usecases::Transaction& transaction) {
    transaction.sign_ins().link({"https://idp.example", "s-1", {nora}, place.world.present().now});
    return usecases::Commit::yes;
  });
  EXPECT_EQ(scim("PATCH", "/Users/" + nora, operation("Replace", "title", "Dr.")).status, 200);
  EXPECT_NE(knock(session), 401);
  EXPECT_EQ(scim("PATCH", "/Users/" + nora, operation("Replace", "externalId", "x-2")).status, 200);
  EXPECT_EQ(knock(session), 401) << "who came in with the old account is out";
  EXPECT_EQ(expected("x-1"), "");
  EXPECT_EQ(expected("x-2"), nora);
  place.store->read([&](usecases::Transaction& transaction) {
    EXPECT_TRUE(transaction.sign_ins().identities_of({nora}).empty()) << "the old account is not hers any more";
  });
  EXPECT_EQ(scim("DELETE", "/Users/" + nora).status, 204);
  EXPECT_EQ(expected("x-2"), "");
}

TEST_F(Provision, TheAuditLogHoldsNoNames) {
  const std::string id = id_of(scim("POST", "/Users",
                                    {{"userName", "secretlogin"},
                                     {"displayName", "Secretname"},
                                     {"externalId", "secretexternal"},
                                     {"emails", {{{"value", "secret@mail.example"}}}}}));
  scim("PATCH", "/Users/" + id, operation("replace", "displayName", "Secretnext"));
  scim("PATCH", "/Groups/" + groups[0], operation("add", "members", {{{"value", id}}}));
  scim("PATCH", "/Users/" + id, operation("replace", "active", "secretword"));
  scim("DELETE", "/Users/" + id);
  place.store->read([&](usecases::Transaction& transaction) {
    const auto records = transaction.audit().read({.limit = 1000});
    EXPECT_GT(records.size(), 5U);
    for (const auto& record : records) {
      EXPECT_EQ(record.entry.find("ecret"), std::string::npos) << record.entry;
    }
  });
}

/// One walk of random requests by the provider, an administrator, and people who log in.
class Walk : public Provision, public testing::WithParamInterface<unsigned> {
 protected:
  int pick(int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); }
  template <class T>
  const T& any(const std::vector<T>& list) {
    return list[random() % list.size()];
  }

  void step() {
    const std::string& id = any(users);
    const std::string& group = any(groups);
    const Json active = any(
        std::vector<Json>{true, false, "True", "False", "TRUE", "nonsense", nullptr, 0, "", {{{"value", "False"}}}});
    const Json member = {{{"value", id}}};
    switch (pick(13)) {
      case 0:
        scim("PATCH", "/Users/" + id, operation(any<std::string>({"replace", "Replace", "add"}), "active", active));
        return;
      case 1:
        scim("PATCH", "/Users/" + id, operation("REPLACE", nullptr, {{"Active", active}, {"title", "t"}}));
        return;
      case 2:
        scim("PUT", "/Users/" + id, {{"userName", "u" + std::to_string(pick(6))}, {"active", active}});
        return;
      case 3:
        scim("PUT", "/Users/" + id, {{"userName", "u" + std::to_string(pick(6))}});
        return;
      case 4:
        scim("DELETE", "/Users/" + id);
        return;
      case 5:
      case 6: {
        const auto made =
            scim("POST", "/Users", {{"userName", "u" + std::to_string(pick(6))}, {"active", pick(3) != 0}});
        if (made.status == 201) users.push_back(id_of(made));
        return;
      }
      case 7:
      case 8:
        scim("PATCH", "/Groups/" + group, operation("Add", "members", member));
        return;
      case 9:
        scim("PATCH", "/Groups/" + group,
             pick(2) == 0 ? operation("Remove", "members", member)
                          : operation("remove", "members[value eq \"" + id + "\"]", nullptr));
        return;
      case 10:
        scim("PATCH", "/Groups/" + group,
             operation("replace", nullptr, {{"members", pick(2) == 0 ? member : Json::array()}}));
        return;
      case 11:
        place.store->write([&](usecases::Transaction& transaction) {
          const auto person = transaction.people().find({id});
          usecases::PersonChange change;
          change.disabled = pick(2) == 0;
          const auto done = usecases::change_person(transaction, place.world, usecases::AccountRules::trial, actor,
                                                    {id}, person->revision, change);
          return done ? usecases::Commit::yes : usecases::Commit::no;
        });
        return;
      default:
        if (read_person(id).active()) {
          for (const Entry& entry : let_in({id})) entries.push_back(entry);
        }
    }
  }

  void check() {
    std::map<std::string, bool> may_come;
    place.store->read([&](usecases::Transaction& transaction) {
      for (const std::string& id : users) {
        const domain::Person person = transaction.people().find({id}).value();
        const auto user = transaction.provisioning().find_user({id});
        may_come[id] = person.active() && !person.roles.empty();
        // Whom the provider has locked out, or removed, is locked out.
        EXPECT_FALSE(person.active() && (!user || !user->active)) << id;
        if (!person.active()) {
          for (const usecases::Token& token : transaction.people().tokens_of({id})) EXPECT_TRUE(token.revoked) << id;
        }
        EXPECT_FALSE(person.has(Role::administrator) && person.has(Role::approver)) << id;
        // Nobody has more than their groups give.
        std::set<std::string> in;
        for (const auto& group : transaction.provisioning().groups_of({id})) in.insert(group.display_name);
        EXPECT_EQ(person.has(Role::reviewer), in.contains("Reviewers")) << id;
        const bool contradiction = in.contains("Approvers") && in.contains("Administrators");
        EXPECT_EQ(person.has(Role::approver), in.contains("Approvers") && !contradiction) << id;
        EXPECT_EQ(person.has(Role::administrator), in.contains("Administrators") && !contradiction) << id;
        EXPECT_FALSE(transaction.people().password_hash({id})) << id;
        EXPECT_TRUE(user || in.empty()) << id;
      }
    });
    for (const Entry& entry : entries) {
      EXPECT_TRUE(may_come.at(entry.person.value) || knock(entry) != 200) << entry.person.value;
      place.store->read([&](usecases::Transaction& transaction) {
        if (entry.cookie.empty() || transaction.people().find({entry.person})->active()) return;
        EXPECT_FALSE(transaction.people().find_session(place.world.sha256(entry.cookie))) << entry.person.value;
      });
    }
  }

  std::mt19937 random{GetParam()};
  std::vector<std::string> users;
  std::vector<Entry> entries;
};

TEST_P(Walk, LeavesNobodyInsideWhoShouldBeOut) {
  users.push_back(id_of(scim("POST", "/Users", {{"userName", "u0"}})));
  for (int i = 0; i < 80 && !HasFailure(); ++i) {
    step();
    check();
  }
  EXPECT_TRUE(place.incidents.empty()) << place.incidents.front().what;
}

INSTANTIATE_TEST_SUITE_P(Random, Walk, testing::Range(1U, 9U));

}  // namespace
}  // namespace formulary::tests
