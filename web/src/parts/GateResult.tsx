// The gate's answer in words, with its reasons, conditions and what to do instead.
import type { GateAnswer } from '../api/types';
import { linkTo } from '../router';
import { gateVerdicts } from '../words/labels';
import { dayText, withDays } from '../words/time';
import { Digest, Raw } from './Raw';
import { Summary } from './Summary';
import { GateTag } from './Tag';
import { Until, When } from './When';

export function GateResult({ about, sha256, answer }: { about: string; sha256?: string; answer: GateAnswer }) {
  const label = gateVerdicts[answer.verdict];
  const yes = answer.verdict === 'allowed' || answer.verdict === 'allowed_with_conditions';
  return (
    <section class={`gate gate-${label.tone}`} aria-labelledby="gate-answer" role="status">
      <p class="quiet">
        <Raw text={about} />
      </p>
      <h2 id="gate-answer">
        <GateTag value={answer.verdict} /> {label.answer}
      </h2>
      {answer.reasons.length > 0 && (
        <ul>
          {answer.reasons.map((reason) => (
            <li>
              <Raw text={withDays(reason.sentence)} />{' '}
              <span class="quiet">
                ({reason.source}, as of {dayText(reason.as_of)})
              </span>
            </li>
          ))}
        </ul>
      )}
      <Summary
        rows={[
          answer.conditions.length > 0 && [
            'Conditions',
            <ul>
              {answer.conditions.map((one) => (
                <li>
                  <Raw text={one} />
                </li>
              ))}
            </ul>,
          ],
          yes && answer.expires !== null && ['Ends', <Until day={answer.expires} />],
          [
            'Looked up by',
            answer.matched_by === 'sha256'
              ? 'the exact file'
              : 'name and version: compare the signer of the file that you are given with the approval',
          ],
          sha256 !== undefined && ['SHA-256', <Digest hex={sha256} />],
          ['Ask again by', <When at={answer.next_check} />],
          answer.tool !== null && ['More', <a href={linkTo(`/tools/${answer.tool}`)}>The tool and its approvals</a>],
          answer.alternatives.length > 0 && [
            'Approved instead',
            <ul class="links">
              {answer.alternatives.map((name) => (
                <li>
                  <a href={linkTo('/tools', { q: name })}>
                    <Raw text={name} />
                  </a>
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
    </section>
  );
}
