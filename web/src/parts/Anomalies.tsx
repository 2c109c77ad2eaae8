// What the scanner noticed in the bytes that should not be there: the sentence first, its id small beside it. What is
// noticed in many places is told once, with the places below it.
import type { Anomaly } from '../api/types';
import { count } from '../words/numbers';
import { EvidenceList } from './EvidenceList';
import { Empty } from './Notice';
import { Raw } from './Raw';

/** Those of one id together, in the Report's order. */
export function groupAnomalies(anomalies: readonly Anomaly[]): Anomaly[][] {
  const groups = new Map<string, Anomaly[]>();
  for (const one of anomalies) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  return [...groups.values()];
}

/** What it is about and where it is, as one line. */
export function placeOf({ subject, evidence }: Anomaly): string {
  return [subject, evidence].filter(Boolean).join(': ');
}

export function Anomalies({ anomalies }: { anomalies: readonly Anomaly[] }) {
  if (anomalies.length === 0) return <Empty title="None were noticed." />;
  return (
    <>
      <p class="quiet">How the file is made, in the words of specialists. What follows from it stands among the findings above.</p>
      <ul class="findings">
        {groupAnomalies(anomalies).map((group) => (
          <li class="finding">
            <div class="finding-head">
              <p class="anomaly">
                <Raw text={group[0].sentence || group[0].id} />
              </p>
              {group.length > 1 && <span class="quiet">{count(group.length, 'time')}</span>}
              <code class="finding-rule">{group[0].id}</code>
            </div>
            <EvidenceList places={group.map(placeOf).filter(Boolean)} />
          </li>
        ))}
      </ul>
    </>
  );
}
