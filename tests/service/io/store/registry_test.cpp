// What the registry keeps: tools, versions, Reports, approvals, policies, and what the gate asks for.
#include "service/io/store/connection.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

class RegistryTest : public StoreTest {
 protected:
  RegistryTest() { add_people(); }

  std::string names(const usecases::ToolFilter& filter) {
    std::string text;
    read([&](Transaction& t) {
      for (const auto& each : t.registry().list_tools(filter)) text += each.name + ", ";
    });
    return text;
  }

  usecases::StoredReport report(int number, int artifact, bool complete) {
    usecases::StoredReport stored;
    stored.id = {uuid(number, 12)};
    stored.scanned = {10'000 + number};
    stored.report.scanner = "formulary-scan 0.1.0";
    stored.report.artifact = {.sha256 = digest(artifact), .size = 5'000'000'000};
    stored.report.format = "apk";
    stored.report.complete = complete;
    stored.report.reason = complete ? "" : "limit:entries";
    stored.report.facts = {{"android.package", "", "org.example", "AndroidManifest.xml#/manifest@package"},
                           {"android.label", "", "Söte\nZeile \xe2\x98\x83", ""}};
    stored.report.anomalies = {{"zip.gap", "x", "+0x10"}};
    return stored;
  }
};

TEST_F(RegistryTest, ToolIsFoundByIdAndByName) {
  write([](Transaction& t) {
    t.registry().insert(tool(1));
    t.registry().rename_tool({uuid(1, 4)}, "Pulse", "Pulse Ltd");
  });
  read([](Transaction& t) {
    const auto found = t.registry().find_tool(domain::Platform::android, "org.example.tool1");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "Pulse");
    EXPECT_EQ(found->vendor, "Pulse Ltd");
    EXPECT_EQ(found->created.ms, 1500);
    EXPECT_EQ(t.registry().find_tool(found->id)->identifier, "org.example.tool1");
    EXPECT_FALSE(t.registry().find_tool(domain::Platform::ios, "org.example.tool1"));
  });
}

TEST_F(RegistryTest, ToolsAreListedByNameInPages) {
  write([](Transaction& t) {
    for (const int number : {3, 1, 2, 4}) t.registry().insert(tool(number));
    t.registry().rename_tool({uuid(4, 4)}, "Tool 2", "Else");
  });
  EXPECT_EQ(names({}), "Tool 1, Tool 2, Tool 2, Tool 3, ");
  EXPECT_EQ(names({.limit = 2}), "Tool 1, Tool 2, ");
  EXPECT_EQ(names({.after = "Tool 2\n" + uuid(2, 4)}), "Tool 2, Tool 3, ");
  EXPECT_EQ(names({.after = "Tool 2\n" + uuid(4, 4)}), "Tool 3, ");
  EXPECT_EQ(names({.text = "ELSE"}), "Tool 2, ");
  EXPECT_EQ(names({.text = "tool4"}), "Tool 2, ") << "by identifier";
  EXPECT_EQ(names({.platform = domain::Platform::ios}), "");
}

TEST_F(RegistryTest, VersionKeepsItsArtifacts) {
  write([](Transaction& t) {
    t.registry().insert(tool(1));
    t.registry().insert(version(1, 1));
    t.registry().insert(version(2, 1));
    t.registry().add_artifact({uuid(1, 5)}, {digest(50)});
    t.registry().add_artifact({uuid(1, 5)}, {digest(50)});  // a second time changes nothing
  });
  read([](Transaction& t) {
    const auto found = t.registry().find_version({uuid(1, 4)}, "1.1", "101");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->artifacts, (std::vector<domain::Sha256>{{digest(1)}, {digest(50)}}));
    EXPECT_EQ(t.registry().find_version(found->id)->version, "1.1");
    EXPECT_FALSE(t.registry().find_version({uuid(1, 4)}, "1.1", "102"));
    const auto all = t.registry().versions_of({uuid(1, 4)});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.front().version, "1.2") << "newest first";
  });
}

TEST_F(RegistryTest, ReportComesBackFactByFact) {
  const auto stored = report(1, 1, false);
  write([&](Transaction& t) { t.registry().insert(stored); });
  read([&](Transaction& t) {
    const auto found = t.registry().latest_report({digest(1)});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, stored.id);
    EXPECT_EQ(found->scanned, stored.scanned);
    EXPECT_EQ(found->report, stored.report);
    EXPECT_FALSE(t.registry().latest_report({digest(2)}));
  });
}

TEST_F(RegistryTest, TheLatestReportCounts) {
  write([&](Transaction& t) {
    t.registry().insert(report(2, 1, true));
    t.registry().insert(report(1, 1, false));
    t.registry().insert(report(3, 7, true));
  });
  read([](Transaction& t) {
    EXPECT_TRUE(t.registry().latest_report({digest(1)})->report.complete);
    EXPECT_EQ(t.registry().scanned_artifacts(), (std::vector<domain::Sha256>{{digest(1)}, {digest(7)}}));
  });
}

TEST_F(RegistryTest, RemembersWhoSignedWhat) {
  const auto signed_file = [&](int number, const std::string& package, int certificate, int content) {
    usecases::StoredReport stored = report(number, number, true);
    stored.report.facts = {{"android.package", "", package, ""},
                           {"apk.signature.signer", "sdk 24+", digest(certificate), ""},
                           {"apk.content_digest", "chunked_sha256", digest(content), ""}};
    return stored;
  };
  write([&](Transaction& t) {
    t.registry().insert(tool(1));  // org.example.tool1, of the vendor Example
    t.registry().insert(signed_file(1, "org.example.tool1", 71, 81));
    t.registry().insert(signed_file(2, "org.example.tool1", 72, 82));
    t.registry().insert(signed_file(3, "org.example.tool1", 73, 82));
    t.registry().insert(signed_file(4, "com.other", 73, 84));
  });
  read([](Transaction& t) {
    usecases::Registry& registry = t.registry();
    EXPECT_TRUE(registry.signers_before("org.example.tool1", {digest(1)}).empty()) << "it was the first";
    const auto before = registry.signers_before("org.example.tool1", {digest(2)});
    ASSERT_EQ(before.size(), 1U) << "the third came later";
    EXPECT_EQ(before.front().certificate, digest(71));
    EXPECT_EQ(before.front().artifact.hex, digest(1));
    EXPECT_EQ(registry.signers_before("org.example.tool1", {digest(99)}).size(), 3U) << "a file not scanned yet";
    const auto apps = registry.apps_signed_by(digest(73), "com.other");
    ASSERT_EQ(apps.size(), 1U);
    EXPECT_EQ(apps.front().package, "org.example.tool1");
    EXPECT_EQ(apps.front().vendor, "Example");
    EXPECT_EQ(registry.apps_signed_by(digest(73), "org.example.tool1").front().vendor, "") << "no such tool";
    EXPECT_TRUE(registry.apps_signed_by(digest(71), "org.example.tool1").empty());
    EXPECT_EQ(registry.artifacts_with_content(digest(82), {digest(2)}), (std::vector<domain::Sha256>{{digest(3)}}));
    EXPECT_TRUE(registry.artifacts_with_content(digest(81), {digest(1)}).empty());
  });
}

TEST_F(RegistryTest, AStatementListReplacesTheOneOfTheSameFileAndHost) {
  const auto list = [](const std::string& host, std::vector<domain::NamedApp> apps, int second) {
    return domain::AssetLinks{.host = host, .apps = std::move(apps), .person = approver, .handed_in = {second * 1000}};
  };
  const domain::NamedApp pump{"org.example.pump", digest(71)}, other{"com.other", digest(72)};
  write([&](Transaction& t) {
    t.registry().replace({digest(1)}, list("b.example.org", {pump, other, pump}, 1));
    t.registry().replace({digest(1)}, list("a.example.org", {other}, 2));
    t.registry().replace({digest(2)}, list("b.example.org", {}, 3));
    t.registry().replace({digest(1)}, list("a.example.org", {pump}, 4));
  });
  reopen();
  read([&](Transaction& t) {
    const auto lists = t.registry().asset_links({digest(1)});
    ASSERT_EQ(lists.size(), 2U);
    EXPECT_EQ(lists[0].host, "a.example.org");
    EXPECT_EQ(lists[0].apps, (std::vector<domain::NamedApp>{pump}));
    EXPECT_EQ(lists[0].person, approver);
    EXPECT_EQ(lists[0].handed_in.ms, 4000);
    EXPECT_EQ(lists[1].apps, (std::vector<domain::NamedApp>{other, pump})) << "each once";
    const auto empty = t.registry().asset_links({digest(2)});
    ASSERT_EQ(empty.size(), 1U) << "a list that names nobody is a list";
    EXPECT_TRUE(empty.front().apps.empty());
    EXPECT_TRUE(t.registry().asset_links({digest(3)}).empty());
  });
}

TEST_F(RegistryTest, ApprovalComesBackWithItsPins) {
  add_approved(1);
  read([](Transaction& t) {
    const domain::Approval wanted = approval(1, 1, 1);
    const auto a = t.registry().find_approval(wanted.id);
    ASSERT_TRUE(a);
    EXPECT_EQ(a->submission, wanted.submission);
    EXPECT_EQ(a->identifier, wanted.identifier);
    EXPECT_EQ(a->artifacts, wanted.artifacts);
    EXPECT_EQ(a->signers, wanted.signers);
    EXPECT_EQ(a->conditions, wanted.conditions);
    EXPECT_EQ(a->jurisdictions, wanted.jurisdictions);
    EXPECT_EQ(a->department, cardiology);
    EXPECT_EQ(a->state, domain::ApprovalState::active);
    EXPECT_EQ(a->decider, approver);
    EXPECT_EQ(a->starts, wanted.starts);
    EXPECT_EQ(a->expires, wanted.expires);
    EXPECT_EQ(a->revision, 1);
  });
}

TEST_F(RegistryTest, ApprovalUpdateNeedsTheLatestRevision) {
  add_approved(1);
  write([](Transaction& t) {
    domain::Approval a = *t.registry().find_approval({uuid(1, 8)});
    a.state = domain::ApprovalState::suspended;
    a.reason = "A recall.";
    EXPECT_TRUE(t.registry().update(a));
    EXPECT_FALSE(t.registry().update(a));
    EXPECT_EQ(t.registry().find_approval(a.id)->reason, "A recall.");
    EXPECT_EQ(t.registry().find_approval(a.id)->revision, 2);
  });
}

TEST_F(RegistryTest, ApprovalsAreListedNewestFirst) {
  for (const int number : {1, 2, 3}) add_approved(number);
  write([](Transaction& t) {
    domain::Approval a = *t.registry().find_approval({uuid(2, 8)});
    a.state = domain::ApprovalState::revoked;
    ASSERT_TRUE(t.registry().update(a));
  });
  read([](Transaction& t) {
    const auto listed = [&](const usecases::ApprovalFilter& filter) {
      std::string text;
      for (const auto& each : t.registry().list_approvals(filter)) text += each.identifier.back();
      return text;
    };
    EXPECT_EQ(listed({}), "321");
    EXPECT_EQ(listed({.states = {domain::ApprovalState::active}}), "31");
    EXPECT_EQ(listed({.before = domain::ApprovalId{uuid(3, 8)}, .limit = 1}), "2");
    EXPECT_EQ(listed({.tool = domain::ToolId{uuid(1, 4)}}), "1");
    EXPECT_EQ(t.registry().approvals_of({uuid(3, 4)}).size(), 1U);
  });
}

TEST_F(RegistryTest, ApprovalIsDueTheDayAfterItsLast) {
  add_approved(1);
  read([](Transaction& t) {
    EXPECT_TRUE(t.registry().approvals_due(day(2027, 3, 1)).empty());
    EXPECT_EQ(t.registry().approvals_due(day(2027, 3, 2)).size(), 1U);
  });
}

TEST_F(RegistryTest, TheGateFindsByHash) {
  add_approved(1);
  add_approved(2);
  write([&](Transaction& t) { t.registry().insert(report(1, 1, true)); });
  read([](Transaction& t) {
    domain::GateQuery query;
    query.sha256 = domain::Sha256{digest(1)};
    const auto found = t.registry().gate_records(query);
    ASSERT_EQ(found.approvals.size(), 1U);
    EXPECT_EQ(found.approvals[0].id.value, uuid(1, 8));
    EXPECT_EQ(found.approvals[0].signers.size(), 2U);
    EXPECT_EQ(found.submissions.size(), 1U);
    EXPECT_TRUE(found.latest_report_complete);
    query.sha256 = domain::Sha256{digest(2)};
    EXPECT_FALSE(t.registry().gate_records(query).latest_report_complete) << "approved, but there is no Report";
    query.sha256 = domain::Sha256{digest(3)};
    EXPECT_TRUE(t.registry().gate_records(query).approvals.empty());
  });
}

TEST_F(RegistryTest, WhatAReaderRemembersEndsWithTheNextChange) {
  add_approved(1);
  domain::GateQuery query;
  query.sha256 = domain::Sha256{digest(1)};
  const auto state = [&] {
    auto found = domain::ApprovalState::revoked;
    read([&](Transaction& t) { found = t.registry().gate_records(query).approvals.at(0).state; });
    return found;
  };
  EXPECT_EQ(state(), domain::ApprovalState::active);
  EXPECT_EQ(state(), domain::ApprovalState::active);
  store->account({.action = "gate.query"});
  EXPECT_EQ(state(), domain::ApprovalState::active);
  const auto suspend = [](Transaction& t) {
    domain::Approval changed = *t.registry().find_approval({uuid(1, 8)});
    changed.state = domain::ApprovalState::suspended;
    ASSERT_TRUE(t.registry().update(changed));
  };
  write(suspend);
  EXPECT_EQ(state(), domain::ApprovalState::suspended);
  // Another process that uses the same file is noticed, too.
  const auto other = io::store::open(file());
  other->write([](Transaction& t) {
    domain::Approval changed = *t.registry().find_approval({uuid(1, 8)});
    changed.state = domain::ApprovalState::active;
    changed.changer = changed.decider;
    EXPECT_TRUE(t.registry().update(changed));
    return Commit::yes;
  });
  EXPECT_EQ(state(), domain::ApprovalState::active);
}

TEST_F(RegistryTest, TheGateFindsByNameAndVersionTextOrCode) {
  add_approved(1);
  write([&](Transaction& t) {
    t.registry().insert(report(1, 1, false));
    domain::Submission claim = submission(2);
    claim.artifact.reset();
    claim.claimed_platform = domain::Platform::android;
    claim.claimed_identifier = "org.example.tool1";
    claim.claimed_version = "1.1";
    t.submissions().insert(claim);
  });
  read([](Transaction& t) {
    domain::GateQuery query;
    query.platform = domain::Platform::android;
    query.identifier = "org.example.tool1";
    query.version = "1.1";
    const auto by_text = t.registry().gate_records(query);
    EXPECT_EQ(by_text.approvals.size(), 1U);
    EXPECT_EQ(by_text.submissions.size(), 2U) << "the approved one and the claim";
    EXPECT_FALSE(by_text.latest_report_complete);
    query.version = "101";
    EXPECT_EQ(t.registry().gate_records(query).approvals.size(), 1U);
    query.version = "1.2";
    EXPECT_TRUE(t.registry().gate_records(query).approvals.empty());
    query.version = "1.1";
    query.platform = domain::Platform::ios;
    EXPECT_TRUE(t.registry().gate_records(query).approvals.empty());
  });
}

TEST_F(RegistryTest, TheGateKnowsTheLatestInstantOfTheLog) {
  write([](Transaction& t) { t.audit().append(entry("x")); });
  read([](Transaction& t) {
    domain::GateQuery query;
    query.sha256 = domain::Sha256{digest(1)};
    EXPECT_EQ(t.registry().gate_records(query).latest_known, entry("x").at);
  });
}

TEST_F(RegistryTest, AlternativesAreActiveOnes) {
  for (const int number : {1, 2, 3}) add_approved(number);
  write([](Transaction& t) {
    domain::Approval a = *t.registry().find_approval({uuid(2, 8)});
    a.state = domain::ApprovalState::suspended;
    ASSERT_TRUE(t.registry().update(a));
  });
  read([](Transaction& t) {
    EXPECT_EQ(t.registry().approved_tool_names(domain::Platform::android, 5),
              (std::vector<std::string>{"Tool 1", "Tool 3"}));
    EXPECT_EQ(t.registry().approved_tool_names(domain::Platform::android, 1).size(), 1U);
    EXPECT_TRUE(t.registry().approved_tool_names(domain::Platform::web, 5).empty());
  });
}

TEST_F(RegistryTest, ThereIsAlwaysAPolicy) {
  domain::PolicyId first;
  read([&](Transaction& t) {
    const domain::Policy policy = t.registry().current_policy();
    EXPECT_EQ(policy.version, 1);
    EXPECT_EQ(policy.classes.size(), 3U);
    EXPECT_FALSE(policy.name.empty());
    first = policy.id;
  });
  reopen();
  read([&](Transaction& t) {
    EXPECT_EQ(t.registry().current_policy().id, first) << "the default is put there once";
    EXPECT_EQ(t.registry().policies().size(), 1U);
  });
}

TEST_F(RegistryTest, TheNewestPolicyIsInForce) {
  domain::Policy policy{.id = {uuid(2, 13)},
                        .version = 2,
                        .name = "Strict",
                        .classes = {{.risk = domain::RiskClass::high,
                                     .fails = {domain::Severity::block, domain::Severity::high, domain::Severity::warn},
                                     .needs_attention = {domain::Severity::ask},
                                     .required_domains = {domain::ReviewDomain::clinical},
                                     .required_reviewers = 3,
                                     .validity_days = 30,
                                     .scan_max_age_days = 7,
                                     .conditions = {"Only in the ward."}}}};
  const auto put = [&](Transaction& t) {
    agreed(
        t, domain::ProposalKind::change_policy, policy.id.value, {}, [&] { t.registry().insert(policy); },
        policy.version - 1);
  };
  write(put);
  read([&](Transaction& t) {
    const domain::Policy found = t.registry().current_policy();
    EXPECT_EQ(found.id, policy.id);
    EXPECT_EQ(found.name, "Strict");
    ASSERT_EQ(found.classes.size(), 1U);
    EXPECT_EQ(found.classes[0].fails, policy.classes[0].fails);
    EXPECT_EQ(found.classes[0].needs_attention, policy.classes[0].needs_attention);
    EXPECT_EQ(found.classes[0].required_domains, policy.classes[0].required_domains);
    EXPECT_EQ(found.classes[0].required_reviewers, 3);
    EXPECT_EQ(found.classes[0].validity_days, 30);
    EXPECT_EQ(found.classes[0].scan_max_age_days, 7);
    EXPECT_EQ(found.classes[0].conditions, policy.classes[0].conditions);
    EXPECT_EQ(t.registry().policies().size(), 2U);
  });
  EXPECT_THROW(write([&](Transaction& t) {
                 policy.id = {uuid(3, 13)};
                 put(t);
               }),
               io::store::ConstraintFailed)
      << "each version once";
}

}  // namespace
}  // namespace formulary::test
