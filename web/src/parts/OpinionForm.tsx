// A reviewer of regulatory affairs accepts or refuses one claim, after looking for themselves.
import { useRef, useState } from 'preact/hooks';
import { giveOpinion, listRegulators } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { Authorization, Submission } from '../api/types';
import { after } from '../words/calendar';
import { countryName } from '../words/countries';
import { dayText, todayHere } from '../words/time';
import { Buttons, Radios, TextArea, TextField } from './fields';
import { Form } from './Form';

/** How long a reason that is no number counts after a reviewer looked (domain/claims/authorization). */
const rationaleDays = 365;

export function OpinionForm({ submission, claim, done }: { submission: Submission; claim: Authorization; done: (said: string) => void }) {
  const [answer, setAnswer] = useState<'' | 'accept' | 'refuse'>('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const attempts = useRef(new Attempts());
  const schemes = useLoad((signal) => listRegulators(signal), []);
  const scheme = schemes.value?.flatMap((one) => one.schemes).find((one) => one.id === claim.scheme);
  const most = claim.basis === 'authorization' ? scheme?.recheck_days : rationaleDays;
  const latest = most === undefined ? undefined : after(todayHere(), most);
  const refusedOnly = claim.judgement.state === 'contradicted';
  const send = async () => {
    check([
      !answer && { pointer: '/accepted', detail: 'Say whether you accept it.' },
      !reason.trim() && { pointer: '/reason', detail: 'Say what you looked at, where and when.' },
      answer === 'accept' && !until && { pointer: '/valid_until', detail: 'Say when it must be looked at again.' },
    ]);
    const accepted = answer === 'accept';
    const body = { claim: claim.id, accepted, reason: reason.trim(), ...(accepted ? { valid_until: until } : {}) };
    await attempts.current.send(body, (key) => giveOpinion(submission, body, key));
    done(accepted ? 'Your acceptance is recorded.' : 'Your refusal is recorded.');
  };
  return (
    <Form name={`Your opinion on ${claim.number || countryName(claim.jurisdiction)}`} send={send}>
      {(busy) => (
        <>
          {refusedOnly && <p>The authority’s data say otherwise, or the number is of a kind that permits nothing: it cannot be accepted. Ask the department to correct it.</p>}
          <Radios
            pointer="/accepted"
            label="Your opinion on this claim"
            value={answer}
            onValue={setAnswer}
            choices={[
              { value: 'accept' as const, text: 'I accept it', hint: 'I looked myself, and it permits this use' },
              { value: 'refuse' as const, text: 'I refuse it', hint: 'it does not permit this use' },
            ].filter((one) => !refusedOnly || one.value === 'refuse')}
          />
          <TextArea pointer="/reason" label="What you looked at, where and when" value={reason} onValue={setReason} maxLength={4000} />
          {answer === 'accept' && (
            <TextField pointer="/valid_until" label="To be looked at again by" type="date" size="medium" min={todayHere()} max={latest} hint={latest && `On ${dayText(latest)} at the latest.`} value={until} onValue={setUntil} />
          )}
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Sign off this opinion
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
