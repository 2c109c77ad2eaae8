// What a policy demands of each risk class, in sentences.
import type { Policy } from '../api/types';
import { countryName } from '../words/countries';
import { severities } from '../words/labels';
import { count, enumerate } from '../words/numbers';
import { demands } from '../words/risk';
import { Raw } from './Raw';
import { Summary } from './Summary';
import { RiskTag } from './Tag';

export function PolicyTerms({ policy }: { policy: Policy }) {
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
