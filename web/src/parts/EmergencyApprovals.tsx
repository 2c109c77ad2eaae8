// Emergency approvals of a request: what was granted, until when, and who ratifies; and the form of whoever is in emergency
// access.
import { useState } from 'preact/hooks';
import { grantEmergencyApproval, ratifyApproval, revokeEmergencyApproval } from '../api/calls';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { EmergencyApproval, Submission } from '../api/types';
import { Buttons, TextArea, TextField } from './fields';
import { Form } from './Form';
import { Raw } from './Raw';
import { Details, Section } from './Section';
import { Summary } from './Summary';
import { Tag } from './Tag';
import { When } from './When';

interface Props {
  submission: Submission;
  done: (said: string) => void;
}

const states: Record<Exclude<EmergencyApproval['state'], 'standing'>, string> = {
  ratified: 'Ratified; it ends all the same',
  revoked: 'Revoked',
  expired: 'Over',
};

export function stateText({ state, reviewer, approver }: Pick<EmergencyApproval, 'state' | 'reviewer' | 'approver'>): string {
  if (state !== 'standing') return states[state];
  if (reviewer) return 'Waits for an approver to ratify it';
  return approver ? 'Waits for a reviewer to ratify it' : 'Waits for two persons to ratify it';
}

export function EmergencyApprovals({ submission, done }: Props) {
  const { session } = useSeat();
  const grants = session.emergency?.mine && !submission.decision && !submission.emergency_approvals.some((one) => one.holds);
  if (submission.emergency_approvals.length === 0 && !grants) return null;
  return (
    <Section title="Emergency approval">
      {submission.emergency_approvals.map((one) => (
        <One key={one.id} approval={one} done={done} />
      ))}
      {grants && <Grant submission={submission} done={done} />}
    </Section>
  );
}

function One({ approval, done }: { approval: EmergencyApproval; done: (said: string) => void }) {
  const { session } = useSeat();
  const stops = approval.holds && (has(session, 'approver') || !!session.emergency?.mine);
  const ratify = async () => {
    await ratifyApproval(approval.id);
    done('You have ratified the emergency approval. It ends at its hour all the same.');
  };
  return (
    <>
      <p>
        <Tag tone={approval.holds ? 'warn' : 'bad'}>{stateText(approval)}</Tag>
      </p>
      <Summary
        rows={[
          ['Why', <Raw text={approval.reason} />],
          ['Granted', <When at={approval.granted} />],
          ['Ends', <When at={approval.ends} />],
          ['Ratified by a reviewer', approval.reviewer ? <Raw text={approval.reviewer.name} /> : 'not yet'],
          ['Ratified by an approver', approval.approver ? <Raw text={approval.approver.name} /> : 'not yet'],
        ]}
      />
      {approval.may.ratify && (
        <Form name="Ratify the emergency approval" send={ratify}>
          {(busy) => (
            <Buttons>
              <button class="button" disabled={busy}>
                Ratify
              </button>
            </Buttons>
          )}
        </Form>
      )}
      {stops && <Revoke approval={approval} done={done} />}
    </>
  );
}

function Revoke({ approval, done }: { approval: EmergencyApproval; done: (said: string) => void }) {
  const [reason, setReason] = useState('');
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Give the reason.' }]);
    await revokeEmergencyApproval(approval.id, reason.trim());
    done('The emergency approval is revoked.');
  };
  return (
    <Details summary="Revoke it">
      <Form name="Revoke the emergency approval" send={send}>
        {(busy) => (
          <>
            <TextArea pointer="/reason" label="Why?" rows={2} value={reason} onValue={setReason} maxLength={2000} />
            <Buttons>
              <button class="button button-danger" disabled={busy}>
                Revoke now
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </Details>
  );
}

function Grant({ submission, done }: Props) {
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState('24');
  const send = async () => {
    const count = Number(hours);
    check([
      !reason.trim() && { pointer: '/reason', detail: 'Say why it cannot wait.' },
      !(Number.isInteger(count) && count >= 1 && count <= 72) && { pointer: '/hours', detail: 'Enter 1 to 72 hours.' },
    ]);
    await grantEmergencyApproval(submission.id, { reason: reason.trim(), hours: count });
    done('The gate lets this file through, as an emergency, until the hour that stands below.');
  };
  return (
    <Form name="Grant an emergency approval" send={send}>
      {(busy) => (
        <>
          <p>For this one file. A reviewer and an approver have to ratify it, or it is taken back at its end.</p>
          <TextArea pointer="/reason" label="Why can it not wait?" rows={3} value={reason} onValue={setReason} maxLength={2000} />
          <TextField pointer="/hours" label="For how many hours" hint="At most 72." size="short" value={hours} onValue={setHours} />
          <Buttons>
            <button class="button button-danger" disabled={busy}>
              Let it through
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
