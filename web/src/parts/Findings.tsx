// The findings: worst first, what each means, what would make it pass, and its evidence on demand.
import type { Finding, Severity, Submission } from '../api/types';
import { linkTo } from '../router';
import { severityOrder } from '../words/labels';
import { count } from '../words/numbers';
import { Empty } from './Notice';
import { Raw } from './Raw';
import { Details } from './Section';
import { SeverityTag, Tag } from './Tag';

export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      Number(a.waived) - Number(b.waived) ||
      severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
      a.rule.localeCompare(b.rule) ||
      a.subject.localeCompare(b.subject),
  );
}

const counted: Record<Severity, [one: string, more: string]> = {
  block: ['blocking', 'blocking'],
  high: ['high', 'high'],
  warn: ['warning', 'warnings'],
  ask: ['question', 'questions'],
  info: ['note', 'notes'],
};

/** `2 high, 1 warning`. */
export function findingCounts(findings: readonly Finding[]): string {
  return severityOrder
    .map((severity) => [severity, findings.filter((one) => one.severity === severity).length] as const)
    .filter(([, many]) => many > 0)
    .map(([severity, many]) => count(many, ...counted[severity]))
    .join(', ');
}

/** How much of the file was looked at: silence means something else when it was not all of it. */
export type Examined = 'all' | 'part' | 'nothing';
export function examinedOf({ artifact, scan }: Pick<Submission, 'artifact' | 'scan'>): Examined {
  if (!artifact || scan.state !== 'done') return 'nothing';
  return scan.complete ? 'all' : 'part';
}
export const silence: Record<Examined, string> = {
  all: 'No rule found anything that speaks against this file.',
  part: 'No rule found anything in what could be read. The rest is not known.',
  nothing: 'No file was examined, so nothing could be found.',
};

export function Findings({ findings, examined }: { findings: readonly Finding[]; examined: Examined }) {
  if (findings.length === 0) return <Empty title={silence[examined]} />;
  const sorted = sortFindings(findings);
  const notes = sorted.filter((one) => one.severity === 'info');
  const weighty = sorted.filter((one) => one.severity !== 'info');
  return (
    <>
      {weighty.length > 0 && <FindingList findings={weighty} />}
      {notes.length > 0 && (
        <Details summary={count(notes.length, 'note')} open={weighty.length === 0}>
          <FindingList findings={notes} />
        </Details>
      )}
    </>
  );
}

function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li class={finding.waived ? 'finding finding-waived' : 'finding'}>
          <div class="finding-head">
            <SeverityTag value={finding.severity} />
            <h3>
              <Raw text={finding.title} />
            </h3>
            {finding.waived && <Tag tone="ask">Exception recorded</Tag>}
            <a class="finding-rule" href={linkTo('/rules', { q: finding.rule })}>
              {finding.rule}
            </a>
          </div>
          {finding.subject && (
            <p class="finding-subject">
              <Raw text={finding.subject} mono />
            </p>
          )}
          {finding.sentence && (
            <p>
              <Raw text={finding.sentence} />
            </p>
          )}
          {finding.would_pass && (
            <p class="quiet">
              What would make it pass: <Raw text={finding.would_pass} />
            </p>
          )}
          {finding.evidence.length > 0 && (
            <Details summary={`Evidence (${finding.evidence.length})`}>
              <ul class="evidence">
                {finding.evidence.map((place) => (
                  <li>
                    <Raw text={place} mono />
                  </li>
                ))}
              </ul>
            </Details>
          )}
        </li>
      ))}
    </ul>
  );
}
