// What the scanner reported of a request's file: signature, permissions, things that should not be there, facts.
import { getReport } from '../api/calls';
import { useLoad, type Loaded } from '../api/load';
import type { Report, Submission } from '../api/types';
import { count } from '../words/numbers';
import { Anomalies } from './Anomalies';
import { Facts } from './Facts';
import { NetworkPolicy } from './NetworkPolicy';
import { Empty, Notice } from './Notice';
import { Parts, partsOf } from './Parts';
import { Permissions } from './Permissions';
import { Raw } from './Raw';
import { Failed, Loading } from './Ready';
import { Section } from './Section';
import { Signature } from './Signature';

export function useReport(submission: Submission): Loaded<Report> | null {
  const wanted = submission.artifact !== null && submission.scan.state === 'done';
  const loaded = useLoad<Report | null>(
    (signal) => (wanted ? getReport(submission.id, signal) : Promise.resolve(null)),
    [submission.id, wanted, submission.scan.finished],
  );
  return wanted ? (loaded as Loaded<Report>) : null;
}

/** What people read first: who signed, what it may do, what is odd. */
export function Evidence({ from }: { from: Loaded<Report> }) {
  if (from.trouble?.status === 404) {
    return (
      <Section title="Evidence">
        <Empty title="There is no report about this file yet." />
      </Section>
    );
  }
  if (from.trouble) return <Failed trouble={from.trouble} retry={from.reload} />;
  if (!from.value) return <Loading what="Loading the scanner’s report" />;
  const report = from.value;
  const android = report.format === 'apk' || report.facts.some((fact) => fact.name.startsWith('android.'));
  const parts = partsOf(report.facts);
  return (
    <>
      {!report.complete && (
        <Notice tone="warn" title="The report is not complete">
          <p>
            The scanner stopped early (<Raw text={report.reason} />
            ), so what it does not mention may still be there.
          </p>
        </Notice>
      )}
      {parts.length > 0 && (
        <Section title="Parts of the app">
          <Parts parts={parts} />
        </Section>
      )}
      {android && (
        <Section title="Signature and signer">
          <Signature facts={report.facts} />
        </Section>
      )}
      {android && (
        <Section title="Permissions">
          <Permissions facts={report.facts} />
        </Section>
      )}
      {android && (
        <Section title="Connections">
          <NetworkPolicy facts={report.facts} />
        </Section>
      )}
      <Section title="Things that should not be in the file">
        <Anomalies anomalies={report.anomalies} />
      </Section>
    </>
  );
}

/** Everything the scanner states, over the whole width. */
export function AllFacts({ report }: { report: Report }) {
  return (
    <Section title="Facts" aside={<span class="quiet">{count(report.facts.length, 'fact')}</span>}>
      <Facts facts={report.facts} />
      <p class="quiet">
        Stated by <Raw text={report.scanner} /> about a file of the format <Raw text={report.format} />.
      </p>
    </Section>
  );
}
