// Two names of one company: the claim's manufacturer and the holder in the authority's record. A reviewer of regulatory
// affairs confirms that they are the same, for all claims from then on.
import { useRef, useState } from 'preact/hooks';
import { confirmAlias } from '../api/calls';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { Authorization, DeviceIdentity } from '../api/types';
import { besideRecord } from '../words/record';
import { Buttons, TextArea } from './fields';
import { Form } from './Form';
import { Raw } from './Raw';

/** The holder in the record where it was compared and is not the manufacturer of the claim; else empty. */
export function otherHolder(claim: Authorization, device: DeviceIdentity): string {
  const doubted = claim.judgement.checks.some((one) => one.what === 'holder' && one.result !== 'confirmed');
  if (!doubted || !device.manufacturer) return '';
  for (const { content } of claim.judgement.evidence) {
    const found = besideRecord(claim, device, content).pairs.find((pair) => pair.what === 'Manufacturer')?.found[0];
    if (found) return found.value;
  }
  return '';
}

export function AliasForm({ name, other, done }: { name: string; other: string; done: (said: string) => void }) {
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Say how you know.' }]);
    const body = { name, other, reason: reason.trim() };
    await attempts.current.send(body, (key) => confirmAlias(body, key));
    done('It is recorded that both names are one company. Claims are compared anew at the next save or import, at the latest tomorrow.');
  };
  return (
    <Form name={`Whether ${name} and ${other} are one company`} send={send}>
      {(busy) => (
        <>
          <p>
            “<Raw text={name} />” in the claim and “<Raw text={other} />” in the record: are they one company? It counts for every claim from now on.
          </p>
          <TextArea pointer="/reason" label="How do you know?" hint="For example a register of companies, or the news of a purchase." rows={2} value={reason} onValue={setReason} maxLength={2000} />
          <Buttons>
            <button class="button" disabled={busy}>
              They are one company
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
