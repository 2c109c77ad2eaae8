// The decision: outcome, reason, conditions, an end, and an exception for each finding that fails the policy. Whoever
// may not decide reads why instead.
import { useRef, useState } from 'preact/hooks';
import { decideSubmission } from '../api/calls';
import { Attempts } from '../api/request';
import { check, type FieldTrouble } from '../api/trouble';
import type { Decision, NewDecision, Submission } from '../api/types';
import { outcomes } from '../words/labels';
import { dayText, todayHere } from '../words/time';
import { Buttons, Radios, TextArea, TextField } from './fields';
import { Form } from './Form';
import { Notice } from './Notice';
import { Waivers } from './Waivers';
import { waivable, waiverMistakes, waiversOf, type WaiverAnswers } from './waiver_answers';

type Outcome = Decision['outcome'];

export function DecisionForm({ submission, done }: { submission: Submission; done: (said: string) => void }) {
  const [outcome, setOutcome] = useState<Outcome | ''>('');
  const [reason, setReason] = useState('');
  const [conditions, setConditions] = useState('');
  const [expires, setExpires] = useState(submission.max_expires ?? '');
  const [waivers, setWaivers] = useState<WaiverAnswers>({});
  const attempts = useRef(new Attempts());
  // What nobody examined can be approved with conditions at most.
  const offered = (Object.keys(outcomes) as Outcome[]).filter((one) => one !== 'approve' || submission.artifact !== null);
  const failing = waivable(submission);
  const approving = outcome === 'approve' || outcome === 'approve_with_conditions';

  const send = async () => {
    const own = conditions.split('\n').map((line) => line.trim()).filter(Boolean);
    const today = todayHere();
    const mistakes: (FieldTrouble | false)[] = [
      !outcome && { pointer: '/outcome', detail: 'Choose an outcome.' },
      !reason.trim() && { pointer: '/reason', detail: 'Give the reason; the department will read it.' },
      approving && !expires && { pointer: '/expires', detail: 'Say on which day the approval ends.' },
      approving && expires !== '' && expires <= today && { pointer: '/expires', detail: 'The approval must end on a day in the future.' },
      outcome === 'approve_with_conditions' &&
        own.length === 0 &&
        submission.standard_conditions.length === 0 && { pointer: '/conditions', detail: 'Write at least one condition, or approve without.' },
    ];
    check([...mistakes, ...(approving ? waiverMistakes(waivers, failing) : [])]);
    const body: NewDecision = { outcome: outcome || 'reject', reason: reason.trim() };
    if (approving) {
      body.expires = expires;
      body.waivers = waiversOf(waivers, failing, expires);
      if (outcome === 'approve_with_conditions') body.conditions = own;
    }
    await attempts.current.send(body, (key) => decideSubmission(submission, body, key));
    done(approving ? 'The request is approved.' : 'The request is rejected.');
  };

  return (
    <Form name="Decision" send={send}>
      {(busy) => (
        <>
          <Radios
            pointer="/outcome"
            label="Outcome"
            value={outcome}
            onValue={setOutcome}
            choices={offered.map((value) => ({ value, text: outcomes[value] }))}
          />
          {approving && submission.obstacles.length > 0 && (
            <Notice tone="warn" title="Something stands in the way">
              <p>
                The top of the page says what keeps this from being approved.
                {failing.length > 0 ? ' Findings can stand for a time by an exception below; all else must be settled first.' : ''}
              </p>
            </Notice>
          )}
          {approving && failing.length > 0 && (
            <Waivers findings={failing} answers={waivers} onAnswers={setWaivers} last={expires} />
          )}
          {approving && submission.standard_conditions.length > 0 && (
            <div>
              <p>These conditions come with every approval of this risk class:</p>
              <ul>
                {submission.standard_conditions.map((one) => (
                  <li>{one}</li>
                ))}
              </ul>
            </div>
          )}
          {outcome === 'approve_with_conditions' && (
            <TextArea
              pointer="/conditions"
              label={submission.standard_conditions.length > 0 ? 'Further conditions' : 'Conditions'}
              hint="One a line, such as: only on devices of the hospital."
              value={conditions}
              onValue={setConditions}
            />
          )}
          {approving && (
            <TextField
              pointer="/expires"
              label="The approval ends on"
              hint={submission.max_expires ? `At the latest ${dayText(submission.max_expires)}, by the policy.` : undefined}
              type="date"
              size="medium"
              value={expires}
              onValue={setExpires}
              max={submission.max_expires ?? undefined}
            />
          )}
          <TextArea
            pointer="/reason"
            label="Reason"
            hint="The department reads it, and so does whoever asks in a year."
            rows={4}
            value={reason}
            onValue={setReason}
            maxLength={8000}
          />
          <Buttons>
            <button class={outcome === 'reject' ? 'button button-danger' : 'button button-main'} disabled={busy}>
              {outcome ? `${outcomes[outcome]}` : 'Decide'}
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
