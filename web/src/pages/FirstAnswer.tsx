// The first answer: what the automatic check found, in plain words, what would make it pass, and what is approved
// already. It appears by itself when the check ends.
import { getSubmission } from '../api/calls';
import { useLoad } from '../api/load';
import type { Finding, Submission } from '../api/types';
import { openHosts } from '../parts/AssetLinks';
import { examinedOf, groupFindings, placesAtOnce, silence, sortFindings } from '../parts/Findings';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { NotInstallable } from '../parts/NotInstallable';
import { usePolling } from '../parts/poll';
import { Raw } from '../parts/Raw';
import { Loading, ReadyPage } from '../parts/Ready';
import { Section } from '../parts/Section';
import { SeverityTag } from '../parts/Tag';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { titleOf } from '../words/titles';
import { domains, verdicts } from '../words/labels';
import { count, enumerate } from '../words/numbers';

export function FirstAnswer({ params }: PageProps) {
  const loaded = useLoad((signal) => getSubmission(params.id, signal), [params.id]);
  const state = loaded.value?.state;
  usePolling(state === 'submitted' || state === 'scanning', loaded.reload);
  return (
    <div class="column">
      <ReadyPage from={loaded}>{(submission) => <Answer submission={submission} />}</ReadyPage>
    </div>
  );
}

const whole = { pass: 'good', attention: 'warn', fail: 'bad', unverifiable: 'warn' } as const;

function Answer({ submission }: { submission: Submission }) {
  const checking = submission.state === 'submitted' || submission.state === 'scanning';
  const { assessment } = submission;
  const sites = openHosts(submission);
  return (
    <>
      <Heading title="First answer" above={<>Request {submission.number}</>}>
        First answer: <Raw text={titleOf(submission)} /> <Raw text={submission.version} />
      </Heading>
      {checking && (
        <>
          <Loading what="Your request has arrived. The automatic check is looking at the file" />
          <p>You need not wait: the request stays in your list, and reviewers see it when the check ends.</p>
        </>
      )}
      {!checking && !submission.artifact && (
        <Notice title="Your request has arrived">
          <p>
            Without a file nothing could be checked automatically. Reviewers look at it now; the gate stays on hold until a
            file has been checked.
          </p>
        </Notice>
      )}
      {!checking && submission.artifact && assessment && (
        <>
          <NotInstallable findings={assessment.findings} />
          <Notice tone={whole[assessment.verdict]} title={verdicts[assessment.verdict].text} live>
            <p>{verdicts[assessment.verdict].hint}</p>
            {submission.scan.complete === false && <p>The check could not look at everything ({submission.scan.reason}).</p>}
          </Notice>
          <Found findings={assessment.findings} silent={silence[examinedOf(submission)]} />
        </>
      )}
      {!checking && (
        <Section title="What happens next">
          <p>
            {submission.missing_reviews.length > 0
              ? `Colleagues review it in ${enumerate(submission.missing_reviews.map((domain) => domains[domain]))}. Then somebody who neither asked nor reviewed decides.`
              : 'Somebody who neither asked nor reviewed decides.'}{' '}
            You see every step on the <a href={linkTo(`/requests/${submission.id}`)}>page of your request</a>, where you can also
            change or withdraw it.
          </p>
          {submission.may.keep_dossier && !submission.dossier && (
            <p>
              Is it a medical device, or might it be one? <a href={linkTo(`/requests/${submission.id}/dossier`)}>Say which authority permitted it</a>, or why it
              needs no permission: the registry looks it up, and the reviewers do not have to ask.
            </p>
          )}
          {sites.length > 0 && (
            <p>
              The app wants to open links to {enumerate(sites)}. Whether {sites.length === 1 ? 'that site agrees' : 'those sites agree'}, somebody has
              to look up; the page of your request says how.
            </p>
          )}
        </Section>
      )}
      {submission.alternatives.length > 0 && (
        <Section title="Already approved here">
          <p>Perhaps one of these does what you need, without waiting:</p>
          <ul class="links">
            {submission.alternatives.map((name) => (
              <li>
                <a href={linkTo('/tools', { q: name })}>
                  <Raw text={name} />
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Found({ findings, silent }: { findings: Finding[]; silent: string }) {
  const sorted = sortFindings(findings);
  const weighty = sorted.filter((one) => one.severity !== 'info');
  const notes = sorted.length - weighty.length;
  return (
    <Section title="What we found">
      {weighty.length === 0 && <p>{silent}</p>}
      <ul class="answers">
        {groupFindings(weighty).map((group) => (
          <li>
            <SeverityTag value={group[0].severity} />
            <div>
              {group.slice(0, placesAtOnce).map((finding) => (
                <p>
                  <Raw text={finding.sentence || finding.title} />
                </p>
              ))}
              {group.length > placesAtOnce && <p>And {group.length - placesAtOnce} more of this kind.</p>}
              {group[0].would_pass && (
                <p class="quiet">
                  What would make it pass: <Raw text={group[0].would_pass} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {notes > 0 && (
        <p class="quiet">And {count(notes, 'note')} for those who want to know more, on the page of your request.</p>
      )}
    </Section>
  );
}
