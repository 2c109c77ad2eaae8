// Submissions in the database, with uploads, jobs, reviews and decisions.
#include "service/io/store/connection.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using domain::SubmissionState;

class SubmissionsTest : public StoreTest {
 protected:
  SubmissionsTest() { add_people(); }

  std::string numbers(const usecases::SubmissionFilter& filter) {
    std::string text;
    read([&](Transaction& t) {
      for (const auto& each : t.submissions().list(filter)) text += std::to_string(each.number) + " ";
    });
    return text;
  }
};

TEST_F(SubmissionsTest, SubmissionComesBackAsItWasPutIn) {
  write([](Transaction& t) {
    t.registry().insert(tool(1));
    t.registry().insert(version(1, 1));
    domain::Submission s = submission(1);
    s.tool = {uuid(1, 4)};
    s.version = {uuid(1, 5)};
    s.question = "Which ward?";
    t.submissions().insert(s);
  });
  read([](Transaction& t) {
    const domain::Submission wanted = submission(1);
    const auto s = t.submissions().find(wanted.id);
    ASSERT_TRUE(s);
    EXPECT_EQ(s->number, 1);
    EXPECT_EQ(s->submitter, submitter);
    EXPECT_EQ(s->department, cardiology);
    EXPECT_EQ(s->state, SubmissionState::in_review);
    EXPECT_EQ(s->use, wanted.use);
    EXPECT_EQ(s->use_revision, 1);
    EXPECT_EQ(s->artifact, wanted.artifact);
    EXPECT_EQ(s->uploader, submitter);
    EXPECT_EQ(s->file_name, "app.apk");
    EXPECT_FALSE(s->claimed_platform);
    EXPECT_EQ(s->tool.value, uuid(1, 4));
    EXPECT_EQ(s->version.value, uuid(1, 5));
    EXPECT_EQ(s->question, "Which ward?");
    EXPECT_EQ(s->created.ms, 2000);
    EXPECT_EQ(s->updated.ms, 3000);
    EXPECT_EQ(s->revision, 1);
  });
}

TEST_F(SubmissionsTest, ClaimWithoutAFileComesBack) {
  write([](Transaction& t) {
    domain::Submission s = submission(1);
    s.artifact.reset();
    s.uploader = {};
    s.department = {};
    s.claimed_platform = domain::Platform::web;
    s.claimed_identifier = "https://example.org";
    s.claimed_version = "2";
    t.submissions().insert(s);
  });
  read([](Transaction& t) {
    const auto s = t.submissions().find({uuid(1, 3)});
    EXPECT_FALSE(s->artifact);
    EXPECT_TRUE(s->uploader.empty());
    EXPECT_TRUE(s->department.empty());
    EXPECT_EQ(s->claimed_platform, domain::Platform::web);
    EXPECT_EQ(s->claimed_identifier, "https://example.org");
  });
}

TEST_F(SubmissionsTest, NumbersCountFromOne) {
  write([](Transaction& t) {
    EXPECT_EQ(t.submissions().next_number(), 1);
    t.submissions().insert(submission(1));
    EXPECT_EQ(t.submissions().next_number(), 2);
  });
}

TEST_F(SubmissionsTest, UpdateNeedsTheLatestRevision) {
  write([](Transaction& t) {
    t.submissions().insert(submission(1));
    domain::Submission s = submission(1);
    s.state = SubmissionState::needs_info;
    s.use.purpose = "Something else";
    s.question = "Why?";
    EXPECT_TRUE(t.submissions().update(s));
    s.question = "Lost";
    EXPECT_FALSE(t.submissions().update(s)) << "the copy has revision 1, the row 2";
  });
  read([](Transaction& t) {
    const auto s = t.submissions().find({uuid(1, 3)});
    EXPECT_EQ(s->revision, 2);
    EXPECT_EQ(s->state, SubmissionState::needs_info);
    EXPECT_EQ(s->use.purpose, "Something else");
    EXPECT_EQ(s->question, "Why?");
  });
}

TEST_F(SubmissionsTest, ListFiltersAndPages) {
  write([](Transaction& t) {
    t.registry().insert(tool(1));
    for (int number = 1; number <= 6; ++number) {
      domain::Submission s = submission(number);
      if (number % 2 == 0) s.state = SubmissionState::draft;
      if (number == 3) s.submitter = s.uploader = reviewer;
      if (number == 4) s.tool = {uuid(1, 4)};
      if (number == 5) s.file_name = "Pulse_100%.apk";
      t.submissions().insert(s);
    }
  });
  EXPECT_EQ(numbers({}), "6 5 4 3 2 1 ");
  EXPECT_EQ(numbers({.states = {SubmissionState::draft}}), "6 4 2 ");
  EXPECT_EQ(numbers({.states = {SubmissionState::draft, SubmissionState::in_review}, .limit = 2}), "6 5 ");
  EXPECT_EQ(numbers({.before_number = 3}), "2 1 ");
  EXPECT_EQ(numbers({.submitter = reviewer}), "3 ");
  EXPECT_EQ(numbers({.tool = domain::ToolId{uuid(1, 4)}}), "4 ");
  EXPECT_EQ(numbers({.text = "tool 1"}), "4 ") << "by the tool's name, letter case aside";
  EXPECT_EQ(numbers({.text = "pulse_1"}), "5 ");
  EXPECT_EQ(numbers({.text = "00%"}), "5 ") << "a percent sign is a percent sign";
  EXPECT_EQ(numbers({.text = "p_p.apk"}), "") << "an underscore is an underscore";
  EXPECT_EQ(numbers({.states = {SubmissionState::draft}, .text = "app", .before_number = 6}), "4 2 ");
}

TEST_F(SubmissionsTest, FoundByArtifactAndVersion) {
  write([](Transaction& t) {
    t.registry().insert(tool(1));
    t.registry().insert(version(1, 1));
    domain::Submission first = submission(1);
    domain::Submission second = submission(2);
    second.artifact = first.artifact;
    second.tool = {uuid(1, 4)};
    second.version = {uuid(1, 5)};
    t.submissions().insert(first);
    t.submissions().insert(second);
  });
  read([](Transaction& t) {
    EXPECT_EQ(t.submissions().of_artifact({digest(1)}).size(), 2U);
    EXPECT_EQ(t.submissions().of_version({uuid(1, 5)}).size(), 1U);
    EXPECT_TRUE(t.submissions().of_artifact({digest(99)}).empty());
  });
}

TEST_F(SubmissionsTest, TransitionsKeepTheirOrder) {
  write([](Transaction& t) {
    t.submissions().insert(submission(1));
    const auto step = [&](SubmissionState from, SubmissionState to, const domain::PersonId& actor) {
      t.submissions().insert(usecases::Transition{.submission = {uuid(1, 3)},
                                                  .from = from,
                                                  .to = to,
                                                  .event = "e",
                                                  .actor = actor,
                                                  .reason = "r",
                                                  .at = {7000}});
    };
    step(SubmissionState::draft, SubmissionState::submitted, submitter);
    step(SubmissionState::submitted, SubmissionState::scanning, {});
  });
  read([](Transaction& t) {
    const auto steps = t.submissions().transitions({uuid(1, 3)});
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].to, SubmissionState::submitted);
    EXPECT_EQ(steps[0].actor, submitter);
    EXPECT_EQ(steps[1].to, SubmissionState::scanning);
    EXPECT_TRUE(steps[1].actor.empty()) << "the service itself";
  });
}

usecases::Upload upload(int number) {
  return {.id = {uuid(number, 10)},
          .owner = submitter,
          .length = 3'000'000'000,
          .offset = 0,
          .file_name = "big.apk",
          .metadata = "filename YQ==",
          .sha256 = {},
          .created = {1000},
          .expires = {2000 + number}};
}

TEST_F(SubmissionsTest, UploadAdvancesOnlyFromWhereItIs) {
  write([](Transaction& t) {
    t.submissions().insert(upload(1));
    EXPECT_TRUE(t.submissions().advance_upload({uuid(1, 10)}, 0, 2'900'000'000));
    EXPECT_FALSE(t.submissions().advance_upload({uuid(1, 10)}, 0, 5));
    EXPECT_EQ(t.submissions().open_uploads_of(submitter), 1);
    EXPECT_TRUE(t.submissions().advance_upload({uuid(1, 10)}, 2'900'000'000, 3'000'000'000));
    t.submissions().complete_upload({uuid(1, 10)}, {digest(1)});
    EXPECT_EQ(t.submissions().open_uploads_of(submitter), 0);
    EXPECT_FALSE(t.submissions().advance_upload({uuid(1, 10)}, 3'000'000'000, 0)) << "complete";
  });
  read([](Transaction& t) {
    const auto found = t.submissions().find_upload({uuid(1, 10)});
    EXPECT_EQ(found->offset, 3'000'000'000U);
    EXPECT_EQ(found->sha256->hex, digest(1));
    EXPECT_EQ(found->metadata, "filename YQ==");
  });
}

TEST_F(SubmissionsTest, AnUploadThatIsNotWholeCannotBeComplete) {
  EXPECT_THROW(write([](Transaction& t) {
                 t.submissions().insert(upload(1));
                 t.submissions().complete_upload({uuid(1, 10)}, {digest(1)});
               }),
               io::store::ConstraintFailed);
}

TEST_F(SubmissionsTest, WhoUploadedIsKnownWhenTheUploadIsGone) {
  write([](Transaction& t) {
    for (const int number : {1, 2}) {
      usecases::Upload each = upload(number);
      if (number == 2) each.owner = reviewer;
      each.length = 0;
      t.submissions().insert(each);
      t.submissions().complete_upload(each.id, {digest(1)});
      t.submissions().remove_upload(each.id);
      EXPECT_FALSE(t.submissions().find_upload(each.id));
    }
    EXPECT_EQ(t.submissions().uploaders_of({digest(1)}), (std::vector{submitter, reviewer}));
    EXPECT_TRUE(t.submissions().uploaders_of({digest(2)}).empty());
  });
}

TEST_F(SubmissionsTest, ExpiredUploadsAreFound) {
  write([](Transaction& t) {
    t.submissions().insert(upload(1));
    t.submissions().insert(upload(2));
    EXPECT_TRUE(t.submissions().expired_uploads({2000}).empty());
    ASSERT_EQ(t.submissions().expired_uploads({2001}).size(), 1U);
    EXPECT_EQ(t.submissions().expired_uploads({2002}).size(), 2U);
  });
}

usecases::Job job(int number, int of_submission) {
  return {.id = {uuid(number, 11)},
          .submission = {uuid(of_submission, 3)},
          .artifact = {digest(of_submission)},
          .state = usecases::JobState::queued,
          .attempts = 0,
          .created = {100 + number},
          .started = {},
          .finished = {}};
}

TEST_F(SubmissionsTest, JobsAreClaimedOldestFirstAndOnce) {
  write([](Transaction& t) {
    t.submissions().insert(submission(1));
    t.submissions().insert(submission(2));
    t.submissions().insert(job(2, 2));
    t.submissions().insert(job(1, 1));
    const auto first = t.submissions().claim_job({500});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->id.value, uuid(1, 11));
    EXPECT_EQ(first->state, usecases::JobState::running);
    EXPECT_EQ(first->attempts, 1);
    EXPECT_EQ(first->started, Instant{500});
    EXPECT_EQ(t.submissions().claim_job({501})->id.value, uuid(2, 11));
    EXPECT_FALSE(t.submissions().claim_job({502}));
    t.submissions().finish_job({uuid(1, 11)}, {600});
    EXPECT_EQ(t.submissions().requeue_running_jobs(), 1) << "the other one was running when the service died";
    const auto again = t.submissions().claim_job({700});
    EXPECT_EQ(again->id.value, uuid(2, 11));
    EXPECT_EQ(again->attempts, 2);
    const auto done = t.submissions().find_job({uuid(1, 3)});
    EXPECT_EQ(done->state, usecases::JobState::done);
    EXPECT_EQ(done->finished, Instant{600});
  });
}

TEST_F(SubmissionsTest, TheNewestJobOfASubmissionIsFound) {
  write([](Transaction& t) {
    t.submissions().insert(submission(1));
    t.submissions().insert(job(1, 1));
    t.submissions().insert(job(2, 1));
    EXPECT_EQ(t.submissions().find_job({uuid(1, 3)})->id.value, uuid(2, 11));
    EXPECT_FALSE(t.submissions().find_job({uuid(9, 3)}));
  });
}

TEST_F(SubmissionsTest, ReviewsComeOldestFirstVoidOnesToo) {
  write([](Transaction& t) {
    t.submissions().insert(submission(1));
    t.submissions().insert(review(1, 1));
    t.submissions().void_review({uuid(1, 6)}, {8000}, "A new file came.");
    domain::Review second = review(2, 1);
    second.opinion = domain::Opinion::object;
    t.submissions().insert(second);
  });
  read([](Transaction& t) {
    const auto reviews = t.submissions().reviews({uuid(1, 3)});
    ASSERT_EQ(reviews.size(), 2U);
    EXPECT_EQ(reviews[0].voided, Instant{8000});
    EXPECT_EQ(reviews[0].void_reason, "A new file came.");
    EXPECT_FALSE(reviews[0].stands("binding"));
    EXPECT_EQ(reviews[1].opinion, domain::Opinion::object);
    EXPECT_EQ(reviews[1].domain, domain::ReviewDomain::security);
    EXPECT_TRUE(reviews[1].stands("binding"));
  });
}

TEST_F(SubmissionsTest, DecisionComesBackWithItsWaivers) {
  write([](Transaction& t) {
    t.submissions().insert(submission(1));
    t.submissions().insert(review(1, 1));
    domain::Decision d = decision(1);
    d.outcome = domain::Outcome::approve_with_conditions;
    d.conditions = {"Only \"managed\" devices.", "No backup."};
    d.waivers = {{.rule = "AND-1", .subject = "b", .reason = "Known.", .expires = day(2026, 12, 31)},
                 {.rule = "AND-0", .subject = "", .reason = "Known too.", .expires = day(2026, 6, 1)}};
    t.submissions().insert(d);
  });
  read([](Transaction& t) {
    const auto d = t.submissions().decision({uuid(1, 3)});
    ASSERT_TRUE(d);
    EXPECT_EQ(d->decider, approver);
    EXPECT_EQ(d->outcome, domain::Outcome::approve_with_conditions);
    EXPECT_EQ(d->conditions, (std::vector<std::string>{"Only \"managed\" devices.", "No backup."}));
    EXPECT_EQ(d->expires, day(2027, 3, 1));
    ASSERT_EQ(d->waivers.size(), 2U);
    EXPECT_EQ(d->waivers[0].rule, "AND-1");
    EXPECT_EQ(d->waivers[0].expires, day(2026, 12, 31));
    EXPECT_FALSE(t.submissions().decision({uuid(2, 3)}));
  });
}

}  // namespace
}  // namespace formulary::test
