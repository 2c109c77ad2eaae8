// The findings: worst first, what each means, what would make it pass, and its evidence on demand. What a rule finds in
// many places is told once, with the places below it.
import type { Finding, Severity, Submission } from '../api/types';
import { linkTo } from '../router';
import { severityOrder } from '../words/labels';
import { count } from '../words/numbers';
import { EvidenceList } from './EvidenceList';
import { Empty } from './Notice';
import { Raw } from './Raw';
import { Details } from './Section';
import { rangeText } from './Signature';
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

/** Of sorted findings: those of one rule together, when they weigh the same and the same would make them pass. */
export function groupFindings(sorted: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  const alike: (keyof Finding)[] = ['rule', 'severity', 'waived', 'title', 'would_pass'];
  for (const one of sorted) {
    const last = groups[groups.length - 1];
    if (last && alike.every((field) => last[0][field] === one[field])) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** So many places of a rule are shown at once; the others on demand. */
export const placesAtOnce = 3;

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
      {groupFindings(findings).map((group) => (
        <OneRule findings={group} />
      ))}
    </ul>
  );
}

function OneRule({ findings }: { findings: Finding[] }) {
  const [first] = findings;
  const more = findings.length - placesAtOnce;
  return (
    <li class={first.waived ? 'finding finding-waived' : 'finding'}>
      <div class="finding-head">
        <SeverityTag value={first.severity} />
        <h3>
          <Raw text={first.title} />
        </h3>
        {findings.length > 1 && <span class="quiet">{count(findings.length, 'time')}</span>}
        {first.waived && <Tag tone="ask">Exception recorded</Tag>}
        <a class="finding-rule" href={linkTo('/rules', { q: first.rule })}>
          {first.rule}
        </a>
      </div>
      {findings.length === 1 ? (
        <Place finding={first} />
      ) : (
        <>
          <Places findings={findings.slice(0, placesAtOnce)} />
          {more > 0 && (
            <Details summary={`${more} more`}>
              <Places findings={findings.slice(placesAtOnce)} />
            </Details>
          )}
        </>
      )}
      {first.would_pass && (
        <p class="quiet">
          What would make it pass: <Raw text={first.would_pass} />
        </p>
      )}
      <EvidenceList places={findings.flatMap((one) => one.evidence)} />
    </li>
  );
}

function Places({ findings }: { findings: Finding[] }) {
  return (
    <ul class="finding-places">
      {findings.map((finding) => (
        <li>
          <Place finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function Place({ finding }: { finding: Finding }) {
  return (
    <>
      {finding.subject && (
        <p class="finding-subject">
          <Raw text={rangeText(finding.subject)} mono />
        </p>
      )}
      {finding.sentence && (
        <p>
          <Raw text={finding.sentence} />
        </p>
      )}
    </>
  );
}
