// What was compared with an authority's data, one line each: what, how it came out, and a sentence.
import type { ClaimJudgement } from '../api/types';
import { comparedText } from '../words/regulatory';
import { withDays } from '../words/time';
import { Raw } from './Raw';
import { CheckTag } from './Sign';

export function Checks({ checks }: { checks: ClaimJudgement['checks'] }) {
  return (
    <ul class="checks">
      {checks.map((check) => (
        <li>
          <span class="check-what">{comparedText(check.what)}</span>
          <CheckTag value={check.result} />
          <span class="check-sentence">
            <Raw text={withDays(check.sentence)} />
          </span>
        </li>
      ))}
    </ul>
  );
}
