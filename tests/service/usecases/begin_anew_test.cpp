// Whoever is to decide comes in by nothing that somebody else may know, whatever happens between the proposal and its
// confirmation.
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

}  // namespace
}  // namespace formulary::tests
