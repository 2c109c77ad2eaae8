// A request with all its evidence, and what this person may do with it. Printed, it is the evidence sheet.
import { useState } from 'preact/hooks';
import { getSubmission } from '../api/calls';
import { useLoad } from '../api/load';
import type { Submission } from '../api/types';
import { Actions } from '../parts/Actions';
import { AssetLinks } from '../parts/AssetLinks';
import { DocumentsSection } from '../parts/DocumentsSection';
import { DossierSection } from '../parts/DossierSection';
import { AllFacts, Evidence, useReport } from '../parts/Evidence';
import { examinedOf, findingCounts, Findings } from '../parts/Findings';
import { ReloadContext } from '../parts/Form';
import { EmergencyApprovals } from '../parts/EmergencyApprovals';
import { Heading } from '../parts/Heading';
import { Reviews, TimeLine } from '../parts/History';
import { Empty, Notice } from '../parts/Notice';
import { InterestLink, InterestNotice } from '../parts/InterestNotice';
import { NotInstallable } from '../parts/NotInstallable';
import { Picture } from '../parts/Picture';
import { usePolling } from '../parts/poll';
import { Identifier, Prose, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { RequestSummary } from '../parts/RequestSummary';
import { Section } from '../parts/Section';
import { StandingRecalls } from '../parts/StandingRecalls';
import { RiskTag, StateTag, Tag, VerdictTag } from '../parts/Tag';
import { UseSummary } from '../parts/UseSummary';
import { When } from '../parts/When';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { verdicts } from '../words/labels';
import { titleOf } from '../words/titles';

export function RequestPage({ params }: PageProps) {
  const loaded = useLoad((signal) => getSubmission(params.id, signal), [params.id]);
  const [said, setSaid] = useState('');
  const state = loaded.value?.state;
  usePolling(state === 'submitted' || state === 'scanning', loaded.reload);
  const done = (sentence: string) => {
    setSaid(sentence);
    loaded.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>{(submission) => <Whole submission={submission} said={said} done={done} />}</ReadyPage>
    </ReloadContext.Provider>
  );
}

function Whole({ submission, said, done }: { submission: Submission; said: string; done: (said: string) => void }) {
  const { assessment } = submission;
  const report = useReport(submission);
  return (
    <>
      <Heading
        title={`${titleOf(submission)} ${submission.version}`.trim()}
        above={
          <>
            <a href={linkTo('/requests')}>Requests</a> / No. {submission.number}
          </>
        }
        aside={
          <button type="button" class="button screen-only" onClick={() => print()}>
            Print the evidence sheet
          </button>
        }
      >
        <Raw text={titleOf(submission)} /> <Raw text={submission.version} />
      </Heading>
      <p class="tags">
        <StateTag value={submission.state} />
        {assessment && <VerdictTag value={assessment.verdict} />}
        {assessment && <RiskTag value={assessment.risk} />}
        {submission.scan.complete === false && <Tag tone="warn">Report not complete</Tag>}
        {submission.tool && (
          <span class="quiet">
            <Identifier text={submission.tool.identifier} />
          </span>
        )}
      </p>
      {said && (
        <Notice tone="good" title="Done" live>
          <p>{said}</p>
        </Notice>
      )}
      {assessment && <NotInstallable findings={assessment.findings} />}
      {submission.tool && <StandingRecalls tool={submission.tool.id} version={submission.version} />}
      <InterestNotice submission={submission} />
      <Outlook submission={submission} />
      <div class="sides">
        <div class="evidence-side">
          <Section title="Summary">
            <RequestSummary submission={submission} />
          </Section>
          <Section title="What the automatic check concludes">
            {assessment ? (
              <>
                <p>
                  <VerdictTag value={assessment.verdict} /> {verdicts[assessment.verdict].hint}
                </p>
                {assessment.reasons.length > 0 && (
                  <ul>
                    {assessment.reasons.map((reason) => (
                      <li>
                        <Raw text={reason} />
                      </li>
                    ))}
                  </ul>
                )}
                <p class="quiet">
                  By the policy “{assessment.policy.name}”, version {assessment.policy.version}, and rules {assessment.rules_version}. The
                  decision is a person’s.
                </p>
              </>
            ) : (
              <Empty title="There is no result yet." />
            )}
          </Section>
          <Section title="Findings" aside={assessment && <span class="quiet">{findingCounts(assessment.findings)}</span>}>
            {assessment ? <Findings findings={assessment.findings} examined={examinedOf(submission)} /> : <Empty title="Findings appear when the check has ended." />}
          </Section>
          {assessment?.picture && (
            <Section title="Data about people">
              <Picture picture={assessment.picture} />
            </Section>
          )}
          <Section title="Intended use">
            <UseSummary use={submission.intended_use} />
          </Section>
          <DossierSection submission={submission} done={done} />
          <DocumentsSection submission={submission} done={done} />
          {report && <Evidence from={report} />}
        </div>
        <div class="action-side">
          <Section title="Reviews">
            <Reviews submission={submission} />
          </Section>
          <EmergencyApprovals submission={submission} done={done} />
          <Actions submission={submission} done={done} />
          <InterestLink submission={submission} />
          <AssetLinks submission={submission} done={done} />
        </div>
      </div>
      {report?.value && <AllFacts report={report.value} />}
      <Section title="Time line">
        <TimeLine transitions={submission.transitions} reviews={submission.reviews} />
      </Section>
      <p class="paper-only quiet">
        Evidence sheet of request {submission.number}, revision {submission.revision}, as of <When at={new Date().toISOString()} />.
      </p>
    </>
  );
}

/** The one thing that matters now: a question, a decision, or what is still in the way. */
function Outlook({ submission }: { submission: Submission }) {
  const { state, decision, obstacles } = submission;
  if (state === 'submitted' || state === 'scanning') {
    return (
      <Notice title="The automatic check is running" live>
        <p>The findings appear here by themselves, usually within seconds.</p>
      </Notice>
    );
  }
  if (state === 'needs_info') {
    return (
      <Notice tone="warn" title="A reviewer asks the department">
        <Prose text={submission.question} />
        {submission.may.edit && (
          <a class="button button-main" href={linkTo(`/requests/${submission.id}/edit`)}>
            Answer
          </a>
        )}
      </Notice>
    );
  }
  if (decision) {
    return (
      <Notice tone={decision.outcome === 'reject' ? 'bad' : 'good'} title={decision.outcome === 'reject' ? 'Rejected' : 'Approved'}>
        <Prose text={decision.reason} />
        <p class="quiet">
          <Raw text={decision.decider.name} />, <When at={decision.created} />
        </p>
      </Notice>
    );
  }
  if (state === 'in_review' && obstacles.length > 0) {
    return (
      <Notice tone="warn" title="What stands in the way of an approval">
        <ul>
          {obstacles.map((one) => (
            <li>
              <Raw text={one} />
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (state === 'in_review') {
    return (
      <Notice tone="good" title="Ready for a decision">
        <p>Nothing stands in the way of an approval.</p>
      </Notice>
    );
  }
  return null;
}
