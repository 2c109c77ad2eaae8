// One approval: what it covers, until when, and the forms that change it, for those who may.
import { useRef, useState } from 'preact/hooks';
import { changeApproval, type ApprovalChange } from '../api/calls';
import { Attempts } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { Approval, Session } from '../api/types';
import { linkTo } from '../router';
import { countryName } from '../words/countries';
import { Buttons, TextArea } from './fields';
import { Form } from './Form';
import { Digest, Raw } from './Raw';
import { Details } from './Section';
import { Summary } from './Summary';
import { ApprovalTag } from './Tag';
import { Until } from './When';

const changes: Record<ApprovalChange, { text: string; hint: string; said: string }> = {
  suspend: { text: 'Suspend', hint: 'The gate answers “on hold” at once, until an approver lifts it.', said: 'The approval is suspended.' },
  lift: { text: 'Lift the suspension', hint: 'The gate answers “allowed” again at once.', said: 'The suspension is lifted.' },
  revoke: { text: 'Revoke for good', hint: 'The gate answers “denied” at once. A new request is needed to approve it again.', said: 'The approval is revoked.' },
};

/** Whom the service would let do what, so that nobody is offered a button in vain. */
export function changesFor(session: Session, approval: Approval): ApprovalChange[] {
  const approver = has(session, 'approver');
  if (session.emergency?.mine) return approval.state === 'active' ? ['suspend', 'revoke'] : approval.state === 'suspended' ? ['revoke'] : [];
  if (approval.state === 'active') {
    if (approver) return ['suspend', 'revoke'];
    return has(session, 'reviewer') ? ['suspend'] : [];
  }
  if (approval.state === 'suspended') return approver ? ['lift', 'revoke'] : [];
  return [];
}

function ChangeForm(props: { approval: Approval; change: ApprovalChange; done: (said: string) => void }) {
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const { text, hint, said } = changes[props.change];
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Give the reason; the department will read it.' }]);
    await attempts.current.send([props.change, reason], (key) => changeApproval(props.approval, props.change, reason.trim(), key));
    props.done(said);
  };
  return (
    <Details summary={text}>
      <Form name={text} send={send}>
        {(busy) => (
          <>
            <TextArea pointer="/reason" label="Reason" hint={hint} rows={2} value={reason} onValue={setReason} maxLength={4000} />
            <Buttons>
              <button class={props.change === 'lift' ? 'button button-main' : 'button button-danger'} disabled={busy}>
                {text}
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </Details>
  );
}

export function ApprovalCard({ approval, done }: { approval: Approval; done: (said: string) => void }) {
  const { session } = useSeat();
  const offered = changesFor(session, approval);
  return (
    <article class="card">
      <div class="card-head">
        <h3>
          Version <Raw text={approval.version || approval.version_code || 'not named'} />
        </h3>
        <ApprovalTag value={approval.state} />
      </div>
      <Summary
        rows={[
          ['Ends', <Until day={approval.expires} />],
          approval.department && ['Department', <Raw text={approval.department.name} />],
          ['Decided by', <Raw text={approval.decider.name} />],
          approval.reason !== '' && ['Latest reason', <Raw text={approval.reason} />],
          approval.conditions.length > 0 && [
            'Conditions',
            <ul>
              {approval.conditions.map((one) => (
                <li>
                  <Raw text={one} />
                </li>
              ))}
            </ul>,
          ],
          approval.jurisdictions.length > 0 && ['Countries', approval.jurisdictions.map(countryName).join(', ')],
          [
            'Pinned to the files',
            approval.artifacts.length > 0 ? approval.artifacts.map((hex) => <Digest hex={hex} />) : 'none: the gate stays on hold until a file is checked',
          ],
          approval.signers.length > 0 && ['Pinned to the signers', approval.signers.map((hex) => <Digest hex={hex} />)],
          ['Evidence', <a href={linkTo(`/requests/${approval.submission}`)}>The request with its evidence</a>],
        ]}
      />
      {offered.length > 0 && (
        <div class="screen-only">
          {offered.map((change) => (
            <ChangeForm approval={approval} change={change} done={done} />
          ))}
        </div>
      )}
    </article>
  );
}
