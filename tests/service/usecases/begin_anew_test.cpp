// Whoever is to decide comes in by nothing that somebody else may know, whatever happens between the proposal and its
// confirmation; and nobody gains by what they confirm.
#include "service/usecases/manage_people.hpp"
#include "tests/service/usecases/provisioned.hpp"

namespace formulary::tests {
namespace {

using domain::Role;
using usecases::AccountRules;
using usecases::Commit;
using usecases::Transaction;

class BeginAnew : public Provisioned {
 protected:
  void SetUp() override {
    Provisioned::SetUp();
    place.store->write([&](Transaction& transaction) {
      const domain::Person ben = person("ben", Role::administrator);
      test::insert_agreed(transaction, ben);
      maria = person("maria", Role::submitter);
      transaction.people().insert(maria);
      // She signs in at the identity provider, and has no password here.
      transaction.sign_ins().link({"https://login.example", "maria", maria.id, place.world.present().now});
      second = actor;
      second.id = ben.id;
      return Commit::yes;
    });
  }

  domain::Proposal ada_proposes() {
    domain::Proposal proposal;
    place.store->write([&](Transaction& transaction) {
      usecases::PersonChange change;
      change.roles = std::vector{Role::approver};
      const auto filed = usecases::change_person(transaction, place.world, AccountRules::strict, actor, maria.id,
                                                 maria.revision, change);
      proposal = std::get<usecases::Filed>(filed.value()).proposal;
      return Commit::yes;
    });
    return proposal;
  }

  void ada_sets_a_password() {
    place.store->write([&](Transaction& transaction) {
      EXPECT_TRUE(
          usecases::set_password(transaction, place.world, AccountRules::strict, actor, maria.id, "$argon2id$x"));
      return Commit::yes;
    });
  }

  bool ben_confirms(const domain::Proposal& proposal) {
    bool done = false;
    place.store->write([&](Transaction& transaction) {
      done = usecases::confirm(transaction, place.world, AccountRules::strict, second, proposal.id, proposal.digest)
                 .has_value();
      return done ? Commit::yes : Commit::no;
    });
    return done;
  }

  bool has_password() {
    bool has = false;
    place.store->read([&](Transaction& transaction) { has = transaction.accounts().standing(maria.id).password; });
    return has;
  }

  domain::Person maria;
  domain::Actor second;
};

TEST_F(BeginAnew, WhoComesByTheProviderNeedsNoCode) {
  const domain::Proposal proposal = ada_proposes();
  EXPECT_TRUE(proposal.secret.empty());
  EXPECT_TRUE(ben_confirms(proposal));
  EXPECT_TRUE(read_person(maria.id.value).has(Role::approver));
  EXPECT_FALSE(has_password());
}

TEST_F(BeginAnew, APasswordThatComesBetweenProposalAndConfirmationIsNotKept) {
  const domain::Proposal proposal = ada_proposes();
  ada_sets_a_password();
  EXPECT_FALSE(ben_confirms(proposal)) << "Ada could come in as an approver";
  EXPECT_FALSE(read_person(maria.id.value).has(Role::approver));

  const domain::Proposal anew = ada_proposes();
  EXPECT_FALSE(anew.secret.empty());
  EXPECT_TRUE(ben_confirms(anew));
  EXPECT_FALSE(has_password()) << "until she chooses one with both halves";
}

TEST_F(BeginAnew, NobodyConfirmsWhatGivesTheirOwnGroupMoreToDecide) {
  map("Administrators", {{Role::administrator}, {}, {}});
  const std::string nora = id_of(scim("POST", "/Users", {{"userName", "nora"}}));
  const auto join = [&](const std::string& group, const std::string& id) {
    EXPECT_EQ(scim("PATCH", "/Groups/" + group, operation("Add", "members", {{{"value", id}}})).status, 204);
  };
  join(id_of(scim("POST", "/Groups", {{"displayName", "Administrators"}})), nora);
  const std::string night_shift = id_of(scim("POST", "/Groups", {{"displayName", "Night shift"}}));
  join(night_shift, nora);
  const auto wanted = [&](const std::string& group) {
    const domain::scim::Grant grant{{Role::reviewer}, {domain::ReviewDomain::security}, {}};
    domain::Proposal proposal;
    place.store->write([&](usecases::Transaction& transaction) {
      proposal =
          std::get<usecases::Filed>(usecases::create_group_mapping(transaction, place.world,
                                                                   usecases::AccountRules::trial, actor, group, grant)
                                        .value())
              .proposal;
      return usecases::Commit::yes;
    });
    return proposal;
  };
  const auto nora_confirms = [&](const domain::Proposal& proposal) {
    second.id = {nora};
    second.roles = read_person(nora).roles;
    bool done = false;
    place.store->write([&](usecases::Transaction& transaction) {
      done = usecases::confirm(transaction, place.world, usecases::AccountRules::trial, second, proposal.id,
                               proposal.digest)
                 .has_value();
      return done ? usecases::Commit::yes : usecases::Commit::no;
    });
    return done;
  };
  EXPECT_FALSE(nora_confirms(wanted("Night shift")));
  EXPECT_EQ(read_person(nora).roles, std::vector{Role::administrator});
  EXPECT_TRUE(nora_confirms(wanted("Day shift")));
}

}  // namespace
}  // namespace formulary::tests
