// The part of the decision form that lets findings stand: chosen one by one, each with its own reason and end.
import type { Finding } from '../api/types';
import { TextArea, TextField } from './fields';
import { Raw } from './Raw';
import { rangeText } from './Signature';
import { SeverityTag } from './Tag';
import { findingKey, type WaiverAnswer, type WaiverAnswers } from './waiver_answers';

export function Waivers(props: {
  findings: Finding[];
  answers: WaiverAnswers;
  onAnswers: (answers: WaiverAnswers) => void;
  last: string;
}) {
  const change = (finding: Finding, part: Partial<WaiverAnswer>) => {
    const key = findingKey(finding);
    const old = props.answers[key] ?? { on: false, reason: '', expires: '' };
    props.onAnswers({ ...props.answers, [key]: { ...old, ...part } });
  };
  let position = 0;
  return (
    <fieldset class="field">
      <legend>Exceptions</legend>
      <p class="hint">A finding that does not fit the policy can stand for a time, with a reason that is recorded.</p>
      {props.findings.map((finding) => {
        const answer = props.answers[findingKey(finding)];
        const at = answer?.on ? position++ : -1;
        return (
          <div class="waiver">
            <label class="choice">
              <input
                type="checkbox"
                checked={answer?.on ?? false}
                onChange={(event) => change(finding, { on: event.currentTarget.checked })}
              />
              <span>
                Let stand: <strong><Raw text={finding.title} /></strong> <SeverityTag value={finding.severity} />
                <span class="under">
                  {finding.rule} <Raw text={rangeText(finding.subject)} mono />
                </span>
              </span>
            </label>
            {answer?.on && (
              <>
                <TextArea
                  pointer={`/waivers/${at}/reason`}
                  label={`Why can ${finding.rule} be accepted for a time?`}
                  rows={2}
                  value={answer.reason}
                  onValue={(reason) => change(finding, { reason })}
                  maxLength={2000}
                />
                <TextField
                  pointer={`/waivers/${at}/expires`}
                  label="Until"
                  type="date"
                  size="medium"
                  value={answer.expires || props.last}
                  onValue={(expires) => change(finding, { expires })}
                  max={props.last || undefined}
                />
              </>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
