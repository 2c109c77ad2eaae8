// What a policy demands of each risk class, in sentences.
import type { Dataset, DocumentKind, Policy } from '../api/types';
import { countryName } from '../words/countries';
import { severities } from '../words/labels';
import { count, enumerate } from '../words/numbers';
import { possibleRecalls, recallData } from '../words/policy';
import { demands } from '../words/risk';
import { Raw } from './Raw';
import { Summary } from './Summary';
import { RiskTag } from './Tag';

/** `kinds` and `datasets`: for the names of documents and data sets. */
export function PolicyTerms({ policy, kinds, datasets }: { policy: Policy; kinds: readonly DocumentKind[]; datasets: readonly Dataset[] }) {
  const documentName = (kind: string) => kinds.find((one) => one.id === kind)?.name ?? kind;
  const datasetName = (id: string) => datasets.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <p class="quiet">
        “<Raw text={policy.name} />”, version {policy.version}
      </p>
      <Summary
        rows={policy.classes.map((rules) => [
          <RiskTag value={rules.risk} />,
          <>
            <p>{demands(rules)}</p>
            <p>
              {rules.required_authorizations.length > 0
                ? `An authority must have permitted it, where it is used in ${enumerate(rules.required_authorizations.map(countryName))}; or a reviewer accepted why it needs no permission.`
                : 'No permission of an authority is demanded.'}
            </p>
            {rules.required_documents.length > 0 && <p>These documents must be here, accepted and in date: {enumerate(rules.required_documents.map(documentName))}.</p>}
            {rules.required_datasets.length > 0 && <p>These data must be imported and in date: {enumerate(rules.required_datasets.map(datasetName))}.</p>}
            <p>
              {recallData[rules.recall_data].text} {possibleRecalls[rules.possible_recalls].text}
            </p>
            <p class="quiet">
              Findings that fail it: {rules.fails.map((one) => severities[one].text.toLowerCase()).join(', ') || 'blocking'}. A check older
              than {count(rules.scan_max_age_days, 'day')} no longer counts.
            </p>
          </>,
        ])}
      />
    </>
  );
}
